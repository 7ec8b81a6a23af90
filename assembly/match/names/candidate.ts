// A listed name that may be alike enough: passed over where both sides have a telling word that nothing stands for, and
// compared where not.

import {
  ATTRIBUTE_IS_NAME, NAMES_ALIKE, NAMES_CALIBRATED, NAMES_IS_FILIAL, NAMES_IS_KIND_SHIFT, NAMES_IS_SET_SHIFT,
  NAMES_IS_TELLING_MASK, NAMES_IS_WEAK, NAMES_NAMES, NAMES_NAME_BYTES, NAMES_NAME_ENTRY, NAMES_NAME_INFO,
  NAMES_NAME_PLACE, NAMES_PLACES, NAMES_PLACE_BYTES, NAMES_SCORE_IS_WEAK_ALIAS, NAMES_SETS, NAMES_WORD_FIRST,
  NAMES_WORD_FLAGS, NAMES_WORD_RARITY,
} from '../../generated/lists';
import { keepHit } from '../hits';
import { alignWords, isInitialOf } from './align';
import { firstLink, LINK_NEXT, LINK_PLACE, linkAt, linkWords } from './links';
import {
  INITIALS, IS_PERSON, LINK_EPOCH, LISTED_BITS, LISTED_FIRST, LISTED_FLAGS, LISTED_ROLE, LISTED_WEIGHT, LISTED_WORD,
  listedWord, queryWord, SLACK, TELLING_MASK,
} from './query';
import { isTellingWord, roleOf, roleWeight } from './roles';
import { calibrated, pairedBits, scoreNames } from './score';
import { wordRecord } from './vocabulary';

@inline
function placeWord(places: usize, place: u32): u32 {
  return load<u32>(places + <usize>place * NAMES_PLACE_BYTES) & 0xffffff;
}

/** One of whose words some are like those of the query, compared; kept where it is alike enough. */
export function tryName(
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
    if (!isFound) alone |= <u32>1 << j;
  }
  if (<u32>popcnt(load<u32>(scratch, TELLING_MASK) & ~found) <= slack) return true;
  // the most costly question last: a word's record lies anywhere
  let numAlone: u32 = 0;
  for (; alone; alone &= alone - 1) {
    if (!isTellingWord(names, placeWord(places, first + ctz(alone)), isPerson)) continue;
    if (++numAlone > slack) return false;
  }
  return true;
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
