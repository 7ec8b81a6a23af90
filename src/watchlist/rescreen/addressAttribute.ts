import { addressComparator, addressText, addressWords, wordWeight } from '../compare/address.ts';
import type { Attribute } from './attribute.ts';
import { textKey, typingKeys } from './wordKeys.ts';

type ListedAddress = { readonly text: string; readonly words: readonly string[] };

/** As the comparator: the most that an address with a number scores, and the length of words that may be mistyped. */
const MOST = 0.97;
const LONG = 4;
const LEAST = 0.75;
const ROUNDING = 1e-9;

export const addressAttribute: Attribute<ListedAddress> = {
  letter: 'A',
  name: 'address',
  least: LEAST,
  facetsOf: ({ addresses }) => addresses,
  termsOf: (text) => [...new Set(addressWords(text))],
  keysOfTerm: (word) => [textKey(word), ...typingKeys(word, 1)],
  listedOf: (indicator) => {
    if (indicator.kind !== 'address') return null;
    const text = addressText(indicator);
    const words = [...new Set(addressWords(text))];
    // one without a number scores half at most
    return words.some((word) => /\d/.test(word)) ? { text, words } : null;
  },
  // words may be missing, up to a share of the weight of all
  keysOfListed: ({ words }) => {
    const groups = words.map((word) => ({ keys: keysOf(word), weight: wordWeight(word) }));
    const all = groups.reduce((sum, { weight }) => sum + weight, 0);
    return { groups, leastWeight: (all * LEAST) / MOST - ROUNDING, alone: [] };
  },
  score: (text, { text: listed }) => addressComparator.compare(text, listed).score,
};

function keysOf(word: string): string[] {
  return /\d/.test(word) || word.length <= LONG ? [textKey(word)] : [textKey(word), ...typingKeys(word, 1)];
}
