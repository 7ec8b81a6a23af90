// The lists of a bundle and what was changed since: which parts there are, and whether an entry counts.

import {
  ENTRIES_RECORD_BYTES,
  ENTRIES_RECORDS,
  ENTRIES_VALID_FROM,
  ENTRIES_VALID_UNTIL,
  LISTS_PART_ADDRESSES,
  LISTS_PART_BLINDED,
  LISTS_PART_ENTRIES,
  LISTS_PART_IDENTIFIERS,
  LISTS_PART_NAMES,
  LISTS_PART_PHRASES,
  LISTS_PART_TOMBSTONES,
  TOMBSTONES_MARKS,
} from '../../generated/lists';
import { TILE_LIST_DELTA, TILE_LISTS } from '../../generated/tile';

/** Address of a part by its place in the directory, 0 where the index has none or there is no index. */
@inline
export function partOf(index: usize, part: usize): usize {
  if (index == 0) return 0;
  const offset = <usize>load<u32>(index + part);
  return offset ? index + offset : 0;
}

@inline
function hasPart(tile: usize, part: usize): bool {
  const lists = partOf(<usize>load<u32>(tile, TILE_LISTS), part);
  return (lists | partOf(<usize>load<u32>(tile, TILE_LIST_DELTA), part)) != 0;
}

@inline
export function wantsNames(tile: usize): bool {
  return hasPart(tile, LISTS_PART_NAMES) || hasPart(tile, LISTS_PART_BLINDED);
}

@inline
export function wantsAddresses(tile: usize): bool {
  return hasPart(tile, LISTS_PART_ADDRESSES);
}

@inline
export function wantsParties(tile: usize): bool {
  return wantsNames(tile) || wantsAddresses(tile);
}

@inline
export function wantsIdentifiers(tile: usize): bool {
  return hasPart(tile, LISTS_PART_IDENTIFIERS) || hasPart(tile, LISTS_PART_BLINDED);
}

@inline
export function wantsPhrases(tile: usize): bool {
  return hasPart(tile, LISTS_PART_PHRASES);
}

@inline
export function wantsTexts(tile: usize): bool {
  return wantsIdentifiers(tile) || wantsPhrases(tile);
}

/** In force on a day; on a day that nobody knows, every entry is. */
export function isInForce(index: usize, entry: u32, day: f64): bool {
  const entries = partOf(index, LISTS_PART_ENTRIES);
  // an index without entries says nothing of when they hold
  if (entries == 0) return true;
  // asked of the bits: a comparison that is false for NaN may be turned round
  if ((reinterpret<u64>(day) & 0x7fffffffffffffff) > 0x7ff0000000000000) return true;
  const record = entries + <usize>load<u32>(entries, ENTRIES_RECORDS) + <usize>entry * ENTRIES_RECORD_BYTES;
  return day >= <f64>load<i32>(record, ENTRIES_VALID_FROM) && day <= <f64>load<i32>(record, ENTRIES_VALID_UNTIL);
}

/** Taken off the lists of the bundle, or replaced, by what was changed since: a bit an entry. */
export function isBuried(delta: usize, entry: u32): bool {
  const tombstones = partOf(delta, LISTS_PART_TOMBSTONES);
  if (tombstones == 0) return false;
  return (<u32>load<u8>(tombstones + TOMBSTONES_MARKS + <usize>(entry >> 3)) >> (entry & 7) & 1) != 0;
}
