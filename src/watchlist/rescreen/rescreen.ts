/**
 * Which parcels a change of a list affects: those whose hits before and after differ. Only parcels that share a key
 * with what changed are looked at, and they are compared with what changed alone; the affected ones then with all.
 */
import type { Parcel } from '../../contract/parcel.ts';
import { type Entry, entryKey } from '../entry.ts';
import { type Facets, facetsOf } from './facets.ts';
import { inOrder, type ListHit, ListMatcher } from './listMatcher.ts';
import type { ParcelIndex } from './parcelIndex.ts';

export type EntryChange = { readonly before: readonly Entry[]; readonly after: readonly Entry[] };
export type Affected = {
  /** Number of the parcel in the index. */
  readonly parcel: number;
  readonly itemId: string;
  readonly before: readonly ListHit[];
  readonly after: readonly ListHit[];
};
export type Rescreening = { readonly looked: number; readonly affected: readonly Affected[] };

/** Entries that came, went or changed, each in the list that has it. An id names an entry within its list. */
export function entryChange(before: Iterable<Entry>, after: Iterable<Entry>): EntryChange {
  const old = new Map([...before].map((entry) => [entryKey(entry.list, entry.id), entry]));
  const came: Entry[] = [];
  for (const entry of after) {
    const was = old.get(entryKey(entry.list, entry.id));
    if (was !== undefined && JSON.stringify(was) === JSON.stringify(entry)) old.delete(entryKey(entry.list, entry.id));
    else came.push(entry);
  }
  return { before: [...old.values()], after: came };
}

/**
 * @param parcelOf  one that the index has, by its number; asked for candidates only, in rising order
 * @param before    all entries, as those of the change: hits of affected parcels are told in full
 */
export async function rescreen(
  index: ParcelIndex,
  parcelOf: (parcel: number) => Promise<Parcel> | Parcel,
  before: readonly Entry[],
  after: readonly Entry[],
): Promise<Rescreening> {
  const change = entryChange(before, after);
  const candidates = index.candidates([...change.before, ...change.after]);
  const [was, is] = [new ListMatcher(change.before), new ListMatcher(change.after)];
  const found: { parcel: number; itemId: string; facets: Facets; before: ListHit[]; after: ListHit[] }[] = [];
  for (const parcel of candidates) {
    const record = await parcelOf(parcel);
    const facets = facetsOf(record);
    const changed = { before: was.match(facets), after: is.match(facets) };
    if (!areSame(changed.before, changed.after)) found.push({ parcel, itemId: record.itemId, facets, ...changed });
  }
  if (found.length === 0) return { looked: candidates.length, affected: [] };
  // what did not change matches as it did: a hit is of one entry and one parcel
  const changed = new Set(change.after);
  const others = new ListMatcher(after.filter((entry) => !changed.has(entry)));
  const affected = found.map(({ parcel, itemId, facets, ...hits }): Affected => {
    const same = others.match(facets);
    const [told, now] = [inOrder([...hits.before, ...same]), inOrder([...hits.after, ...same])];
    return { parcel, itemId, before: told, after: now };
  });
  return { looked: candidates.length, affected };
}

export function areSame(one: readonly ListHit[], other: readonly ListHit[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
