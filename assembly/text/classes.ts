// Classing text, 64 bytes at a time, into bit masks that say what each byte is; the first byte is the lowest bit.

/** Masks of one block, u64 each. */
export const BLOCK_LETTERS: usize = 0;
export const BLOCK_UPPERS: usize = 8;
export const BLOCK_DIGITS: usize = 16;
export const BLOCK_HIGHS: usize = 24;

const HIGH_BITS: u64 = 0x8080808080808080;
const EACH_BYTE: u64 = 0x0101010101010101;

/**
 * Leave the masks of the first `length` bytes at `text`, at most 64, at `block`. Reads whole vectors: at least 32
 * bytes, and up to 31 past the end.
 */
export function classBlock(text: usize, length: u32, block: usize): void {
  let letters: u64 = 0;
  let smalls: u64 = 0;
  let digits: u64 = 0;
  let highs: u64 = 0;
  if (ASC_FEATURE_SIMD) {
    const small = i8x16.splat(0x20);
    // shifted so that the range ends at the largest signed byte: one compare tests both ends
    const toLetter = i8x16.splat(127 - 0x7a);
    const belowLetters = i8x16.splat(127 - 26);
    const toDigit = i8x16.splat(127 - 0x39);
    const belowDigits = i8x16.splat(127 - 10);
    // two vectors always: most texts end in one of them, and which one cannot be predicted
    let i: u32 = 0;
    do {
      const first = v128.load(text + i);
      const second = v128.load(text + i, 16);
      const firstLetter = i8x16.gt_s(i8x16.add(v128.or(first, small), toLetter), belowLetters);
      const secondLetter = i8x16.gt_s(i8x16.add(v128.or(second, small), toLetter), belowLetters);
      const firstDigit = i8x16.gt_s(i8x16.add(first, toDigit), belowDigits);
      const secondDigit = i8x16.gt_s(i8x16.add(second, toDigit), belowDigits);
      letters |= joinMasks(firstLetter, secondLetter) << i;
      smalls |= joinMasks(i16x8.shl(first, 2), i16x8.shl(second, 2)) << i;
      digits |= joinMasks(firstDigit, secondDigit) << i;
      highs |= joinMasks(first, second) << i;
      i += 32;
    } while (i < length);
  } else {
    for (let i: u32 = 0; i < length; i += 8) {
      const bytes = load<u64>(text + i);
      const high = bytes & HIGH_BITS;
      const letter = inRange((bytes | (EACH_BYTE * 0x20)) & ~HIGH_BITS, 0x61, 0x7a) & ~high;
      letters |= gather(letter) << i;
      smalls |= gather((bytes << 2) & HIGH_BITS) << i;
      digits |= gather(inRange(bytes & ~HIGH_BITS, 0x30, 0x39) & ~high) << i;
      highs |= gather(high) << i;
    }
  }
  const valid = length < 64 ? ((<u64>1) << length) - 1 : ~(<u64>0);
  store<u64>(block, letters & valid, BLOCK_LETTERS);
  store<u64>(block, letters & ~smalls & valid, BLOCK_UPPERS);
  store<u64>(block, digits & valid, BLOCK_DIGITS);
  store<u64>(block, highs & valid, BLOCK_HIGHS);
}

/** The high bits of two vectors, the first one lowest. */
@inline
function joinMasks(first: v128, second: v128): u64 {
  return <u64>(<u32>i8x16.bitmask(first) | (<u32>i8x16.bitmask(second) << 16));
}

/** High bit of each byte from `first` to `last`; all bytes must be below 0x80. */
@inline
function inRange(bytes: u64, first: u64, last: u64): u64 {
  return (bytes + EACH_BYTE * (0x80 - first)) & ~(bytes + EACH_BYTE * (0x7f - last)) & HIGH_BITS;
}

/** The high bits of eight bytes as one byte. */
@inline
function gather(highBits: u64): u64 {
  return ((highBits >> 7) * 0x0102040810204080) >> 56;
}
