// A double as the shortest decimal that parses back to it, and of those the nearest: the text that JavaScript's
// String(x) gives, except that -0 keeps its sign, so that every score parses to the double it was.
//
// Digits: R. Giulietti, "The Schubfach way to render doubles" (2020). Layout: ECMA-262, Number::toString.
// The library's own dtoa was refused: it gives another digit than JavaScript for one double in some hundreds, and
// reads beyond its table of powers of ten.

import { DECIMAL_POWERS, MIN_POWER } from '../generated/powers';
import { copy16 } from './copy';

const TEN_DIGITS: usize = memory.data<u64>([
  1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000, 100000000000, 1000000000000,
  10000000000000, 100000000000000, 1000000000000000, 10000000000000000, 100000000000000000,
]);

// Registers of one instance, not memory: the decimal exponent that goes with the digits last found.
let exponent: i32 = 0;

/** Writes a finite double. Up to 40 bytes beyond `at` may be touched. Returns the address after the text. */
export function writeDouble(at: usize, value: f64): usize {
  const bits = reinterpret<u64>(value);
  store<u8>(at, 0x2d); // '-', written over when positive
  at += <usize>(bits >> 63);
  if (bits << 1 == 0) {
    store<u8>(at, 0x30);
    return at + 1;
  }
  const digits = shortestDigits(bits);
  const numDigits = countDigits(digits);
  return layDigits(at, digits * load<u64>(TEN_DIGITS + ((17 - numDigits) << 3)), <i32>numDigits + exponent);
}

/** Digits of the decimal nearest to a double among the shortest in its rounding interval; sets `exponent`. */
function shortestDigits(bits: u64): u64 {
  const fraction = bits & 0x000fffffffffffff;
  const biased = <i32>(bits >> 52) & 0x7ff;
  const c = biased == 0 ? fraction : fraction | 0x0010000000000000;
  const q = biased == 0 ? -1074 : biased - 1075;
  // below a power of two the gap is half as wide
  const narrow = fraction == 0 && biased > 1;

  // floor(log10(2^q)), or of 3/4 2^q; then floor(log2(10^-k))
  const k = (q * 1262611 - (narrow ? 524031 : 0)) >> 22;
  // 1 to 4
  const h = <u64>(q + ((-k * 1741647) >> 19) + 1);
  const power = DECIMAL_POWERS + (<usize>(-k - MIN_POWER) << 4);
  const low = load<u64>(power);
  const high = load<u64>(power, 8);

  // p = g(-k) * (4c << h), 192 bits; the bounds of the interval lie 2 (or 1) quarter units from it
  const scaled = (c << 2) << h;
  const lowProductHigh = mulHigh(low, scaled);
  const p0 = low * scaled;
  const highProductLow = high * scaled;
  const p1 = highProductLow + lowProductHigh;
  const p2 = mulHigh(high, scaled) + <u64>(p1 < highProductLow);

  const up = h + 1;
  const upperShift0 = low << up;
  const upperShift1 = (high << up) | (low >> (64 - up));
  const upperShift2 = high >> (64 - up);
  const downBy = narrow ? h : up;
  const lowerShift0 = low << downBy;
  const lowerShift1 = (high << downBy) | (low >> (64 - downBy));
  const lowerShift2 = high >> (64 - downBy);

  const upper0 = p0 + upperShift0;
  const carry0 = <u64>(upper0 < p0);
  const upperSum = p1 + upperShift1;
  const upper1 = upperSum + carry0;
  const upper2 = p2 + upperShift2 + <u64>(upperSum < p1) + <u64>(upper1 < upperSum);
  const borrow0 = <u64>(p0 < lowerShift0);
  const lowerDifference = p1 - lowerShift1;
  const lower1 = lowerDifference - borrow0;
  const lower2 = p2 - lowerShift2 - <u64>(p1 < lowerShift1) - <u64>(lowerDifference < borrow0);

  // rounded to odd: the last bit says whether anything was cut off
  const middle = p2 | <u64>(p1 > 1);
  const odd = c & 1;
  const lower = (lower2 | <u64>(lower1 > 1)) + odd;
  const upper = (upper2 | <u64>(upper1 > 1)) - odd;

  // which way is as good as random from score to score: computed without branches, as a wrong guess costs more
  const s = middle >> 2;
  const tens = s / 10;
  const tensBelow = <i32>(lower <= 40 * tens);
  const tensAbove = <i32>(40 * tens + 40 <= upper);
  const isShorter = <i32>(s >= 10) & (tensBelow ^ tensAbove);
  const below = <i32>(lower <= 4 * s);
  const above = <i32>(4 * s + 4 <= upper);
  const half = 4 * s + 2;
  const nearest = <i32>(middle > half) | (<i32>(middle == half) & <i32>s & 1);
  exponent = k + isShorter;
  return select<u64>(
    tens + <u64>tensAbove,
    s + <u64>select<i32>(above, nearest, below ^ above),
    isShorter,
  );
}

/** High half of a 64 by 64 bit product. */
// @ts-ignore: decorator
@inline
function mulHigh(a: u64, b: u64): u64 {
  const aLow = a & 0xffffffff;
  const aHigh = a >> 32;
  const bLow = b & 0xffffffff;
  const bHigh = b >> 32;
  const middle = aHigh * bLow + ((aLow * bLow) >> 32);
  return aHigh * bHigh + (middle >> 32) + ((aLow * bHigh + (middle & 0xffffffff)) >> 32);
}

/** 1 to 17. */
// @ts-ignore: decorator
@inline
function countDigits(value: u64): usize {
  // log10(2) = 1233/4096 to within what 57 bits need; the guess is right or one too small
  const guess = <usize>(((64 - clz(value)) * 1233) >> 12);
  return guess + <usize>(value >= load<u64>(TEN_DIGITS + (guess << 3)));
}

/** Lays 17 digits, zeros at the end included, with the decimal point after the first `point` of them. */
function layDigits(at: usize, digits: u64, point: i32): usize {
  const upper = <u32>(digits / 100000000);
  const first = upper / 100000000;
  const high = eightDigits(upper - first * 100000000);
  const low = eightDigits(<u32>(digits - <u64>upper * 100000000));
  const numDigits: i32 = low != 0 ? 17 - <i32>(clz(low) >> 3) : high != 0 ? 9 - <i32>(clz(high) >> 3) : 1;

  if (point > 0 && point <= 21) {
    lay17(at, first, high, low);
    if (numDigits <= point) {
      store<u32>(at + 17, 0x30303030); // up to 21 digits before the point
      return at + point;
    }
    shiftRight16(at + point);
    store<u8>(at + point, 0x2e);
    return at + numDigits + 1;
  }
  if (point <= 0 && point > -6) {
    store<u64>(at, 0x3030303030302e30); // 0.000000
    lay17(at + 2 - point, first, high, low);
    return at + 2 - point + numDigits;
  }
  lay17(at, first, high, low);
  if (numDigits > 1) {
    shiftRight16(at + 1);
    store<u8>(at + 1, 0x2e);
    at += 1;
  }
  return layExponent(at + numDigits, point - 1);
}

// @ts-ignore: decorator
@inline
function lay17(at: usize, first: u32, high: u64, low: u64): void {
  store<u8>(at, <u8>first | 0x30);
  store<u64>(at, high | 0x3030303030303030, 1);
  store<u64>(at, low | 0x3030303030303030, 9);
}

/** Moves the 16 bytes at an address up by one, making room for the point. */
// @ts-ignore: decorator
@inline
function shiftRight16(at: usize): void {
  copy16(at + 1, at);
}

function layExponent(at: usize, value: i32): usize {
  store<u8>(at, 0x65); // 'e'
  store<u8>(at, value < 0 ? 0x2d : 0x2b, 1);
  at += 2;
  let left = abs(value);
  if (left >= 100) {
    store<u8>(at++, <u8>(left / 100) | 0x30);
    left %= 100;
    store<u8>(at++, <u8>(left / 10) | 0x30);
  } else if (left >= 10) {
    store<u8>(at++, <u8>(left / 10) | 0x30);
  }
  store<u8>(at, <u8>(left % 10) | 0x30);
  return at + 1;
}

/** Eight digits as eight bytes 0 to 9, most significant first in memory: halves, then pairs, then digits, in parallel. */
// @ts-ignore: decorator
@inline
function eightDigits(value: u32): u64 {
  const fours = <u64>(value / 10000) | (<u64>(value % 10000) << 32);
  const hundreds = ((fours * 10486) >> 20) & 0x0000007f0000007f;
  const pairs = hundreds | ((fours - hundreds * 100) << 16);
  const tens = ((pairs * 103) >> 10) & 0x000f000f000f000f;
  return tens | ((pairs - tens * 10) << 8);
}
