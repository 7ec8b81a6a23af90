/**
 * Keys of words: words that may stand for each other share one. The core asks with the keys of a word as written
 * (assembly/match/names/similar.ts); here are those that listed words are put under.
 *
 * Errors of typing, as edits of the comparator (one letter put in, left out, changed, or two neighbours swapped):
 *
 *   4 or 5 letters    the word, and it without each of its letters. Two words one edit apart share such a spelling.
 *   6 to 9            three parts; one edit leaves two of them whole, unless it swaps letters across a border, which
 *                     the asking side undoes. So any two parts, and the length, are a key.
 *   9 and more        two edits. They cannot both lie in the first four letters and both in the last five: one of
 *                     those is one edit away at most, so it is a key with and without each of its letters.
 */
import { finishHash } from '../../../base/finishHash.ts';
import { consonants, wordSound } from '../../compare/wordSound.ts';
import { nicknameGroups } from '../../text/nicknames.ts';
import * as layout from './layout.ts';

const LEAST_SKELETON = 3;
const LEAST_DELETED = 4;
const PRIME = 0x0100_0193;

/** FNV-1a with the finish of MurmurHash3; the core's twin is assembly/match/names/hash.ts. */
export function hashLetters(seed: number, text: string, start = 0, end: number = text.length): number {
  return finishHash(addLetters(seed, text, start, end));
}

function addLetters(hash: number, text: string, start: number, end: number): number {
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  return hash;
}

export function hashBytes(seed: number, bytes: Uint8Array): number {
  let hash = seed;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, PRIME);
  return finishHash(hash);
}

/** Of a text of any script, as UTF-8. */
export function hashText(seed: number, text: string): number {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return hashBytes(seed, Buffer.from(text));
  return hashLetters(seed, text);
}

/** @param put takes each key of a listed word; the same one may come twice */
export function putKeys(word: string, isPlain: boolean, put: (key: number) => void): void {
  put(hashText(layout.NAMES_TEXT_SEED, word));
  if (!isPlain) return;
  const sound = wordSound(word);
  put(hashLetters(layout.NAMES_SOUND_SEED, sound));
  const skeleton = consonants(sound);
  if (skeleton.length >= LEAST_SKELETON) put(hashLetters(layout.NAMES_SKELETON_SEED, skeleton));
  for (const group of nicknameGroups.get(word) ?? []) put(finishHash(layout.NAMES_GROUP_SEED ^ group));
  const { length } = word;
  if (length >= LEAST_DELETED && length < layout.NAMES_LEAST_PARTS) putDeletions(layout.NAMES_TEXT_SEED, word, put);
  if (length >= layout.NAMES_LEAST_PARTS && length <= layout.NAMES_LEAST_LONG) putParts(word, put);
  if (length >= layout.NAMES_LEAST_LONG) {
    const prefix = word.slice(0, layout.NAMES_PREFIX_MOST);
    const suffix = word.slice(-layout.NAMES_SUFFIX_MOST);
    put(hashLetters(layout.NAMES_PREFIX_SEED, prefix));
    put(hashLetters(layout.NAMES_SUFFIX_SEED, suffix));
    putDeletions(layout.NAMES_PREFIX_SEED, prefix, put);
    putDeletions(layout.NAMES_SUFFIX_SEED, suffix, put);
  }
}

function putDeletions(seed: number, text: string, put: (key: number) => void): void {
  for (let left = 0; left < text.length; left++) {
    // of doubled letters it is the same which one is left out
    if (left > 0 && text[left] === text[left - 1]) continue;
    put(finishHash(addLetters(addLetters(seed, text, 0, left), text, left + 1, text.length)));
  }
}

function putParts(word: string, put: (key: number) => void): void {
  const { length } = word;
  const [first, second] = [Math.floor(length / 3), Math.floor((2 * length) / 3)];
  const salt = Math.imul(length, layout.NAMES_LENGTH_SEED);
  put(hashLetters(layout.NAMES_START_SEED ^ salt, word, 0, second));
  put(finishHash(addLetters(addLetters(layout.NAMES_OUTSIDE_SEED ^ salt, word, 0, first), word, second, length)));
  put(hashLetters(layout.NAMES_END_SEED ^ salt, word, first, length));
}
