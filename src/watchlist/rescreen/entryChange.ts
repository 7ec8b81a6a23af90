/** What differs between two versions of lists. */
import { isObject } from '../../base/isObject.ts';
import { type Entry, entryKey } from '../entry.ts';

/** Entries in the order of their lists. */
export type EntryChange = { readonly before: readonly Entry[]; readonly after: readonly Entry[] };

/**
 * Entries that came, went or changed in anything; an id names an entry within its list. One that overtook others counts
 * too: where more entries match than a parcel is told of, the first of equal ones are kept.
 */
export function entryChange(before: readonly Entry[], after: readonly Entry[]): EntryChange {
  const places = new Map(before.map((entry, place) => [keyOf(entry), place]));
  const same = after.flatMap((entry) => {
    const place = places.get(keyOf(entry));
    return place !== undefined && areEqual(before[place], entry) ? [{ entry, place }] : [];
  });
  const stayed = longestRising(same.map(({ place }) => place));
  const old = new Set(stayed.map((i) => before[same[i].place]));
  const now = new Set(stayed.map((i) => same[i].entry));
  return { before: before.filter((entry) => !old.has(entry)), after: after.filter((entry) => !now.has(entry)) };
}

function keyOf({ list, id }: Entry): string {
  return entryKey(list, id);
}

/** Of values as JSON has them, without the texts that would tell it too. */
function areEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, i) => areEqual(item, other[i]));
  }
  if (!isObject(one) || !isObject(other)) return false;
  // without a list of the keys: there are millions of them
  let numKeys = 0;
  for (const key in one) {
    if (!areEqual(one[key], other[key])) return false;
    numKeys++;
  }
  for (const _ in other) numKeys--;
  return numKeys === 0;
}

/** Places of a longest run of rising values, by patience sorting. */
function longestRising(values: readonly number[]): number[] {
  const tails: number[] = [];
  const before = new Int32Array(values.length).fill(-1);
  for (const [i, value] of values.entries()) {
    let [from, to] = [0, tails.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (values[tails[middle]] < value) from = middle + 1;
      else to = middle;
    }
    if (from > 0) before[i] = tails[from - 1];
    tails[from] = i;
  }
  const found: number[] = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = before[i]) found.push(i);
  return found.reverse();
}
