// A query's text to numbers of listed words, each stamped with where it stands and what it counts. The plain twin is
// addressWords of src/watchlist/text/addressWords.ts with queriedAddress of src/watchlist/compare/address.ts.

import { byteAt, COMMA, isDigit, MINUS } from '../../base/bytes';
import { isLetter, isWordByte } from '../../base/letters';
import {
  ADDRESSES_CHECKS_BYTES,
  ADDRESSES_CHECK_BITS,
  ADDRESSES_CHECK_SEED,
  ADDRESSES_IS_BOX_WORD,
  ADDRESSES_IS_IGNORED,
  ADDRESSES_IS_KNOWN,
  ADDRESSES_IS_LETTERS,
  ADDRESSES_IS_NUMBER,
  ADDRESSES_IS_UNIT_WORD,
  ADDRESSES_NUMBER_BITS,
  ADDRESSES_NUMBER_MASK,
  ADDRESSES_NUM_SPECIALS,
  ADDRESSES_QUERY_BYTES,
  ADDRESSES_QUERY_LENGTH,
  ADDRESSES_QUERY_NUMBER,
  ADDRESSES_QUERY_SUM,
  ADDRESSES_SCRATCH_CHECKS,
  ADDRESSES_SCRATCH_COUNTRY,
  ADDRESSES_SCRATCH_NUM_NUMBERS,
  ADDRESSES_SCRATCH_NUM_WORDS,
  ADDRESSES_SCRATCH_QUERY,
  ADDRESSES_SCRATCH_STAMPS,
  ADDRESSES_SCRATCH_WORDS,
  ADDRESSES_SPECIALS,
  ADDRESSES_STAMP_BYTES,
  ADDRESSES_STAMP_CLASSES,
  ADDRESSES_STAMP_POSITION,
  ADDRESS_LEAST_TYPO_POSTCODE,
  ADDRESS_LEAST_TYPO_WORD,
  ADDRESS_MOST_TYPO_LETTERS,
} from '../../generated/lists';
import { findWord, isSameText, lengthOf, textOf, UNKNOWN, wordAt } from './words';
import { folded, foldedEight, wordSum } from './wordHash';

/** Of a word, and so of what it may be the number of. */
export const CLASS_NUMBER: u32 = 1;
export const CLASS_UNIT: u32 = 2;
export const CLASS_BOX: u32 = 4;

const MOST_TOKENS: u32 = 64;
const HAS_DIGIT: u32 = 1;
const HAS_LETTER: u32 = 2;
const HAS_HIGH: u32 = 4;
// the ends of joined words, first letter in the low byte
const STREET: u64 = 0x746565727473;
const STRASSE: u64 = 0x65737361727473;
const STR: u64 = 0x727473;

export function readQuery(addresses: usize, text: usize, length: u32, scratch: usize): void {
  store<u32>(scratch, 0, ADDRESSES_SCRATCH_NUM_WORDS);
  store<u32>(scratch, 0, ADDRESSES_SCRATCH_NUM_NUMBERS);
  store<u32>(scratch, 0, ADDRESSES_SCRATCH_COUNTRY);
  memory.fill(scratch + ADDRESSES_SCRATCH_CHECKS, 0, ADDRESSES_CHECKS_BYTES);
  // addresses without a check are never passed over
  store<u8>(scratch, 1, ADDRESSES_SCRATCH_CHECKS);
  const end = text + <usize>length;
  let at = text;
  let isAfterComma = true;
  // class that the next number has, and how many words stood before, in the two halves
  let state: u32 = CLASS_NUMBER;
  for (let numTokens: u32 = 0; numTokens < MOST_TOKENS; numTokens++) {
    while (at < end && !isWordByte(byteAt(at))) {
      isAfterComma = isAfterComma || byteAt(at) == COMMA;
      at++;
    }
    if (at >= end) return;
    const token = at;
    let has: u32 = 0;
    while (at < end) {
      const is = classOf(byteAt(at));
      if (is == 0) break;
      has |= is;
      at++;
    }
    const tokenLength = <u32>(at - token);
    if (tokenLength == 2 && has == HAS_LETTER && isAfterComma && (numTokens == MOST_TOKENS - 1 || isLast(at, end))) {
      store<u32>(scratch, <u32>(load<u16>(token) | 0x2020), ADDRESSES_SCRATCH_COUNTRY);
      return;
    }
    isAfterComma = false;
    const split = has == HAS_LETTER ? streetLength(token, tokenLength) : postcodeStart(token, tokenLength, has);
    if (split != 0) {
      state = readWord(addresses, scratch, token, split, state);
      state = readWord(addresses, scratch, token + <usize>split, tokenLength - split, state);
    } else {
      state = readWord(addresses, scratch, token, tokenLength, state);
      if (tokenLength == 5 && has == HAS_DIGIT && hasZipExtension(at, end)) at += 5;
    }
  }
}

@inline
function classOf(byte: u32): u32 {
  if (byte >= 0x80) return HAS_HIGH;
  if (isLetter(byte)) return HAS_LETTER;
  return isDigit(byte) ? HAS_DIGIT : 0;
}

function isLast(at: usize, end: usize): bool {
  while (at < end) if (isWordByte(byteAt(at++))) return false;
  return true;
}

/** Letters before a joined `street`, or 0. */
@inline
function streetLength(token: usize, length: u32): u32 {
  const last = foldedEight(load<u64>(token + <usize>length - 8));
  if (last >> 40 == STR) return length >= 6 ? length - 3 : 0;
  if (last >> 16 == STREET) return length >= 9 ? length - 6 : 0;
  if (last >> 8 == STRASSE) return length >= 10 ? length - 7 : 0;
  return 0;
}

/** Letters and digits before the second half of a British or Canadian postcode, or 0. */
@inline
function postcodeStart(token: usize, length: u32, has: u32): u32 {
  if (has != (HAS_DIGIT | HAS_LETTER) || length - 5 > 2) return 0;
  const isForm =
    !isDigit(byteAt(token)) && isDigit(byteAt(token + <usize>length - 3)) && !isDigit(byteAt(token + <usize>length - 2));
  return isForm ? length - 3 : 0;
}

/** Whether a dash and just four digits follow. */
function hasZipExtension(at: usize, end: usize): bool {
  if (at + 5 > end || byteAt(at) != MINUS) return false;
  for (let i: usize = 1; i < 5; i++) if (!isDigit(byteAt(at + i))) return false;
  return at + 5 == end || !isWordByte(byteAt(at + 5));
}

/** @param state and what is returned: class that the next number has, above it how many words were kept */
function readWord(addresses: usize, scratch: usize, text: usize, length: u32, state: u32): u32 {
  const pending = state & 0xff;
  const position = state >> 8;
  let has: u32 = 0;
  for (let i: u32 = 0; i < length; i++) has |= classOf(byteAt(text + <usize>i));
  if ((has & HAS_DIGIT) != 0) {
    if (has != HAS_DIGIT && isOrdinal(text, length)) {
      length -= 2;
      has = HAS_DIGIT;
    }
    if (has == HAS_DIGIT) {
      while (length > 1 && byteAt(text) == 0x30) {
        text++;
        length--;
      }
    }
    const sum = wordSum(text, length);
    keepWord(addresses, scratch, text, length, sum, findWord(addresses, text, length, sum), has, pending, position);
    return ((position + 1) << 8) | CLASS_NUMBER;
  }
  let sum = wordSum(text, length);
  let number = findWord(addresses, text, length, sum);
  let kind = CLASS_NUMBER;
  if (pending == CLASS_UNIT && length == 1) kind = CLASS_UNIT;
  else if (number < load<u32>(addresses, ADDRESSES_NUM_SPECIALS)) {
    const special = load<u32>(addresses + <usize>load<u32>(addresses, ADDRESSES_SPECIALS) + ((<usize>number) << 2));
    const does = special >> <u32>ADDRESSES_NUMBER_BITS;
    if (does == <u32>ADDRESSES_IS_IGNORED) return state;
    if (does == <u32>ADDRESSES_IS_UNIT_WORD) return (position << 8) | CLASS_UNIT;
    if (does == <u32>ADDRESSES_IS_BOX_WORD) return (position << 8) | CLASS_BOX;
    const short = special & <u32>ADDRESSES_NUMBER_MASK;
    if (short != number) {
      const word = wordAt(addresses, short);
      number = short;
      text = textOf(addresses, word);
      length = lengthOf(word);
      sum = wordSum(text, length);
    }
  }
  keepWord(addresses, scratch, text, length, sum, number, has, kind, position);
  return ((position + 1) << 8) | CLASS_NUMBER;
}

/** Digits before `st`, `nd`, `rd` or `th`. */
function isOrdinal(text: usize, length: u32): bool {
  if (length < 3) return false;
  const ending = (folded(byteAt(text + <usize>length - 2)) << 8) | folded(byteAt(text + <usize>length - 1));
  if (ending != 0x7374 && ending != 0x6e64 && ending != 0x7264 && ending != 0x7468) return false;
  for (let i: u32 = 0; i < length - 2; i++) if (!isDigit(byteAt(text + <usize>i))) return false;
  return true;
}

/** Stamp the word when it is listed, and list it once among the query's. */
function keepWord(
  addresses: usize,
  scratch: usize,
  text: usize,
  length: u32,
  sum: u32,
  number: u32,
  has: u32,
  kind: u32,
  position: u32,
): void {
  const isNumber = (has & HAS_DIGIT) != 0;
  const query = load<u32>(scratch, ADDRESSES_SCRATCH_QUERY);
  if (number != UNKNOWN) {
    const stamp = scratch + ADDRESSES_SCRATCH_STAMPS + <usize>number * ADDRESSES_STAMP_BYTES;
    if (load<u32>(stamp) == query) {
      store<u16>(stamp, <u16>(<u32>load<u16>(stamp, ADDRESSES_STAMP_CLASSES) | kind), ADDRESSES_STAMP_CLASSES);
      return;
    }
    store<u32>(stamp, query);
    const check = checkOf(number);
    const checks = scratch + ADDRESSES_SCRATCH_CHECKS + <usize>(check >> 3);
    store<u8>(checks, <u8>(<u32>load<u8>(checks) | ((<u32>1) << (check & 7))));
    store<u16>(stamp, <u16>position, ADDRESSES_STAMP_POSITION);
    store<u16>(stamp, <u16>kind, ADDRESSES_STAMP_CLASSES);
  } else if (isNumber && isKept(scratch, text, length, sum)) return;
  let flags = number == UNKNOWN ? 0 : <u32>ADDRESSES_IS_KNOWN;
  const isPlain = (has & HAS_HIGH) == 0 && length <= <u32>ADDRESS_MOST_TYPO_LETTERS;
  if (isNumber) {
    store<u32>(scratch, load<u32>(scratch, ADDRESSES_SCRATCH_NUM_NUMBERS) + 1, ADDRESSES_SCRATCH_NUM_NUMBERS);
    if (isPlain && length + 1 >= <u32>ADDRESS_LEAST_TYPO_POSTCODE) flags |= <u32>ADDRESSES_IS_NUMBER;
  } else if (isPlain && length + 1 >= <u32>ADDRESS_LEAST_TYPO_WORD) flags |= <u32>ADDRESSES_IS_LETTERS;
  const place = load<u32>(scratch, ADDRESSES_SCRATCH_NUM_WORDS);
  const word = scratch + ADDRESSES_SCRATCH_WORDS + <usize>place * ADDRESSES_QUERY_BYTES;
  store<u32>(word, <u32>text);
  store<u32>(word, length, ADDRESSES_QUERY_LENGTH);
  store<u32>(word, sum, ADDRESSES_QUERY_SUM);
  store<u32>(word, number | (flags << <u32>ADDRESSES_NUMBER_BITS), ADDRESSES_QUERY_NUMBER);
  store<u32>(scratch, place + 1, ADDRESSES_SCRATCH_NUM_WORDS);
}

@inline
function checkOf(number: u32): u32 {
  return (number * <u32>ADDRESSES_CHECK_SEED) >> <u32>ADDRESSES_CHECK_BITS;
}

/** Whether an unlisted word was met before. */
function isKept(scratch: usize, text: usize, length: u32, sum: u32): bool {
  const end = scratch + ADDRESSES_SCRATCH_WORDS +
    <usize>load<u32>(scratch, ADDRESSES_SCRATCH_NUM_WORDS) * ADDRESSES_QUERY_BYTES;
  for (let word = scratch + ADDRESSES_SCRATCH_WORDS; word < end; word += ADDRESSES_QUERY_BYTES) {
    if (load<u32>(word, ADDRESSES_QUERY_SUM) != sum || load<u32>(word, ADDRESSES_QUERY_LENGTH) != length) continue;
    if (isSameText(text, <usize>load<u32>(word), length)) return true;
  }
  return false;
}
