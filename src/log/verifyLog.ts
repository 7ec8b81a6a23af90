/** Is a log whole, and what is left of each of its days? */
import { DayKeys, type DayState } from './dayKeys.ts';
import { dayOf } from './entry.ts';
import { type DayUse, heedBlock } from './keyNotes.ts';
import { linesOf } from './readEntries.ts';
import { type LogEnd, readBlocks } from './readBlocks.ts';
import { countRows, keptDays } from './rowStore.ts';

export type LoggedDay = {
  readonly day: string;
  readonly numEntries: number;
  /** Of its key: without one, items and rows of the day can no longer be told. `other`: not the one that was used. */
  readonly key: DayState | 'other';
  /** The rows themselves are there and can be read. */
  readonly hasRows: boolean;
  /** Rows of whole records, by their headers, and bytes that are of none. */
  readonly rows?: { readonly numRows: number; readonly restBytes: number };
};

export type Verification = {
  readonly isWhole: boolean;
  readonly end: LogEnd;
  readonly numBlocks: number;
  readonly numBytes: number;
  readonly days: readonly LoggedDay[];
  /** Whether the head that was noted earlier stands in the chain; undefined when none was asked for. */
  readonly hasHead: boolean | undefined;
};

export type VerifyOptions = {
  keyFolder: string;
  /** Chain hash noted at an earlier time, hex. */
  head?: string | undefined;
  onBlock?: (numEntries: number, numBytes: number) => void;
};

/** Check every block, and that each says rightly how many entries it holds. */
export async function verifyLog(folder: string, options: VerifyOptions): Promise<Verification> {
  const blocks = readBlocks(folder);
  const entriesByDay = new Map<string, number>();
  const uses = new Map<string, DayUse>();
  let numBlocks = 0;
  let numBytes = 0;
  let numEntries = 0;
  let hasHead = options.head === undefined ? undefined : false;
  let miscount: string | undefined;
  let turn = await blocks.next();
  for (; !turn.done && !miscount; turn = await blocks.next()) {
    const { header, payload, segment, offset } = turn.value;
    const numLines = [...linesOf(payload)].length;
    if (numLines !== header.count) {
      miscount = `segment ${segment}, byte ${offset}: the block says ${header.count} entries and holds ${numLines}`;
      break;
    }
    numBlocks += 1;
    numBytes += payload.length;
    numEntries += numLines;
    const day = dayOf(header.at);
    entriesByDay.set(day, (entriesByDay.get(day) ?? 0) + numLines);
    heedBlock(uses, turn.value);
    if (options.head === header.chain.toString('hex')) hasHead = true;
    options.onBlock?.(numEntries, numBytes);
  }
  const end = turn.done ? turn.value : await stop(blocks, miscount as string);
  const keys = new DayKeys(options.keyFolder);
  const withRows = new Set(await keptDays(folder));
  const days: LoggedDay[] = [];
  for (const [day, count] of entriesByDay) {
    const key = keyOf(keys, day, uses.get(day));
    const hasRows = key === 'kept' && withRows.has(day);
    days.push({ day, numEntries: count, key, hasRows, ...(hasRows && { rows: await countRows(folder, day) }) });
  }
  const areKeysRight = days.every(({ key }) => key !== 'other');
  return {
    isWhole: end.damage === undefined && hasHead !== false && areKeysRight,
    end,
    numBlocks,
    numBytes,
    days,
    hasHead,
  };
}

function keyOf(keys: DayKeys, day: string, use: DayUse | undefined): LoggedDay['key'] {
  const state = keys.stateOf(day);
  if (state !== 'kept' || !use) return state;
  const fingerprint = keys.read(day)?.fingerprint;
  return [...use.fingerprints].every((noted) => noted === fingerprint) ? 'kept' : 'other';
}

async function stop(blocks: AsyncGenerator<unknown, LogEnd>, damage: string): Promise<LogEnd> {
  // the reader's own end is of no use any more: close its file
  await blocks.return(undefined as never);
  return { head: Buffer.alloc(32), nextSequence: 0, numSegments: 0, tailBytes: 0, damage };
}
