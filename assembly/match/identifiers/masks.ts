// What each of the next 64 bytes of free text is, as bit masks; the first byte is the lowest bit.

import { byteAt, isDigit } from '../../base/bytes';
import { isAlphanumeric, isHexDigit } from '../../base/letters';

/** u64 each. */
export const MASK_WORD: usize = 0;
export const MASK_DIGIT: usize = 8;
/** Hexadecimal digits and blanks. */
export const MASK_HEX: usize = 16;
/** Hyphens, and the lead byte of other dashes. */
export const MASK_DASH: usize = 24;
export const MASK_AT: usize = 32;

/** Masks of the first `length` bytes at `text`, at most 64, to `to`. Up to 15 bytes behind them are read. */
export function readMasks(text: usize, length: u32, to: usize): void {
  let word: u64 = 0;
  let digit: u64 = 0;
  let hex: u64 = 0;
  let dash: u64 = 0;
  let at: u64 = 0;
  if (ASC_FEATURE_SIMD) {
    for (let i: u32 = 0; i < length; i += 16) {
      const bytes = v128.load(text + i);
      const small = i8x16.sub(v128.or(bytes, i8x16.splat(0x20)), i8x16.splat(0x61));
      const digits = i8x16.le_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(9));
      const blanks = i8x16.eq(bytes, i8x16.splat(0x20));
      const dashes = v128.or(i8x16.eq(bytes, i8x16.splat(0x2d)), i8x16.eq(bytes, i8x16.splat(-0x1e)));
      word |= maskOf(v128.or(digits, i8x16.le_u(small, i8x16.splat(25)))) << i;
      hex |= maskOf(v128.or(v128.or(digits, blanks), i8x16.le_u(small, i8x16.splat(5)))) << i;
      digit |= maskOf(digits) << i;
      dash |= maskOf(dashes) << i;
      at |= maskOf(i8x16.eq(bytes, i8x16.splat(0x40))) << i;
    }
  } else {
    for (let i: u32 = 0; i < length; i++) {
      const byte = byteAt(text + i);
      word |= <u64>isAlphanumeric(byte) << i;
      hex |= <u64>(isHexDigit(byte) || byte == 0x20) << i;
      digit |= <u64>isDigit(byte) << i;
      dash |= <u64>(byte == 0x2d || byte == 0xe2) << i;
      at |= <u64>(byte == 0x40) << i;
    }
  }
  const valid = length < 64 ? ((<u64>1) << length) - 1 : ~(<u64>0);
  store<u64>(to, word & valid, MASK_WORD);
  store<u64>(to, digit & valid, MASK_DIGIT);
  store<u64>(to, hex & valid, MASK_HEX);
  store<u64>(to, dash & valid, MASK_DASH);
  store<u64>(to, at & valid, MASK_AT);
}

@inline
function maskOf(bytes: v128): u64 {
  return <u64>(<u32>i8x16.bitmask(bytes));
}
