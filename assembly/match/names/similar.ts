// All listed words that a word may stand for, found by keys and compared.

import {
  NAMES_ASKED, NAMES_ASKED_BYTES, NAMES_ASKED_MOST, NAMES_CHECK_SHIFT_BITS, NAMES_END_SEED, NAMES_GROUPS,
  NAMES_GROUP_SEED, NAMES_HEAD_EPOCH, NAMES_ITEM_BYTES, NAMES_KEYS,
  NAMES_KEY_ITEMS, NAMES_KEY_LOG, NAMES_LEAST_LONG, NAMES_LEAST_PARTS, NAMES_LENGTH_SEED, NAMES_LEXEME_GROUPS,
  NAMES_LEXEME_NUM_GROUPS, NAMES_NUM_WORDS, NAMES_OUTSIDE_SEED, NAMES_PREFIX_MOST, NAMES_PREFIX_SEED,
  NAMES_SIMILAR_MOST, NAMES_SKELETON_SEED, NAMES_SOUND_SEED, NAMES_STAMPS, NAMES_START_SEED, NAMES_SUFFIX_MOST,
  NAMES_SUFFIX_SEED, NAMES_TEXT_SEED,
} from '../../generated/lists';
import { IS_CONSONANTS, IS_EQUAL, IS_INITIAL, IS_NICKNAME, IS_SOUND, IS_TYPING } from './alike';
import { askFor, compare, SKELETON, SOUND, SWAPPED } from './asked';
import { addBytes, finishHash, hashBytes } from './hash';
import { findLexeme } from './lexicon';
import { ASKED_COUNT, ASKED_ITEMS, NUM_ASKED, TOUCHED } from './query';
import { firstItem, LONGEST, putItem, SLOT_IS_PLAIN, SLOT_LEXEME } from './items';
import { exactWord, NO_WORD, wordRecord } from './vocabulary';

const LEAST_SKELETON: u32 = 3;
const LEAST_DELETED: u32 = 4;
const KEY_WORD_MASK: u32 = (<u32>1 << NAMES_CHECK_SHIFT_BITS) - 1;

// a key that is asked with: u32 hash, u32 way, u32 addresses of its bucket's items and of their end
const KEY_HASH: usize = 0;
const KEY_WAY: usize = 4;
const KEY_FIRST: usize = 8;
const KEY_END: usize = 12;

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

function isPlain(at: usize, length: u32): bool {
  if (length > LONGEST) return false;
  for (const end = at + length; at < end; at++) if (<u32>load<u8>(at) - 0x61 >= 26) return false;
  return true;
}

/** What a word is like to the items of its slot. Returns their number. */
export function lookUp(names: usize, scratch: usize, at: usize, length: u32, hash: u32, slot: usize): u32 {
  const plain = isPlain(at, length);
  const lexeme = findLexeme(names, at, length);
  store<u8>(slot, u8(plain), SLOT_IS_PLAIN);
  store<u32>(slot, lexeme == 0 ? 0 : <u32>(lexeme - names), SLOT_LEXEME);
  store<u32>(scratch, <u32>firstItem(scratch, slot), ASKED_ITEMS);
  store<u32>(scratch, 0, ASKED_COUNT);
  store<u32>(scratch, 0, NUM_ASKED);
  const epoch = nextEpoch(names, scratch);
  const exact = exactWord(names, at, length, hash);
  if (exact != NO_WORD) take(names, scratch, exact, IS_EQUAL, epoch);
  // one letter is an initial of too many words to be looked up: it is tried where a name is met
  if (plain && length > 1) askByKeys(names, scratch, at, length, hash, lexeme, epoch);
  return load<u32>(scratch, ASKED_COUNT);
}

function askByKeys(
  names: usize, scratch: usize, at: usize, length: u32, hash: u32, lexeme: usize, epoch: u32,
): void {
  const spelt = askFor(scratch, at, length, lexeme);
  const soundLength = spelt & 0xffff;
  const skeletonLength = spelt >> 16;
  const initial = exactWord(names, at, 1, hashBytes(NAMES_TEXT_SEED, at, 1));
  if (initial != NO_WORD) take(names, scratch, initial, IS_INITIAL, epoch);
  ask(names, scratch, IS_SOUND, hashBytes(NAMES_SOUND_SEED, scratch + SOUND, soundLength), epoch);
  if (lexeme != 0) probeGroups(names, scratch, lexeme, epoch);
  if (skeletonLength >= LEAST_SKELETON) {
    ask(names, scratch, IS_CONSONANTS, hashBytes(NAMES_SKELETON_SEED, scratch + SKELETON, skeletonLength), epoch);
  }
  if (length == LEAST_DELETED - 1) ask(names, scratch, IS_TYPING, hash, epoch);
  if (length >= LEAST_DELETED && length <= NAMES_LEAST_PARTS) {
    ask(names, scratch, IS_TYPING, hash, epoch);
    probeDeletions(names, scratch, NAMES_TEXT_SEED, at, length, epoch);
  }
  if (length + 1 >= NAMES_LEAST_PARTS && length <= NAMES_LEAST_LONG) probeParts(names, scratch, at, length, epoch);
  if (length >= NAMES_LEAST_LONG) probeEnds(names, scratch, at, length, epoch);
  askNoted(names, scratch, epoch);
}

/** Notes a key to ask with; those noted are asked in the order in which they came. */
function ask(names: usize, scratch: usize, way: u32, hash: u32, epoch: u32): void {
  if (load<u32>(scratch, NUM_ASKED) == NAMES_ASKED_MOST) askNoted(names, scratch, epoch);
  const count = load<u32>(scratch, NUM_ASKED);
  const key = keyAt(scratch, count);
  store<u32>(key, hash, KEY_HASH);
  store<u32>(key, way, KEY_WAY);
  store<u32>(scratch, count + 1, NUM_ASKED);
}

@inline
function keyAt(scratch: usize, i: u32): usize {
  return scratch + NAMES_ASKED + <usize>i * NAMES_ASKED_BYTES;
}

/** What all keys lead to is read step by step: key after key, each step would wait for the one before. */
function askNoted(names: usize, scratch: usize, epoch: u32): void {
  const count = load<u32>(scratch, NUM_ASKED);
  const starts = names + load<u32>(names, NAMES_KEYS);
  const items = names + load<u32>(names, NAMES_KEY_ITEMS);
  const mask = (<u32>1 << load<u32>(names, NAMES_KEY_LOG)) - 1;
  for (let i: u32 = 0; i < count; i++) {
    const key = keyAt(scratch, i);
    const bucket = starts + (<usize>(load<u32>(key, KEY_HASH) & mask) << 2);
    store<u32>(key, <u32>items + (load<u32>(bucket) << 2), KEY_FIRST);
    store<u32>(key, <u32>items + (load<u32>(bucket, 4) << 2), KEY_END);
  }
  let seen: u32 = 0;
  for (let i: u32 = 0; i < count; i++) seen ^= load<u32>(<usize>load<u32>(keyAt(scratch, i), KEY_FIRST));
  for (let i: u32 = 0; i < count; i++) {
    const key = keyAt(scratch, i);
    const hash = load<u32>(key, KEY_HASH);
    for (let item = <usize>load<u32>(key, KEY_FIRST); item < <usize>load<u32>(key, KEY_END); item += 4) {
      const found = load<u32>(item);
      if ((found ^ hash) >> NAMES_CHECK_SHIFT_BITS == 0) seen ^= load<u32>(wordRecord(names, found & KEY_WORD_MASK));
    }
  }
  store<u32>(scratch, seen, TOUCHED);
  for (let i: u32 = 0; i < count; i++) probe(names, scratch, keyAt(scratch, i), epoch);
  store<u32>(scratch, 0, NUM_ASKED);
}

/** Takes the listed words under a key that are alike in its way, unless they were taken before. */
function probe(names: usize, scratch: usize, key: usize, epoch: u32): void {
  const hash = load<u32>(key, KEY_HASH);
  const way = load<u32>(key, KEY_WAY);
  const end = <usize>load<u32>(key, KEY_END);
  for (let item = <usize>load<u32>(key, KEY_FIRST); item < end; item += 4) {
    const found = load<u32>(item);
    if ((found ^ hash) >> NAMES_CHECK_SHIFT_BITS) continue;
    const word = found & KEY_WORD_MASK;
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
  putItem(names, <usize>load<u32>(scratch, ASKED_ITEMS) + <usize>count * NAMES_ITEM_BYTES, word, alike);
  store<u32>(scratch, count + 1, ASKED_COUNT);
}

function probeGroups(names: usize, scratch: usize, lexeme: usize, epoch: u32): void {
  const count = <u32>load<u16>(lexeme, NAMES_LEXEME_NUM_GROUPS);
  const groups = names + load<u32>(names, NAMES_GROUPS) + (<usize>load<u32>(lexeme, NAMES_LEXEME_GROUPS) << 1);
  for (let i: u32 = 0; i < count; i++) {
    ask(names, scratch, IS_NICKNAME, finishHash(NAMES_GROUP_SEED ^ <u32>load<u16>(groups + (<usize>i << 1))), epoch);
  }
}

function probeDeletions(names: usize, scratch: usize, seed: u32, at: usize, length: u32, epoch: u32): void {
  for (let left: u32 = 0; left < length; left++) {
    // of doubled letters it is the same which one is left out
    if (left > 0 && load<u8>(at + left) == load<u8>(at + left - 1)) continue;
    const hash = addBytes(addBytes(seed, at, left), at + left + 1, length - left - 1);
    ask(names, scratch, IS_TYPING, finishHash(hash), epoch);
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
    ask(names, scratch, IS_TYPING, hashBytes(NAMES_START_SEED ^ salt, at, second), epoch);
    const last = other - second;
    const outside = addBytes(addBytes(NAMES_OUTSIDE_SEED ^ salt, at, first), end - last, last);
    ask(names, scratch, IS_TYPING, finishHash(outside), epoch);
    ask(names, scratch, IS_TYPING, hashBytes(NAMES_END_SEED ^ salt, end - (other - first), other - first), epoch);
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
  ask(names, scratch, IS_TYPING, hashBytes(NAMES_TEXT_SEED, copy, length), epoch);
}

/** Listed words whose first four or last five letters are one edit away at most. */
function probeEnds(names: usize, scratch: usize, at: usize, length: u32, epoch: u32): void {
  const end = at + length;
  const prefix = NAMES_PREFIX_MOST;
  const suffix = NAMES_SUFFIX_MOST;
  // with one letter more, it is the listed one that an edit makes of it; with as many, or one less, both lose one
  probeDeletions(names, scratch, NAMES_PREFIX_SEED, at, prefix + 1, epoch);
  ask(names, scratch, IS_TYPING, hashBytes(NAMES_PREFIX_SEED, at, prefix), epoch);
  probeDeletions(names, scratch, NAMES_PREFIX_SEED, at, prefix, epoch);
  probeDeletions(names, scratch, NAMES_SUFFIX_SEED, end - suffix - 1, suffix + 1, epoch);
  ask(names, scratch, IS_TYPING, hashBytes(NAMES_SUFFIX_SEED, end - suffix, suffix), epoch);
  probeDeletions(names, scratch, NAMES_SUFFIX_SEED, end - suffix, suffix, epoch);
}
