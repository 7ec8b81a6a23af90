// UTF-8: validation of whole strings, writing and counting code points.
//
// The SIMD check is the look-up of Keiser and Lemire, "Validating UTF-8 in less than one instruction per byte"
// (2021): three tables of sixteen flags, indexed by nibbles of each byte and the one before it; a flag that
// survives all three names a fault. Only a byte that must continue a three or four byte sequence may (and must)
// carry TWO_CONTINUATIONS.

import { byteAt } from '../base/bytes';

const TOO_SHORT: i8 = 1;
const TOO_LONG: i8 = 2;
const OVERLONG_3: i8 = 4;
const TOO_LARGE: i8 = 8;
const SURROGATE: i8 = 16;
const OVERLONG_2: i8 = 32;
const TOO_LARGE_OR_OVERLONG_4: i8 = 64;
const TWO_CONTINUATIONS: i8 = -128;
const CARRY: i8 = TOO_SHORT | TOO_LONG | TWO_CONTINUATIONS;
const LEAD_4_LOW: i8 = CARRY | TOO_LARGE | TOO_LARGE_OR_OVERLONG_4;

/** Whether `[at, end)` is valid UTF-8 (so no surrogates). The bytes around the range do not matter. */
export function isUtf8(at: usize, end: usize): bool {
  if (ASC_FEATURE_SIMD) return isUtf8Simd(at, end);
  return isUtf8Scalar(at, end);
}

@inline
function isUtf8Simd(at: usize, end: usize): bool {
  const previousHigh = i8x16(
    TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
    TWO_CONTINUATIONS, TWO_CONTINUATIONS, TWO_CONTINUATIONS, TWO_CONTINUATIONS,
    TOO_SHORT | OVERLONG_2, TOO_SHORT, TOO_SHORT | OVERLONG_3 | SURROGATE,
    TOO_SHORT | TOO_LARGE | TOO_LARGE_OR_OVERLONG_4,
  );
  const previousLow = i8x16(
    CARRY | OVERLONG_3 | OVERLONG_2 | TOO_LARGE_OR_OVERLONG_4, CARRY | OVERLONG_2, CARRY, CARRY,
    CARRY | TOO_LARGE, LEAD_4_LOW, LEAD_4_LOW, LEAD_4_LOW, LEAD_4_LOW, LEAD_4_LOW, LEAD_4_LOW, LEAD_4_LOW,
    LEAD_4_LOW, LEAD_4_LOW | SURROGATE, LEAD_4_LOW, LEAD_4_LOW,
  );
  const ownHigh = i8x16(
    TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
    TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | OVERLONG_3 | TOO_LARGE_OR_OVERLONG_4,
    TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | OVERLONG_3 | TOO_LARGE,
    TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | SURROGATE | TOO_LARGE,
    TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | SURROGATE | TOO_LARGE,
    TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
  );
  const positions = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  let before = i8x16.splat(0);
  let faults = i8x16.splat(0);
  // one byte past the end is read as zero: a sequence cut short shows there
  while (true) {
    const left = end - at;
    let bytes = v128.load(at);
    if (left < 16) bytes = v128.and(bytes, i8x16.lt_s(positions, i8x16.splat(<i8>left)));
    const back1 = i8x16.shuffle(before, bytes, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
    const back2 = i8x16.shuffle(before, bytes, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29);
    const back3 = i8x16.shuffle(before, bytes, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28);
    const flags = v128.and(
      v128.and(
        i8x16.swizzle(previousHigh, highNibbles(back1)),
        i8x16.swizzle(previousLow, v128.and(back1, i8x16.splat(0x0f))),
      ),
      i8x16.swizzle(ownHigh, highNibbles(bytes)),
    );
    const mustContinue = v128.and(
      v128.or(i8x16.sub_sat_u(back2, i8x16.splat(0x60)), i8x16.sub_sat_u(back3, i8x16.splat(0x70))),
      i8x16.splat(-128),
    );
    faults = v128.or(faults, v128.xor(mustContinue, flags));
    if (left < 16) return !v128.any_true(faults);
    before = bytes;
    at += 16;
  }
}

@inline
function highNibbles(bytes: v128): v128 {
  return v128.and(i16x8.shr_u(bytes, 4), i8x16.splat(0x0f));
}

@inline
function isUtf8Scalar(at: usize, end: usize): bool {
  while (at < end) {
    const lead = byteAt(at++);
    if (lead < 0x80) continue;
    // the second byte's range depends on the lead (Unicode, table 3-7)
    let more: usize = 1;
    let low: u32 = 0x80;
    let high: u32 = 0xbf;
    if (lead >= 0xe0) {
      more = lead < 0xf0 ? 2 : 3;
      if (lead == 0xe0) low = 0xa0;
      else if (lead == 0xed) high = 0x9f;
      else if (lead == 0xf0) low = 0x90;
      else if (lead == 0xf4) high = 0x8f;
    }
    if (lead < 0xc2 || lead > 0xf4 || at + more > end) return false;
    const second = byteAt(at);
    if (second < low || second > high) return false;
    for (let i: usize = 1; i < more; i++) if ((byteAt(at + i) & 0xc0) != 0x80) return false;
    at += more;
  }
  return true;
}

/** Write one code point (a lone surrogate as three bytes: WTF-8). Returns the address after it. */
export function writeCodePoint(to: usize, codePoint: u32): usize {
  if (codePoint < 0x80) {
    store<u8>(to, codePoint);
    return to + 1;
  }
  if (codePoint < 0x800) {
    store<u8>(to, 0xc0 | (codePoint >> 6));
    store<u8>(to, 0x80 | (codePoint & 0x3f), 1);
    return to + 2;
  }
  if (codePoint < 0x10000) {
    store<u8>(to, 0xe0 | (codePoint >> 12));
    store<u8>(to, 0x80 | ((codePoint >> 6) & 0x3f), 1);
    store<u8>(to, 0x80 | (codePoint & 0x3f), 2);
    return to + 3;
  }
  store<u8>(to, 0xf0 | (codePoint >> 18));
  store<u8>(to, 0x80 | ((codePoint >> 12) & 0x3f), 1);
  store<u8>(to, 0x80 | ((codePoint >> 6) & 0x3f), 2);
  store<u8>(to, 0x80 | (codePoint & 0x3f), 3);
  return to + 4;
}

/** Code points of valid UTF-8 or WTF-8: every byte but the continuations starts one. */
export function countCodePoints(at: usize, length: u32): u32 {
  const end = at + length;
  let count: u32 = 0;
  while (at < end) count += u32((byteAt(at++) & 0xc0) != 0x80);
  return count;
}
