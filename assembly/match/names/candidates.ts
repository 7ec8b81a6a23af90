// Listed names that can be alike enough: found through the postings of the words that reach.ts asks for, passed over
// where both sides have a telling word that nothing stands for, and the rest compared.

import {
  ATTRIBUTE_IS_NAME, HIT_DETAIL, HIT_ENTRY, HIT_SCORE, NAMES_ALIKE, NAMES_CALIBRATED, NAMES_IS_FILIAL,
  NAMES_IS_GROUP_SHIFT, NAMES_IS_KIND_SHIFT, NAMES_IS_PERSON_GROUP, NAMES_IS_SET_SHIFT, NAMES_IS_TELLING_MASK,
  NAMES_IS_WEAK, NAMES_NAMES, NAMES_NAME_BYTES, NAMES_NAME_ENTRY, NAMES_NAME_INFO, NAMES_NAME_PLACE, NAMES_PLACES,
  NAMES_OTHERS, NAMES_OTHERS_MOST, NAMES_PLACE_BYTES, NAMES_POSTINGS, NAMES_POSTING_BYTES, NAMES_POSTING_OTHERS, NAMES_SCORE_IS_WEAK_ALIAS, NAMES_SETS, NAMES_SPLIT_BYTES, NAMES_WORDS_MOST,
  NAMES_WORD_BYTES, NAMES_WORD_FIRST, NAMES_WORD_FLAGS, NAMES_WORD_POSTINGS, NAMES_WORD_RARITY,
} from '../../generated/lists';
import { keepHit } from '../hits';
import { alignWords, isInitialOf } from './align';
import { firstLink, isOfClass, LINK_NEXT, LINK_PLACE, linkAt, linkWords } from './links';
import { JOIN_WORD, joinAt, LEAST_TELLING, roleOf, roleWeight } from './prepare';
import {
  DEPTHS, HAS_SPLITS, INITIALS, IS_PERSON, LISTED_BITS, LISTED_FIRST, LISTED_FLAGS, LISTED_IS_FATHER, LISTED_ROLE, LISTED_WEIGHT,
  LINK_EPOCH, LISTED_WORD, listedWord, MOST_PAIRS, NUM_JOINS, NUM_ORDER, NUM_WORDS, ORDER, QUERY_IS_TELLING, QUERY_SLOT,
  queryWord, SLACK, TELLING_MASK, TOUCHED,
} from './query';
import { isTellingWord } from './reach';
import { calibrated, pairedBits, scoreNames } from './score';
import { itemAt, SLOT_ITEMS, SLOT_NUM_ITEMS, SLOT_NUM_SPLITS, splitsOf } from './similar';
import { NO_WORD, numPostings, wordRecord } from './vocabulary';

const NAME_MASK: u32 = (<u32>1 << NAMES_IS_GROUP_SHIFT) - 1;
const PERSON_BIT: u32 = NAMES_IS_PERSON_GROUP << NAMES_IS_GROUP_SHIFT;

const ALL_GROUPS: u32 = 0xffffffff;

/** @param kinds bits of the kinds of names to look at. Returns the number of hits. */
export function findNames(
  names: usize, scratch: usize, kinds: u32, out: usize, count: u32, most: u32,
): u32 {
  count = visitJoined(names, scratch, kinds, out, count, most);
  const numOrder = load<u32>(scratch, NUM_ORDER);
  for (let rank: u32 = 0; rank < numOrder; rank++) {
    const groups = groupsAt(scratch, rank);
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
  if (mostPairs > 1) putOthers(scratch, place, true);
  touchPostings(names, scratch, slot);
  let item = itemAt(scratch, load<u32>(slot, SLOT_ITEMS));
  for (const end = item + (<usize>load<u16>(slot, SLOT_NUM_ITEMS) << 3); item < end; item += 8) {
    const listed = load<u32>(item);
    if (!isOfClass(names, listed, load<u32>(item, 4), isTelling, isPerson)) continue;
    count = visitPostings(names, scratch, listed, groups, mostPairs, kinds, out, count, most);
  }
  if (mostPairs > 1) putOthers(scratch, place, false);
  return count;
}

/** Reads what will be read, all at once: one after the other, each read would wait for the one before. */
function touchPostings(names: usize, scratch: usize, slot: usize): void {
  const postings = names + load<u32>(names, NAMES_POSTINGS);
  const first = itemAt(scratch, load<u32>(slot, SLOT_ITEMS));
  const end = first + (<usize>load<u16>(slot, SLOT_NUM_ITEMS) << 3);
  let seen: u32 = 0;
  for (let item = first; item < end; item += 8) {
    seen ^= load<u32>(wordRecord(names, load<u32>(item)) + NAMES_WORD_BYTES, NAMES_WORD_POSTINGS);
  }
  for (let item = first; item < end; item += 8) {
    const start = load<u32>(wordRecord(names, load<u32>(item)), NAMES_WORD_POSTINGS);
    seen ^= load<u32>(postings + <usize>start * NAMES_POSTING_BYTES);
  }
  store<u32>(scratch, seen, TOUCHED);
}

/** Bits of the listed words that telling words but this one are like: put, or taken away. */
function putOthers(scratch: usize, but: u32, isPut: bool): void {
  for (let rest = load<u32>(scratch, TELLING_MASK) & ~(<u32>1 << but); rest; rest &= rest - 1) {
    const slot = <usize>load<u32>(queryWord(scratch, ctz(rest)), QUERY_SLOT);
    let item = itemAt(scratch, load<u32>(slot, SLOT_ITEMS));
    for (const end = item + (<usize>load<u16>(slot, SLOT_NUM_ITEMS) << 3); item < end; item += 8) {
      putOther(scratch, load<u32>(item), isPut);
    }
  }
}

@inline
function putOther(scratch: usize, word: u32, isPut: bool): void {
  const half = word & 0xffff;
  const at = scratch + NAMES_OTHERS + <usize>(half >> 3);
  store<u8>(at, isPut ? <u32>load<u8>(at) | (1 << (half & 7)) : 0);
}

/** Whether so many of the other telling words of a posting's name may be like one of the query. */
@inline
function hasOthers(scratch: usize, posting: usize, numOthers: u32, least: i32): bool {
  let at = posting + NAMES_POSTING_OTHERS;
  let found: i32 = 0;
  for (const end = at + (<usize>numOthers << 1); at < end; at += 2) {
    const half = <u32>load<u16>(at);
    found += (<u32>load<u8>(scratch + NAMES_OTHERS + <usize>(half >> 3)) >> (half & 7)) & 1;
  }
  return found >= least;
}

/** All names with words that only one side writes as one. */
function visitJoined(
  names: usize, scratch: usize, kinds: u32, out: usize, count: u32, most: u32,
): u32 {
  const isPerson = load<u32>(scratch, IS_PERSON) != 0;
  const numWords = load<u32>(scratch, HAS_SPLITS) ? load<u32>(scratch, NUM_WORDS) : 0;
  for (let place: u32 = 0; place < numWords; place++) {
    const slot = <usize>load<u32>(queryWord(scratch, place), QUERY_SLOT);
    const splits = splitsOf(scratch, slot);
    for (let split: u32 = 0; split < <u32>load<u8>(slot, SLOT_NUM_SPLITS); split++) {
      const at = splits + <usize>split * NAMES_SPLIT_BYTES;
      const listed = rarestPart(names, at, isPerson);
      const other = otherPart(names, at, listed, isPerson);
      if (other != NO_WORD) putOther(scratch, other, true);
      // the other part, if not more
      const pairs = other == NO_WORD ? 0 : 2 + popcnt(load<u32>(scratch, INITIALS) & load<u32>(scratch, TELLING_MASK));
      count = visitPostings(names, scratch, listed, ALL_GROUPS, pairs, kinds, out, count, most);
      if (other != NO_WORD) putOther(scratch, other, false);
    }
  }
  for (let i: u32 = 0; i < load<u32>(scratch, NUM_JOINS); i++) {
    const listed = load<u32>(joinAt(scratch, i), JOIN_WORD);
    count = visitPostings(names, scratch, listed, ALL_GROUPS, 0, kinds, out, count, most);
  }
  return count;
}

/** Numbers of telling words, as bits, for which the word of this rank must be tried. */
function groupsAt(scratch: usize, rank: u32): u32 {
  let groups: u32 = 0;
  for (let listed: u32 = 0; listed <= NAMES_WORDS_MOST; listed++) {
    if (<u32>load<u8>(scratch + listed, DEPTHS) > rank) groups |= <u32>1 << listed;
  }
  return groups;
}

/** All words of a split are in a name that has one: the telling one of fewest names stands for it. */
function rarestPart(names: usize, split: usize, isPerson: bool): u32 {
  let rarest = load<u32>(split);
  let isFound = false;
  let fewest: u32 = 0;
  for (let part: u32 = 0; part < load<u32>(split, 12); part++) {
    const word = load<u32>(split + (<usize>part << 2));
    const isTelling = isTellingWord(names, word, isPerson);
    const postings = numPostings(wordRecord(names, word));
    if (part == 0 || (isTelling && !isFound) || (isTelling == isFound && postings < fewest)) {
      rarest = word;
      fewest = postings;
    }
    isFound = isFound || isTelling;
  }
  return rarest;
}

/** A telling part of a split beside the one that stands for it, or NO_WORD. */
function otherPart(names: usize, split: usize, but: u32, isPerson: bool): u32 {
  let isSeen = false;
  for (let part: u32 = 0; part < load<u32>(split, 12); part++) {
    const word = load<u32>(split + (<usize>part << 2));
    if (word == but && !isSeen) isSeen = true;
    else if (isTellingWord(names, word, isPerson)) return word;
  }
  return NO_WORD;
}

/** @param mostPairs pairs that a name must have unless it has fewer telling words; 0 where that is not known */
function visitPostings(
  names: usize, scratch: usize, word: u32, groups: u32, mostPairs: u32, kinds: u32, out: usize,
  count: u32, most: u32,
): u32 {
  const isPerson = load<u32>(scratch, IS_PERSON) != 0;
  const record = wordRecord(names, word);
  const postings = names + load<u32>(names, NAMES_POSTINGS);
  const first = postings + <usize>load<u32>(record, NAMES_WORD_POSTINGS) * NAMES_POSTING_BYTES;
  const personBit: u32 = isPerson ? PERSON_BIT : 0;
  let at = firstOfGroup(first, numPostings(record), personBit | (<u32>ctz(groups) << NAMES_IS_GROUP_SHIFT));
  const end = first + <usize>numPostings(record) * NAMES_POSTING_BYTES;
  const last = personBit | (min<u32>(31 - <u32>clz(groups), NAMES_WORDS_MOST) << NAMES_IS_GROUP_SHIFT) | NAME_MASK;
  // initials are like words that were not looked up
  const unseen = 1 + <i32>popcnt(load<u32>(scratch, INITIALS) & load<u32>(scratch, TELLING_MASK));
  for (; at < end; at += NAMES_POSTING_BYTES) {
    const posting = load<u32>(at);
    if (posting > last) break;
    const telling = (posting >> NAMES_IS_GROUP_SHIFT) & NAMES_IS_TELLING_MASK;
    if (!((groups >> telling) & 1)) continue;
    const others = <i32>min(telling, mostPairs) - unseen;
    if (others > 0 && telling <= NAMES_OTHERS_MOST + 1 && !hasOthers(scratch, at, telling - 1, others)) continue;
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

@inline
function placeWord(places: usize, place: u32): u32 {
  return load<u32>(places + <usize>place * NAMES_PLACE_BYTES) & 0xffffff;
}

function tryName(
  names: usize, scratch: usize, number: u32, kinds: u32, out: usize, count: u32, most: u32,
): u32 {
  const name = names + load<u32>(names, NAMES_NAMES) + <usize>number * NAMES_NAME_BYTES;
  const info = load<u32>(name, NAMES_NAME_INFO);
  if (!((kinds >> ((info >> NAMES_IS_KIND_SHIFT) & 3)) & 1)) return count;
  const first = load<u32>(name, NAMES_NAME_PLACE);
  const numListed = load<u32>(name + NAMES_NAME_BYTES, NAMES_NAME_PLACE) - first;
  const places = names + load<u32>(names, NAMES_PLACES);
  let epoch = load<u32>(scratch, LINK_EPOCH);
  // seldom is there any name to try
  if (epoch == 0) epoch = linkWords(names, scratch);
  if (!canBeAlike(names, scratch, places, first, numListed, epoch)) return count;
  const fathers = readWords(names, scratch, places, first, numListed);
  const sets = names + load<u32>(names, NAMES_SETS);
  const forms = load<u32>(sets + (<usize>(info >> NAMES_IS_SET_SHIFT) << 2));
  const numPairs = alignWords(scratch, numListed, epoch);
  let score = scoreNames(scratch, numPairs, numListed, fathers, forms, info & NAMES_IS_TELLING_MASK);
  score *= info & NAMES_IS_WEAK ? NAMES_SCORE_IS_WEAK_ALIAS : 1;
  if (score < load<f64>(names, NAMES_ALIKE)) return count;
  score = calibrated(score, pairedBits(scratch, numPairs));
  if (score < load<f64>(names, NAMES_CALIBRATED)) return count;
  const entry = load<u32>(name, NAMES_NAME_ENTRY);
  return keepHit(out, count, most, entry, (placeInEntry(names, number, entry) << 8) | ATTRIBUTE_IS_NAME, score);
}

/** Which of its entry's names it is. */
function placeInEntry(names: usize, number: u32, entry: u32): u32 {
  let name = names + load<u32>(names, NAMES_NAMES) + <usize>number * NAMES_NAME_BYTES;
  let place: u32 = 0;
  for (; place < number; place++) {
    name -= NAMES_NAME_BYTES;
    if (load<u32>(name, NAMES_NAME_ENTRY) != entry) break;
  }
  return place;
}

/** False where both sides have a telling word that nothing stands for (with SLACK, more than one). */
function canBeAlike(
  names: usize, scratch: usize, places: usize, first: u32, numListed: u32, epoch: u32,
): bool {
  const isPerson = load<u32>(scratch, IS_PERSON) != 0;
  const slack = load<u32>(scratch, SLACK);
  const initials = load<u32>(scratch, INITIALS);
  let alone: u32 = 0;
  let found: u32 = 0;
  for (let j: u32 = 0; j < numListed; j++) {
    const word = placeWord(places, first + j);
    let link = firstLink(scratch, word, epoch);
    let isFound = link != 0;
    while (link != 0) {
      const at = linkAt(scratch, link);
      found |= <u32>1 << <u32>load<u8>(at, LINK_PLACE);
      link = load<u32>(at, LINK_NEXT);
    }
    if (initials != 0) {
      readWord(names, listedWord(scratch, j), word, isPerson);
      for (let rest = initials; rest; rest &= rest - 1) {
        if (!isInitialOf(queryWord(scratch, ctz(rest)), listedWord(scratch, j))) continue;
        found |= <u32>1 << ctz(rest);
        isFound = true;
      }
    }
    if (!isFound && isTellingWord(names, word, isPerson)) alone++;
  }
  if (alone <= slack) return true;
  return <u32>popcnt(load<u32>(scratch, TELLING_MASK) & ~found) <= slack;
}

/** Words of a listed name to the scratch. Returns bits of those that are a father's name. */
function readWords(names: usize, scratch: usize, places: usize, first: u32, numListed: u32): u32 {
  const isPerson = load<u32>(scratch, IS_PERSON) != 0;
  let fathers: u32 = 0;
  for (let j: u32 = 0; j < numListed; j++) {
    const listed = listedWord(scratch, j);
    readWord(names, listed, placeWord(places, first + j), isPerson);
    if (isPerson && (<u32>load<u8>(listed, LISTED_FLAGS) & NAMES_IS_FILIAL) != 0) fathers |= <u32>2 << j;
  }
  return fathers & ((<u32>1 << numListed) - 1);
}

@inline
function readWord(names: usize, listed: usize, word: u32, isPerson: bool): void {
  const record = wordRecord(names, word);
  const flags = <u32>load<u8>(record, NAMES_WORD_FLAGS);
  const role = roleOf(flags, isPerson);
  const weight = roleWeight(names, role);
  store<f64>(listed, weight, LISTED_WEIGHT);
  store<f64>(listed, weight * <f64>load<f32>(record, NAMES_WORD_RARITY), LISTED_BITS);
  store<u32>(listed, word, LISTED_WORD);
  store<u8>(listed, role, LISTED_ROLE);
  store<u8>(listed, flags, LISTED_FLAGS);
  store<u8>(listed, load<u8>(record, NAMES_WORD_FIRST), LISTED_FIRST);
}
