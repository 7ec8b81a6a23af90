// Folding and classing text, 64 bytes at a time: ASCII capitals become small, other bytes pass; five bit masks say
// what each byte is. The first byte is the lowest bit.

/** Masks of one block, u64 each. */
export const BLOCK_LETTERS: usize = 0;
export const BLOCK_UPPERS: usize = 8;
export const BLOCK_DIGITS: usize = 16;
export const BLOCK_HIGHS: usize = 24;
export const BLOCK_BYTES: usize = 32;

const HIGH_BITS: u64 = 0x8080808080808080;
const EACH_BYTE: u64 = 0x0101010101010101;

/**
 * Fold the first `length` bytes at `text`, at most 64, to `fold` and leave their masks at `block`. Reads up to 15
 * bytes past the text and writes as many past the fold.
 */
export function foldBlock(text: usize, length: u32, fold: usize, block: usize): void {
  let letters: u64 = 0;
  let smalls: u64 = 0;
  let digits: u64 = 0;
  let highs: u64 = 0;
  if (ASC_FEATURE_SIMD) {
    const small = i8x16.splat(0x20);
    for (let i: u32 = 0; i < length; i += 16) {
      const bytes = v128.load(text + i);
      const lowered = v128.or(bytes, small);
      // shifted so that the range ends at the largest signed byte: one compare tests both ends
      const letter = i8x16.gt_s(i8x16.add(lowered, i8x16.splat(127 - 0x7a)), i8x16.splat(127 - 26));
      const digit = i8x16.gt_s(i8x16.add(bytes, i8x16.splat(127 - 0x39)), i8x16.splat(127 - 10));
      v128.store(fold + i, v128.or(bytes, v128.and(letter, small)));
      letters |= <u64>(<u32>i8x16.bitmask(letter)) << i;
      smalls |= <u64>(<u32>i8x16.bitmask(i16x8.shl(bytes, 2))) << i;
      digits |= <u64>(<u32>i8x16.bitmask(digit)) << i;
      highs |= <u64>(<u32>i8x16.bitmask(bytes)) << i;
    }
  } else {
    for (let i: u32 = 0; i < length; i += 8) {
      const bytes = load<u64>(text + i);
      const high = bytes & HIGH_BITS;
      const ascii = bytes & ~HIGH_BITS;
      const letter = inRange((bytes | (EACH_BYTE * 0x20)) & ~HIGH_BITS, 0x61, 0x7a) & ~high;
      store<u64>(fold + i, bytes | (letter >> 2));
      letters |= gather(letter) << i;
      smalls |= gather((bytes << 2) & HIGH_BITS) << i;
      digits |= gather(inRange(ascii, 0x30, 0x39) & ~high) << i;
      highs |= gather(high) << i;
    }
  }
  const valid = length < 64 ? ((<u64>1) << length) - 1 : ~(<u64>0);
  store<u64>(block, letters & valid, BLOCK_LETTERS);
  store<u64>(block, letters & ~smalls & valid, BLOCK_UPPERS);
  store<u64>(block, digits & valid, BLOCK_DIGITS);
  store<u64>(block, highs & valid, BLOCK_HIGHS);
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
