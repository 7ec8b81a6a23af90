import { attributeOf, type Attribute } from '../attributes.ts';
import { checkInside, partFault } from '../partFault.ts';
import * as layout from './layout.ts';

export type IdentifiersView = {
  readonly numIdentifiers: number;
  /** Texts of the lists that make no key: too short a phone, a text of blanks. */
  readonly numLeft: number;
  readonly kinds: readonly Attribute[];
  /** What a kernel needs to work in. */
  readonly scratchBytes: number;
};

/**
 * Costs the same for any size: the core bounds what buckets and postings say where it follows them.
 * @param numEntries of the index
 * @throws PosternError BUNDLE_INVALID where tables do not lie inside the part, or name entries that the index lacks
 */
export function openIdentifiers(part: Uint8Array, numEntries: number): IdentifiersView {
  if (part.length < layout.IDENTIFIERS_HEADER_BYTES) throw partFault('identifiers', 'expected a header');
  const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
  const word = (at: number): number => view.getUint32(at, true);
  const [numBuckets, numStored] = [word(layout.IDENTIFIERS_NUM_BUCKETS), word(layout.IDENTIFIERS_NUM_STORED)];
  if (numBuckets === 0 || numStored < numBuckets) {
    throw partFault('identifiers', `expected 1 to ${numStored} buckets that are homes, got ${numBuckets}`);
  }
  const check = (what: string, offset: number, count: number, itemBytes: number, alignBytes: number): void =>
    checkInside('identifiers', part.length, what, offset, count, itemBytes, alignBytes);
  check('buckets', word(layout.IDENTIFIERS_BUCKETS), numStored, layout.IDENTIFIERS_BUCKET_BYTES, 64);
  if (word(layout.IDENTIFIERS_NUM_FILTER_WORDS) === 0) throw partFault('identifiers', 'expected a filter');
  check('filter', word(layout.IDENTIFIERS_FILTER), word(layout.IDENTIFIERS_NUM_FILTER_WORDS), 8, 8);
  check('postings', word(layout.IDENTIFIERS_POSTINGS), word(layout.IDENTIFIERS_NUM_POSTING_WORDS), 4, 4);
  if (word(layout.IDENTIFIERS_NUM_ENTRIES) > numEntries) {
    throw partFault(
      'identifiers',
      `expected at most ${numEntries} entries, got ${word(layout.IDENTIFIERS_NUM_ENTRIES)}`,
    );
  }
  if (word(layout.IDENTIFIERS_SCRATCH) !== layout.IDENTIFIERS_SCRATCH_BYTES) {
    throw partFault('identifiers', `expected a scratch of ${layout.IDENTIFIERS_SCRATCH_BYTES} bytes`);
  }
  const kinds = word(layout.IDENTIFIERS_KINDS);
  return {
    numIdentifiers: word(layout.IDENTIFIERS_NUM_IDENTIFIERS),
    numLeft: word(layout.IDENTIFIERS_NUM_LEFT),
    kinds: Array.from({ length: 32 }, (_, bit) => bit).flatMap((bit) =>
      (kinds >>> bit) & 1 ? (attributeOf(bit) ?? []) : [],
    ),
    scratchBytes: layout.IDENTIFIERS_SCRATCH_BYTES,
  };
}
