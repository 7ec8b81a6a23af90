// Words of the query that are a listed one when written as one.

import {
  NAMES_JOINED_TEXT, NAMES_QUERY_JOINS, NAMES_QUERY_JOIN_BYTES, NAMES_TOKEN_JOINS,
} from '../../generated/lists';
import { addBytes, finishHash } from './hash';
import { NUM_JOINS, NUM_TOKENS, NUM_TOKEN_JOINS, TOKEN_HASH, TOKEN_LENGTH, TOKEN_TEXT, tokenAt } from './query';
import { LEAST_JOINED, numUnits } from './splits';
import { exactWord, isPerhapsWord, NO_WORD } from './vocabulary';

const MOST_JOINED: u32 = 3;

// a join of the query: first word, number of words, the listed word that they are as one
export const JOIN_START: usize = 0;
export const JOIN_COUNT: usize = 1;
export const JOIN_WORD: usize = 4;

@inline
export function joinAt(scratch: usize, join: u32): usize {
  return scratch + NAMES_QUERY_JOINS + <usize>join * NAMES_QUERY_JOIN_BYTES;
}

@inline
function tokenJoinAt(scratch: usize, join: u32): usize {
  return scratch + NAMES_TOKEN_JOINS + <usize>join * NAMES_QUERY_JOIN_BYTES;
}

/** Two or three neighbouring tokens that are a listed word when written as one. */
export function findJoins(names: usize, scratch: usize): void {
  const numTokens = load<u32>(scratch, NUM_TOKENS);
  let count: u32 = 0;
  for (let start: u32 = 0; start + 1 < numTokens; start++) {
    let hash = load<u32>(tokenAt(scratch, start), TOKEN_HASH);
    for (let end = start + 1; end < min(numTokens, start + MOST_JOINED); end++) {
      const next = tokenAt(scratch, end);
      hash = addBytes(hash, <usize>load<u32>(next, TOKEN_TEXT), load<u32>(next, TOKEN_LENGTH));
      const finished = finishHash(hash);
      if (!isPerhapsWord(names, finished)) continue;
      const word = writtenAsOne(names, scratch, start, end, finished);
      if (word == NO_WORD) continue;
      const join = tokenJoinAt(scratch, count++);
      store<u8>(join, start, JOIN_START);
      store<u8>(join, end - start + 1, JOIN_COUNT);
      store<u32>(join, word, JOIN_WORD);
    }
  }
  store<u32>(scratch, count, NUM_TOKEN_JOINS);
}

function writtenAsOne(names: usize, scratch: usize, start: u32, last: u32, hash: u32): u32 {
  const text = scratch + NAMES_JOINED_TEXT;
  let length: u32 = 0;
  for (let i = start; i <= last; i++) {
    const token = tokenAt(scratch, i);
    memory.copy(text + length, <usize>load<u32>(token, TOKEN_TEXT), load<u32>(token, TOKEN_LENGTH));
    length += load<u32>(token, TOKEN_LENGTH);
  }
  return numUnits(text, length) < LEAST_JOINED ? NO_WORD : exactWord(names, text, length, hash);
}

/** Joins of the tokens that are words of the query: those from one on, before another. */
export function takeJoins(scratch: usize, from: u32, to: u32): void {
  let count: u32 = 0;
  for (let i: u32 = 0; i < load<u32>(scratch, NUM_TOKEN_JOINS); i++) {
    const found = tokenJoinAt(scratch, i);
    const start = <u32>load<u8>(found, JOIN_START);
    const numTokens = <u32>load<u8>(found, JOIN_COUNT);
    if (start < from || start + numTokens > to) continue;
    const join = joinAt(scratch, count++);
    store<u8>(join, start - from, JOIN_START);
    store<u8>(join, numTokens, JOIN_COUNT);
    store<u32>(join, load<u32>(found, JOIN_WORD), JOIN_WORD);
  }
  store<u32>(scratch, count, NUM_JOINS);
}
