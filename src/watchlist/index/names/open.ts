import { checkInside, partFault } from '../partFault.ts';
import * as layout from './layout.ts';
import { scratchBytes } from './scratch.ts';

/** What TypeScript asks of the part; names are found by the core (src/core/nameMatcher.ts). */
export type NamesView = {
  readonly numNames: number;
  readonly numWords: number;
  readonly leastAlike: number;
  readonly leastCalibrated: number;
  /** Of scratch that a worker needs. */
  readonly scratchBytes: number;
};

const WORD_BITS = 32;

/** @throws PosternError BUNDLE_INVALID where tables do not lie inside the part; costs the same for any size */
export function openNames(part: Uint8Array): NamesView {
  if (part.length < layout.NAMES_HEADER_BYTES) throw partFault('names', 'expected a header');
  const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
  const word = (at: number): number => view.getUint32(at, true);
  const [numNames, numWords] = [word(layout.NAMES_NUM_NAMES), word(layout.NAMES_NUM_WORDS)];
  const sizeOf = (at: number): number => {
    const log = word(at);
    if (log >= WORD_BITS) throw partFault('names', `expected a table of under 2 to the ${WORD_BITS}, got ${log}`);
    return 2 ** log;
  };
  const inside = (what: string, at: number, count: number, itemBytes: number, alignBytes?: number): void =>
    checkInside('names', part.length, what, word(at), count, itemBytes, alignBytes);
  inside('words', layout.NAMES_WORDS, numWords + 1, layout.NAMES_WORD_BYTES, 16);
  const end = word(layout.NAMES_WORDS) + numWords * layout.NAMES_WORD_BYTES;
  inside('texts', layout.NAMES_TEXTS, word(end + layout.NAMES_WORD_TEXT), 1);
  inside('postings', layout.NAMES_POSTINGS, word(end + layout.NAMES_WORD_POSTINGS), layout.NAMES_POSTING_BYTES);
  inside('names', layout.NAMES_NAMES, numNames + 1, layout.NAMES_NAME_BYTES);
  const lastName = word(layout.NAMES_NAMES) + numNames * layout.NAMES_NAME_BYTES;
  inside('places', layout.NAMES_PLACES, word(lastName + layout.NAMES_NAME_PLACE), layout.NAMES_PLACE_BYTES);
  inside('keys', layout.NAMES_KEYS, sizeOf(layout.NAMES_KEY_LOG) + 1, 4);
  inside('items of keys', layout.NAMES_KEY_ITEMS, word(layout.NAMES_NUM_KEYS), 4);
  inside('filter', layout.NAMES_FILTER, sizeOf(layout.NAMES_FILTER_LOG), layout.NAMES_FILTER_BLOCK_BYTES, 8);
  inside('joins', layout.NAMES_JOINS, sizeOf(layout.NAMES_JOIN_LOG) + 1, 4);
  inside('items of joins', layout.NAMES_JOIN_ITEMS, word(layout.NAMES_NUM_JOINS), 4);
  inside('lexicon', layout.NAMES_LEXICON, sizeOf(layout.NAMES_LEXICON_LOG), layout.NAMES_LEXEME_BYTES, 16);
  inside('legal forms', layout.NAMES_FORMS, sizeOf(layout.NAMES_FORM_LOG), layout.NAMES_FORM_BYTES, 16);
  if (word(layout.NAMES_SCRATCH) !== scratchBytes(numWords)) {
    throw partFault('names', `expected scratch of ${scratchBytes(numWords)} bytes, got ${word(layout.NAMES_SCRATCH)}`);
  }
  return {
    numNames,
    numWords,
    leastAlike: view.getFloat64(layout.NAMES_ALIKE, true),
    leastCalibrated: view.getFloat64(layout.NAMES_CALIBRATED, true),
    scratchBytes: word(layout.NAMES_SCRATCH),
  };
}
