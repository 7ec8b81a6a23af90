// Learning: what stood between two values once is what is expected there the next time.

import {
  CELL_BYTES,
  ENTRY_BYTES,
  MAX_PATTERN_TEXT,
  NEVER_LENGTH,
  NEVER_MASK,
  PATTERN_LENGTH,
  PATTERN_MASK,
  TARGET,
} from '../../generated/scan';

/**
 * Remember in `cell` that the text `[from, to)` led to the target of `key`; the newest text comes first. The same
 * state and the same bytes are the same parse, so a later match needs no other check. Longer texts are not learned,
 * but the target is still set.
 */
export function learn(cell: usize, from: usize, to: usize, key: usize): void {
  // from the end on, so that each way moves whole
  for (let part = CELL_BYTES - ENTRY_BYTES; part; part -= 32) copy32(cell + ENTRY_BYTES + part - 32, cell + part - 32);
  copy32(cell + TARGET, key + TARGET);
  const length = <u32>(to - from);
  if (length > MAX_PATTERN_TEXT) {
    store<u64>(cell, NEVER_MASK, PATTERN_MASK);
    store<u32>(cell, NEVER_LENGTH, PATTERN_LENGTH);
    return;
  }
  copy32(cell, from);
  store<u64>(cell, ((<u64>1) << (<u64>length)) - 1, PATTERN_MASK);
  store<u32>(cell, length, PATTERN_LENGTH);
}

/** Both 32 bytes; memory.copy would be a call out of the module. */
@inline
function copy32(to: usize, from: usize): void {
  store<u64>(to, load<u64>(from));
  store<u64>(to, load<u64>(from, 8), 8);
  store<u64>(to, load<u64>(from, 16), 16);
  store<u64>(to, load<u64>(from, 24), 24);
}
