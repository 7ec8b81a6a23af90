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
  readonly alone: readonly number[];
};

/** Keys are hashes (wordKeys.ts). */
export type Family = {
  /** Terms and words of different families never meet. */
  readonly letter: string;
  /** Parts of a parcel's texts, a few a text and shared by many texts. */
  readonly termsOf: (texts: ParcelTexts) => readonly string[];
  readonly keysOfTerm: (term: string) => readonly number[];
  /** Of an entry, one a thing that can be matched. */
  readonly listedOf: (entry: Entry) => readonly ListedKeys[];
  readonly keysOfWord: (word: string) => readonly number[];
};
