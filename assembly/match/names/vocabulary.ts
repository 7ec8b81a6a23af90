// The listed words: their records, and the one that a text is.

import {
  NAMES_CHECK_SHIFT_BITS, NAMES_FILTER, NAMES_FILTER_BLOCK_BYTES, NAMES_FILTER_LOG, NAMES_FILTER_STEP_SEED, NAMES_KEYS,
  NAMES_KEY_ITEMS, NAMES_KEY_LOG, NAMES_TEXTS, NAMES_WORDS, NAMES_WORD_BYTES,
  NAMES_WORD_POSTINGS, NAMES_WORD_TEXT,
} from '../../generated/lists';
import { equalBytes } from './hash';

export const NO_WORD: u32 = 0xffffffff;

@inline
export function wordRecord(names: usize, word: u32): usize {
  return names + load<u32>(names, NAMES_WORDS) + <usize>word * NAMES_WORD_BYTES;
}

@inline
export function numPostings(record: usize): u32 {
  return load<u32>(record + NAMES_WORD_BYTES, NAMES_WORD_POSTINGS) - load<u32>(record, NAMES_WORD_POSTINGS);
}

/** False where no listed word has a text of this hash; seldom true of texts that are none. */
@inline
export function isPerhapsWord(names: usize, hash: u32): bool {
  const block = (hash * NAMES_FILTER_STEP_SEED) >> (32 - load<u32>(names, NAMES_FILTER_LOG));
  const bits = load<u64>(names + load<u32>(names, NAMES_FILTER) + <usize>block * NAMES_FILTER_BLOCK_BYTES);
  const asked =
    ((<u64>1) << (hash & 63)) | ((<u64>1) << ((hash >> 6) & 63)) | ((<u64>1) << ((hash >> 12) & 63));
  return (bits & asked) == asked;
}

/** The listed word of this text, or NO_WORD. */
export function exactWord(names: usize, at: usize, length: u32, hash: u32): u32 {
  if (!isPerhapsWord(names, hash)) return NO_WORD;
  const starts = names + load<u32>(names, NAMES_KEYS);
  const bucket = starts + (<usize>(hash & ((<u32>1 << load<u32>(names, NAMES_KEY_LOG)) - 1)) << 2);
  const items = names + load<u32>(names, NAMES_KEY_ITEMS);
  const texts = names + load<u32>(names, NAMES_TEXTS);
  const end = items + (<usize>load<u32>(bucket, 4) << 2);
  for (let item = items + (<usize>load<u32>(bucket) << 2); item < end; item += 4) {
    const found = load<u32>(item);
    if ((found ^ hash) >> NAMES_CHECK_SHIFT_BITS) continue;
    const word = found & ((<u32>1 << NAMES_CHECK_SHIFT_BITS) - 1);
    const record = wordRecord(names, word);
    const text = load<u32>(record, NAMES_WORD_TEXT);
    if (load<u32>(record + NAMES_WORD_BYTES, NAMES_WORD_TEXT) - text == length && equalBytes(texts + text, at, length)) {
      return word;
    }
  }
  return NO_WORD;
}
