// The word that is asked for beside a listed one: how they are alike, in one way.

import {
  NAMES_IS_NICKNAME, NAMES_IS_PLAIN, NAMES_SCORE_IS_CONSONANTS, NAMES_SPELLINGS, NAMES_SPELLING_BYTES, NAMES_TEXTS,
  NAMES_WORD_FLAGS, NAMES_WORD_LENGTH, NAMES_WORD_LETTERS, NAMES_WORD_SKELETON, NAMES_WORD_SOUND, NAMES_WORD_TEXT,
} from '../../generated/lists';
import {
  alikeByTyping, IS_CONSONANTS, IS_NICKNAME, IS_SHORT_SOUND, IS_SOUND, IS_TYPING, scoreOf, shareGroup,
} from './alike';
import { equalBytes } from './hash';
import { findLexeme } from './lexicon';
import { writeConsonants, writeSound } from './sound';
import { wordRecord } from './vocabulary';

const LEAST_SOUND: u32 = 3;
const SHORT: u32 = 5;

// spellings in the scratch
export const SOUND: usize = NAMES_SPELLINGS;
export const SKELETON: usize = NAMES_SPELLINGS + NAMES_SPELLING_BYTES;
const OTHER_SOUND: usize = NAMES_SPELLINGS + 2 * NAMES_SPELLING_BYTES;
const OTHER_SKELETON: usize = NAMES_SPELLINGS + 3 * NAMES_SPELLING_BYTES;
export const SWAPPED: usize = NAMES_SPELLINGS + 4 * NAMES_SPELLING_BYTES;
/** What is asked for: address, bytes, lexeme, letters of sound and skeleton. */
const ASKED: usize = NAMES_SPELLINGS + 8 * NAMES_SPELLING_BYTES;
const ASKED_TEXT: usize = ASKED;
const ASKED_LENGTH: usize = ASKED + 4;
const ASKED_LEXEME: usize = ASKED + 8;
const ASKED_SOUND: usize = ASKED + 12;
const ASKED_SKELETON: usize = ASKED + 16;
/** Its letters as bits; numbers of its sound and consonants among the listed, once one that has them is met. */
const ASKED_LETTERS: usize = ASKED + 20;
const ASKED_SOUND_NUMBER: usize = ASKED + 24;
const ASKED_SKELETON_NUMBER: usize = ASKED + 28;

/** A word of letters a to z. Returns letters of its sound below those of its consonants. */
export function askFor(scratch: usize, at: usize, length: u32, lexeme: usize): u32 {
  const soundLength = writeSound(at, length, scratch + SOUND);
  const skeletonLength = writeConsonants(scratch + SOUND, soundLength, scratch + SKELETON);
  store<u32>(scratch, <u32>at, ASKED_TEXT);
  store<u32>(scratch, length, ASKED_LENGTH);
  store<u32>(scratch, <u32>lexeme, ASKED_LEXEME);
  store<u32>(scratch, soundLength, ASKED_SOUND);
  store<u32>(scratch, skeletonLength, ASKED_SKELETON);
  store<u32>(scratch, lettersOf(at, length), ASKED_LETTERS);
  store<u32>(scratch, 0, ASKED_SOUND_NUMBER);
  store<u32>(scratch, 0, ASKED_SKELETON_NUMBER);
  return soundLength | (skeletonLength << 16);
}

/**
 * How the word that is asked for, of letters a to z, and a listed one are alike in one way, or 0. Ways are asked in the
 * order in which the comparator prefers them.
 */
export function compare(names: usize, scratch: usize, way: u32, word: u32): u32 {
  const record = wordRecord(names, word);
  const flags = <u32>load<u8>(record, NAMES_WORD_FLAGS);
  if (!(flags & NAMES_IS_PLAIN)) return 0;
  // of letters a to z no word is longer than 40
  const length = <u32>load<u8>(record, NAMES_WORD_LENGTH);
  // equal words and initials are taken before any key is asked
  if (length == 1) return 0;
  const text = names + load<u32>(names, NAMES_TEXTS) + load<u32>(record, NAMES_WORD_TEXT);
  const asked = <usize>load<u32>(scratch, ASKED_TEXT);
  const askedLength = load<u32>(scratch, ASKED_LENGTH);
  if (way == IS_TYPING) return typing(scratch, record, asked, askedLength, text, length);
  if (way == IS_NICKNAME) {
    if (!(flags & NAMES_IS_NICKNAME)) return 0;
    const other = findLexeme(names, text, length);
    return other != 0 && shareGroup(names, <usize>load<u32>(scratch, ASKED_LEXEME), other) ? IS_NICKNAME : 0;
  }
  if (way == IS_SOUND) {
    const short = min(length, askedLength);
    if (short < LEAST_SOUND || !hasSound(scratch, record, text, length)) return 0;
    return short < SHORT ? IS_SHORT_SOUND : IS_SOUND;
  }
  if (!hasSkeleton(scratch, record, text, length)) return 0;
  const mistyped = typing(scratch, record, asked, askedLength, text, length);
  return mistyped != 0 && scoreOf(mistyped) >= NAMES_SCORE_IS_CONSONANTS ? mistyped : IS_CONSONANTS;
}

/** Alike by typing, or 0: an edit changes two letters of those that a word has at most. */
function typing(scratch: usize, record: usize, asked: usize, askedLength: u32, text: usize, length: u32): u32 {
  const letters = load<u32>(scratch, ASKED_LETTERS) ^ load<u32>(record, NAMES_WORD_LETTERS);
  if (popcnt(letters) > 4) return 0;
  return alikeByTyping(asked, askedLength, text, length);
}

function lettersOf(at: usize, length: u32): u32 {
  let letters: u32 = 0;
  for (const end = at + length; at < end; at++) letters |= <u32>1 << (<u32>load<u8>(at) - 0x61);
  return letters;
}

/** Sounds are spelled out until one is equal; from then on its number tells. */
function hasSound(scratch: usize, record: usize, text: usize, length: u32): bool {
  const number = load<u32>(record, NAMES_WORD_SOUND);
  const known = load<u32>(scratch, ASKED_SOUND_NUMBER);
  if (known != 0) return known == number;
  const soundLength = load<u32>(scratch, ASKED_SOUND);
  if (writeSound(text, length, scratch + OTHER_SOUND) != soundLength) return false;
  if (!equalBytes(scratch + SOUND, scratch + OTHER_SOUND, soundLength)) return false;
  store<u32>(scratch, number, ASKED_SOUND_NUMBER);
  return true;
}

function hasSkeleton(scratch: usize, record: usize, text: usize, length: u32): bool {
  const number = load<u32>(record, NAMES_WORD_SKELETON);
  const known = load<u32>(scratch, ASKED_SKELETON_NUMBER);
  if (known != 0) return known == number;
  const soundLength = writeSound(text, length, scratch + OTHER_SOUND);
  const skeletonLength = load<u32>(scratch, ASKED_SKELETON);
  if (writeConsonants(scratch + OTHER_SOUND, soundLength, scratch + OTHER_SKELETON) != skeletonLength) return false;
  if (!equalBytes(scratch + SKELETON, scratch + OTHER_SKELETON, skeletonLength)) return false;
  store<u32>(scratch, number, ASKED_SKELETON_NUMBER);
  return true;
}
