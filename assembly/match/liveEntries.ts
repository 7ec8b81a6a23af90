// Entries that count: in force on the day of a parcel, and neither taken off the lists nor replaced since.
//
// Kernels keep only so many hits, so a dead entry must not take the place of a live one: who calls a kernel says first
// what counts, and `keepHit` asks. Globals are those of one instance, so of one thread; untouched, every entry counts.

import {
  ENTRIES_RECORD_BYTES,
  ENTRIES_RECORDS,
  ENTRIES_VALID_FROM,
  ENTRIES_VALID_UNTIL,
  LISTS_PART_ENTRIES,
  LISTS_PART_TOMBSTONES,
  TOMBSTONES_MARKS,
} from '../generated/lists';

let dated: usize = 0;
let burying: usize = 0;
let judged: f64 = 0;

/**
 * From now on kernels keep what is in force on a day and not buried.
 * @param index  the lists that are matched; 0 asks for no dates
 * @param delta  what was changed since, which buries entries of them; 0 for none
 * @param day    since 1970-01-01; NaN is unknown
 */
export function countOnly(index: usize, delta: usize, day: f64): void {
  // on a day that nobody knows, every entry is in force
  dated = isKnownDay(day) ? index : 0;
  burying = delta;
  judged = day;
}

/** Kernels that are called alone look at nothing but their own part. */
export function countAll(): void {
  dated = 0;
  burying = 0;
}

@inline
export function isLive(entry: u32): bool {
  if ((dated | burying) == 0) return true;
  return !isBuried(burying, entry) && (dated == 0 || isInForce(dated, entry, judged));
}

@inline
export function isKnownDay(day: f64): bool {
  return isNumber(day);
}

/** Asked of the bits: a comparison that is false for NaN may be turned round. */
@inline
export function isNumber(value: f64): bool {
  return (reinterpret<u64>(value) & 0x7fffffffffffffff) <= 0x7ff0000000000000;
}

/** In force on a day; on a day that nobody knows, every entry is. */
export function isInForce(index: usize, entry: u32, day: f64): bool {
  const entries = partOf(index, LISTS_PART_ENTRIES);
  // an index without entries says nothing of when they hold
  if (entries == 0 || !isKnownDay(day)) return true;
  const record = entries + <usize>load<u32>(entries, ENTRIES_RECORDS) + <usize>entry * ENTRIES_RECORD_BYTES;
  return day >= <f64>load<i32>(record, ENTRIES_VALID_FROM) && day <= <f64>load<i32>(record, ENTRIES_VALID_UNTIL);
}

/** Taken off the lists of the bundle, or replaced, by what was changed since: a bit an entry. */
function isBuried(delta: usize, entry: u32): bool {
  const tombstones = partOf(delta, LISTS_PART_TOMBSTONES);
  if (tombstones == 0) return false;
  return (<u32>load<u8>(tombstones + TOMBSTONES_MARKS + <usize>(entry >> 3)) >> (entry & 7) & 1) != 0;
}

/** Address of a part by its place in the directory, 0 where the index has none or there is no index. */
@inline
export function partOf(index: usize, part: usize): usize {
  if (index == 0) return 0;
  const offset = <usize>load<u32>(index + part);
  return offset ? index + offset : 0;
}
