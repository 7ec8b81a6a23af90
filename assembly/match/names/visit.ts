// Listed names that can be alike enough, found through the postings of the words that reach.ts asks for, and passed
// over where too few of their other words are like one of the query.

import {
  NAMES_IS_GROUP_SHIFT, NAMES_IS_PERSON_GROUP, NAMES_IS_TELLING_MASK, NAMES_ITEM_BYTES, NAMES_OTHERS_MOST,
  NAMES_POSTINGS, NAMES_POSTING_BYTES, NAMES_WORD_BYTES, NAMES_WORD_PERSONS, NAMES_WORD_POSTINGS,
} from '../../generated/lists';
import { tryName } from './candidate';
import { endOfItems, firstItem, isOfClass, ITEM_PERSONS, ITEM_POSTINGS, numRest } from './items';
import { numOthers } from './others';
import {
  GROUPS, INITIALS, IS_PERSON, MOST_PAIRS, NUM_ORDER, ORDER, QUERY_IS_TELLING, QUERY_SLOT, queryWord, TELLING_MASK,
  TOUCHED,
} from './query';
import { wordRecord } from './vocabulary';

const NAME_MASK: u32 = (<u32>1 << NAMES_IS_GROUP_SHIFT) - 1;
/** Postings from which on the first one of a group is searched for. */
const MANY: u32 = 32;
const LINE_BYTES: usize = 64;
/** Postings that often lie in one line. */
const FEW: u32 = 4;

/** @param kinds bits of the kinds of names to look at. Returns the number of hits. */
export function visitWords(names: usize, scratch: usize, kinds: u32, out: usize, count: u32, most: u32): u32 {
  const numOrder = load<u32>(scratch, NUM_ORDER);
  for (let rank: u32 = 0; rank < numOrder; rank++) {
    const groups = load<u32>(scratch + GROUPS + (<usize>rank << 2));
    if (groups == 0) break;
    count = visitWord(names, scratch, <u32>load<u8>(scratch + rank, ORDER), groups, kinds, out, count, most);
  }
  return count;
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
  const low = lowestOf(groups, isPerson);
  const high = highestOf(groups, isPerson);
  // initials are like words that were not looked up
  const unseen = 1 + popcnt(load<u32>(scratch, INITIALS) & load<u32>(scratch, TELLING_MASK));
  touchPostings(names, scratch, slot, postings, isPerson);
  const first = firstItem(scratch, slot);
  const end = endOfItems(first, slot);
  for (let item = first; item < end; item += NAMES_ITEM_BYTES) {
    if (!isOfClass(item, isTelling, isPerson)) continue;
    const rest = numRest(names, item);
    const num = isPerson ? load<u32>(item, ITEM_PERSONS) : rest;
    let at = postings + <usize>(load<u32>(item, ITEM_POSTINGS) + (isPerson ? rest : 0)) * NAMES_POSTING_BYTES;
    const last = at + <usize>num * NAMES_POSTING_BYTES;
    if (num >= MANY) at = firstOfGroup(at, num, low);
    for (; at < last; at += NAMES_POSTING_BYTES) {
      const posting = load<u32>(at);
      if (posting > high) break;
      const telling = (posting >> NAMES_IS_GROUP_SHIFT) & NAMES_IS_TELLING_MASK;
      if (((groups >> telling) & 1) == 0 || !hasOthers(scratch, at, telling, mostPairs, unseen)) continue;
      count = tryName(names, scratch, posting & NAME_MASK, kinds, out, count, most);
    }
  }
  return count;
}

/** Whether so many of a name's other telling words may be like one of the query that it can have its pairs. */
@inline
function hasOthers(scratch: usize, posting: usize, telling: u32, mostPairs: u32, unseen: u32): bool {
  return telling > NAMES_OTHERS_MOST + 1 || numOthers(scratch, posting, telling) + unseen >= min(telling, mostPairs);
}

@inline
function lowestOf(groups: u32, isPerson: bool): u32 {
  return ((isPerson ? NAMES_IS_PERSON_GROUP : 0) | <u32>ctz(groups)) << NAMES_IS_GROUP_SHIFT;
}

@inline
function highestOf(groups: u32, isPerson: bool): u32 {
  return (((isPerson ? NAMES_IS_PERSON_GROUP : 0) | (31 - <u32>clz(groups))) << NAMES_IS_GROUP_SHIFT) | NAME_MASK;
}

/** Reads what will be read, all at once: one after the other, each read would wait for the one before. */
function touchPostings(names: usize, scratch: usize, slot: usize, postings: usize, isPerson: bool): void {
  const first = firstItem(scratch, slot);
  const end = endOfItems(first, slot);
  let seen: u32 = 0;
  for (let item = first; item < end; item += NAMES_ITEM_BYTES) {
    const rest = numRest(names, item);
    const num = isPerson ? load<u32>(item, ITEM_PERSONS) : rest;
    if (num == 0) continue;
    const at = postings + <usize>(load<u32>(item, ITEM_POSTINGS) + (isPerson ? rest : 0)) * NAMES_POSTING_BYTES;
    seen ^= load<u32>(at);
    if (num > FEW) seen ^= load<u32>(at, LINE_BYTES);
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
  const postings = names + load<u32>(names, NAMES_POSTINGS);
  for (let i = first; i < end; i++) {
    const name = load<u32>(postings + <usize>i * NAMES_POSTING_BYTES) & NAME_MASK;
    count = tryName(names, scratch, name, kinds, out, count, most);
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
