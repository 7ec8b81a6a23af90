// Tokens as words of the query, with roles as one kind of party has them: the twin of
// src/watchlist/compare/preparedName.ts.

import { NAMES_IS_FILIAL, NAMES_LEXEME_FLAGS, NAMES_ROLE_IS_NUMBER } from '../../generated/lists';
import { SLOT_IS_PLAIN, SLOT_LEXEME, SLOT_NUM_SPLITS, SLOT_PERSONS, SLOT_REST } from './items';
import { takeJoins } from './joins';
import { takeForms } from './legalForms';
import {
  FORMS, HAS_FATHER, HAS_SPLITS, INITIALS, IS_PERSON, NUM_TELLING, NUM_TOKENS, NUM_WORDS, QUERY_IS_FATHER,
  QUERY_IS_INITIAL, QUERY_IS_TELLING, QUERY_LENGTH, QUERY_POSTINGS, QUERY_ROLE, QUERY_SLOT, QUERY_TEXT, QUERY_WEIGHT,
  queryWord, TELLING_MASK, TOKEN_LENGTH, TOKEN_SLOT, TOKEN_TEXT, tokenAt,
} from './query';
import { LEAST_TELLING, roleOf, roleWeight } from './roles';

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
  for (let i: u32 = 0; i < to - from; i++) {
    const token = tokenAt(scratch, from + i);
    const at = <usize>load<u32>(token, TOKEN_TEXT);
    const length = load<u32>(token, TOKEN_LENGTH);
    const slot = <usize>load<u32>(token, TOKEN_SLOT);
    const lexeme = <usize>load<u32>(slot, SLOT_LEXEME);
    const flags = lexeme == 0 ? 0 : <u32>load<u8>(names + lexeme, NAMES_LEXEME_FLAGS);
    const role = !isPerson && isNumber(at, length) ? NAMES_ROLE_IS_NUMBER : roleOf(flags, isPerson);
    const weight = roleWeight(names, role);
    const isTelling = weight >= LEAST_TELLING;
    const plain = <u32>load<u8>(slot, SLOT_IS_PLAIN);
    const isInitial = length == 1 && plain != 0;
    const word = queryWord(scratch, i);
    store<u32>(word, <u32>at, QUERY_TEXT);
    store<u32>(word, length, QUERY_LENGTH);
    store<f64>(word, weight, QUERY_WEIGHT);
    store<u32>(word, <u32>slot, QUERY_SLOT);
    store<u32>(word, isPerson ? load<u32>(slot, SLOT_PERSONS) : load<u32>(slot, SLOT_REST), QUERY_POSTINGS);
    store<u8>(word, role, QUERY_ROLE);
    store<u8>(word, isFather, QUERY_IS_FATHER);
    store<u8>(word, u8(isTelling), QUERY_IS_TELLING);
    store<u8>(word, u8(isInitial), QUERY_IS_INITIAL);
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
  takeJoins(scratch, from, to);
}

function isNumber(at: usize, length: u32): bool {
  for (const end = at + length; at < end; at++) if (<u32>load<u8>(at) - 0x30 >= 10) return false;
  return true;
}
