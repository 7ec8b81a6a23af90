/** A listed name as senders write it: mistyped, turned, cut short, with words too many, put together or apart. */
import type { Random } from '../../../src/base/random.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** @param otherName another name, for words that are none of this one's */
export function mutateName(name: string, random: Random, otherName: () => string): string {
  let words = name.split(' ').filter((word) => word !== '');
  for (let change = random.below(4); change > 0 && words.length > 0; change--) {
    const place = random.below(words.length);
    words = changes[random.below(changes.length)](words, place, random, otherName);
  }
  return words.join(' ');
}

type Change = (words: string[], place: number, random: Random, otherName: () => string) => string[];

const replace = (words: string[], place: number, count: number, ...by: string[]): string[] => [
  ...words.slice(0, place),
  ...by,
  ...words.slice(place + count),
];

const changes: readonly Change[] = [
  (words, place, random) => replace(words, place, 1, mistyped(words[place], random)),
  (words, place, random) => replace(words, place, 1, mistyped(words[place], random)),
  (words, place) => replace(words, place, 1, reheard(words[place])),
  (words, place) => replace(words, place, 1),
  (words, place, _, otherName) => replace(words, place, 0, otherName().split(' ')[0]),
  (words, place) => replace(words, place, 1, words[place][0]),
  (words, place) => replace(words, place, 1, `${words[place][0]}.`),
  (words, place) => replace(words, place, 2, `${words[place]}${words[place + 1] ?? ''}`),
  (words, place, random) => {
    const cut = random.below(words[place].length + 1);
    return replace(words, place, 1, words[place].slice(0, cut), words[place].slice(cut));
  },
  (words) => words.reverse(),
  (words, place) => [...words.slice(place), ...words.slice(0, place)],
  (words) => [...words, 'Ltd'],
];

function mistyped(word: string, random: Random): string {
  const at = random.below(word.length + 1);
  const letter = LETTERS[random.below(LETTERS.length)];
  const before = word.slice(0, Math.max(0, at - 1));
  return random.pick([
    word.slice(0, at) + letter + word.slice(at),
    before + word.slice(at),
    before + letter + word.slice(at),
    at > 1 ? word.slice(0, at - 2) + word[at - 1] + word[at - 2] + word.slice(at) : word,
  ]);
}

function reheard(word: string): string {
  return word
    .replace(/ph/i, 'f')
    .replace(/ou|oo/i, 'u')
    .replace(/kh/i, 'k')
    .replace(/ee|y$/i, 'i')
    .replace(/(.)\1/, '$1');
}
