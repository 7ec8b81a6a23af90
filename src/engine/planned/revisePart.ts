/** What a plan makes of answers, on its way into a log: each line gets what the selector made of its decision. */
import type { Answer } from '../../contract/decision.ts';
import type { RecordedBatch, RecordedPart } from '../../contract/recording.ts';
import type { LoggedSelection } from '../../log/entry.ts';
import { linesOf } from '../../log/readEntries.ts';
import { decideAnswer } from './decideAnswer.ts';
import type { Arrival, PlanDesk } from './planDesk.ts';

/** An answer after the plan, and what the log is told of it; without one where the plan had no say. */
export type Decided = { readonly answer: Uint8Array; readonly selection?: LoggedSelection };

const DECISION = Buffer.from('"decision":');

/** An answer as NDJSON, newline and all; it comes back byte for byte where the plan has no say. */
export function decideLine(
  line: Uint8Array,
  arrival: Arrival | null,
  desk: PlanDesk,
  hardCodes: ReadonlySet<string>,
): Decided {
  const answer = JSON.parse(Buffer.from(line).toString('utf8')) as Answer;
  const decided = decideAnswer(desk, hardCodes, answer, arrival);
  if (decided.answer === answer) return { answer: line };
  return { ...decided, answer: Buffer.from(`${JSON.stringify(decided.answer)}\n`) };
}

/** @param decide takes NDJSON answers in order, newline and all */
export function revisePart({ answers, recorded }: RecordedPart, decide: (answer: Buffer) => Decided): RecordedPart {
  const decided = [...linesOf(Buffer.concat(answers))].map(decide);
  let row = 0;
  const next = (): LoggedSelection | undefined => decided[row++]?.selection;
  const revised = recorded.map((batch) => withSelections(batch, next));
  return { answers: [Buffer.concat(decided.map(({ answer }) => answer))], recorded: revised };
}

/** @param next the selection of the next line */
export function withSelections(batch: RecordedBatch, next: () => LoggedSelection | undefined): RecordedBatch {
  const lines = [...linesOf(Buffer.from(batch.lines.buffer, batch.lines.byteOffset, batch.lines.byteLength))];
  return { ...batch, lines: Buffer.concat(lines.flatMap((line) => withSelection(line, next()))) };
}

function withSelection(line: Buffer, selection: LoggedSelection | undefined): Buffer[] {
  if (selection === undefined) return [line];
  const at = line.indexOf(DECISION);
  return [line.subarray(0, at), Buffer.from(`"selection":${JSON.stringify(selection)},`), line.subarray(at)];
}
