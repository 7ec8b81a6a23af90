// Nearly all identifiers are short and plain: their keys are made sixteen bytes at a time. What is not plain is left to
// the loops of keys.ts, as is everything in the build without SIMD.

/** What is longer is not copied here; vectors are stored whole. */
const LONGEST: u32 = 64;

/** Whether a phone may hold an extension or a bracket: anything but digits, blanks, dots, dashes, slashes and plus. */
export function needsCare(text: usize, length: u32): bool {
  if (!ASC_FEATURE_SIMD || length > LONGEST) return true;
  let odd: u64 = 0;
  if (ASC_FEATURE_SIMD) {
    for (let i: u32 = 0; i < length; i += 16) {
      const bytes = v128.load(text + <usize>i);
      // from + to 9; blanks
      const isPlain = v128.or(
        i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x2b)), i8x16.splat(15)),
        i8x16.eq(bytes, i8x16.splat(0x20)),
      );
      odd |= (<u64>(<u32>i8x16.bitmask(isPlain) ^ 0xffff)) << i;
    }
  }
  return (odd & firstBits(length)) != 0;
}

/** Lowers the case of a text without blanks to `to`. False where it has some, or is too long. */
export function lowerMailbox(text: usize, length: u32, to: usize): bool {
  if (!ASC_FEATURE_SIMD || length > LONGEST) return false;
  let blanks: u64 = 0;
  if (ASC_FEATURE_SIMD) {
    for (let i: u32 = 0; i < length; i += 16) {
      const bytes = v128.load(text + <usize>i);
      const isCapital = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x41)), i8x16.splat(26));
      v128.store(to + <usize>i, v128.or(bytes, v128.and(isCapital, i8x16.splat(0x20))));
      blanks |= (<u64>(<u32>i8x16.bitmask(i8x16.lt_u(bytes, i8x16.splat(0x21))))) << i;
    }
  }
  return (blanks & firstBits(length)) == 0;
}

/** Copies a text of letters and digits to `to`. False where it is none, or too long. */
export function copyAlphanumeric(text: usize, length: u32, to: usize): bool {
  if (!ASC_FEATURE_SIMD || length > LONGEST) return false;
  let odd: u64 = 0;
  if (ASC_FEATURE_SIMD) {
    for (let i: u32 = 0; i < length; i += 16) {
      const bytes = v128.load(text + <usize>i);
      const small = i8x16.sub(v128.or(bytes, i8x16.splat(0x20)), i8x16.splat(0x61));
      const isLetter = i8x16.lt_u(small, i8x16.splat(26));
      const isDigit = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(10));
      v128.store(to + <usize>i, bytes);
      odd |= (<u64>(<u32>i8x16.bitmask(v128.or(isLetter, isDigit)) ^ 0xffff)) << i;
    }
  }
  return (odd & firstBits(length)) == 0;
}

@inline
function firstBits(length: u32): u64 {
  return length < 64 ? ((<u64>1) << length) - 1 : ~(<u64>0);
}
