// The listed words of a part: found by their text, and compared with words of a query.

import {
  ADDRESSES_LAST_SLOT,
  ADDRESSES_NUMBER_MASK,
  ADDRESSES_SLOTS,
  ADDRESSES_TAG_SHIFT,
  ADDRESSES_TEXTS,
  ADDRESSES_WORDS,
  ADDRESSES_WORD_BYTES,
  ADDRESSES_WORD_START,
  ADDRESSES_WORD_START_BYTES,
} from '../../generated/lists';
import { folded, foldedEight, wordHash } from './wordHash';

/** No word of the part. */
export const UNKNOWN: u32 = <u32>ADDRESSES_NUMBER_MASK;

@inline
export function wordAt(addresses: usize, number: u32): usize {
  return addresses + <usize>load<u32>(addresses, ADDRESSES_WORDS) + <usize>number * ADDRESSES_WORD_BYTES;
}

/** Address of a word's text. */
@inline
export function textOf(addresses: usize, word: usize): usize {
  if (lengthOf(word) <= <u32>ADDRESSES_WORD_START_BYTES) return word + ADDRESSES_WORD_START;
  return addresses + <usize>load<u32>(addresses, ADDRESSES_TEXTS) + <usize>load<u32>(word);
}

@inline
export function lengthOf(word: usize): u32 {
  return load<u32>(word, ADDRESSES_WORD_BYTES) - load<u32>(word);
}

/** Number of the word that is this text, or UNKNOWN. Up to 7 bytes past the text are read. */
export function findWord(addresses: usize, text: usize, length: u32, sum: u32): u32 {
  const hash = wordHash(sum, length);
  const slots = addresses + <usize>load<u32>(addresses, ADDRESSES_SLOTS);
  const last = load<u32>(addresses, ADDRESSES_LAST_SLOT);
  let place = hash & last;
  let slot = load<u32>(slots + ((<usize>place) << 2));
  while (slot != 0) {
    if ((slot ^ hash) >> <u32>ADDRESSES_TAG_SHIFT == 0) {
      const number = (slot & <u32>ADDRESSES_NUMBER_MASK) - 1;
      const word = wordAt(addresses, number);
      if (lengthOf(word) == length && isSameText(text, textOf(addresses, word), length)) return number;
    }
    place = (place + 1) & last;
    slot = load<u32>(slots + ((<usize>place) << 2));
  }
  return UNKNOWN;
}

/** Whether a text, folded, is the other. */
export function isSameText(text: usize, other: usize, length: u32): bool {
  let left = <i32>length;
  while (left >= 8) {
    if (foldedEight(load<u64>(text)) != foldedEight(load<u64>(other))) return false;
    text += 8;
    other += 8;
    left -= 8;
  }
  if (left == 0) return true;
  return ((foldedEight(load<u64>(text)) ^ foldedEight(load<u64>(other))) << (<u64>(8 - left) << 3)) == 0;
}

/** Whether one letter put in, left out, changed or swapped with its neighbour makes one text of the other. */
export function isOneEdit(one: usize, oneLength: u32, other: usize, otherLength: u32): bool {
  const shorter = min<u32>(oneLength, otherLength);
  const longer = max<u32>(oneLength, otherLength);
  if (longer - shorter > 1) return false;
  let start: u32 = 0;
  while (start < shorter && letterAt(one, start) == letterAt(other, start)) start++;
  let oneEnd = oneLength;
  let otherEnd = otherLength;
  while (oneEnd > start && otherEnd > start && letterAt(one, oneEnd - 1) == letterAt(other, otherEnd - 1)) {
    oneEnd--;
    otherEnd--;
  }
  const oneLeft = oneEnd - start;
  const otherLeft = otherEnd - start;
  if (oneLeft + otherLeft <= 2) return oneLeft <= 1 && otherLeft <= 1 && oneLeft + otherLeft > 0;
  return (
    oneLeft == 2 &&
    otherLeft == 2 &&
    letterAt(one, start) == letterAt(other, start + 1) &&
    letterAt(one, start + 1) == letterAt(other, start)
  );
}

@inline
function letterAt(text: usize, place: u32): u32 {
  return folded(<u32>load<u8>(text + <usize>place));
}
