/**
 * What a writer does before its first block: find the end of the log, and move aside a block that a crash left
 * unfinished. Only the last segment is read; `verifyLog` reads them all.
 */
import { open, rm } from 'node:fs/promises';
import { PosternError } from '../contract/errors.ts';
import { decodeSegmentHeader, GENESIS, SEGMENT_HEADER_BYTES } from './blockFormat.ts';
import { readAt } from './readAt.ts';
import { cutAside } from './cutAside.ts';
import { type DayUse, heedBlock } from './keyNotes.ts';
import { isUnbegunSegment, readSegment } from './readBlocks.ts';
import { listSegments, type SegmentFile, syncFolder } from './segments.ts';
import { damageOf } from './unfinishedEnd.ts';

export type LogTail = {
  /** The last segment, or undefined where none is begun. */
  readonly segment: SegmentFile | undefined;
  /** Where its next block goes. */
  readonly offset: number;
  readonly nextSequence: number;
  readonly head: Buffer;
  /** Bytes of an unfinished block that were moved to `cut/`. */
  readonly cutBytes: number;
  /** Bytes of all segments. */
  readonly totalBytes: number;
  /** Days of the last segment. */
  readonly days: ReadonlyMap<string, DayUse>;
};

/** @throws LOG_DAMAGED where more than an unfinished block is wrong: nothing is cut then. */
export async function recoverLog(folder: string): Promise<LogTail> {
  const segments = await listSegments(folder);
  const last = segments.at(-1);
  if (!last)
    return {
      segment: undefined,
      offset: 0,
      nextSequence: 0,
      head: GENESIS,
      cutBytes: 0,
      totalBytes: 0,
      days: new Map(),
    };
  const handle = await open(last.path, 'r+');
  try {
    const { size } = await handle.stat();
    const first = await readAt(handle, 0, Math.min(size, SEGMENT_HEADER_BYTES));
    const header = decodeSegmentHeader(first);
    if (isUnbegunSegment(first, size)) {
      if (size > 0) await cutAside(folder, handle, last.path, { offset: 0, size });
      return await forgetSegment(folder, last, size);
    }
    if (typeof header === 'string') throw damaged(last, header);
    const days = new Map<string, DayUse>();
    let head = header.previous;
    let { firstSequence: nextSequence } = header;
    const blocks = readSegment(handle, size, header);
    let turn = await blocks.next();
    for (; !turn.done; turn = await blocks.next()) {
      head = turn.value.header.chain;
      nextSequence += turn.value.header.count;
      heedBlock(days, turn.value);
    }
    const { offset } = turn.value;
    const cutBytes = size - offset;
    if (cutBytes > 0) {
      const damage = await damageOf(handle, turn.value, size, nextSequence);
      if (damage !== undefined) throw damaged(last, damage);
      await cutAside(folder, handle, last.path, { offset, size });
    }
    const totalBytes = (await sizeOf(segments.slice(0, -1))) + offset;
    return { segment: last, offset, nextSequence, head, cutBytes, totalBytes, days };
  } finally {
    await handle.close();
  }
}

/** A segment whose header was not finished holds nothing: it is begun again. */
async function forgetSegment(folder: string, segment: SegmentFile, size: number): Promise<LogTail> {
  await rm(segment.path);
  await syncFolder(folder);
  const before = await recoverLog(folder);
  return { ...before, cutBytes: before.cutBytes + size };
}

async function sizeOf(segments: readonly SegmentFile[]): Promise<number> {
  let sum = 0;
  for (const { path } of segments) {
    const handle = await open(path, 'r');
    sum += (await handle.stat()).size;
    await handle.close();
  }
  return sum;
}

function damaged(segment: SegmentFile, why: string): PosternError {
  return new PosternError(
    'LOG_DAMAGED',
    `segment ${segment.number}: ${why}; nothing was changed: bring back the file from a copy, or leave this folder as it is and begin a log in another`,
  );
}
