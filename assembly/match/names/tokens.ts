// A name as words: the twin of src/watchlist/text/nameTokens.ts, on text in the core's form (coreText.ts); and what
// each is like.

import {
  NAMES_LEXEME_TEN, NAMES_LEXEME_UNIT, NAMES_QUERY_TEXT, NAMES_TEXT_MOST, NAMES_TEXT_SEED, NAMES_WORDS_MOST,
} from '../../generated/lists';
import { addBytes, finishHash } from './hash';
import { SLOT_LEXEME } from './items';
import { NUM_TOKENS, TOKEN_HASH, TOKEN_LENGTH, TOKEN_SLOT, TOKEN_TEXT, tokenAt } from './query';
import { findSlot, makeRoom } from './slots';

const COMMA: u32 = 0x2c;
const DOT: u32 = 0x2e;
const AND: u32 = 0x26;
const APOSTROPHE: u32 = 0x27;
const GRAVE: u32 = 0x60;
const NO_TEXT: usize = 0;

/**
 * Words of the name to the scratch, at most 24; of a person `family, given` is turned. Returns whether it was, so that
 * they are others than those of what is no person.
 */
export function tokenise(names: usize, scratch: usize, text: usize, length: u32, isPerson: bool): bool {
  if (length > NAMES_TEXT_MOST) length = NAMES_TEXT_MOST;
  const start = scratch + NAMES_QUERY_TEXT;
  const comma = isPerson ? onlyComma(text, length) : NO_TEXT;
  let end = start;
  if (comma == NO_TEXT) end = copyLower(end, text, text + length);
  else {
    end = copyLower(end, comma + 1, text + length);
    store<u8>(end++, 0x20);
    end = copyLower(end, text, comma);
  }
  // a byte that is in no word ends the text, and one more is looked at
  store<u16>(end, 0);
  const numTokens = split(scratch, start, end, end + 2);
  store<u32>(scratch, numTokens, NUM_TOKENS);
  if (lookUpTokens(names, scratch, numTokens)) {
    const kept = digitsOf(names, scratch, numTokens, end);
    store<u32>(scratch, kept, NUM_TOKENS);
    lookUpTokens(names, scratch, kept);
  }
  return comma != NO_TEXT;
}

/** Returns whether some token is a number word, tens. */
function lookUpTokens(names: usize, scratch: usize, numTokens: u32): bool {
  makeRoom(scratch);
  let hasTens = false;
  for (let i: u32 = 0; i < numTokens; i++) {
    const token = tokenAt(scratch, i);
    const at = <usize>load<u32>(token, TOKEN_TEXT);
    const length = load<u32>(token, TOKEN_LENGTH);
    const hash = addBytes(NAMES_TEXT_SEED, at, length);
    const slot = findSlot(names, scratch, at, length, finishHash(hash), i);
    store<u32>(token, <u32>slot, TOKEN_SLOT);
    store<u32>(token, hash, TOKEN_HASH);
    if (numberOf(names, token, NAMES_LEXEME_TEN) > 0) hasTens = true;
  }
  return hasTens;
}

function onlyComma(text: usize, length: u32): usize {
  let found = NO_TEXT;
  for (const end = text + length; text < end; text++) {
    if (<u32>load<u8>(text) != COMMA) continue;
    if (found != NO_TEXT) return NO_TEXT;
    found = text;
  }
  return found;
}

/** Without apostrophes, which stand inside words. */
function copyLower(to: usize, from: usize, end: usize): usize {
  for (; from < end; from++) {
    let byte = <u32>load<u8>(from);
    if (byte == APOSTROPHE || byte == GRAVE) continue;
    if (byte - 0x41 < 26) byte |= 0x20;
    store<u8>(to++, byte);
  }
  return to;
}

@inline
function isLetter(byte: u32): bool {
  return byte - 0x61 < 26;
}

@inline
function isWordByte(byte: u32): bool {
  return isLetter(byte) || byte - 0x30 < 10 || byte >= 0x80;
}

@inline
function isSpace(byte: u32): bool {
  return byte == 0x20 || byte - 9 < 5;
}

/** `spare` takes words that are put together. Returns the number of tokens. */
function split(scratch: usize, at: usize, end: usize, spare: usize): u32 {
  let count: u32 = 0;
  while (at < end && count < NAMES_WORDS_MOST) {
    const byte = <u32>load<u8>(at);
    if (byte == AND) {
      store<u32>(spare, 0x00646e61);
      count = addToken(scratch, count, spare, 3);
      spare += 3;
      at++;
      continue;
    }
    if (!isWordByte(byte)) {
      at++;
      continue;
    }
    if (isLetter(byte) && <u32>load<u8>(at, 1) == DOT) {
      const after = dottedEnd(at);
      if (after != NO_TEXT) {
        const first = spare;
        for (; at < after; at++) if (isLetter(<u32>load<u8>(at))) store<u8>(spare++, load<u8>(at));
        count = addToken(scratch, count, first, <u32>(spare - first));
        continue;
      }
    }
    const first = at;
    while (isWordByte(<u32>load<u8>(at))) at++;
    count = addToken(scratch, count, first, <u32>(at - first));
  }
  return count;
}

@inline
function addToken(scratch: usize, count: u32, at: usize, length: u32): u32 {
  const token = tokenAt(scratch, count);
  store<u32>(token, <u32>at, TOKEN_TEXT);
  store<u32>(token, length, TOKEN_LENGTH);
  return count + 1;
}

/**
 * End of a run of letters set apart by dots (`s. a.`), or NO_TEXT: two or more of letter, dot and perhaps a blank, then
 * perhaps one letter, and nothing of a word behind it. As the pattern DOTTED of nameTokens.ts takes it, which gives
 * back the last blank, then the last letter, where that is needed.
 */
function dottedEnd(at: usize): usize {
  let runs: u32 = 0;
  let dot: usize = at;
  while (isLetter(<u32>load<u8>(at)) && <u32>load<u8>(at, 1) == DOT) {
    runs++;
    dot = at + 2;
    at = isSpace(<u32>load<u8>(dot)) ? dot + 1 : dot;
  }
  if (runs < 2) return NO_TEXT;
  if (isLetter(<u32>load<u8>(at)) && !isWordByte(<u32>load<u8>(at, 1))) return at + 1;
  if (!isWordByte(<u32>load<u8>(at))) return at;
  // a word follows: without the blank the run ends at its dot
  if (at > dot) return dot;
  // without the last dot, the letter before it ends the run
  return runs > 2 ? dot - 1 : NO_TEXT;
}

/** Tens and units as digits: the twin of src/watchlist/text/numberWords.ts. */
function digitsOf(names: usize, scratch: usize, count: u32, textEnd: usize): u32 {
  // behind all that was put together: at most three bytes for each
  let spare = textEnd + 2 + NAMES_TEXT_MOST;
  let kept: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const token = tokenAt(scratch, i);
    const ten = numberOf(names, token, NAMES_LEXEME_TEN);
    if (ten == 0) {
      kept = addToken(scratch, kept, <usize>load<u32>(token, TOKEN_TEXT), load<u32>(token, TOKEN_LENGTH));
      continue;
    }
    let number = ten;
    if (i + 1 < count) {
      const unit = numberOf(names, tokenAt(scratch, i + 1), NAMES_LEXEME_UNIT);
      if (unit > 0) i++;
      number += unit;
    }
    store<u8>(spare, 0x30 + number / 10);
    store<u8>(spare, 0x30 + number % 10, 1);
    kept = addToken(scratch, kept, spare, 2);
    spare += 2;
  }
  return kept;
}

@inline
function numberOf(names: usize, token: usize, field: usize): u32 {
  const lexeme = <usize>load<u32>(<usize>load<u32>(token, TOKEN_SLOT), SLOT_LEXEME);
  return lexeme == 0 ? 0 : <u32>load<u8>(names + lexeme + field);
}
