// Patterns: compare the text ahead with up to 32 stored bytes in one go; hash short texts to find their pattern.

import { MAX_PATTERN_TEXT, PATTERN_LENGTH, PATTERN_MASK } from '../generated/scan';
import { firstBytes, secondBytes } from './swar';

/** Whether the bytes at `at` begin with the pattern's text. Reads 32 bytes. */
@inline
export function matches(at: usize, pattern: usize): bool {
  if (ASC_FEATURE_SIMD) {
    // both halves always: cheaper than asking whether the second counts
    const low = <u64><u32>i8x16.bitmask(i8x16.eq(v128.load(at), v128.load(pattern)));
    const high = <u64><u32>i8x16.bitmask(i8x16.eq(v128.load(at, 16), v128.load(pattern, 16)));
    return (~(low | (high << 16)) & load<u64>(pattern, PATTERN_MASK)) == 0;
  }
  return matchesScalar(at, pattern);
}

function matchesScalar(at: usize, pattern: usize): bool {
  const length = load<u32>(pattern, PATTERN_LENGTH);
  if (length > MAX_PATTERN_TEXT) return false;
  for (let i: u32 = 0; i < length; i += 8) {
    const difference = load<u64>(at + i) ^ load<u64>(pattern + i);
    if (difference & firstBytes(min<u32>(length - i, 8))) return false;
  }
  return true;
}

/**
 * Slot of a text among the patterns of a closed set (src/core/textHash.ts finds the multiplier). Perfect over the
 * set; any slot for other texts, so a pattern found must still be compared, length included.
 */
@inline
export function hashText(at: usize, length: u32, multiplier: u64, shift: u64): usize {
  const hashed = length < 16 ? length : 16;
  const head = load<u64>(at) & firstBytes(hashed);
  const tail = load<u64>(at, 8) & secondBytes(hashed);
  return <usize>(((head + rotl<u64>(tail, 7) + length) * multiplier) >> shift);
}
