/**
 * Telling an unfinished end from damage, where nothing whole follows it. Unfinished is what ends before it should,
 * and what a machine that lost power leaves: the file has its length, and sectors that were not written read as
 * zeros. A log has no zeros of its own there. Everything else is damage: it may have been acknowledged.
 */
import type { FileHandle } from 'node:fs/promises';
import { readAt } from './readAt.ts';
import { holdsWholeBlock } from './wholeBlocks.ts';

const SECTOR_BYTES = 512;
const WINDOW_BYTES = 1 << 20;
/** Fewer zeros than this are no sign of anything. */
const LEAST_ZEROS = 8;

/** Where the whole blocks of a segment end. */
export type SegmentStop = {
  readonly offset: number;
  readonly why: string;
  /** The file ends before the block that begins at `offset` does. */
  readonly isShort: boolean;
};

/** Why the bytes from where a segment stopped are damage, or undefined for an unfinished block. */
export async function damageOf(
  handle: FileHandle,
  { offset, why, isShort }: SegmentStop,
  size: number,
  nextSequence: number,
): Promise<string | undefined> {
  if ((await holdsWholeBlock(handle, offset + 1, size, nextSequence)) !== undefined) {
    return `byte ${offset}: ${why}, and whole blocks follow`;
  }
  if (isShort || (await hasUnwrittenSector(handle, offset, size))) return undefined;
  return `byte ${offset}: ${why}`;
}

/** Whether a sector of the file, as far as it lies in bytes `[from, size)`, is nothing but zeros. */
export async function hasUnwrittenSector(handle: FileHandle, from: number, size: number): Promise<boolean> {
  for (let start = from; start < size; ) {
    const windowEnd = Math.min(size, start - (start % SECTOR_BYTES) + WINDOW_BYTES);
    const window = await readAt(handle, start, windowEnd - start);
    for (let at = 0; at < window.length; ) {
      const end = Math.min(window.length, at + SECTOR_BYTES - ((start + at) % SECTOR_BYTES));
      if (end - at >= LEAST_ZEROS && window.subarray(at, end).every((byte) => byte === 0)) return true;
      at = end;
    }
    start = windowEnd;
  }
  return false;
}
