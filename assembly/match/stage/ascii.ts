// Whether a text is ASCII, sixteen bytes at a time. Reads up to 15 bytes beyond its end, which do not count.

import { highBytes } from '../../base/swar';

export function isAscii(text: usize, length: u32): bool {
  let at: u32 = 0;
  if (ASC_FEATURE_SIMD) {
    let high = i8x16.splat(0);
    for (; at + 16 <= length; at += 16) high = v128.or(high, v128.load(text + <usize>at));
    if (i8x16.bitmask(high)) return false;
    return (i8x16.bitmask(v128.load(text + <usize>at)) & ((1 << (length - at)) - 1)) == 0;
  }
  for (; at + 8 <= length; at += 8) if (highBytes(load<u64>(text + <usize>at))) return false;
  for (; at < length; at++) if (load<u8>(text + <usize>at) >= 0x80) return false;
  return true;
}
