// A name as it is looked for: words with roles, and what each is like among the listed ones. The twin of
// src/watchlist/compare/preparedName.ts and text/legalForms.ts.

import {
  NAMES_FORM_SHIFT_BITS, NAMES_IS_FILIAL, NAMES_IS_ORGANISATION_SHIFT, NAMES_JOINED_TEXT, NAMES_LEXEME_FLAGS,
  NAMES_LEXEME_LEGAL, NAMES_LONGEST_FORM, NAMES_QUERY_JOINS, NAMES_QUERY_JOIN_BYTES, NAMES_ROLE_IS_NUMBER,
  NAMES_ROLE_WEIGHTS, NAMES_TEXT_SEED, NAMES_TOKENS, NAMES_TOKEN_BYTES,
} from '../../generated/lists';
import { findForm, findLexeme, NO_FORM } from './lexicon';
import { hashBytes } from './hash';
import {
  FORMS, HAS_FATHER, HAS_SPLITS, INITIALS, IS_PERSON, NUM_JOINS, NUM_TELLING, NUM_TOKENS, NUM_WORDS, QUERY_IS_FATHER,
  QUERY_IS_INITIAL, QUERY_IS_PLAIN, QUERY_IS_TELLING, QUERY_LENGTH, QUERY_LEXEME, QUERY_POSTINGS, QUERY_ROLE,
  QUERY_TEXT, QUERY_WEIGHT, queryWord, TELLING_MASK,
} from './query';
import { findSimilar, makeRoom, SLOT_IS_PLAIN, SLOT_NUM_SPLITS, SLOT_POSTINGS } from './similar';
import { numUnits } from './splits';
import { exactWord, NO_WORD } from './vocabulary';
import { QUERY_SLOT } from './query';

export const LEAST_TELLING: f64 = 0.5;
const MOST_JOINED: u32 = 3;
const LEAST_JOINED: u32 = 4;

@inline
export function roleWeight(names: usize, role: u32): f64 {
  return load<f64>(names + (<usize>role << 3), NAMES_ROLE_WEIGHTS);
}

/** Role of a word by its flags; numbers are told by their digits. */
@inline
export function roleOf(flags: u32, isPerson: bool): u32 {
  return isPerson ? flags & 3 : (flags >> NAMES_IS_ORGANISATION_SHIFT) & 7;
}

/** Tokens to words. Those of legal forms are left out of what is no person. */
export function prepareWords(names: usize, scratch: usize, isPerson: bool): void {
  const numTokens = load<u32>(scratch, NUM_TOKENS);
  let from: u32 = 0;
  let to = numTokens;
  store<u32>(scratch, 0, FORMS);
  if (!isPerson) {
    const ends = takeForms(names, scratch, numTokens);
    from = <u32>(ends >> 32);
    to = <u32>ends;
  }
  let numTelling: u32 = 0;
  let tellingMask: u32 = 0;
  let initials: u32 = 0;
  let hasFather: u32 = 0;
  let hasSplits: u32 = 0;
  let isFather: u32 = 0;
  makeRoom(scratch);
  for (let i: u32 = 0; i < to - from; i++) {
    const token = scratch + NAMES_TOKENS + <usize>(from + i) * NAMES_TOKEN_BYTES;
    const at = <usize>load<u32>(token);
    const length = load<u32>(token, 4);
    const lexeme = findLexeme(names, at, length);
    const flags = lexeme == 0 ? 0 : <u32>load<u8>(lexeme, NAMES_LEXEME_FLAGS);
    const role = !isPerson && isNumber(at, length) ? NAMES_ROLE_IS_NUMBER : roleOf(flags, isPerson);
    const weight = roleWeight(names, role);
    const slot = findSimilar(names, scratch, at, length, i);
    const isTelling = weight >= LEAST_TELLING;
    const plain = <u32>load<u8>(slot, SLOT_IS_PLAIN);
    const isInitial = length == 1 && plain != 0;
    const word = queryWord(scratch, i);
    store<u32>(word, <u32>at, QUERY_TEXT);
    store<u32>(word, length, QUERY_LENGTH);
    store<f64>(word, weight, QUERY_WEIGHT);
    store<u32>(word, <u32>slot, QUERY_SLOT);
    store<u32>(word, <u32>lexeme, QUERY_LEXEME);
    store<u32>(word, load<u32>(slot, SLOT_POSTINGS), QUERY_POSTINGS);
    store<u8>(word, role, QUERY_ROLE);
    store<u8>(word, isFather, QUERY_IS_FATHER);
    store<u8>(word, u8(isTelling), QUERY_IS_TELLING);
    store<u8>(word, u8(isInitial), QUERY_IS_INITIAL);
    store<u8>(word, plain, QUERY_IS_PLAIN);
    hasFather |= isFather;
    isFather = u32(isPerson && (flags & NAMES_IS_FILIAL) != 0);
    hasSplits |= u32(load<u8>(slot, SLOT_NUM_SPLITS) != 0);
    if (isTelling) {
      numTelling++;
      tellingMask |= <u32>1 << i;
    }
    if (isInitial) initials |= <u32>1 << i;
  }
  store<u32>(scratch, to - from, NUM_WORDS);
  store<u32>(scratch, numTelling, NUM_TELLING);
  store<u32>(scratch, tellingMask, TELLING_MASK);
  store<u32>(scratch, initials, INITIALS);
  store<u32>(scratch, hasFather, HAS_FATHER);
  store<u32>(scratch, hasSplits, HAS_SPLITS);
  store<u32>(scratch, u32(isPerson), IS_PERSON);
  findJoins(names, scratch, to - from);
}

function isNumber(at: usize, length: u32): bool {
  for (const end = at + length; at < end; at++) if (<u32>load<u8>(at) - 0x30 >= 10) return false;
  return true;
}

/** Legal forms from either end, longest spelling first; at least one word stays. Returns where words begin and end. */
function takeForms(names: usize, scratch: usize, numTokens: u32): u64 {
  const longest = load<u32>(names, NAMES_LONGEST_FORM);
  let from: u32 = 0;
  let to = numTokens;
  let forms: u32 = 0;
  let more = true;
  while (more) {
    more = false;
    if (to - from < 2) break;
    for (let length = min(longest, to - from - 1); length > 0 && !more; length--) {
      const last = formAt(names, scratch, to - length, length);
      const first = last == NO_FORM ? formAt(names, scratch, from, length) : NO_FORM;
      if (last != NO_FORM) to -= length;
      else if (first != NO_FORM) from += length;
      else continue;
      forms |= <u32>1 << (last != NO_FORM ? last : first);
      more = true;
    }
  }
  store<u32>(scratch, forms, FORMS);
  return (<u64>from << 32) | <u64>to;
}

function formAt(names: usize, scratch: usize, start: u32, length: u32): u32 {
  let key: u64 = 0;
  for (let i: u32 = 0; i < length; i++) {
    const token = scratch + NAMES_TOKENS + <usize>(start + i) * NAMES_TOKEN_BYTES;
    const lexeme = findLexeme(names, <usize>load<u32>(token), load<u32>(token, 4));
    const legal = lexeme == 0 ? 0 : <u64>load<u16>(lexeme, NAMES_LEXEME_LEGAL);
    if (legal == 0) return NO_FORM;
    key = (key << <u64>NAMES_FORM_SHIFT_BITS) | legal;
  }
  return findForm(names, key);
}

// a join of the query: first word, number of words, the listed word that they are as one
export const JOIN_START: usize = 0;
export const JOIN_COUNT: usize = 1;
export const JOIN_WORD: usize = 4;

@inline
export function joinAt(scratch: usize, join: u32): usize {
  return scratch + NAMES_QUERY_JOINS + <usize>join * NAMES_QUERY_JOIN_BYTES;
}

/** Two or three neighbouring words that are a listed one when written as one. */
function findJoins(names: usize, scratch: usize, numWords: u32): void {
  let count: u32 = 0;
  const text = scratch + NAMES_JOINED_TEXT;
  for (let start: u32 = 0; start + 1 < numWords; start++) {
    const first = queryWord(scratch, start);
    let length = load<u32>(first, QUERY_LENGTH);
    memory.copy(text, <usize>load<u32>(first, QUERY_TEXT), length);
    for (let end = start + 1; end < min(numWords, start + MOST_JOINED); end++) {
      const next = queryWord(scratch, end);
      memory.copy(text + length, <usize>load<u32>(next, QUERY_TEXT), load<u32>(next, QUERY_LENGTH));
      length += load<u32>(next, QUERY_LENGTH);
      if (numUnits(text, length) < LEAST_JOINED) continue;
      const word = exactWord(names, text, length, hashBytes(NAMES_TEXT_SEED, text, length));
      if (word == NO_WORD) continue;
      const join = joinAt(scratch, count++);
      store<u8>(join, start, JOIN_START);
      store<u8>(join, end - start + 1, JOIN_COUNT);
      store<u32>(join, word, JOIN_WORD);
    }
  }
  store<u32>(scratch, count, NUM_JOINS);
}
