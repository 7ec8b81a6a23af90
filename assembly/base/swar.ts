// Eight bytes at a time in one 64-bit word; the first byte in memory is the lowest.

const EACH_BYTE: u64 = 0x0101010101010101;
const HIGH_BITS: u64 = 0x8080808080808080;

/** High bit of each byte that equals `byte`; only the lowest set bit is exact. */
@inline
export function equalBytes(word: u64, byte: u64): u64 {
  const zeroWhereEqual = word ^ (EACH_BYTE * byte);
  return (zeroWhereEqual - EACH_BYTE) & ~zeroWhereEqual & HIGH_BITS;
}

/** High bit of each byte below `byte` (at most 0x80); only the lowest set bit is exact. */
@inline
export function bytesBelow(word: u64, byte: u64): u64 {
  return (word - EACH_BYTE * byte) & ~word & HIGH_BITS;
}

@inline
export function highBytes(word: u64): u64 {
  return word & HIGH_BITS;
}

// sixteen set bytes, then sixteen clear ones: a window into them is a mask, without a branch
const SLIDING_MASK: usize = memory.data<u8>([
  0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
], 16);

/** Mask of the first `count` bytes of eight; `count` up to 16, all from 8 on. */
@inline
export function firstBytes(count: u32): u64 {
  return load<u64>(SLIDING_MASK + 16 - <usize>count);
}

/** Mask of those of the first `count` bytes that are the second eight of sixteen; `count` up to 16. */
@inline
export function secondBytes(count: u32): u64 {
  return load<u64>(SLIDING_MASK + 24 - <usize>count);
}

/** Number of leading ASCII digits (0 to 8) of a word that was xored with eight '0'. */
@inline
export function leadingDigits(word: u64): u32 {
  const notDigit = ((word + 0x0606060606060606) | word) & 0xf0f0f0f0f0f0f0f0;
  return <u32>(ctz(notDigit) >> 3);
}

/** Value of eight digit bytes (0 to 9 each), the first in memory being the most significant. */
@inline
export function eightDigits(word: u64): u64 {
  word = (word * 10 + (word >> 8)) & 0x00ff00ff00ff00ff;
  word = (word * 100 + (word >> 16)) & 0x0000ffff0000ffff;
  return (word * 10000 + (word >> 32)) & 0xffffffff;
}
