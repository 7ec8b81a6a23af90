// CAS registry numbers with any dash: two to seven digits, two, and a check digit. The plain twin is
// src/watchlist/text/cas.ts.

import { byteAt, isDigit, MINUS } from '../../base/bytes';

const MOST_FIRST_DIGITS: u32 = 7;
const ZERO: u32 = 0x30;

/** Where the last match of `casAt` starts and ends lies behind its key: u32 offsets from the text's start. */
export const CAS_START: usize = 16;
export const CAS_END: usize = 20;

/**
 * The number whose first dash is at `dash` as its digits, at `to`, or 0 where there is none. The text is `[start, end)`
 * and the dash inside it.
 */
export function casAt(start: usize, end: usize, dash: usize, to: usize): u32 {
  const second = dash + dashBytes(dash, end);
  if (second == dash || second + 3 > end || !isDigit(byteAt(second)) || !isDigit(byteAt(second + 1))) return 0;
  const check = second + 2 + dashBytes(second + 2, end);
  if (check == second + 2 || check >= end || !isDigit(byteAt(check))) return 0;
  if (check + 1 < end && isDigitOrHyphen(byteAt(check + 1))) return 0;
  let first = dash;
  let sum = byteAt(second + 1) - ZERO + 2 * (byteAt(second) - ZERO);
  let numDigits: u32 = 0;
  while (first > start && isDigit(byteAt(first - 1))) {
    if (++numDigits > MOST_FIRST_DIGITS) return 0;
    first--;
    sum += (byteAt(first) - ZERO) * (numDigits + 2);
  }
  if (numDigits < 2 || (first > start && isDigitOrHyphen(byteAt(first - 1)))) return 0;
  if (sum == 0 || sum % 10 != byteAt(check) - ZERO) return 0;
  store<u32>(to, <u32>(first - start), CAS_START);
  store<u32>(to, <u32>(check + 1 - start), CAS_END);
  // leading zeros say nothing
  while (dash - first > 2 && byteAt(first) == ZERO) first++;
  let count: u32 = 0;
  for (; first < dash; first++) store<u8>(to + count++, byteAt(first));
  store<u8>(to + count, byteAt(second));
  store<u8>(to + count, byteAt(second + 1), 1);
  store<u8>(to + count, byteAt(check), 2);
  return count + 3;
}

/** The first number of a text. */
export function casKey(text: usize, length: u32, to: usize): u32 {
  const end = text + <usize>length;
  for (let at = text; at < end; at++) {
    const count = casAt(text, end, at, to);
    if (count) return count;
  }
  return 0;
}

@inline
function isDigitOrHyphen(byte: u32): bool {
  return isDigit(byte) || byte == MINUS;
}

/** Bytes of the dash at `at`: a hyphen, U+2010 to U+2015, U+2212; 0 where there is none. */
@inline
function dashBytes(at: usize, end: usize): usize {
  if (at >= end) return 0;
  if (byteAt(at) == MINUS) return 1;
  if (at + 3 > end || byteAt(at) != 0xe2) return 0;
  const middle = byteAt(at + 1);
  const last = byteAt(at + 2);
  return (middle == 0x80 && last - 0x90 < 6) || (middle == 0x88 && last == 0x92) ? 3 : 0;
}
