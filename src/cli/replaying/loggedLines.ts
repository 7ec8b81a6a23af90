/** Parts of a log's lines, cut out without parsing: a replay looks at millions of them. */
import { defaultLimits, type Limits } from '../../contract/limits.ts';
import type { PlanFacts } from '../../engine/planned/planDesk.ts';
import type { LoggedSelection } from '../../log/entry.ts';

/** What an answer depends on beside the row and the bundle. */
export type LoggedSettings = {
  readonly explainTop: number;
  readonly limits: Limits;
  /** Of a log written with a bundle for carriers: the hash of the bundle that it was made of. */
  readonly redacts?: string;
};

const COMMA = 0x2c;
const NOTE = Buffer.from('"note":');
const SELECTION = Buffer.from('"selection":');
const DECISION = Buffer.from('"decision":');
/** What follows the hash of the bundle, the last member of every answer. */
const AFTER_HASH = '"}}\n'.length;
const HASH_LENGTH = 32;

/** The instant comes first; what follows it says what the line is. */
export function isNoteLine(line: Buffer): boolean {
  const at = line.indexOf(COMMA) + 1;
  return line.compare(NOTE, 0, NOTE.length, at, at + NOTE.length) === 0;
}

/** Settings that an opening note states; the defaults without a note, undefined for another one. */
export function settingsOf(line: undefined): LoggedSettings;
export function settingsOf(line: Buffer): LoggedSettings | undefined;
export function settingsOf(line: Buffer | undefined): LoggedSettings | undefined {
  if (line === undefined) return { explainTop: 0, limits: defaultLimits };
  const { note, facts } = JSON.parse(line.toString()) as { note: string; facts: Partial<LoggedSettings> };
  if (note !== 'opened') return undefined;
  const { explainTop = 0, limits, redacts } = facts;
  return { explainTop, limits: { ...defaultLimits, ...limits }, ...(redacts !== undefined && { redacts }) };
}

/** The plan that a note says is in force; undefined for another note. */
export function planOf(line: Buffer): PlanFacts | undefined {
  const { note, facts } = JSON.parse(line.toString()) as { note: string; facts: PlanFacts };
  return note === 'plan' ? facts : undefined;
}

/** First 128 bits of the bundle's hash, hex. */
export function bundleOf(line: Buffer): string {
  const end = line.length - AFTER_HASH;
  return line.toString('latin1', end - HASH_LENGTH, end);
}

export function decisionOf(line: Buffer): Record<string, unknown> {
  const at = line.indexOf(DECISION) + DECISION.length;
  return JSON.parse(line.toString('utf8', at, line.length - 2)) as Record<string, unknown>;
}

/** What a selector made of the decision, where a plan was in force. */
export function selectionOf(line: Buffer): LoggedSelection | undefined {
  const at = line.indexOf(SELECTION);
  const end = line.indexOf(DECISION);
  if (at < 0 || at > end) return undefined;
  return JSON.parse(line.toString('utf8', at + SELECTION.length, end - 1)) as LoggedSelection;
}

/** Same item, same row, same signals of lists, same decision, byte for byte; when it was, and what a selector made of it, apart. */
export function isSameDecision(one: Buffer, other: Buffer): boolean {
  const [a, b] = [factsEnd(one), factsEnd(other)];
  const [startA, startB] = [one.indexOf(COMMA), other.indexOf(COMMA)];
  if (one.compare(other, startB, b, startA, a) !== 0) return false;
  const [decisionA, decisionB] = [one.indexOf(DECISION, a), other.indexOf(DECISION, b)];
  return one.compare(other, decisionB, other.length, decisionA, one.length) === 0;
}

/** Where item, hash and signals end: at the selection, or at the decision. */
function factsEnd(line: Buffer): number {
  const decision = line.indexOf(DECISION);
  const selection = line.indexOf(SELECTION);
  return selection >= 0 && selection < decision ? selection : decision;
}
