// Words that were looked up before, and what each is like among the listed ones: most words of mail come again.

import {
  NAMES_HEAD_ARENA, NAMES_ITEMS_MOST, NAMES_SET_SLOTS, NAMES_SIMILAR_MOST, NAMES_SLOTS, NAMES_SLOTS_MOST,
  NAMES_SLOT_BYTES, NAMES_SPLITS_MOST, NAMES_TAGS, NAMES_TAG_BYTES,
} from '../../generated/lists';
import { equalBytes } from './hash';
import {
  ITEM_PERSONS, itemAt, LONGEST, numRest, SLOT_ITEMS, SLOT_LENGTH, SLOT_NUM_ITEMS, SLOT_NUM_SPLITS, SLOT_PERSONS,
  SLOT_REST, SLOT_TEXT,
} from './items';
import { lookUp } from './similar';
import { findSplits, isJoin } from './splits';

/** Of the arena, that the words of one name may need. */
const NEEDED: u32 = 2 * 24 * (NAMES_SIMILAR_MOST + NAMES_SPLITS_MOST);
const SET_MASK: u32 = NAMES_SLOTS_MOST / <u32>NAMES_SET_SLOTS - 1;
// tags of a set as one number
const ONES: u64 = 0x0001000100010001;
const LOW_BITS: u64 = 0x7fff7fff7fff7fff;

export function forgetSlots(scratch: usize): void {
  memory.fill(scratch + NAMES_TAGS, 0, <usize>NAMES_SLOTS_MOST * NAMES_TAG_BYTES);
  store<u32>(scratch, 0, NAMES_HEAD_ARENA);
}

/** Before the words of a name: room in the arena for all of them, or everything is forgotten. */
export function makeRoom(scratch: usize): void {
  if (load<u32>(scratch, NAMES_HEAD_ARENA) + NEEDED > NAMES_ITEMS_MOST) forgetSlots(scratch);
}

/** Slot of the query's word `place`, looked up unless it is known: a copy, for another word may take the first one. */
export function findSlot(names: usize, scratch: usize, at: usize, length: u32, hash: u32, place: u32): usize {
  const own = scratch + NAMES_SLOTS + <usize>(NAMES_SLOTS_MOST + place) * NAMES_SLOT_BYTES;
  if (length > LONGEST) {
    fillSlot(names, scratch, at, length, hash, own);
    return own;
  }
  const set = hash & SET_MASK;
  const tags = scratch + NAMES_TAGS + <usize>set * (NAMES_SET_SLOTS * NAMES_TAG_BYTES);
  const slots = scratch + NAMES_SLOTS + <usize>set * (NAMES_SET_SLOTS * NAMES_SLOT_BYTES);
  const tag = max<u32>(hash >> 16, 1);
  for (let equal = halvesOf(load<u64>(tags), tag); equal; equal &= equal - 1) {
    const slot = slots + (<usize>(ctz(equal) >> 4)) * NAMES_SLOT_BYTES;
    if (<u32>load<u8>(slot, SLOT_LENGTH) != length || !equalBytes(slot + SLOT_TEXT, at, length)) continue;
    copySlot(own, slot);
    return own;
  }
  fillSlot(names, scratch, at, length, hash, own);
  store<u8>(own, length, SLOT_LENGTH);
  memory.copy(own + SLOT_TEXT, at, length);
  // where none is free, one of four as the arena happens to be filled
  const free = halvesOf(load<u64>(tags), 0);
  const way = free ? <u32>(ctz(free) >> 4) : (load<u32>(scratch, NAMES_HEAD_ARENA) >> 1) & 3;
  copySlot(slots + <usize>way * NAMES_SLOT_BYTES, own);
  store<u16>(tags + <usize>way * NAMES_TAG_BYTES, tag);
  return own;
}

/** The highest bit of each half of four that is this one. */
@inline
function halvesOf(halves: u64, half: u32): u64 {
  const other = halves ^ (<u64>half * ONES);
  return ~(((other & LOW_BITS) + LOW_BITS) | other | LOW_BITS);
}

@inline
function copySlot(to: usize, from: usize): void {
  for (let at: usize = 0; at < NAMES_SLOT_BYTES; at += 8) store<u64>(to + at, load<u64>(from + at));
}

/** Postings that are read in the time in which memory answers. */
const READ_ANEW: u32 = 16;

function fillSlot(names: usize, scratch: usize, at: usize, length: u32, hash: u32, slot: usize): void {
  const first = load<u32>(scratch, NAMES_HEAD_ARENA);
  store<u32>(slot, first, SLOT_ITEMS);
  const count = lookUp(names, scratch, at, length, hash, slot);
  let persons: u32 = 0;
  let rest: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    persons += costOf(load<u32>(itemAt(scratch, first + i), ITEM_PERSONS));
    rest += costOf(numRest(names, itemAt(scratch, first + i)));
  }
  const numSplits = isJoin(names, at, length) ? findSplits(names, at, length, itemAt(scratch, first + count)) : 0;
  store<u32>(scratch, first + count + numSplits, NAMES_HEAD_ARENA);
  store<u16>(slot, count, SLOT_NUM_ITEMS);
  store<u8>(slot, numSplits, SLOT_NUM_SPLITS);
  store<u32>(slot, persons, SLOT_PERSONS);
  store<u32>(slot, rest, SLOT_REST);
}

/** Of reading some postings of one word, in postings: they lie elsewhere than those of any other. */
@inline
function costOf(numPostings: u32): u32 {
  return numPostings == 0 ? 0 : numPostings + READ_ANEW;
}
