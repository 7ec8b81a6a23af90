// Looking for one byte, 16 at a time. Loads may overrun the range by up to 15 bytes on either side: inputs are padded.

import { byteAt } from '../../base/bytes';

/** @returns the address of the first `byte` in `[at, end)`, or `end`. */
export function findByte(at: usize, end: usize, byte: u32): usize {
  if (ASC_FEATURE_SIMD) {
    const wanted = i8x16.splat(<i8>byte);
    for (; at < end; at += 16) {
      const found = i8x16.bitmask(i8x16.eq(v128.load(at), wanted));
      if (found != 0) return min(at + usize(ctz(found)), end);
    }
    return end;
  } else {
    while (at < end && byteAt(at) != byte) at++;
    return at;
  }
}

/** @returns the address of the last `byte` in `[start, end)`, or 0. */
export function findByteBackwards(start: usize, end: usize, byte: u32): usize {
  if (ASC_FEATURE_SIMD) {
    const wanted = i8x16.splat(<i8>byte);
    let at = end;
    while (at > start) {
      at -= 16;
      const found = i8x16.bitmask(i8x16.eq(v128.load(at), wanted));
      if (found != 0) {
        const last = at + 31 - usize(clz(found));
        return last >= start ? last : 0;
      }
    }
    return 0;
  } else {
    for (let at = end; at > start; ) {
      at--;
      if (byteAt(at) == byte) return at;
    }
    return 0;
  }
}
