/**
 * One way in which parcels are found. Whatever the core finds by it shares keys with what is listed: so parcels are
 * found by the keys of a listed thing.
 */
import type { Entry } from '../entry.ts';
import type { ParcelTexts } from './parcelTexts.ts';

/** A word of a listed thing: any key of it that a parcel has stands for it. */
export type ListedWord = { readonly word: string; readonly weight: number };
/** What is found has words of this weight together, or one of the keys that do alone. */
export type ListedKeys = {
  readonly words: readonly ListedWord[];
  readonly leastWeight: number;
  readonly alone: readonly string[];
};

export type Family = {
  /** Keys of different families never meet. */
  readonly letter: string;
  /** Parts of a parcel's texts, a few a text and shared by many texts. */
  readonly termsOf: (texts: ParcelTexts) => readonly string[];
  readonly keysOfTerm: (term: string) => readonly string[];
  /** Of an entry, one a thing that can be matched. */
  readonly listedOf: (entry: Entry) => readonly ListedKeys[];
  readonly keysOfWord: (word: string) => readonly string[];
};

/** Words without which the rest weighs too little, rarest first: whatever is found has one of them. */
export function rarestWords(
  { words, leastWeight }: ListedKeys,
  frequency: (word: string) => number,
): { readonly needed: readonly ListedWord[]; readonly rest: readonly ListedWord[] } {
  const sorted = words
    .map((one) => ({ one, frequency: frequency(one.word) / one.weight }))
    .sort((one, two) => one.frequency - two.frequency)
    .map(({ one }) => one);
  let left = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let numNeeded = 0;
  while (numNeeded < sorted.length && left >= leastWeight) left -= sorted[numNeeded++].weight;
  return { needed: sorted.slice(0, numNeeded), rest: sorted.slice(numNeeded) };
}
