/**
 * Finding what is whole after a broken place. A block is written only after the one before it is safely on disk, so nothing
 * whole can follow an unfinished block: where something does, decisions were lost, and no writer may cut them off.
 */
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { BLOCK_HEADER_BYTES, BLOCK_MAGIC, decodeBlockHeader } from './blockFormat.ts';
import { readAt } from './readAt.ts';

const WINDOW_BYTES = 1 << 20;

/** Where in bytes `[from, size)` the first whole block starts that holds entries from `sequence` on, or undefined. */
export function holdsWholeBlock(
  handle: FileHandle,
  from: number,
  size: number,
  sequence: number,
): Promise<number | undefined> {
  return findWhole(handle, from, size, BLOCK_MAGIC, async (offset) => {
    const header = decodeBlockHeader(await readAt(handle, offset, Math.min(BLOCK_HEADER_BYTES, size - offset)));
    if (!header || header.count === 0 || header.firstSequence < sequence) return false;
    const payloadAt = offset + BLOCK_HEADER_BYTES;
    if (payloadAt + header.payloadBytes > size) return false;
    return crc32(await readAt(handle, payloadAt, header.payloadBytes)) === header.crc;
  });
}

/** The first place in bytes `[from, size)` with this mark that `isWhole` confirms, or undefined. */
export async function findWhole(
  handle: FileHandle,
  from: number,
  size: number,
  mark: Buffer,
  isWhole: (offset: number) => Promise<boolean>,
): Promise<number | undefined> {
  for (let start = from; start + mark.length <= size; ) {
    const window = await readAt(handle, start, Math.min(WINDOW_BYTES, size - start));
    if (window.length < mark.length) return undefined;
    for (let at = window.indexOf(mark); at >= 0; at = window.indexOf(mark, at + 1)) {
      if (await isWhole(start + at)) return start + at;
    }
    // a mark may lie across two windows
    start += window.length - mark.length + 1;
  }
  return undefined;
}
