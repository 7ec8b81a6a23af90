/**
 * Keys that two words share where they stand for each other: the text, the sound, the consonants, a group of short
 * forms, and the text less one or two letters, so that one or two errors of typing are forgiven.
 */
import { consonants, wordSound } from '../compare/wordSound.ts';
import { nicknameGroups } from '../text/nicknames.ts';

/** Letters of a word that may lack one letter of a longer one; from how many one may be mistyped, and two. */
const LEAST_TYPED = 3;
const ONE_ERROR = 4;
const TWO_ERRORS = 9;

export function textKey(word: string): string {
  return `t${word}`;
}

/** A word that starts with this letter; and a word that is no more than it. */
export function startKey(letter: string): string {
  return `f${letter}`;
}
export function initialKey(letter: string): string {
  return `1${letter}`;
}

export function wordKeys(word: string): string[] {
  const sound = wordSound(word);
  const skeleton = consonants(sound);
  return [
    textKey(word),
    ...(word.length > 2 ? [`s${sound}`] : []),
    ...(skeleton.length > 2 ? [`k${skeleton}`] : []),
    ...(nicknameGroups.get(word) ?? []).map((group) => `g${group}`),
    ...typingKeys(word, word.length >= TWO_ERRORS ? 2 : 1),
  ];
}

/** The word and what is left of it without one letter, or two: one is equal for words so many edits apart. */
export function typingKeys(word: string, mostErrors: 1 | 2): string[] {
  if (word.length < LEAST_TYPED) return [];
  const found = new Set([`d${word}`]);
  if (word.length < ONE_ERROR) return [...found];
  for (const shorter of withoutOne(word)) {
    found.add(`d${shorter}`);
    if (mostErrors === 2) for (const shortest of withoutOne(shorter)) found.add(`d${shortest}`);
  }
  return [...found];
}

function withoutOne(word: string): string[] {
  return Array.from({ length: word.length }, (_, i) => word.slice(0, i) + word.slice(i + 1));
}
