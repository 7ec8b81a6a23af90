// Checks of one leaf each: generated/checks.ts lines them up with constant offsets into the struct.
//
// A missing field has length 0 and any address below the end of memory: which fields are missing is past guessing, so
// codes and letters are read as if they were there and masked afterwards.

import { STATUS_DATE } from '../generated/tile';
import { countCodePoints } from '../text/utf8';
import { dayNumber, NO_DAY } from './dates';
import { threeLettersNumber, twoLettersNumber } from './letters';

@inline
export function isMissing(struct: usize, span: usize): u32 {
  return u32(load<u32>(struct + span, 4) == 0);
}

/** Lanes whose text has more bytes than its limit, of two neighbouring spans (SIMD build only). */
@inline
export function moreBytes(struct: usize, span: usize, limits: usize): v128 {
  return i32x4.gt_s(v128.load(struct + span), v128.load(limits));
}

/** Whether the text has more code points than allowed; few have even more bytes, so those are asked for first. */
@inline
export function isLongText(struct: usize, span: usize, most: u32): bool {
  const length = load<u32>(struct + span, 4);
  return length > most && countCodePoints(<usize>load<u32>(struct + span), length) > most;
}

/** 1 when a number is not an integer from 0 to `most`. A missing one is NaN, which no comparison holds for. */
@inline
export function isOddNumber(struct: usize, num: usize, most: f64): u32 {
  const value = load<f64>(struct + num);
  return u32(value > most) | u32(value < 0) | u32(floor(value) < value);
}

/** The same for two neighbouring numbers. */
@inline
export function isOddPair(struct: usize, num: usize, maxima: usize): u32 {
  if (ASC_FEATURE_SIMD) {
    const pair = v128.load(struct + num);
    const isOut = v128.or(f64x2.gt(pair, v128.load(maxima)), f64x2.lt(pair, f64x2.splat(0)));
    return u32(v128.any_true(v128.or(isOut, f64x2.lt(f64x2.floor(pair), pair))));
  }
  return isOddNumber(struct, num, load<f64>(maxima)) | isOddNumber(struct, num + 8, load<f64>(maxima, 8));
}

/**
 * Store the number of a closed code, found in the table that src/core/codeTable.ts lays out: entries of `numParts`
 * pairs (text, mask), then length and number. Returns 1 for a word that is not in the list.
 */
@inline
export function readCode(
  struct: usize,
  span: usize,
  code: usize,
  table: usize,
  numParts: i32,
  multiplier: u32,
  numSlots: u32,
): u32 {
  const start = <usize>load<u32>(struct + span);
  const length = load<u32>(struct + span, 4);
  const slot = (<u32>load<u8>(start) + length * multiplier) & (numSlots - 1);
  const entry = table + <usize>slot * (<usize>numParts * 16 + 8);
  let differ = (load<u64>(start) ^ load<u64>(entry)) & load<u64>(entry, 8);
  if (numParts > 1) differ |= (load<u64>(start, 8) ^ load<u64>(entry, 16)) & load<u64>(entry, 24);
  if (numParts > 2) differ |= (load<u64>(start, 16) ^ load<u64>(entry, 32)) & load<u64>(entry, 40);
  const isFound = u32((differ | <u64>(length ^ load<u32>(entry + <usize>numParts * 16))) == 0);
  store<u16>(struct + code, load<u32>(entry + <usize>numParts * 16, 4) & (0 - isFound));
  // what is found is not missing
  return u32(length != 0) ^ isFound;
}

/** Store the number of a country. Returns 1 for a text that is not two capitals. */
@inline
export function readCountry(struct: usize, span: usize, code: usize): u32 {
  const start = <usize>load<u32>(struct + span);
  const length = load<u32>(struct + span, 4);
  const number = twoLettersNumber(start) & (0 - u32(length == 2));
  store<u16>(struct + code, number);
  return u32(length != 0) & u32(number == 0);
}

/** The same for a currency's three. */
@inline
export function readCurrency(struct: usize, span: usize, code: usize): u32 {
  const start = <usize>load<u32>(struct + span);
  const length = load<u32>(struct + span, 4);
  const number = threeLettersNumber(start) & (0 - u32(length == 3));
  store<u16>(struct + code, number);
  return u32(length != 0) & u32(number == 0);
}

/** Store the day of a date. Returns the status of a text that is none. */
@inline
export function readDate(struct: usize, span: usize, num: usize): u32 {
  const length = load<u32>(struct + span, 4);
  if (!length) return 0;
  const day = length == 10 ? dayNumber(<usize>load<u32>(struct + span)) : NO_DAY;
  if (day == NO_DAY) return STATUS_DATE;
  store<f64>(struct + num, <f64>day);
  return 0;
}
