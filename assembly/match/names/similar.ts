// All listed words that a word may stand for, found by keys and compared; kept, for most words come again.

import {
  NAMES_ARENA, NAMES_CHECK_SHIFT_BITS, NAMES_END_SEED, NAMES_GROUPS, NAMES_GROUP_SEED, NAMES_HEAD_ARENA,
  NAMES_HEAD_EPOCH, NAMES_IS_NICKNAME, NAMES_IS_PLAIN, NAMES_ITEMS_MOST, NAMES_ITEM_BYTES, NAMES_KEYS,
  NAMES_KEY_ITEMS, NAMES_KEY_LOG, NAMES_LEAST_LONG, NAMES_LEAST_PARTS, NAMES_LENGTH_SEED, NAMES_LEXEME_GROUPS,
  NAMES_LEXEME_NUM_GROUPS, NAMES_NUM_WORDS, NAMES_OUTSIDE_SEED, NAMES_PREFIX_MOST, NAMES_PREFIX_SEED,
  NAMES_SCORE_IS_CONSONANTS, NAMES_SIMILAR_MOST, NAMES_SKELETON_SEED, NAMES_SLOTS, NAMES_SLOTS_MOST,
  NAMES_SLOT_BYTES, NAMES_SOUND_SEED, NAMES_SPELLINGS, NAMES_SPELLING_BYTES, NAMES_SPLITS_MOST, NAMES_STAMPS,
  NAMES_START_SEED, NAMES_SUFFIX_MOST, NAMES_SUFFIX_SEED, NAMES_TEXTS, NAMES_TEXT_SEED, NAMES_WORD_FLAGS,
  NAMES_WORD_LENGTH, NAMES_WORD_LETTERS, NAMES_WORD_SKELETON, NAMES_WORD_SOUND, NAMES_WORD_TEXT,
} from '../../generated/lists';
import {
  alikeByTyping, IS_CONSONANTS, IS_EQUAL, IS_INITIAL, IS_NICKNAME, IS_SHORT_SOUND, IS_SOUND, IS_TYPING,
  scoreOf, shareGroup,
} from './alike';
import { addBytes, equalBytes, finishHash, hashBytes } from './hash';
import { findLexeme } from './lexicon';
import { writeConsonants, writeSound } from './sound';
import { findSplits, isJoin } from './splits';
import { exactWord, NO_WORD, numPostings, wordRecord } from './vocabulary';

// a slot: where its items begin (in items of the arena), how many, splits behind them, the word's bytes
export const SLOT_ITEMS: usize = 0;
export const SLOT_NUM_ITEMS: usize = 4;
export const SLOT_NUM_SPLITS: usize = 6;
export const SLOT_LENGTH: usize = 7;
/** u32: names of all items together; the same word among the listed, or NO_WORD. */
export const SLOT_POSTINGS: usize = 8;
export const SLOT_EXACT: usize = 12;
export const SLOT_IS_PLAIN: usize = 56;
const SLOT_TEXT: usize = 16;

/** Letters of the longest word that is compared by more than its text, and kept. */
const LONGEST: u32 = 40;
const LEAST_SOUND: u32 = 3;
const LEAST_SKELETON: u32 = 3;
const SHORT: u32 = 5;
const LEAST_DELETED: u32 = 4;
/** Of the arena, that the words of one name may need. */
const NEEDED: u32 = 24 * (NAMES_SIMILAR_MOST + 2 * NAMES_SPLITS_MOST);

// spellings in the scratch
const SOUND: usize = NAMES_SPELLINGS;
const SKELETON: usize = NAMES_SPELLINGS + NAMES_SPELLING_BYTES;
const OTHER_SOUND: usize = NAMES_SPELLINGS + 2 * NAMES_SPELLING_BYTES;
const OTHER_SKELETON: usize = NAMES_SPELLINGS + 3 * NAMES_SPELLING_BYTES;
const SWAPPED: usize = NAMES_SPELLINGS + 4 * NAMES_SPELLING_BYTES;
/** What is asked for: address, bytes, lexeme, letters of sound and skeleton, first item, number of items. */
const ASKED: usize = NAMES_SPELLINGS + 8 * NAMES_SPELLING_BYTES;
const ASKED_TEXT: usize = ASKED;
const ASKED_LENGTH: usize = ASKED + 4;
const ASKED_LEXEME: usize = ASKED + 8;
const ASKED_SOUND: usize = ASKED + 12;
const ASKED_SKELETON: usize = ASKED + 16;
const ASKED_ITEMS: usize = ASKED + 20;
const ASKED_COUNT: usize = ASKED + 24;
const ASKED_PLAIN: usize = ASKED + 28;
const ASKED_EXACT: usize = ASKED + 32;
/** Its letters as bits; numbers of its sound and consonants among the listed, once one that has them is met. */
const ASKED_LETTERS: usize = ASKED + 36;
const ASKED_SOUND_NUMBER: usize = ASKED + 40;
const ASKED_SKELETON_NUMBER: usize = ASKED + 44;

/** Before the words of a name: room in the arena for all of them, or everything is forgotten. */
export function makeRoom(scratch: usize): void {
  if (load<u32>(scratch, NAMES_HEAD_ARENA) + NEEDED <= NAMES_ITEMS_MOST) return;
  memory.fill(scratch + NAMES_SLOTS, 0, <usize>NAMES_SLOTS_MOST * NAMES_SLOT_BYTES);
  store<u32>(scratch, 0, NAMES_HEAD_ARENA);
}

@inline
export function itemAt(scratch: usize, item: u32): usize {
  return scratch + NAMES_ARENA + <usize>item * NAMES_ITEM_BYTES;
}

@inline
export function splitsOf(scratch: usize, slot: usize): usize {
  return itemAt(scratch, load<u32>(slot, SLOT_ITEMS) + <u32>load<u16>(slot, SLOT_NUM_ITEMS));
}

/** A new epoch of the stamps: all listed words are unseen. */
export function nextEpoch(names: usize, scratch: usize): u32 {
  let epoch = load<u32>(scratch, NAMES_HEAD_EPOCH) + 1;
  if (epoch > 0xffff) {
    memory.fill(scratch + NAMES_STAMPS, 0, <usize>load<u32>(names, NAMES_NUM_WORDS) << 2);
    epoch = 1;
  }
  store<u32>(scratch, epoch, NAMES_HEAD_EPOCH);
  return epoch;
}

/** Slot of the query's word `place`, looked up unless it is known: a copy, for another word may take the first one. */
export function findSimilar(names: usize, scratch: usize, at: usize, length: u32, place: u32): usize {
  const hash = hashBytes(NAMES_TEXT_SEED, at, length);
  const own = scratch + NAMES_SLOTS + <usize>(NAMES_SLOTS_MOST + place) * NAMES_SLOT_BYTES;
  const isKept = length <= LONGEST;
  const slot = isKept ? scratch + NAMES_SLOTS + <usize>(hash & (NAMES_SLOTS_MOST - 1)) * NAMES_SLOT_BYTES : own;
  if (!isKept || <u32>load<u8>(slot, SLOT_LENGTH) != length || !equalBytes(slot + SLOT_TEXT, at, length)) {
    fillSlot(names, scratch, at, length, hash, slot, isKept);
  }
  if (isKept) memory.copy(own, slot, NAMES_SLOT_BYTES);
  return own;
}

function fillSlot(
  names: usize, scratch: usize, at: usize, length: u32, hash: u32, slot: usize, isKept: bool,
): void {
  lookUp(names, scratch, at, length, hash);
  const first = load<u32>(scratch, ASKED_ITEMS);
  const count = load<u32>(scratch, ASKED_COUNT);
  let postings: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    postings += numPostings(wordRecord(names, load<u32>(itemAt(scratch, first + i))));
  }
  const numSplits = isJoin(names, at, length) ? findSplits(names, scratch, at, length, itemAt(scratch, first + count)) : 0;
  store<u32>(scratch, first + count + 2 * numSplits, NAMES_HEAD_ARENA);
  store<u32>(slot, first, SLOT_ITEMS);
  store<u16>(slot, count, SLOT_NUM_ITEMS);
  store<u8>(slot, numSplits, SLOT_NUM_SPLITS);
  store<u8>(slot, isKept ? length : 0, SLOT_LENGTH);
  store<u32>(slot, postings, SLOT_POSTINGS);
  store<u32>(slot, load<u32>(scratch, ASKED_EXACT), SLOT_EXACT);
  store<u8>(slot, load<u8>(scratch, ASKED_PLAIN), SLOT_IS_PLAIN);
  if (isKept) memory.copy(slot + SLOT_TEXT, at, length);
}

function isPlain(at: usize, length: u32): bool {
  if (length > LONGEST) return false;
  for (const end = at + length; at < end; at++) if (<u32>load<u8>(at) - 0x61 >= 26) return false;
  return true;
}

function lookUp(names: usize, scratch: usize, at: usize, length: u32, hash: u32): void {
  const plain = isPlain(at, length);
  store<u32>(scratch, <u32>at, ASKED_TEXT);
  store<u32>(scratch, length, ASKED_LENGTH);
  store<u32>(scratch, load<u32>(scratch, NAMES_HEAD_ARENA), ASKED_ITEMS);
  store<u32>(scratch, 0, ASKED_COUNT);
  store<u8>(scratch, u8(plain), ASKED_PLAIN);
  const epoch = nextEpoch(names, scratch);
  const exact = exactWord(names, at, length, hash);
  store<u32>(scratch, exact, ASKED_EXACT);
  if (exact != NO_WORD) take(names, scratch, exact, IS_EQUAL, epoch);
  // one letter is an initial of too many words to be looked up: it is tried where a name is met
  if (!plain || length == 1) return;
  const lexeme = findLexeme(names, at, length);
  const soundLength = writeSound(at, length, scratch + SOUND);
  const skeletonLength = writeConsonants(scratch + SOUND, soundLength, scratch + SKELETON);
  store<u32>(scratch, <u32>lexeme, ASKED_LEXEME);
  store<u32>(scratch, soundLength, ASKED_SOUND);
  store<u32>(scratch, skeletonLength, ASKED_SKELETON);
  store<u32>(scratch, lettersOf(at, length), ASKED_LETTERS);
  store<u32>(scratch, 0, ASKED_SOUND_NUMBER);
  store<u32>(scratch, 0, ASKED_SKELETON_NUMBER);
  const initial = exactWord(names, at, 1, hashBytes(NAMES_TEXT_SEED, at, 1));
  if (initial != NO_WORD) take(names, scratch, initial, IS_INITIAL, epoch);
  probe(names, scratch, IS_SOUND, hashBytes(NAMES_SOUND_SEED, scratch + SOUND, soundLength), epoch);
  if (lexeme != 0) probeGroups(names, scratch, lexeme, epoch);
  if (skeletonLength >= LEAST_SKELETON) {
    probe(names, scratch, IS_CONSONANTS, hashBytes(NAMES_SKELETON_SEED, scratch + SKELETON, skeletonLength), epoch);
  }
  if (length == LEAST_DELETED - 1) probe(names, scratch, IS_TYPING, hash, epoch);
  if (length >= LEAST_DELETED && length <= NAMES_LEAST_PARTS) {
    probe(names, scratch, IS_TYPING, hash, epoch);
    probeDeletions(names, scratch, NAMES_TEXT_SEED, at, length, epoch);
  }
  if (length + 1 >= NAMES_LEAST_PARTS && length <= NAMES_LEAST_LONG) probeParts(names, scratch, at, length, epoch);
  if (length >= NAMES_LEAST_LONG) probeEnds(names, scratch, at, length, epoch);
}

/** Takes the listed words under a key that are alike in its way, unless they were taken before. */
function probe(names: usize, scratch: usize, way: u32, hash: u32, epoch: u32): void {
  const starts = names + load<u32>(names, NAMES_KEYS);
  const bucket = starts + (<usize>(hash & ((<u32>1 << load<u32>(names, NAMES_KEY_LOG)) - 1)) << 2);
  const items = names + load<u32>(names, NAMES_KEY_ITEMS);
  const end = items + (<usize>load<u32>(bucket, 4) << 2);
  for (let item = items + (<usize>load<u32>(bucket) << 2); item < end; item += 4) {
    const found = load<u32>(item);
    if ((found ^ hash) >> NAMES_CHECK_SHIFT_BITS) continue;
    const word = found & ((<u32>1 << NAMES_CHECK_SHIFT_BITS) - 1);
    if (load<u32>(scratch + NAMES_STAMPS + (<usize>word << 2)) >> 16 == epoch) continue;
    const alike = compare(names, scratch, way, word);
    if (alike) take(names, scratch, word, alike, epoch);
    // the last way: what it refuses need not be met again under another key
    else if (way == IS_TYPING) store<u32>(scratch + NAMES_STAMPS + (<usize>word << 2), epoch << 16);
  }
}

function take(names: usize, scratch: usize, word: u32, alike: u32, epoch: u32): void {
  store<u32>(scratch + NAMES_STAMPS + (<usize>word << 2), epoch << 16);
  const count = load<u32>(scratch, ASKED_COUNT);
  if (count == NAMES_SIMILAR_MOST) return;
  const item = itemAt(scratch, load<u32>(scratch, ASKED_ITEMS) + count);
  store<u32>(item, word);
  store<u32>(item, alike, 4);
  store<u32>(scratch, count + 1, ASKED_COUNT);
}

/**
 * How the word that is asked for, of letters a to z, and a listed one are alike in one way, or 0. Ways are asked in the
 * order in which the comparator prefers them.
 */
function compare(names: usize, scratch: usize, way: u32, word: u32): u32 {
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

function probeGroups(names: usize, scratch: usize, lexeme: usize, epoch: u32): void {
  const count = <u32>load<u16>(lexeme, NAMES_LEXEME_NUM_GROUPS);
  const groups = names + load<u32>(names, NAMES_GROUPS) + (<usize>load<u32>(lexeme, NAMES_LEXEME_GROUPS) << 1);
  for (let i: u32 = 0; i < count; i++) {
    probe(names, scratch, IS_NICKNAME, finishHash(NAMES_GROUP_SEED ^ <u32>load<u16>(groups + (<usize>i << 1))), epoch);
  }
}

function probeDeletions(names: usize, scratch: usize, seed: u32, at: usize, length: u32, epoch: u32): void {
  for (let left: u32 = 0; left < length; left++) {
    // of doubled letters it is the same which one is left out
    if (left > 0 && load<u8>(at + left) == load<u8>(at + left - 1)) continue;
    const hash = addBytes(addBytes(seed, at, left), at + left + 1, length - left - 1);
    probe(names, scratch, IS_TYPING, finishHash(hash), epoch);
  }
}

/** Listed words of one letter less, as many, and one more, by two of their three parts. */
function probeParts(names: usize, scratch: usize, at: usize, length: u32, epoch: u32): void {
  const end = at + length;
  const most = min(length + 1, NAMES_LEAST_LONG);
  for (let other = max(length - 1, NAMES_LEAST_PARTS); other <= most; other++) {
    const first = other / 3;
    const second = (2 * other) / 3;
    const salt = other * NAMES_LENGTH_SEED;
    probe(names, scratch, IS_TYPING, hashBytes(NAMES_START_SEED ^ salt, at, second), epoch);
    const last = other - second;
    const outside = addBytes(addBytes(NAMES_OUTSIDE_SEED ^ salt, at, first), end - last, last);
    probe(names, scratch, IS_TYPING, finishHash(outside), epoch);
    probe(names, scratch, IS_TYPING, hashBytes(NAMES_END_SEED ^ salt, end - (other - first), other - first), epoch);
    if (other != length) continue;
    probeSwapped(names, scratch, at, length, first, epoch);
    probeSwapped(names, scratch, at, length, second, epoch);
  }
}

/** The word itself with the letters on both sides of a border swapped. */
function probeSwapped(names: usize, scratch: usize, at: usize, length: u32, border: u32, epoch: u32): void {
  const copy = scratch + SWAPPED;
  memory.copy(copy, at, length);
  store<u8>(copy + border, load<u8>(at + border - 1));
  store<u8>(copy + border - 1, load<u8>(at + border));
  probe(names, scratch, IS_TYPING, hashBytes(NAMES_TEXT_SEED, copy, length), epoch);
}

/** Listed words whose first four or last five letters are one edit away at most. */
function probeEnds(names: usize, scratch: usize, at: usize, length: u32, epoch: u32): void {
  const end = at + length;
  const prefix = NAMES_PREFIX_MOST;
  const suffix = NAMES_SUFFIX_MOST;
  // with one letter more, it is the listed one that an edit makes of it; with as many, or one less, both lose one
  probeDeletions(names, scratch, NAMES_PREFIX_SEED, at, prefix + 1, epoch);
  probe(names, scratch, IS_TYPING, hashBytes(NAMES_PREFIX_SEED, at, prefix), epoch);
  probeDeletions(names, scratch, NAMES_PREFIX_SEED, at, prefix, epoch);
  probeDeletions(names, scratch, NAMES_SUFFIX_SEED, end - suffix - 1, suffix + 1, epoch);
  probe(names, scratch, IS_TYPING, hashBytes(NAMES_SUFFIX_SEED, end - suffix, suffix), epoch);
  probeDeletions(names, scratch, NAMES_SUFFIX_SEED, end - suffix, suffix, epoch);
}
