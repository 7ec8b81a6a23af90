import { partFault } from '../partFault.ts';
import * as layout from './layout.ts';

export type TombstonesView = {
  /** Of the lists that are changed. */
  readonly numEntries: number;
  isGone(number: number): boolean;
};

/** @throws PosternError BUNDLE_INVALID where there are not as many marks as entries */
export function openTombstones(part: Uint8Array): TombstonesView {
  if (part.length < layout.TOMBSTONES_MARKS) throw partFault('tombstones', 'expected a header');
  const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
  const numEntries = view.getUint32(layout.TOMBSTONES_NUM_ENTRIES, true);
  const expected = layout.TOMBSTONES_MARKS + Math.ceil(numEntries / 8);
  if (part.length !== expected) throw partFault('tombstones', `expected ${expected} bytes, got ${part.length}`);
  return {
    numEntries,
    isGone: (number) =>
      number < numEntries && ((part[layout.TOMBSTONES_MARKS + (number >> 3)] >> (number & 7)) & 1) === 1,
  };
}
