// Listed names that can be alike enough, found through the postings of the words that reach.ts asks for, and passed over
// where too few of their other words are like one of the query.

import {
  NAMES_IS_GROUP_SHIFT, NAMES_IS_PERSON_GROUP, NAMES_IS_TELLING_MASK, NAMES_ITEM_BYTES, NAMES_OTHERS_MOST,
  NAMES_POSTINGS, NAMES_POSTING_BYTES, NAMES_WORDS_MOST, NAMES_WORD_BYTES, NAMES_WORD_PERSONS, NAMES_WORD_POSTINGS,
} from '../../generated/lists';
import { tryName } from './candidate';
import { endOfItems, firstItem, isOfClass, ITEM_PERSONS, ITEM_POSTINGS, numRest } from './items';
import { numOthers } from './others';
import {
  DEPTHS, INITIALS, IS_PERSON, MOST_PAIRS, NUM_ORDER, ORDER, QUERY_IS_TELLING, QUERY_SLOT, queryWord, TELLING_MASK,
  TOUCHED,
} from './query';
import { wordRecord } from './vocabulary';

export const NAME_MASK: u32 = (<u32>1 << NAMES_IS_GROUP_SHIFT) - 1;
const ALL_GROUPS: u32 = 0xffffffff;
/** Postings from which on the first one of a group is searched for. */
const MANY: u32 = 32;

/** @param kinds bits of the kinds of names to look at. Returns the number of hits. */
export function visitWords(names: usize, scratch: usize, kinds: u32, out: usize, count: u32, most: u32): u32 {
  const numOrder = load<u32>(scratch, NUM_ORDER);
  for (let rank: u32 = 0; rank < numOrder; rank++) {
    const groups = groupsAt(scratch, rank);
    if (groups == 0) break;
    count = visitWord(names, scratch, <u32>load<u8>(scratch + rank, ORDER), groups, kinds, out, count, most);
  }
  return count;
}

/** Numbers of telling words, as bits, for which the word of this rank must be tried. */
function groupsAt(scratch: usize, rank: u32): u32 {
  let groups: u32 = 0;
  for (let listed: u32 = 0; listed <= NAMES_WORDS_MOST; listed++) {
    groups |= u32(<u32>load<u8>(scratch + listed, DEPTHS) > rank) << listed;
  }
  return groups;
}

/** All names of some groups that a word of the query was found in, as far as their other words allow. */
function visitWord(
  names: usize, scratch: usize, place: u32, groups: u32, kinds: u32, out: usize, count: u32, most: u32,
): u32 {
  const isPerson = load<u32>(scratch, IS_PERSON) != 0;
  const word = queryWord(scratch, place);
  const slot = <usize>load<u32>(word, QUERY_SLOT);
  const isTelling = load<u8>(word, QUERY_IS_TELLING) != 0;
  const mostPairs = load<u32>(scratch, MOST_PAIRS);
  const postings = names + load<u32>(names, NAMES_POSTINGS);
  touchPostings(scratch, slot, postings);
  const first = firstItem(scratch, slot);
  const end = endOfItems(first, slot);
  for (let item = first; item < end; item += NAMES_ITEM_BYTES) {
    if (!isOfClass(item, isTelling, isPerson)) continue;
    const rest = numRest(names, item);
    const num = isPerson ? load<u32>(item, ITEM_PERSONS) : rest;
    if (num == 0) continue;
    const at = postings + <usize>(load<u32>(item, ITEM_POSTINGS) + (isPerson ? rest : 0)) * NAMES_POSTING_BYTES;
    count = visitPostings(names, scratch, at, num, groups, mostPairs, kinds, out, count, most);
  }
  return count;
}

/** Reads what will be read, all at once: one after the other, each read would wait for the one before. */
function touchPostings(scratch: usize, slot: usize, postings: usize): void {
  const first = firstItem(scratch, slot);
  const end = endOfItems(first, slot);
  let seen: u32 = 0;
  for (let item = first; item < end; item += NAMES_ITEM_BYTES) {
    seen ^= load<u32>(postings + <usize>load<u32>(item, ITEM_POSTINGS) * NAMES_POSTING_BYTES);
  }
  store<u32>(scratch, seen, TOUCHED);
}

/** All names of a listed word. */
export function visitListed(
  names: usize, scratch: usize, word: u32, kinds: u32, out: usize, count: u32, most: u32,
): u32 {
  const record = wordRecord(names, word);
  const persons = load<u32>(record, NAMES_WORD_PERSONS);
  const isPerson = load<u32>(scratch, IS_PERSON) != 0;
  const first = isPerson ? persons : load<u32>(record, NAMES_WORD_POSTINGS);
  const end = isPerson ? load<u32>(record + NAMES_WORD_BYTES, NAMES_WORD_POSTINGS) : persons;
  const at = names + load<u32>(names, NAMES_POSTINGS) + <usize>first * NAMES_POSTING_BYTES;
  return visitPostings(names, scratch, at, end - first, ALL_GROUPS, 0, kinds, out, count, most);
}

/**
 * @param at postings of one kind of names, `num` of them
 * @param mostPairs pairs that a name must have unless it has fewer telling words; 0 where that is not known
 */
function visitPostings(
  names: usize, scratch: usize, at: usize, num: u32, groups: u32, mostPairs: u32, kinds: u32, out: usize, count: u32,
  most: u32,
): u32 {
  const end = at + <usize>num * NAMES_POSTING_BYTES;
  const personBit: u32 = load<u32>(scratch, IS_PERSON) ? NAMES_IS_PERSON_GROUP << NAMES_IS_GROUP_SHIFT : 0;
  if (num >= MANY) at = firstOfGroup(at, num, personBit | (<u32>ctz(groups) << NAMES_IS_GROUP_SHIFT));
  const last = personBit | (min<u32>(31 - <u32>clz(groups), NAMES_WORDS_MOST) << NAMES_IS_GROUP_SHIFT) | NAME_MASK;
  // initials are like words that were not looked up
  const unseen = 1 + <i32>popcnt(load<u32>(scratch, INITIALS) & load<u32>(scratch, TELLING_MASK));
  for (; at < end; at += NAMES_POSTING_BYTES) {
    const posting = load<u32>(at);
    if (posting > last) break;
    const telling = (posting >> NAMES_IS_GROUP_SHIFT) & NAMES_IS_TELLING_MASK;
    if (!((groups >> telling) & 1)) continue;
    const others = <i32>min(telling, mostPairs) - unseen;
    if (others > 0 && telling <= NAMES_OTHERS_MOST + 1 && <i32>numOthers(scratch, at) < others) continue;
    count = tryName(names, scratch, posting & NAME_MASK, kinds, out, count, most);
  }
  return count;
}

/** The first posting that is not before a group. */
function firstOfGroup(at: usize, count: u32, group: u32): usize {
  while (count > 0) {
    const half = count >> 1;
    const middle = at + <usize>half * NAMES_POSTING_BYTES;
    if (load<u32>(middle) < group) {
      at = middle + NAMES_POSTING_BYTES;
      count -= half + 1;
    } else count = half;
  }
  return at;
}
