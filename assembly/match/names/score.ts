// Two names as one number: the twin of src/watchlist/compare/scoreNames.ts and rarity.ts, sum by sum in their order.

import {
  NAMES_ROLE_IS_NUMBER, NAMES_ROLE_IS_PLACE, NAMES_SCORE_IS_CONTRADICTED, NAMES_SCORE_IS_CONTRADICTION_SCALE,
  NAMES_SCORE_IS_HALF_BITS, NAMES_SCORE_IS_INITIAL_BITS, NAMES_SCORE_IS_LEAST_TYPING_TRUST,
  NAMES_SCORE_IS_LEFT_OUT_OF_ORGANISATION, NAMES_SCORE_IS_LEFT_OUT_OF_PERSON, NAMES_SCORE_IS_LITTLE_TRUST,
  NAMES_SCORE_IS_OTHER_FORM, NAMES_SCORE_IS_PLACE_LEFT_OUT, NAMES_SCORE_IS_REORDERED, NAMES_SCORE_IS_THIN,
  NAMES_SCORE_IS_TYPING_FALL, NAMES_SCORE_IS_TYPING_KNEE, NAMES_SCORE_IS_TYPING_SLOPE, NAMES_SCORE_IS_TYPING_TRUST,
} from '../../generated/lists';
import { chosenPair, PAIR_FROM, PAIR_FROM_BITS, PAIR_HOW, PAIR_SCORE, PAIR_TO, PAIR_TO_BITS } from './align';
import { IS_INITIAL, IS_TYPING } from './alike';
import {
  FORMS, HAS_FATHER, IS_PERSON, LISTED_BITS, LISTED_ROLE, LISTED_WEIGHT, listedWord, NUM_TELLING,
  NUM_WORDS, QUERY_IS_FATHER, QUERY_LENGTH, QUERY_ROLE, QUERY_WEIGHT, queryWord,
} from './query';
import { LEAST_TELLING } from './roles';

const SHORT: u32 = 5;

/** @param listedForms legal forms as bits. @param listedTelling number of telling words of the listed name */
export function scoreNames(
  scratch: usize, numPairs: u32, numListed: u32, listedFathers: u32, listedForms: u32, listedTelling: u32,
): f64 {
  const numWords = load<u32>(scratch, NUM_WORDS);
  const isPerson = load<u32>(scratch, IS_PERSON) != 0;
  const fathersMatter = load<u32>(scratch, HAS_FATHER) != 0 && listedFathers != 0;
  let agreed: f64 = 0;
  let paired: f64 = 0;
  let contradicted: f64 = 0;
  let numContent: u32 = 0;
  let isReordered = false;
  let usedFrom: u32 = 0;
  let usedTo: u32 = 0;
  for (let i: u32 = 0; i < numPairs; i++) {
    const pair = chosenPair(scratch, i);
    const from = load<u32>(pair, PAIR_FROM_BITS);
    const to = load<u32>(pair, PAIR_TO_BITS);
    usedFrom |= from;
    usedTo |= to;
    const mine = sumQuery(scratch, from);
    const other = sumListed(scratch, to);
    const weight = mine > other ? mine : other;
    const isTurned = fathersMatter && isQueryFather(scratch, from) != ((listedFathers & to) != 0);
    const isTyping = <u32>load<u8>(pair, PAIR_HOW) == IS_TYPING;
    const first = queryWord(scratch, <u32>load<u8>(pair, PAIR_FROM));
    const isShortAlone = isTyping && numWords + numListed < 3 && load<u32>(first, QUERY_LENGTH) < SHORT;
    const score = load<f64>(pair, PAIR_SCORE);
    const trust = isTurned || isShortAlone ? NAMES_SCORE_IS_LITTLE_TRUST : isTyping ? typingTrust(score) : score;
    paired += weight;
    agreed += weight * trust;
    if (trust < NAMES_SCORE_IS_TYPING_TRUST) contradicted += weight * (NAMES_SCORE_IS_TYPING_TRUST - trust);
    if (weight >= LEAST_TELLING) numContent++;
    if (i > 0 && load<u8>(pair, PAIR_TO) < load<u8>(chosenPair(scratch, i - 1), PAIR_TO)) isReordered = true;
  }
  const aloneFrom = ~usedFrom & ((<u32>1 << numWords) - 1);
  const aloneTo = ~usedTo & ((<u32>1 << numListed) - 1);
  const left = sumQuery(scratch, aloneFrom);
  const right = sumListed(scratch, aloneTo);
  contradicted += left < right ? left : right;
  const scale = left > right ? scaleOfQuery(scratch, aloneFrom) : scaleOfListed(scratch, aloneTo);
  const leftOut = (left > right ? left - right : right - left) * scale;
  if (agreed == 0) return 0;
  if (numContent == 0 && (load<u32>(scratch, NUM_TELLING) > 0 || listedTelling > 0)) return 0;
  const base: f64 = isPerson ? NAMES_SCORE_IS_LEFT_OUT_OF_PERSON : NAMES_SCORE_IS_LEFT_OUT_OF_ORGANISATION;
  const cost = base + (numContent < 2 && isPerson ? NAMES_SCORE_IS_THIN : 0);
  let score = agreed / (paired + NAMES_SCORE_IS_CONTRADICTED * contradicted + cost * leftOut);
  score *= 1 - NAMES_SCORE_IS_CONTRADICTION_SCALE * (contradicted < 1 ? contradicted : 1);
  if (isReordered) score *= NAMES_SCORE_IS_REORDERED;
  const forms = load<u32>(scratch, FORMS);
  if (forms != 0 && listedForms != 0 && (forms & listedForms) == 0) score *= NAMES_SCORE_IS_OTHER_FORM;
  return score;
}

/** Bits of the listed words that stand for one of the query (pairedBits). */
export function pairedBits(scratch: usize, numPairs: u32): f64 {
  let bits: f64 = 0;
  for (let i: u32 = 0; i < numPairs; i++) {
    const pair = chosenPair(scratch, i);
    let ofPair: f64 = 0;
    for (let rest = load<u32>(pair, PAIR_TO_BITS); rest; rest &= rest - 1) {
      ofPair += load<f64>(listedWord(scratch, ctz(rest)), LISTED_BITS);
    }
    if (<u32>load<u8>(pair, PAIR_HOW) == IS_INITIAL && ofPair > NAMES_SCORE_IS_INITIAL_BITS) {
      ofPair = NAMES_SCORE_IS_INITIAL_BITS;
    }
    bits += ofPair * load<f64>(pair, PAIR_SCORE);
  }
  return bits;
}

export function calibrated(score: f64, bits: f64): f64 {
  const ratio = bits / NAMES_SCORE_IS_HALF_BITS;
  const square = ratio * ratio;
  const odds = square * square;
  return score * (1 + score) * 0.5 * (odds / (1 + odds));
}

function typingTrust(score: f64): f64 {
  if (score >= NAMES_SCORE_IS_TYPING_KNEE) {
    return NAMES_SCORE_IS_TYPING_KNEE + (score - NAMES_SCORE_IS_TYPING_KNEE) * NAMES_SCORE_IS_TYPING_SLOPE;
  }
  const trust = NAMES_SCORE_IS_TYPING_KNEE - (NAMES_SCORE_IS_TYPING_KNEE - score) * NAMES_SCORE_IS_TYPING_FALL;
  return trust > NAMES_SCORE_IS_LEAST_TYPING_TRUST ? trust : NAMES_SCORE_IS_LEAST_TYPING_TRUST;
}

function sumQuery(scratch: usize, bits: u32): f64 {
  let weight: f64 = 0;
  for (; bits; bits &= bits - 1) weight += load<f64>(queryWord(scratch, ctz(bits)), QUERY_WEIGHT);
  return weight;
}

function sumListed(scratch: usize, bits: u32): f64 {
  let weight: f64 = 0;
  for (; bits; bits &= bits - 1) weight += load<f64>(listedWord(scratch, ctz(bits)), LISTED_WEIGHT);
  return weight;
}

function isQueryFather(scratch: usize, bits: u32): bool {
  for (; bits; bits &= bits - 1) if (load<u8>(queryWord(scratch, ctz(bits)), QUERY_IS_FATHER)) return true;
  return false;
}

@inline
function isPlaceRole(role: u32): bool {
  return role == NAMES_ROLE_IS_PLACE || role == NAMES_ROLE_IS_NUMBER;
}

function scaleOfQuery(scratch: usize, bits: u32): f64 {
  for (; bits; bits &= bits - 1) {
    if (isPlaceRole(<u32>load<u8>(queryWord(scratch, ctz(bits)), QUERY_ROLE))) return NAMES_SCORE_IS_PLACE_LEFT_OUT;
  }
  return 1;
}

function scaleOfListed(scratch: usize, bits: u32): f64 {
  for (; bits; bits &= bits - 1) {
    if (isPlaceRole(<u32>load<u8>(listedWord(scratch, ctz(bits)), LISTED_ROLE))) return NAMES_SCORE_IS_PLACE_LEFT_OUT;
  }
  return 1;
}
