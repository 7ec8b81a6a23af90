/** Draws of a finished period, recomputed by anyone who has the published key. */
import { PosternError } from '../contract/errors.ts';
import { itemNumbers } from './draw.ts';
import type { SelectedBy } from './selection.ts';
import { type SequenceFault, SequenceCheck } from './sequenceCheck.ts';

export type WrongDraw = {
  readonly line: number;
  readonly itemId: string;
  readonly was: 'drawn' | 'left';
  readonly should: 'drawn' | 'left';
};

export type DrawCheck = {
  /** Parcels that the draw decided about, and those of them that it took. */
  readonly open: number;
  readonly drawn: number;
  /** Of the open ones, those with a chance of 0: nothing about them can be recomputed. */
  readonly withoutChance: number;
  readonly wrong: readonly WrongDraw[];
  /** Places in a facility's order of arrival that no line holds, or two do. */
  readonly sequence: readonly SequenceFault[];
};

type Logged = {
  readonly itemId: string;
  readonly capacity?: {
    readonly facility: string;
    readonly shift: string;
    readonly sequence: number;
    readonly by: SelectedBy;
    readonly inclusionProbability: number;
  } | null;
};

const KNOWN: ReadonlySet<string> = new Set<SelectedBy>([
  'rule',
  'overflow',
  'rank',
  'draw',
  'open',
  'stands',
  'unplanned',
]);

/**
 * @param lines  decisions as JSON, with what the plan made of them in `capacity`; rows without it are passed over
 * @throws PosternError REQUEST_INVALID for a line that is no decision, or whose `capacity` no selector wrote
 */
export function verifyDraws(key: Uint8Array, lines: readonly string[]): DrawCheck {
  let open = 0;
  let numDrawn = 0;
  let withoutChance = 0;
  const wrong: WrongDraw[] = [];
  const places = new SequenceCheck();
  lines.forEach((text, i) => {
    if (text.trim() === '') return;
    const { itemId, capacity } = parse(text, i + 1);
    if (!capacity) return;
    const { facility, shift, sequence, by, inclusionProbability: chance } = capacity;
    requireSelection(capacity, i + 1);
    places.add({ facility, shift, sequence, line: i + 1 });
    if (by !== 'draw' && by !== 'open') return;
    open++;
    if (chance === 0) withoutChance++;
    const was = by === 'draw' ? 'drawn' : 'left';
    if (was === 'drawn') numDrawn++;
    const { draw } = itemNumbers(key, facility, shift, itemId);
    const should = draw < chance ? 'drawn' : 'left';
    if (was !== should) wrong.push({ line: i + 1, itemId, was, should });
  });
  return { open, drawn: numDrawn, withoutChance, wrong, sequence: places.faults() };
}

function requireSelection({ by, sequence, inclusionProbability }: NonNullable<Logged['capacity']>, line: number): void {
  const refuse = (message: string): PosternError => new PosternError('REQUEST_INVALID', `line ${line}: ${message}`);
  if (!KNOWN.has(by)) throw refuse(`expected capacity.by of ${[...KNOWN].join(', ')}, got ${JSON.stringify(by)}`);
  if (!Number.isSafeInteger(sequence) || sequence < 1) {
    throw refuse(`expected a whole capacity.sequence of 1 or more, got ${JSON.stringify(sequence)}`);
  }
  if (!Number.isFinite(inclusionProbability) || inclusionProbability < 0 || inclusionProbability > 1) {
    const got = JSON.stringify(inclusionProbability);
    throw refuse(`expected a capacity.inclusionProbability from 0 to 1, got ${got}`);
  }
}

function parse(text: string, line: number): Logged {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // told below
  }
  if (typeof value === 'object' && value !== null) return value as Logged;
  throw new PosternError('REQUEST_INVALID', `line ${line}: expected a decision as JSON`);
}
