// A name as its words in the order of their bytes. Plain twin: normalName of src/watchlist/blinded/normalForms.ts.

import { isWordByte, lowered } from '../../base/letters';
import {
  BLINDED_AT_SPANS,
  BLINDED_AT_WORDS,
  BLINDED_MOST_NORMAL_BYTES,
  BLINDED_MOST_WORDS,
} from '../../generated/lists';
import { LEGAL_WORD_BYTES, LEGAL_WORDS, NUM_LEGAL_WORDS } from '../../generated/legalWords';

/** Of a word: u32 address, u32 bytes. */
const SPAN_BYTES: usize = 8;

/**
 * Words of a name into scratch, in the order in which they stand. Returns their number, and -1 where a word too many
 * bytes makes the name too long.
 */
export function wordsOfName(text: usize, length: u32, scratch: usize): i32 {
  const words = scratch + BLINDED_AT_WORDS;
  let end: usize = words;
  let start: usize = words;
  let numRead: u32 = 0;
  let numKept: u32 = 0;
  for (let i: u32 = 0; i <= length; i++) {
    const byte = i < length ? lowered(load<u8>(text + i)) : 0x20;
    if (isWordByte(byte)) {
      if (end - words == BLINDED_MOST_NORMAL_BYTES) return -1;
      store<u8>(end++, <u8>byte);
      continue;
    }
    if (byte == 0x27 || byte == 0x60 || byte == 0x2e || end == start) continue;
    const bytes = <u32>(end - start);
    if (isAnd(start, bytes)) end = start;
    else {
      const span = spanAt(scratch, numKept++);
      store<u32>(span, <u32>start);
      store<u32>(span, bytes, 4);
    }
    start = end;
    if (++numRead == BLINDED_MOST_WORDS) break;
  }
  return numKept;
}

@inline
function isAnd(word: usize, bytes: u32): bool {
  return bytes == 3 && load<u8>(word) == 0x61 && load<u8>(word, 1) == 0x6e && load<u8>(word, 2) == 0x64;
}

/** Takes words of legal forms off both ends; one word stays. Returns (first << 8) | number. */
export function withoutLegalWords(scratch: usize, numWords: u32): u32 {
  let first: u32 = 0;
  while (numWords - first > 1 && isLegal(spanAt(scratch, numWords - 1))) numWords--;
  while (numWords - first > 1 && isLegal(spanAt(scratch, first))) first++;
  return (first << 8) | (numWords - first);
}

function isLegal(span: usize): bool {
  const word = <usize>load<u32>(span);
  const bytes = <usize>load<u32>(span, 4);
  if (bytes > LEGAL_WORD_BYTES) return false;
  const first = wordPart(word, bytes, 0);
  const second = wordPart(word, bytes, 8);
  for (let i: usize = 0; i < NUM_LEGAL_WORDS; i++) {
    const legal = LEGAL_WORDS + i * LEGAL_WORD_BYTES;
    if (load<u64>(legal) == first && load<u64>(legal, 8) == second) return true;
  }
  return false;
}

/** Eight bytes of a word from `from` on, zeros behind its end. */
function wordPart(word: usize, bytes: usize, from: usize): u64 {
  let part: u64 = 0;
  for (let i = from; i < bytes && i < from + 8; i++) part |= (<u64>load<u8>(word + i)) << ((<u64>i - from) << 3);
  return part;
}

/** The words from `first` on in order, blanks between. Sorts them in place. */
export function writeSorted(scratch: usize, first: u32, numWords: u32, out: usize): u32 {
  for (let i: u32 = 1; i < numWords; i++) {
    const span = load<u64>(spanAt(scratch, first + i));
    let place = i;
    while (place > 0 && isBefore(span, load<u64>(spanAt(scratch, first + place - 1)))) {
      store<u64>(spanAt(scratch, first + place), load<u64>(spanAt(scratch, first + place - 1)));
      place--;
    }
    store<u64>(spanAt(scratch, first + place), span);
  }
  let end: u32 = 0;
  for (let i: u32 = 0; i < numWords; i++) {
    const span = spanAt(scratch, first + i);
    const bytes = load<u32>(span, 4);
    if (i > 0) store<u8>(out + end++, 0x20);
    // words that fit alone may not fit with the blanks between them; out has room for those
    memory.copy(out + end, <usize>load<u32>(span), bytes);
    end += bytes;
  }
  return end > <u32>BLINDED_MOST_NORMAL_BYTES ? 0 : end;
}

function isBefore(one: u64, other: u64): bool {
  const oneBytes = <u32>(one >> 32);
  const otherBytes = <u32>(other >> 32);
  const order = memory.compare(<usize>(<u32>one), <usize>(<u32>other), min<u32>(oneBytes, otherBytes));
  return order < 0 || (order == 0 && oneBytes < otherBytes);
}

@inline
function spanAt(scratch: usize, place: u32): usize {
  return scratch + BLINDED_AT_SPANS + <usize>place * SPAN_BYTES;
}
