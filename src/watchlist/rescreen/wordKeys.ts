/**
 * Keys as hashes, so that none of their many texts is ever made. Words that stand for each other share one: of the text,
 * the sound, the consonants, a group of short forms, or the text less one or two letters, so that one or two errors of
 * typing are forgiven. Two texts of one hash lead to a parcel too many, never past one.
 */
import { finishHash } from '../../base/finishHash.ts';
import { consonants, wordSound } from '../compare/wordSound.ts';
import { nicknameGroups } from '../text/nicknames.ts';

/** Letters of a word that may lack one letter of a longer one; from how many one may be mistyped, and two. */
const LEAST_TYPED = 3;
const ONE_ERROR = 4;
const TWO_ERRORS = 9;
const PRIME = 0x01000193;

/** @param sort  what the text is: keys of different sorts never meet but by chance */
export function hashKey(sort: string, text: string): number {
  return finishHash(addUnits(startOf(sort), text, 0, text.length));
}

export function wordKeys(sort: string, word: string): number[] {
  const sound = wordSound(word);
  const skeleton = consonants(sound);
  return [
    hashKey(`${sort}t`, word),
    ...(word.length > 2 ? [hashKey(`${sort}s`, sound)] : []),
    ...(skeleton.length > 2 ? [hashKey(`${sort}k`, skeleton)] : []),
    ...(nicknameGroups.get(word) ?? []).map((group) => hashKey(`${sort}g`, String(group))),
    ...typingKeys(sort, word, word.length >= TWO_ERRORS ? 2 : 1),
  ];
}

/** The word and what is left of it without one letter, or two: one is equal for words so many edits apart. */
export function typingKeys(sort: string, word: string, mostErrors: 1 | 2): number[] {
  if (word.length < LEAST_TYPED) return [];
  const start = startOf(`${sort}d`);
  const end = word.length;
  const found = [finishHash(addUnits(start, word, 0, end))];
  if (end < ONE_ERROR) return found;
  let before = start;
  for (let first = 0; first < end; first++) {
    let between = before;
    if (mostErrors === 2) {
      for (let second = first + 1; second < end; second++) {
        found.push(finishHash(addUnits(between, word, second + 1, end)));
        between = addUnit(between, word.charCodeAt(second));
      }
    } else {
      between = addUnits(before, word, first + 1, end);
    }
    found.push(finishHash(between));
    before = addUnit(before, word.charCodeAt(first));
  }
  return found;
}

/** FNV-1a over UTF-16 units. */
function startOf(sort: string): number {
  return addUnits(0x811c9dc5, sort, 0, sort.length);
}

function addUnits(hash: number, text: string, from: number, to: number): number {
  for (let i = from; i < to; i++) hash = addUnit(hash, text.charCodeAt(i));
  return hash;
}

function addUnit(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, PRIME);
}
