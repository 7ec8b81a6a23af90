import * as layout from './layout.ts';

/**
 * @param numEntries of the lists that are changed
 * @param gone       numbers of their entries that count no more
 */
export function buildTombstones(numEntries: number, gone: Iterable<number>): Uint8Array {
  const part = new Uint8Array(layout.TOMBSTONES_MARKS + Math.ceil(numEntries / 8));
  new DataView(part.buffer).setUint32(layout.TOMBSTONES_NUM_ENTRIES, numEntries, true);
  for (const number of gone) part[layout.TOMBSTONES_MARKS + (number >> 3)] |= 1 << (number & 7);
  return part;
}
