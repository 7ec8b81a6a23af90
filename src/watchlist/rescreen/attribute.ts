/**
 * One sort of thing that is matched. Whatever scores at least `least` shares keys with what is listed: so listed things
 * are found by the keys of a parcel, and parcels by the keys of a listed thing.
 */
import type { Entry, Indicator } from '../entry.ts';
import type { Facet, Facets } from './facets.ts';

/** Any of these keys stands for one part of a listed thing, such as a word. */
export type KeyGroup = { readonly keys: readonly string[]; readonly weight: number };
/** What scores enough has groups of this weight together, or one of the keys that do alone. */
export type ListedKeys = {
  readonly groups: readonly KeyGroup[];
  readonly leastWeight: number;
  readonly alone: readonly string[];
};

export type Attribute<Listed = unknown> = {
  /** Of one letter: keys of different attributes never meet. */
  readonly letter: string;
  readonly name: string;
  readonly least: number;
  readonly facetsOf: (facets: Facets) => readonly Facet[];
  /** Parts of a parcel's text, a few a text and shared by many texts. */
  readonly termsOf: (text: string) => readonly string[];
  readonly keysOfTerm: (term: string) => readonly string[];
  /** Null where an indicator is not of this sort, or can never match. */
  readonly listedOf: (indicator: Indicator, entry: Entry) => Listed | null;
  readonly keysOfListed: (listed: Listed) => ListedKeys;
  readonly score: (text: string, listed: Listed) => number;
};

/** Groups without which the rest weighs too little, rarest first: whatever scores enough has one of them. */
export function rarestGroups(
  { groups, leastWeight }: ListedKeys,
  frequency: (group: KeyGroup) => number,
): { readonly needed: readonly KeyGroup[]; readonly rest: readonly KeyGroup[] } {
  const sorted = groups
    .map((group) => ({ group, frequency: frequency(group) / group.weight }))
    .sort((one, two) => one.frequency - two.frequency)
    .map(({ group }) => group);
  let left = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let numNeeded = 0;
  while (numNeeded < sorted.length && left >= leastWeight) left -= sorted[numNeeded++].weight;
  return { needed: sorted.slice(0, numNeeded), rest: sorted.slice(numNeeded) };
}
