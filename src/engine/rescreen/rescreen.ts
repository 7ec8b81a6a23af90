/**
 * Which parcels of the past a change of lists affects: those of which the engine finds other things with the new lists
 * than with the old ones, on the day of each.
 *
 *   entries that changed ─ parcels that may match them ─ parcels that do ─ those with other hits than before
 *                reverse index              match stage, changed entries       match stage, entries near these parcels
 *
 * A parcel that no changed entry matches, before or now, has the hits that it had: a hit is of one entry and one parcel,
 * and where there are more than the engine keeps, it keeps the best, of equal ones the first. The others are matched
 * with all entries that may match any of them, so that what is kept is what full lists would leave.
 */
import type { Parcel } from '../../contract/parcel.ts';
import type { WordCounts } from '../../watchlist/compare/wordShares.ts';
import { type Entry, entryKey } from '../../watchlist/entry.ts';
import { ParcelIndexBuilder } from '../../watchlist/rescreen/buildParcelIndex.ts';
import { type EntryChange, entryChange } from '../../watchlist/rescreen/entryChange.ts';
import { ParcelIndex } from '../../watchlist/rescreen/parcelIndex.ts';
import { type JudgedParcel, type NamedHit, type ParcelRow, TwoLists } from './twoLists.ts';

export type RescreenSources = {
  readonly index: ParcelIndex;
  /** All entries, in the order of their lists. */
  readonly before: readonly Entry[];
  readonly after: readonly Entry[];
  /** Words of a facility's mail, where bundles are built with some. */
  readonly counted?: readonly WordCounts[];
  /** Parcels that the index has, by their numbers, which rise. Rows may be kept. */
  rowsOf(parcels: Iterable<number>): AsyncIterable<ParcelRow>;
};
export type AffectedParcel = {
  /** Number of the parcel in the index. */
  readonly parcel: number;
  readonly itemId: string;
  readonly before: readonly NamedHit[];
  readonly after: readonly NamedHit[];
};
export type Rescreening = {
  readonly came: number;
  readonly went: number;
  /** Parcels that may match what changed, and those of them that do. */
  readonly candidates: number;
  readonly matched: number;
  readonly affected: readonly AffectedParcel[];
};

/** @param onParcel  told of each parcel that is looked at */
export async function rescreen(sources: RescreenSources, onParcel: () => void = () => {}): Promise<Rescreening> {
  const { index, before, after, counted = [], rowsOf } = sources;
  const change = entryChange(before, after);
  const candidates = index.candidates([...change.before, ...change.after]);
  const about = { came: change.after.length, went: change.before.length, candidates: candidates.length };
  if (candidates.length === 0) return { ...about, matched: 0, affected: [] };
  const matched: ParcelRow[] = [];
  for await (const { parcel, row, before: was, after: is } of new TwoLists(change, counted).judge(rowsOf(candidates))) {
    onParcel();
    if (was.length + is.length > 0) matched.push({ parcel, row });
  }
  const affected: AffectedParcel[] = [];
  const near = nearEntries(change, matched, sources);
  for await (const judged of new TwoLists(near, counted).judge(matched)) {
    if (areSame(judged)) continue;
    const { parcel, row, ...hits } = judged;
    affected.push({ parcel, itemId: parsed(row).itemId, ...hits });
  }
  return { ...about, matched: matched.length, affected };
}

/** The same by screening every parcel with all entries before and now: what `rescreen` is measured by. */
export async function screenAll(sources: RescreenSources, onParcel: () => void = () => {}): Promise<readonly number[]> {
  const { index, before, after, counted = [], rowsOf } = sources;
  const all = Uint32Array.from({ length: index.numParcels }, (_, parcel) => parcel);
  const affected: number[] = [];
  for await (const judged of new TwoLists({ before, after }, counted).judge(rowsOf(all))) {
    onParcel();
    if (!areSame(judged)) affected.push(judged.parcel);
  }
  return affected;
}

/** Of both lists what changed, and what may match any of the parcels, in the order of the lists. */
function nearEntries(
  change: EntryChange,
  parcels: readonly ParcelRow[],
  { before, after }: RescreenSources,
): EntryChange {
  const builder = new ParcelIndexBuilder();
  for (const { row } of parcels) builder.add({ parcel: parsed(row), row, start: 0, end: 0 });
  const index = new ParcelIndex(builder.finish(0));
  const changed = new Set([...change.before, ...change.after]);
  const near = new Set(after.filter((entry) => !changed.has(entry) && index.mayMatch(entry)).map(keyOf));
  const isNear = (entry: Entry): boolean => changed.has(entry) || near.has(keyOf(entry));
  return { before: before.filter(isNear), after: after.filter(isNear) };
}

/** The core has read it, so it is one. */
function parsed(row: Uint8Array): Parcel {
  return JSON.parse(Buffer.from(row).toString()) as Parcel;
}

function keyOf({ list, id }: Entry): string {
  return entryKey(list, id);
}

function areSame({ before, after }: JudgedParcel): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}
