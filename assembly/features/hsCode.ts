// HS codes: 6 to 10 digits, full stops and blanks left out.

import { byteAt, isDigit } from '../base/bytes';
import { eightDigits, firstBytes, leadingDigits } from '../base/swar';
import {
  CHAPTER_BYTES,
  CHAPTER_HAS_HS,
  CHAPTER_SECTION,
  HS_BYTES,
  REF_CHAPTERS,
  REF_HS,
  REF_NUM_HS,
} from '../generated/reference';

const MIN_DIGITS: u32 = 6;
const MAX_DIGITS: u32 = 10;
const ZEROS: u64 = 0x3030303030303030;
/** No subheading: six digits cannot reach it. */
export const NO_HS6: u32 = 1000000;

/** The first six digits as a number, or NO_HS6 when the text does not have the shape. */
export function hs6Of(text: usize, length: u32): u32 {
  if (length >= MIN_DIGITS && length <= MAX_DIGITS) {
    const word = load<u64>(text) ^ ZEROS;
    const needed = min<u32>(length, 8);
    const rest = length - needed;
    const restDigits = leadingDigits((<u64>load<u16>(text, 8) ^ 0x3030) | ~firstBytes(2));
    if (leadingDigits(word | ~firstBytes(needed)) >= needed && (!rest || restDigits >= rest)) {
      // six digits at the upper end, two zeros before them
      return <u32>eightDigits(word << 16);
    }
  }
  return hs6OfSeparated(text, length);
}

function hs6OfSeparated(text: usize, length: u32): u32 {
  let value: u32 = 0;
  let numDigits: u32 = 0;
  for (const end = text + <usize>length; text < end; text++) {
    const byte = byteAt(text);
    if (byte == 0x20 || byte == 0x2e) continue;
    if (!isDigit(byte)) return NO_HS6;
    if (numDigits++ < MIN_DIGITS) value = value * 10 + byte - 0x30;
  }
  return numDigits >= MIN_DIGITS && numDigits <= MAX_DIGITS ? value : NO_HS6;
}

@inline
export function chapterAt(reference: usize, chapter: u32): usize {
  return reference + <usize>load<u32>(reference, REF_CHAPTERS) + <usize>chapter * CHAPTER_BYTES;
}

/** Section of a chapter, 0 when the chapter does not exist. */
@inline
export function sectionOf(reference: usize, chapter: u32): u32 {
  return <u32>load<u8>(chapterAt(reference, chapter), CHAPTER_SECTION);
}

/** 0 none, 1 press, 2 watched, 3 controlled. */
@inline
export function hsLevel(reference: usize, hs6: u32): u32 {
  return load<u8>(chapterAt(reference, hs6 / 10000), CHAPTER_HAS_HS) ? searchHs(reference, hs6) : 0;
}

function searchHs(reference: usize, hs6: u32): u32 {
  let at = reference + <usize>load<u32>(reference, REF_HS);
  const end = at + <usize>load<u32>(reference, REF_NUM_HS) * HS_BYTES;
  for (; at < end; at += HS_BYTES) if (load<u32>(at) == hs6) return load<u32>(at, 4);
  return 0;
}
