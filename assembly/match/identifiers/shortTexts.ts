// Nearly all identifiers are short and plain: their keys are made sixteen bytes at a time. What is not plain is left to
// the loops of keys.ts, as is everything in the build without SIMD.

/** What is longer is not copied here; vectors are stored whole. */
export const MOST_SHORT: u32 = 64;

/** Where the digits of a phone begin that has nothing else, but for a plus before them; 0 for others. */
@inline
export function digitsInOnePiece(text: usize, length: u32): usize {
  if (ASC_FEATURE_SIMD && length - 1 < 16) {
    const plus: u32 = load<u8>(text) == 0x2b ? 1 : 0;
    const isDigit = i8x16.le_u(i8x16.sub(v128.load(text), i8x16.splat(0x30)), i8x16.splat(9));
    const odd = ~(<u32>i8x16.bitmask(isDigit) | plus) & (0xffff >> (16 - length));
    return odd == 0 ? text + <usize>plus : 0;
  }
  return 0;
}

/** Whether a phone may hold an extension or a bracket: anything but digits, blanks, dots, dashes, slashes and plus. */
export function needsCare(text: usize, length: u32): bool {
  if (!ASC_FEATURE_SIMD || length > MOST_SHORT) return true;
  let odd: u64 = 0;
  if (ASC_FEATURE_SIMD) {
    for (let i: u32 = 0; i < length; i += 16) {
      const bytes = v128.load(text + <usize>i);
      // from + to 9; blanks
      const isPlain = v128.or(
        i8x16.le_u(i8x16.sub(bytes, i8x16.splat(0x2b)), i8x16.splat(14)),
        i8x16.eq(bytes, i8x16.splat(0x20)),
      );
      odd |= (<u64>(<u32>i8x16.bitmask(isPlain) ^ 0xffff)) << i;
    }
  }
  return (odd & firstBits(length)) != 0;
}

/** Lowers the case of a text without blanks to `to`. False where it has some, or is too long. */
@inline
export function lowerMailbox(text: usize, length: u32, to: usize): bool {
  if (!ASC_FEATURE_SIMD || length > MOST_SHORT) return false;
  let blanks: u64 = 0;
  if (ASC_FEATURE_SIMD) {
    for (let i: u32 = 0; i < length; i += 16) {
      const bytes = v128.load(text + <usize>i);
      const isCapital = i8x16.le_u(i8x16.sub(bytes, i8x16.splat(0x41)), i8x16.splat(25));
      v128.store(to + <usize>i, v128.or(bytes, v128.and(isCapital, i8x16.splat(0x20))));
      blanks |= (<u64>(<u32>i8x16.bitmask(i8x16.le_u(bytes, i8x16.splat(0x20))))) << i;
    }
  }
  return (blanks & firstBits(length)) == 0;
}

/** Copies a text of letters and digits to `to`. False where it is none, or too long. */
export function copyAlphanumeric(text: usize, length: u32, to: usize): bool {
  if (!ASC_FEATURE_SIMD || length > MOST_SHORT) return false;
  let odd: u64 = 0;
  if (ASC_FEATURE_SIMD) {
    for (let i: u32 = 0; i < length; i += 16) {
      const bytes = v128.load(text + <usize>i);
      const small = i8x16.sub(v128.or(bytes, i8x16.splat(0x20)), i8x16.splat(0x61));
      const isLetter = i8x16.le_u(small, i8x16.splat(25));
      const isDigit = i8x16.le_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(9));
      v128.store(to + <usize>i, bytes);
      odd |= (<u64>(<u32>i8x16.bitmask(v128.or(isLetter, isDigit)) ^ 0xffff)) << i;
    }
  }
  return (odd & firstBits(length)) == 0;
}

/** Bits of the places of a byte; of a text that is short. */
@inline
export function placesOf(text: usize, length: u32, byte: u32): u64 {
  let places: u64 = 0;
  if (ASC_FEATURE_SIMD) {
    const wanted = i8x16.splat(<i8>byte);
    for (let i: u32 = 0; i < length; i += 16) {
      places |= (<u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(text + <usize>i), wanted)))) << i;
    }
  }
  return places & firstBits(length);
}

/**
 * Lowers the case of a short text in place if all of it from `from` on are letters and digits, and hexadecimal ones
 * where that is asked. It has room for whole vectors.
 */
export function lowerDigits(text: usize, length: u32, from: u32, isHex: bool): void {
  let odd: u64 = 0;
  if (ASC_FEATURE_SIMD) {
    const lastLetter = i8x16.splat(isHex ? 5 : 25);
    for (let i: u32 = 0; i < length; i += 16) {
      const bytes = v128.load(text + <usize>i);
      const letters = i8x16.le_u(i8x16.sub(v128.or(bytes, i8x16.splat(0x20)), i8x16.splat(0x61)), lastLetter);
      const digits = i8x16.le_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(9));
      odd |= (<u64>(<u32>i8x16.bitmask(v128.or(letters, digits)) ^ 0xffff)) << i;
    }
    if (((odd & firstBits(length)) >> <u64>from) != 0) return;
    for (let i: u32 = 0; i < length; i += 16) {
      const bytes = v128.load(text + <usize>i);
      const isCapital = i8x16.le_u(i8x16.sub(bytes, i8x16.splat(0x41)), i8x16.splat(25));
      v128.store(text + <usize>i, v128.or(bytes, v128.and(isCapital, i8x16.splat(0x20))));
    }
  }
}

@inline
function firstBits(length: u32): u64 {
  return length < 64 ? ((<u64>1) << length) - 1 : ~(<u64>0);
}
