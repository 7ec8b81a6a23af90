// Which listed names must be looked at: the fewest words of the query whose names hold every one that can be alike
// enough.
//
// Let a name have telling words (weight 0.5 or more), t of the listed name and q of the query, P the weight of pairs,
// left and right the weight without a pair on the side of the query and of the list, L the least score, 0.8 or more.
// scoreNames gives at most  P / (P + 1.5 c + k u) x (1 - c / 4)  with  c >= min(left, right),  u = |left - right|,
// k >= 0.25 of people (0.55 where there is but one telling pair) and 0.3 of others. So:
//
//   1. c < 0.8, and with c >= 0.6 P is at least 14 (at L = 0.8). A telling word weighs 0.6 or more, so below that a
//      name of either side has no telling word alone; from there on (SLACK) the side with less may have one.
//   2. left <= P (1 - L) / (L k) = B, and right likewise.
//   3. From 1: all q telling words of the query are paired, or all t of the list. Pairs take one word of each side,
//      but for words written as one, so in the second case at most q - t of the query stay alone.
//
// Of the words of the query in any order, the first ones that are more than may stay alone, by number (3) or by weight
// (2), hold one that is paired. Taken rarest first that is one word where t >= q, and few where not. A name found by
// none of their likes cannot reach L. From 3 as well: where none may stay alone, min(q, t) telling words of a name are
// paired, so of those that stand in its posting beside the one it was found by, all but that one are like another word
// of the query (MOST_PAIRS).
//
// Names with words that only one side writes as one are looked up by those words (joined.ts) and need no part in this;
// but a particle as `vander` brings no names, so where the list writes words of the query as such a one, they count as
// if they stood alone. A single letter is like too many words to be looked up; as an initial trusts by 0.75 at most,
// some pair is none, so where words of more letters do not suffice all equal ones are tried too.

import {
  NAMES_ALIKE, NAMES_SCORE_IS_LEFT_OUT_OF_ORGANISATION, NAMES_SCORE_IS_LEFT_OUT_OF_PERSON, NAMES_SCORE_IS_THIN,
  NAMES_WORDS_MOST,
} from '../../generated/lists';
import { SLOT_NUM_SPLITS } from './items';
import { JOIN_COUNT, JOIN_START, JOIN_WORD, joinAt } from './joins';
import {
  GROUPS, IS_PERSON, MOST_PAIRS, NUM_JOINS, NUM_ORDER, NUM_TELLING, NUM_WORDS, ORDER, QUERY_IS_INITIAL,
  QUERY_IS_TELLING, QUERY_POSTINGS, QUERY_SLOT, QUERY_WEIGHT, queryWord, SLACK, TELLING_MASK,
} from './query';
import { isTellingWord } from './roles';

const LEAST_LISTED_WEIGHT: f64 = 0.6;
const MOST_LIGHT_WEIGHT: f64 = 0.2;
const MOST_JOINED_WEIGHT: f64 = 3;
const SLACK_WEIGHT: f64 = 14;
const ROUNDING: f64 = 1e-9;

/** Order of the words, and for each of them which listed names, by number of telling words, it must be tried for. */
export function findReach(names: usize, scratch: usize): void {
  const isPerson = load<u32>(scratch, IS_PERSON) != 0;
  const numWords = load<u32>(scratch, NUM_WORDS);
  const numTelling = load<u32>(scratch, NUM_TELLING);
  const numJoins = load<u32>(scratch, NUM_JOINS);
  const numFull = orderWords(scratch, numWords, numTelling);
  // words that stand for particles, written as one
  let withoutPostings: u32 = 0;
  let numJoined = numJoins;
  let numLight: u32 = 0;
  let least: f64 = 1;
  for (let i: u32 = 0; i < numWords; i++) {
    const word = queryWord(scratch, i);
    if (load<u8>(word, QUERY_IS_TELLING)) least = min(least, load<f64>(word, QUERY_WEIGHT));
    const slot = <usize>load<u32>(word, QUERY_SLOT);
    if (load<u8>(slot, SLOT_NUM_SPLITS) != 0) numJoined++;
  }
  for (let i: u32 = 0; i < numJoins; i++) {
    const join = joinAt(scratch, i);
    if (isTellingWord(names, load<u32>(join, JOIN_WORD), isPerson)) continue;
    const mask = ((<u32>1 << <u32>load<u8>(join, JOIN_COUNT)) - 1) << <u32>load<u8>(join, JOIN_START);
    withoutPostings += popcnt(mask & load<u32>(scratch, TELLING_MASK));
    numLight++;
  }
  const leastAlike = load<f64>(names, NAMES_ALIKE);
  const particles = MOST_LIGHT_WEIGHT * <f64>(numWords - numTelling);
  const light = particles + MOST_JOINED_WEIGHT * <f64>numLight;
  const numOrder = load<u32>(scratch, NUM_ORDER);
  memory.fill(scratch + GROUPS, 0, <usize>numOrder << 2);
  for (let listed: u32 = 0; listed <= NAMES_WORDS_MOST; listed++) {
    const both = min(listed, numTelling);
    const paired = <f64>both + light;
    const slack = u32(paired >= SLACK_WEIGHT);
    let cost: f64 = isPerson ? NAMES_SCORE_IS_LEFT_OUT_OF_PERSON : NAMES_SCORE_IS_LEFT_OUT_OF_ORGANISATION;
    if (isPerson && both < 2 && numLight == 0) cost += NAMES_SCORE_IS_THIN;
    const mostLeft = (paired * (1 - leastAlike)) / (leastAlike * cost) + ROUNDING;
    let alone: i32 = <i32>numTelling - <i32>listed;
    const leastLeft = least * <f64>(alone - <i32>withoutPostings - <i32>slack);
    const leastRight = (isPerson ? 1 : LEAST_LISTED_WEIGHT) * <f64>(-alone - <i32>slack);
    let depth = numOrder;
    if (numTelling > 0) {
      // names of still more words leave more out
      if (leastRight > mostLeft && listed >= numTelling) break;
      if (leastLeft > mostLeft || leastRight > mostLeft) continue;
      alone = max(0, alone) + <i32>slack + <i32>withoutPostings;
      depth = depthOf(scratch, numFull, numOrder, <u32>alone, mostLeft + <f64>withoutPostings);
    }
    for (let rank: u32 = 0; rank < depth; rank++) {
      const groups = scratch + GROUPS + (<usize>rank << 2);
      store<u32>(groups, load<u32>(groups) | (<u32>1 << listed));
    }
  }
  const slack = u32(<f64>numTelling + particles + MOST_JOINED_WEIGHT * <f64>numJoined >= SLACK_WEIGHT);
  store<u32>(scratch, slack, SLACK);
  store<u32>(scratch, slack != 0 || numLight > 0 ? 0 : numTelling, MOST_PAIRS);
}

/** The first words that are more than may stay alone. */
function depthOf(scratch: usize, numFull: u32, numOrder: u32, mostAlone: u32, mostLeft: f64): u32 {
  let weight: f64 = 0;
  for (let depth: u32 = 0; depth < numFull; depth++) {
    if (depth > mostAlone || weight > mostLeft) return depth;
    weight += load<f64>(queryWord(scratch, <u32>load<u8>(scratch + depth, ORDER)), QUERY_WEIGHT);
  }
  return numFull > mostAlone || weight > mostLeft ? numFull : numOrder;
}

/** Telling words, or all where there are none: those of more than a letter first, rarest first. Returns their number. */
function orderWords(scratch: usize, numWords: u32, numTelling: u32): u32 {
  let count: u32 = 0;
  let numFull: u32 = 0;
  const order = scratch + ORDER;
  for (let initials: u32 = 0; initials < 2; initials++) {
    for (let i: u32 = 0; i < numWords; i++) {
      const word = queryWord(scratch, i);
      if (<u32>load<u8>(word, QUERY_IS_INITIAL) != initials) continue;
      if (numTelling > 0 && load<u8>(word, QUERY_IS_TELLING) == 0) continue;
      const postings = load<u32>(word, QUERY_POSTINGS);
      let place = count++;
      while (place > numFull || (initials == 0 && place > 0)) {
        const before = <u32>load<u8>(order + place - 1);
        if (load<u32>(queryWord(scratch, before), QUERY_POSTINGS) <= postings) break;
        store<u8>(order + place, before);
        place--;
      }
      store<u8>(order + place, i);
    }
    if (initials == 0) numFull = count;
  }
  store<u32>(scratch, count, NUM_ORDER);
  return numFull;
}
