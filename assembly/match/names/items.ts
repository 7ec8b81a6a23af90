// What a word is like among the listed ones, as it is kept: the slot of a word, and its items in the arena.

import {
  NAMES_ARENA, NAMES_ITEM_BYTES, NAMES_WORD_BYTES, NAMES_WORD_FLAGS, NAMES_WORD_PERSONS, NAMES_WORD_POSTINGS,
} from '../../generated/lists';
import { HOW_MASK, IS_EQUAL } from './alike';
import { isTellingRole, roleOf } from './roles';
import { wordRecord } from './vocabulary';

// a slot: where its items begin (in items of the arena), how many, splits behind them, the word's bytes; u32 what it
// costs to read the postings of all items, of persons and of others; its text; u32 its lexeme from the part's start on,
// or 0
export const SLOT_ITEMS: usize = 0;
export const SLOT_NUM_ITEMS: usize = 4;
export const SLOT_NUM_SPLITS: usize = 6;
export const SLOT_LENGTH: usize = 7;
export const SLOT_PERSONS: usize = 8;
export const SLOT_REST: usize = 12;
export const SLOT_TEXT: usize = 16;
export const SLOT_LEXEME: usize = 56;
export const SLOT_IS_PLAIN: usize = 60;

// an item: u32 listed word below bits of whose telling word it is, u16 how alike, u16 postings of names that are no
// persons (65,535: as many or more), u32 where its postings begin, u32 postings of persons
export const ITEM_WORD: usize = 0;
export const ITEM_ALIKE: usize = 4;
const ITEM_REST: usize = 6;
export const ITEM_POSTINGS: usize = 8;
export const ITEM_PERSONS: usize = 12;
export const ITEM_WORD_MASK: u32 = 0xffffff;
const TELLING_PERSON: u32 = 1 << 24;
const TELLING_REST: u32 = 1 << 25;
const MANY: u32 = 0xffff;

/** Letters of the longest word that is compared by more than its text, and kept. */
export const LONGEST: u32 = 40;

@inline
export function itemAt(scratch: usize, item: u32): usize {
  return scratch + NAMES_ARENA + <usize>item * NAMES_ITEM_BYTES;
}

@inline
export function firstItem(scratch: usize, slot: usize): usize {
  return itemAt(scratch, load<u32>(slot, SLOT_ITEMS));
}

@inline
export function endOfItems(first: usize, slot: usize): usize {
  return first + <usize>load<u16>(slot, SLOT_NUM_ITEMS) * NAMES_ITEM_BYTES;
}

@inline
export function splitsOf(scratch: usize, slot: usize): usize {
  return endOfItems(firstItem(scratch, slot), slot);
}

/** Whether a listed word may stand for one of the query, as far as whose name it is goes. */
@inline
export function isOfClass(item: usize, isTelling: bool, isPerson: bool): bool {
  const isSame = ((load<u32>(item, ITEM_WORD) & (isPerson ? TELLING_PERSON : TELLING_REST)) != 0) == isTelling;
  return isSame || (<u32>load<u16>(item, ITEM_ALIKE) & HOW_MASK) == IS_EQUAL;
}

/** Postings of an item's names that are no persons; those of persons follow. */
@inline
export function numRest(names: usize, item: usize): u32 {
  const count = <u32>load<u16>(item, ITEM_REST);
  if (count < MANY) return count;
  return restOf(wordRecord(names, load<u32>(item, ITEM_WORD) & ITEM_WORD_MASK));
}

@inline
function restOf(record: usize): u32 {
  return load<u32>(record, NAMES_WORD_PERSONS) - load<u32>(record, NAMES_WORD_POSTINGS);
}

export function putItem(names: usize, item: usize, word: u32, alike: u32): void {
  const record = wordRecord(names, word);
  const flags = <u32>load<u8>(record, NAMES_WORD_FLAGS);
  const ofPerson: u32 = isTellingRole(names, roleOf(flags, true)) ? TELLING_PERSON : 0;
  const ofRest: u32 = isTellingRole(names, roleOf(flags, false)) ? TELLING_REST : 0;
  const persons = load<u32>(record + NAMES_WORD_BYTES, NAMES_WORD_POSTINGS) - load<u32>(record, NAMES_WORD_PERSONS);
  store<u32>(item, word | ofPerson | ofRest, ITEM_WORD);
  store<u16>(item, alike, ITEM_ALIKE);
  store<u16>(item, min(restOf(record), MANY), ITEM_REST);
  store<u32>(item, load<u32>(record, NAMES_WORD_POSTINGS), ITEM_POSTINGS);
  store<u32>(item, persons, ITEM_PERSONS);
}
