/** Entries of a log, one after another, from checked blocks; one block is in memory at a time. */
import { PosternError } from '../contract/errors.ts';
import type { LogEntry } from './entry.ts';
import { type LogEnd, readBlocks } from './readBlocks.ts';

const NEWLINE = 10;

/** Lines of a payload as views into it, newlines and all. */
export function* linesOf(payload: Buffer): Generator<Buffer> {
  for (let start = 0; start < payload.length; ) {
    const end = payload.indexOf(NEWLINE, start) + 1 || payload.length;
    yield payload.subarray(start, end);
    start = end;
  }
}

/** @throws LOG_DAMAGED where the log stops being whole, after the entries before that place */
export async function* readEntries(folder: string): AsyncGenerator<LogEntry, LogEnd> {
  const blocks = readBlocks(folder);
  let turn = await blocks.next();
  for (; !turn.done; turn = await blocks.next()) {
    const { header, payload } = turn.value;
    let seq = header.firstSequence;
    for (const line of linesOf(payload)) {
      yield { seq, ...(JSON.parse(line.toString()) as Omit<LogEntry, 'seq'>) } as LogEntry;
      seq += 1;
    }
  }
  if (turn.value.damage) throw new PosternError('LOG_DAMAGED', turn.value.damage);
  return turn.value;
}
