/** What a plan makes of answers, on its way into a log: each line gets what the selector made of its decision. */
import type { RecordedBatch, RecordedPart } from '../contract/recording.ts';
import type { LoggedSelection } from '../log/entry.ts';
import { linesOf } from '../log/readEntries.ts';

/** An answer after the plan, and what the log is told of it; without one where the plan had no say. */
export type Decided = { readonly answer: Uint8Array; readonly selection?: LoggedSelection };

const DECISION = Buffer.from('"decision":');

/** @param decide takes NDJSON answers in order, newline and all */
export function revisePart({ answers, recorded }: RecordedPart, decide: (answer: Buffer) => Decided): RecordedPart {
  const decided = [...linesOf(Buffer.concat(answers))].map(decide);
  let row = 0;
  const revise = (batch: RecordedBatch): RecordedBatch => {
    const lines = [...linesOf(Buffer.from(batch.lines.buffer, batch.lines.byteOffset, batch.lines.byteLength))];
    const revised = lines.flatMap((line) => withSelection(line, decided[row++]?.selection));
    return { ...batch, lines: Buffer.concat(revised) };
  };
  return { answers: [Buffer.concat(decided.map(({ answer }) => answer))], recorded: recorded.map(revise) };
}

function withSelection(line: Buffer, selection: LoggedSelection | undefined): Buffer[] {
  if (selection === undefined) return [line];
  const at = line.indexOf(DECISION);
  return [line.subarray(0, at), Buffer.from(`"selection":${JSON.stringify(selection)},`), line.subarray(at)];
}
