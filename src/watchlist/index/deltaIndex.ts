/**
 * What a new version of some lists changes of an index: a small index of the entries that came or changed, with a mark
 * for each entry of the old one that went or changed. An entry is the one of its id in its list; whether it changed is
 * told by its fingerprint, so the old lists themselves are not needed.
 */
import { type Entry, entryKey } from '../entry.ts';
import { entryFingerprint } from '../entryFingerprint.ts';
import { buildListIndex, type ListIndexOptions } from './buildListIndex.ts';
import { type EntriesView, openEntries } from './entries/open.ts';
import type { ListIndex } from './listIndex.ts';
import { partFault } from './partFault.ts';
import { buildTombstones } from './tombstones/build.ts';

export type DeltaCounts = {
  readonly came: number;
  readonly changed: number;
  readonly went: number;
  readonly same: number;
};
/** What of a list the index no longer has, of how many entries. */
export type ListLoss = { readonly list: string; readonly went: number; readonly before: number };
export type DeltaIndex = {
  readonly index: Uint8Array;
  readonly counts: DeltaCounts;
  /** Of each given list, also where it loses nothing. */
  readonly losses: readonly ListLoss[];
};

/**
 * @param lists    names of the lists that are given anew; entries of others stay as they are
 * @param entries  all entries of those lists
 * @throws PosternError BUNDLE_INVALID where the index does not say what it lists
 */
export function buildDeltaIndex(
  base: ListIndex,
  lists: readonly string[],
  entries: Iterable<Entry>,
  options: ListIndexOptions = {},
): DeltaIndex {
  if (base.parts.entries === null) throw partFault('entries', 'expected one: a list without it cannot be changed');
  const old = openEntries(base.parts.entries);
  const open = numbersOf(old, new Set(lists));
  const before = open.size;
  const hadOf = countedByList(old, open.values());
  const gone: number[] = [];
  const fresh: Entry[] = [];
  let [same, changed] = [0, 0];
  for (const entry of entries) {
    const name = entryKey(entry.list, entry.id);
    const number = open.get(name);
    open.delete(name);
    if (number !== undefined && old.fingerprintOf(number) === entryFingerprint(entry)) {
      same++;
      continue;
    }
    if (number !== undefined) {
      gone.push(number);
      changed++;
    }
    fresh.push(entry);
  }
  const wentOf = countedByList(old, open.values());
  const tombstones = buildTombstones(old.numEntries, [...gone, ...open.values()]);
  return {
    index: buildListIndex(fresh, { ...options, parts: { ...options.parts, tombstones } }),
    counts: { came: fresh.length - changed, changed, went: before - same - changed, same },
    losses: lists.map((list) => ({ list, went: wentOf.get(list) ?? 0, before: hadOf.get(list) ?? 0 })),
  };
}

function countedByList(old: EntriesView, numbers: Iterable<number>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const number of numbers) {
    const list = old.listOf(number);
    counts.set(list, (counts.get(list) ?? 0) + 1);
  }
  return counts;
}

/** Entries of these lists that were not told of yet, by their names. */
function numbersOf(old: EntriesView, lists: ReadonlySet<string>): Map<string, number> {
  const numbers = new Map<string, number>();
  for (let number = 0; number < old.numEntries; number++) {
    const list = old.listOf(number);
    if (lists.has(list)) numbers.set(entryKey(list, old.idOf(number)), number);
  }
  return numbers;
}
