// Learning: what stood between two values once is what is expected there the next time.

import {
  MAX_PATTERN_TEXT,
  NEVER_LENGTH,
  NEVER_MASK,
  PATTERN_LENGTH,
  PATTERN_MASK_HIGH,
  PATTERN_MASK_LOW,
  TARGET,
  TARGET_BYTES,
} from '../../generated/scan';

/**
 * Remember in `cell` that the text `[from, to)` led to the target of `key`. The same state and the same bytes are the
 * same parse, so a later match needs no other check. Longer texts are not learned, but the target is still set.
 */
export function learn(cell: usize, from: usize, to: usize, key: usize): void {
  memory.copy(cell + TARGET, key + TARGET, TARGET_BYTES);
  const length = <u32>(to - from);
  if (length > MAX_PATTERN_TEXT) {
    store<u32>(cell, NEVER_MASK, PATTERN_MASK_LOW);
    store<u32>(cell, NEVER_LENGTH, PATTERN_LENGTH);
    return;
  }
  memory.copy(cell, from, MAX_PATTERN_TEXT);
  store<u32>(cell, length >= 16 ? 0xffff : (1 << length) - 1, PATTERN_MASK_LOW);
  store<u32>(cell, length > 16 ? (1 << (length - 16)) - 1 : 0, PATTERN_MASK_HIGH);
  store<u32>(cell, length, PATTERN_LENGTH);
}
