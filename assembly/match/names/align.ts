// Which word of the query stands for which of the listed name: the twin of src/watchlist/compare/alignWords.ts.

import {
  NAMES_CHOSEN, NAMES_MATRIX, NAMES_PAIRS, NAMES_PAIR_BYTES, NAMES_SCORE_IS_INITIAL,
  NAMES_SCORE_IS_JOINED, NAMES_SPLIT_BYTES, NAMES_WORDS_MOST, NAMES_IS_PLAIN,
} from '../../generated/lists';
import { IS_INITIAL, IS_JOINED } from './alike';
import { firstLink, LINK_HOW, LINK_NEXT, LINK_PLACE, LINK_SCORE, linkAt } from './links';
import { SLOT_NUM_SPLITS, splitsOf } from './items';
import { JOIN_COUNT, JOIN_START, JOIN_WORD, joinAt } from './joins';
import {
  HAS_SPLITS, INITIALS, LISTED_FIRST, LISTED_FLAGS, LISTED_WEIGHT, LISTED_WORD, listedWord, NUM_JOINS, NUM_WORDS,
  QUERY_IS_TELLING, QUERY_SLOT, QUERY_TEXT, queryWord,
} from './query';
import { LEAST_TELLING } from './roles';

// a pair: f64 score, bits of its words on both sides, first places, how, distance of the places
export const PAIR_SCORE: usize = 0;
export const PAIR_FROM_BITS: usize = 8;
export const PAIR_TO_BITS: usize = 12;
export const PAIR_FROM: usize = 16;
export const PAIR_TO: usize = 17;
export const PAIR_HOW: usize = 18;
const PAIR_DISTANCE: usize = 19;

/** In a cell of the matrix: no link, but the word is an initial of the other. */
const INITIAL_CELL: u32 = 1;
const ROW_BYTES: usize = <usize>NAMES_WORDS_MOST << 2;

/** Address of the pair chosen as number `i`, by places of the query. */
@inline
export function chosenPair(scratch: usize, i: u32): usize {
  return <usize>load<u32>(scratch + NAMES_CHOSEN + (<usize>i << 2));
}

/** Best pairs first, each word once. Returns the number of pairs chosen. */
export function alignWords(scratch: usize, numListed: u32, epoch: u32): u32 {
  const numWords = load<u32>(scratch, NUM_WORDS);
  fillMatrix(scratch, numWords, numListed, epoch);
  let count: u32 = 0;
  for (let i: u32 = 0; i < numWords; i++) {
    const row = scratch + NAMES_MATRIX + <usize>i * ROW_BYTES;
    for (let j: u32 = 0; j < numListed; j++) {
      const cell = load<u32>(row + (<usize>j << 2));
      if (cell == 0) continue;
      if (cell == INITIAL_CELL) count = addPair(scratch, count, i, 1, j, 1, NAMES_SCORE_IS_INITIAL, IS_INITIAL);
      else {
        const link = <usize>cell;
        count = addPair(scratch, count, i, 1, j, 1, load<f64>(link, LINK_SCORE), <u32>load<u8>(link, LINK_HOW));
      }
    }
  }
  if (load<u32>(scratch, NUM_JOINS) > 0) count = addJoins(scratch, count, numListed);
  if (load<u32>(scratch, HAS_SPLITS)) count = addSplits(scratch, count, numWords, numListed);
  return choose(scratch, count);
}

function fillMatrix(scratch: usize, numWords: u32, numListed: u32, epoch: u32): void {
  memory.fill(scratch + NAMES_MATRIX, 0, <usize>numWords * ROW_BYTES);
  const initials = load<u32>(scratch, INITIALS);
  for (let j: u32 = 0; j < numListed; j++) {
    const listed = listedWord(scratch, j);
    const column = scratch + NAMES_MATRIX + (<usize>j << 2);
    let link = firstLink(scratch, load<u32>(listed, LISTED_WORD), epoch);
    for (let rest = initials; rest; rest &= rest - 1) {
      const i = ctz(rest);
      if (isInitialOf(queryWord(scratch, i), listed)) store<u32>(column + <usize>i * ROW_BYTES, INITIAL_CELL);
    }
    while (link != 0) {
      const at = linkAt(scratch, link);
      if (<u32>load<u8>(at, LINK_HOW) != IS_JOINED) {
        store<u32>(column + <usize>load<u8>(at, LINK_PLACE) * ROW_BYTES, <u32>at);
      }
      link = load<u32>(at, LINK_NEXT);
    }
  }
}

@inline
export function isInitialOf(word: usize, listed: usize): bool {
  return (
    (load<u8>(listed, LISTED_FLAGS) & <u8>NAMES_IS_PLAIN) != 0 &&
    load<u8>(listed, LISTED_FIRST) == load<u8>(<usize>load<u32>(word, QUERY_TEXT)) &&
    (load<u8>(word, QUERY_IS_TELLING) != 0) == (load<f64>(listed, LISTED_WEIGHT) >= LEAST_TELLING)
  );
}

/** Best first; of equal ones those at alike places; of those the one made first. */
function addPair(
  scratch: usize, count: u32, from: u32, numFrom: u32, to: u32, numTo: u32, score: f64, how: u32,
): u32 {
  const pairs = scratch + NAMES_PAIRS;
  const distance = from > to ? from - to : to - from;
  let at = pairs + <usize>count * NAMES_PAIR_BYTES;
  while (at > pairs) {
    const before = at - NAMES_PAIR_BYTES;
    const other = load<f64>(before, PAIR_SCORE);
    if (other > score || (other == score && <u32>load<u8>(before, PAIR_DISTANCE) <= distance)) break;
    memory.copy(at, before, NAMES_PAIR_BYTES);
    at = before;
  }
  store<f64>(at, score, PAIR_SCORE);
  store<u32>(at, ((<u32>1 << numFrom) - 1) << from, PAIR_FROM_BITS);
  store<u32>(at, ((<u32>1 << numTo) - 1) << to, PAIR_TO_BITS);
  store<u8>(at, from, PAIR_FROM);
  store<u8>(at, to, PAIR_TO);
  store<u8>(at, how, PAIR_HOW);
  store<u8>(at, distance, PAIR_DISTANCE);
  return count + 1;
}

/** Words of the query that the listed name writes as one. */
function addJoins(scratch: usize, count: u32, numListed: u32): u32 {
  const numJoins = load<u32>(scratch, NUM_JOINS);
  for (let i: u32 = 0; i < numJoins; i++) {
    const join = joinAt(scratch, i);
    for (let j: u32 = 0; j < numListed; j++) {
      if (load<u32>(listedWord(scratch, j), LISTED_WORD) != load<u32>(join, JOIN_WORD)) continue;
      const start = <u32>load<u8>(join, JOIN_START);
      count = addPair(scratch, count, start, <u32>load<u8>(join, JOIN_COUNT), j, 1, NAMES_SCORE_IS_JOINED, IS_JOINED);
    }
  }
  return count;
}

/** Words of the listed name that the query writes as one. */
function addSplits(scratch: usize, count: u32, numWords: u32, numListed: u32): u32 {
  for (let start: u32 = 0; start + 1 < numListed; start++) {
    for (let parts: u32 = 2; parts <= min<u32>(3, numListed - start); parts++) {
      for (let i: u32 = 0; i < numWords; i++) {
        if (!hasSplit(scratch, queryWord(scratch, i), start, parts)) continue;
        count = addPair(scratch, count, i, 1, start, parts, NAMES_SCORE_IS_JOINED, IS_JOINED);
      }
    }
  }
  return count;
}

function hasSplit(scratch: usize, word: usize, start: u32, parts: u32): bool {
  const slot = <usize>load<u32>(word, QUERY_SLOT);
  const numSplits = <u32>load<u8>(slot, SLOT_NUM_SPLITS);
  const splits = splitsOf(scratch, slot);
  for (let i: u32 = 0; i < numSplits; i++) {
    const split = splits + <usize>i * NAMES_SPLIT_BYTES;
    if (load<u32>(split, 12) != parts) continue;
    let isSame = true;
    for (let part: u32 = 0; part < parts; part++) {
      const listed = listedWord(scratch, start + part);
      if (load<u32>(split + (<usize>part << 2)) != load<u32>(listed, LISTED_WORD)) isSame = false;
    }
    if (isSame) return true;
  }
  return false;
}

function choose(scratch: usize, count: u32): u32 {
  let usedFrom: u32 = 0;
  let usedTo: u32 = 0;
  let chosen: u32 = 0;
  const places = scratch + NAMES_CHOSEN;
  for (let i: u32 = 0; i < count; i++) {
    const pair = scratch + NAMES_PAIRS + <usize>i * NAMES_PAIR_BYTES;
    const from = load<u32>(pair, PAIR_FROM_BITS);
    const to = load<u32>(pair, PAIR_TO_BITS);
    if ((usedFrom & from) != 0 || (usedTo & to) != 0) continue;
    usedFrom |= from;
    usedTo |= to;
    let place = places + (<usize>chosen << 2);
    chosen++;
    while (place > places && load<u8>(<usize>load<u32>(place - 4), PAIR_FROM) > load<u8>(pair, PAIR_FROM)) {
      store<u32>(place, load<u32>(place - 4));
      place -= 4;
    }
    store<u32>(place, <u32>pair);
  }
  return chosen;
}
