// What a query has of one listed address. The plain twin is scoreAddress of src/watchlist/compare/address.ts.

import {
  ADDRESSES_IS_LETTERS,
  ADDRESSES_IS_NUMBER,
  ADDRESSES_ITEMS,
  ADDRESSES_ITEM_IS_FORGIVING,
  ADDRESSES_ITEM_IS_NUMBER,
  ADDRESSES_NUMBER_BITS,
  ADDRESSES_NUMBER_MASK,
  ADDRESSES_QUERY_BYTES,
  ADDRESSES_QUERY_LENGTH,
  ADDRESSES_QUERY_NUMBER,
  ADDRESSES_RECORD_COUNTRY,
  ADDRESSES_RECORD_ITEMS,
  ADDRESSES_RECORD_LACKING,
  ADDRESSES_RECORD_NUM_ITEMS,
  ADDRESSES_RECORD_QUARTERS,
  ADDRESSES_RECORD_UNITS,
  ADDRESSES_ROLE_IS_BOX,
  ADDRESSES_ROLE_IS_NUMBER,
  ADDRESSES_ROLE_IS_UNIT,
  ADDRESSES_ROLE_IS_WORD,
  ADDRESSES_ROLE_MASK,
  ADDRESSES_ROLE_SHIFT,
  ADDRESSES_SCRATCH_COUNTRY,
  ADDRESSES_SCRATCH_NUM_NUMBERS,
  ADDRESSES_SCRATCH_NUM_WORDS,
  ADDRESSES_SCRATCH_QUERY,
  ADDRESSES_SCRATCH_STAMPS,
  ADDRESSES_SCRATCH_WORDS,
  ADDRESSES_STAMP_BYTES,
  ADDRESSES_STAMP_CLASSES,
  ADDRESSES_STAMP_POSITION,
  ADDRESS_BOX_UNITS,
  ADDRESS_EXTRA_NUMBER_UNITS,
  ADDRESS_MOST_EXTRA_NUMBERS,
  ADDRESS_NUMBER_UNITS,
  ADDRESS_OPEN_UNITS,
  ADDRESS_OTHER_COUNTRY_UNITS,
  ADDRESS_PART_UNITS,
  ADDRESS_POSTCODE_UNITS,
  ADDRESS_SAME_COUNTRY_UNITS,
  ADDRESS_SHORT_UNITS,
  ADDRESS_TYPO_POSTCODE_UNITS,
  ADDRESS_TYPO_WORD_UNITS,
  ADDRESS_UNIT_UNITS,
  ADDRESS_WORD_UNITS,
} from '../../generated/lists';
import { CLASS_BOX, CLASS_NUMBER, CLASS_UNIT } from './readQuery';
import { isOneEdit, lengthOf, textOf, wordAt } from './words';

/** A byte a role, in their order. */
const ROLE_UNITS: u64 =
  <u64>ADDRESS_WORD_UNITS |
  (<u64>ADDRESS_PART_UNITS << 8) |
  (<u64>ADDRESS_SHORT_UNITS << 16) |
  (<u64>ADDRESS_NUMBER_UNITS << 24) |
  (<u64>ADDRESS_UNIT_UNITS << 32) |
  (<u64>ADDRESS_BOX_UNITS << 40) |
  (<u64>ADDRESS_POSTCODE_UNITS << 48);

/** @param record of a listed address. Returns -1 as soon as it is clear that the score stays under `least`. */
export function scoreAddress(addresses: usize, record: usize, scratch: usize, least: f64): f64 {
  const items = addresses + <usize>load<u32>(addresses, ADDRESSES_ITEMS);
  const first = items + (<usize>load<u32>(record, ADDRESSES_RECORD_ITEMS) << 2);
  const end = first + (<usize>load<u8>(record, ADDRESSES_RECORD_NUM_ITEMS) << 2);
  const query = load<u32>(scratch, ADDRESSES_SCRATCH_QUERY);
  const mostLacking = <u32>load<u16>(record, ADDRESSES_RECORD_LACKING);
  let units: u32 = 0;
  let lacking: u32 = 0;
  let forgivable: u32 = 0;
  let numShared: u32 = 0;
  let position: i32 = -1;
  for (let at = first; at < end; at += 4) {
    const item = load<u32>(at);
    const role = roleOf(item);
    const stamp = stampOf(scratch, item);
    const all = <u32>(ROLE_UNITS >> (<u64>role << 3)) & 0xff;
    if (load<u32>(stamp) != query) {
      const typo = (item & <u32>ADDRESSES_ITEM_IS_FORGIVING) != 0 ? typoUnits(role) : 0;
      forgivable += typo;
      // most candidates share a word or two and go here, after a few items
      lacking += all - typo;
      if (lacking > mostLacking) return -1;
      continue;
    }
    numShared += u32((item & <u32>ADDRESSES_ITEM_IS_NUMBER) != 0);
    if (role < <u32>ADDRESSES_ROLE_IS_NUMBER) {
      units += all;
    } else if ((<u32>load<u16>(stamp, ADDRESSES_STAMP_CLASSES) & numberClass(role)) == 0) {
      units += all >> 1;
    } else if (role != <u32>ADDRESSES_ROLE_IS_NUMBER) {
      units += all;
    } else {
      const here = <i32>load<u16>(stamp, ADDRESSES_STAMP_POSITION);
      const isBefore = here < position;
      units += all >> u32(isBefore);
      if (!isBefore) position = here;
    }
  }
  let all = <u32>load<u16>(record, ADDRESSES_RECORD_UNITS) + <u32>ADDRESS_OPEN_UNITS;
  const mine = load<u32>(scratch, ADDRESSES_SCRATCH_COUNTRY);
  const other = <u32>load<u16>(record, ADDRESSES_RECORD_COUNTRY);
  if (mine != 0 && other != 0) {
    if (mine == other) {
      units += <u32>ADDRESS_SAME_COUNTRY_UNITS;
      all += <u32>ADDRESS_SAME_COUNTRY_UNITS;
    } else all += <u32>ADDRESS_OTHER_COUNTRY_UNITS;
  }
  const numExtra = min<u32>(
    load<u32>(scratch, ADDRESSES_SCRATCH_NUM_NUMBERS) - numShared,
    <u32>ADDRESS_MOST_EXTRA_NUMBERS,
  );
  all += numExtra * <u32>ADDRESS_EXTRA_NUMBER_UNITS;
  const factor = <f64>load<u8>(record, ADDRESSES_RECORD_QUARTERS) * 0.25;
  if ((<f64>(units + forgivable) / <f64>all) * factor < least) return -1;
  if (forgivable != 0) units += forgivenUnits(addresses, first, end, scratch);
  return (<f64>units / <f64>all) * factor;
}

@inline
function roleOf(item: u32): u32 {
  return (item >> <u32>ADDRESSES_ROLE_SHIFT) & <u32>ADDRESSES_ROLE_MASK;
}

@inline
function stampOf(scratch: usize, item: u32): usize {
  return scratch + ADDRESSES_SCRATCH_STAMPS + <usize>(item & <u32>ADDRESSES_NUMBER_MASK) * ADDRESSES_STAMP_BYTES;
}

@inline
function typoUnits(role: u32): u32 {
  return role == <u32>ADDRESSES_ROLE_IS_WORD ? <u32>ADDRESS_TYPO_WORD_UNITS : <u32>ADDRESS_TYPO_POSTCODE_UNITS;
}

@inline
function numberClass(role: u32): u32 {
  if (role == <u32>ADDRESSES_ROLE_IS_UNIT) return CLASS_UNIT;
  return role == <u32>ADDRESSES_ROLE_IS_BOX ? CLASS_BOX : CLASS_NUMBER;
}

/** Of the listed words that the query lacks, what those weigh that it has with one edit. */
function forgivenUnits(addresses: usize, first: usize, end: usize, scratch: usize): u32 {
  const query = load<u32>(scratch, ADDRESSES_SCRATCH_QUERY);
  let units: u32 = 0;
  for (let at = first; at < end; at += 4) {
    const item = load<u32>(at);
    if ((item & <u32>ADDRESSES_ITEM_IS_FORGIVING) == 0 || load<u32>(stampOf(scratch, item)) == query) continue;
    const role = roleOf(item);
    const word = wordAt(addresses, item & <u32>ADDRESSES_NUMBER_MASK);
    const form = role == <u32>ADDRESSES_ROLE_IS_WORD ? <u32>ADDRESSES_IS_LETTERS : <u32>ADDRESSES_IS_NUMBER;
    if (hasAlmost(scratch, textOf(addresses, word), lengthOf(word), form)) units += typoUnits(role);
  }
  return units;
}

function hasAlmost(scratch: usize, text: usize, length: u32, form: u32): bool {
  const flag = form << <u32>ADDRESSES_NUMBER_BITS;
  const end = scratch + ADDRESSES_SCRATCH_WORDS +
    <usize>load<u32>(scratch, ADDRESSES_SCRATCH_NUM_WORDS) * ADDRESSES_QUERY_BYTES;
  for (let word = scratch + ADDRESSES_SCRATCH_WORDS; word < end; word += ADDRESSES_QUERY_BYTES) {
    if ((load<u32>(word, ADDRESSES_QUERY_NUMBER) & flag) == 0) continue;
    if (isOneEdit(text, length, <usize>load<u32>(word), load<u32>(word, ADDRESSES_QUERY_LENGTH))) return true;
  }
  return false;
}
