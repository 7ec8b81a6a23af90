/** Phrases and handles: words in a row, anywhere in free text. */
import { foldText } from '../text/fold.ts';
import { toLatin } from '../text/toLatin.ts';
import type { Attribute } from './attribute.ts';

const WORDS = /[\p{L}\p{M}\p{N}]+/gu;

function wordsOf(text: string): string[] {
  return toLatin(foldText(text)).match(WORDS) ?? [];
}

const phrase = (name: 'phrase' | 'handle', letter: string): Attribute<readonly string[]> => ({
  letter,
  name,
  least: 1,
  facetsOf: ({ texts }) => texts,
  termsOf: wordsOf,
  keysOfTerm: (term) => [term],
  listedOf: (indicator) => {
    if (indicator.kind !== name) return null;
    const words = wordsOf(indicator.text);
    return words.length === 0 ? null : words;
  },
  // all of its words must be there
  keysOfListed: (words) => {
    const distinct = [...new Set(words)];
    return { groups: distinct.map((word) => ({ keys: [word], weight: 1 })), leastWeight: distinct.length, alone: [] };
  },
  score: (text, words) => (holds(wordsOf(text), words) ? 1 : 0),
});

function holds(all: readonly string[], row: readonly string[]): boolean {
  return all.some((_, start) => row.every((word, i) => all[start + i] === word));
}

export const phraseAttributes: readonly Attribute<readonly string[]>[] = [phrase('phrase', 'T'), phrase('handle', 'H')];
