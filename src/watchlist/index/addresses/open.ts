import { checkInside, partFault } from '../partFault.ts';
import * as layout from './layout.ts';

export type AddressesView = {
  /** Those that a query of another country may match count twice. */
  readonly numAddresses: number;
  readonly numWords: number;
  /** The lowest score that is found. */
  readonly least: number;
  /** What the core needs beside the part, for each thread. */
  readonly scratchBytes: number;
  /** @param address number of a listed address, as a hit's detail has it above the low byte */
  entryOf(address: number): number;
};

/** @throws PosternError BUNDLE_INVALID where tables do not lie inside the part; costs the same for any size */
export function openAddresses(part: Uint8Array): AddressesView {
  if (part.length < layout.ADDRESSES_HEADER_BYTES) throw partFault('addresses', 'expected a header');
  const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
  const word = (at: number): number => view.getUint32(at, true);
  if (word(0) !== layout.ADDRESSES_MAGIC) throw partFault('addresses', 'expected the bytes PADR at its start');
  const version = word(layout.ADDRESSES_VERSION_AT);
  if (version !== layout.ADDRESSES_VERSION) {
    throw partFault('addresses', `expected version ${layout.ADDRESSES_VERSION}, got ${version}`);
  }
  if (word(layout.ADDRESSES_BYTES) !== part.length) throw partFault('addresses', 'its length is not what it says');
  const [numAddresses, numWords] = [word(layout.ADDRESSES_NUM_ADDRESSES), word(layout.ADDRESSES_NUM_WORDS)];
  const inside = (what: string, place: number, count: number, itemBytes: number): void =>
    checkInside('addresses', part.length, what, word(place), count, itemBytes);
  inside('specials', layout.ADDRESSES_SPECIALS, word(layout.ADDRESSES_NUM_SPECIALS), 4);
  inside('words', layout.ADDRESSES_WORDS, numWords + 1, layout.ADDRESSES_WORD_BYTES);
  inside('slots', layout.ADDRESSES_SLOTS, word(layout.ADDRESSES_LAST_SLOT) + 1, 4);
  inside('typo slots', layout.ADDRESSES_TYPO_SLOTS, word(layout.ADDRESSES_LAST_TYPO_SLOT) + 1, 4);
  inside('filter', layout.ADDRESSES_FILTER, word(layout.ADDRESSES_LAST_FILTER) + 1, 4);
  inside('bits of alike words', layout.ADDRESSES_ALIKE, Math.ceil(numWords / 8), 1);
  inside('groups', layout.ADDRESSES_GROUPS, layout.ADDRESSES_NUM_GROUPS + 1, layout.ADDRESSES_GROUP_BYTES);
  inside('addresses', layout.ADDRESSES_RECORDS, numAddresses, layout.ADDRESSES_RECORD_BYTES);
  const end = word(layout.ADDRESSES_WORDS) + numWords * layout.ADDRESSES_WORD_BYTES;
  checkInside('addresses', part.length, 'texts', word(layout.ADDRESSES_TEXTS), word(end), 1);
  inside('postings', layout.ADDRESSES_POSTINGS, word(end + layout.ADDRESSES_WORD_POSTINGS), 4);
  const records = word(layout.ADDRESSES_RECORDS);
  return {
    numAddresses,
    numWords,
    least: view.getFloat64(layout.ADDRESSES_SCORE, true),
    scratchBytes: word(layout.ADDRESSES_SCRATCH_BYTES),
    entryOf: (address) => {
      if (!(address >= 0 && address < numAddresses)) {
        throw partFault('addresses', `expected an address below ${numAddresses}, got ${address}`);
      }
      return word(records + address * layout.ADDRESSES_RECORD_BYTES + layout.ADDRESSES_RECORD_ENTRY);
    },
  };
}
