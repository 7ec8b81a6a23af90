// Words that a listed name writes apart: two or three of its words, of which a word of the query is made.

import {
  NAMES_CHECK_SHIFT_BITS, NAMES_JOINS, NAMES_JOIN_ITEMS, NAMES_JOIN_LOG, NAMES_JOIN_SEED,
  NAMES_SPLITS_MOST, NAMES_SPLIT_BYTES, NAMES_TEXT_SEED,
} from '../../generated/lists';
import { hashBytes } from './hash';
import { exactWord, NO_WORD } from './vocabulary';

export const LEAST_JOINED: u32 = 4;

/** Whether some listed name has neighbouring words that are this one in pieces; seldom true of others. */
export function isJoin(names: usize, at: usize, length: u32): bool {
  if (numUnits(at, length) < LEAST_JOINED) return false;
  const hash = hashBytes(NAMES_JOIN_SEED, at, length);
  const bucket = joinBucket(names, hash);
  const end = endOfJoins(names, bucket);
  for (let item = firstJoin(names, bucket); item < end; item += 4) {
    if (((load<u32>(item) ^ hash) >> NAMES_CHECK_SHIFT_BITS) == 0) return true;
  }
  return false;
}

@inline
export function joinBucket(names: usize, hash: u32): usize {
  const mask = (<u32>1 << load<u32>(names, NAMES_JOIN_LOG)) - 1;
  return names + load<u32>(names, NAMES_JOINS) + (<usize>(hash & mask) << 2);
}

@inline
export function firstJoin(names: usize, bucket: usize): usize {
  return names + load<u32>(names, NAMES_JOIN_ITEMS) + (<usize>load<u32>(bucket) << 2);
}

@inline
export function endOfJoins(names: usize, bucket: usize): usize {
  return names + load<u32>(names, NAMES_JOIN_ITEMS) + (<usize>load<u32>(bucket, 4) << 2);
}

/** Length of a text in UTF-16 units, as the comparator counts. */
export function numUnits(at: usize, length: u32): u32 {
  let units: u32 = 0;
  for (const end = at + length; at < end; at++) {
    const byte = <u32>load<u8>(at);
    units += u32((byte & 0xc0) != 0x80) + u32(byte >= 0xf0);
  }
  return units;
}

/** Two or three listed words that are this one in pieces, to `to`. Returns their number. */
export function findSplits(names: usize, at: usize, length: u32, to: usize): u32 {
  let count: u32 = 0;
  for (let first: u32 = 1; first < length; first++) {
    const one = exactWord(names, at, first, hashBytes(NAMES_TEXT_SEED, at, first));
    if (one == NO_WORD) continue;
    const rest = length - first;
    const two = exactWord(names, at + first, rest, hashBytes(NAMES_TEXT_SEED, at + first, rest));
    if (two != NO_WORD) count = addSplit(to, count, one, two, NO_WORD);
    for (let middle: u32 = 1; middle < rest; middle++) {
      const second = exactWord(names, at + first, middle, hashBytes(NAMES_TEXT_SEED, at + first, middle));
      if (second == NO_WORD) continue;
      const last = at + first + middle;
      const third = exactWord(names, last, rest - middle, hashBytes(NAMES_TEXT_SEED, last, rest - middle));
      if (third != NO_WORD) count = addSplit(to, count, one, second, third);
    }
  }
  return count;
}

function addSplit(to: usize, count: u32, one: u32, two: u32, three: u32): u32 {
  if (count == NAMES_SPLITS_MOST) return count;
  const split = to + <usize>count * NAMES_SPLIT_BYTES;
  store<u32>(split, one);
  store<u32>(split, two, 4);
  store<u32>(split, three, 8);
  store<u32>(split, three == NO_WORD ? 2 : 3, 12);
  return count + 1;
}
