/**
 * Which parcels of the past a change of lists affects: those of which the engine finds other things with the new lists
 * than with the old ones, on the day of each.
 *
 *   entries that changed ─ parcels that may match them ─ parcels that do ─ parcels with other hits than before
 *                reverse index              match stage, what changed      match stage, whole lists
 *
 * A parcel that nothing matches that changed, as it was or as it is, has the hits that it had: a hit is of one entry and
 * one parcel, and where there are more than the engine keeps, it keeps the best, and of equal ones the first.
 */
import type { Parcel } from '../../contract/parcel.ts';
import type { WordCounts } from '../../watchlist/compare/wordShares.ts';
import { type EntryChange, entryChange } from '../../watchlist/rescreen/entryChange.ts';
import type { ParcelIndex } from '../../watchlist/rescreen/parcelIndex.ts';
import { type JudgedParcel, type NamedHit, type ParcelRow, type TwoLists, twoListsOf } from './twoLists.ts';

export type RescreenSources = {
  readonly index: ParcelIndex;
  /** All entries, in the order of their lists. */
  readonly entries: EntryChange;
  /** Words of a facility's mail, where bundles are built with some. */
  readonly counted: readonly WordCounts[];
  /** The whole lists, made when they are first asked for. */
  whole(): TwoLists;
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
  const { index, entries, counted, whole, rowsOf } = sources;
  const change = entryChange(entries.before, entries.after);
  const candidates = index.candidates([...change.before, ...change.after]);
  const matched: ParcelRow[] = [];
  if (candidates.length > 0) {
    for await (const { parcel, row, before, after } of twoListsOf(change, counted).judge(rowsOf(candidates))) {
      onParcel();
      if (before.length + after.length > 0) matched.push({ parcel, row });
    }
  }
  const affected: AffectedParcel[] = [];
  if (matched.length > 0) {
    for await (const judged of whole().judge(matched)) {
      if (areSame(judged)) continue;
      const { parcel, row, before, after } = judged;
      const { itemId } = JSON.parse(Buffer.from(row).toString()) as Parcel;
      affected.push({ parcel, itemId, before, after });
    }
  }
  return {
    came: change.after.length,
    went: change.before.length,
    candidates: candidates.length,
    matched: matched.length,
    affected,
  };
}

/** The numbers of affected parcels, by screening every one with the whole lists: what `rescreen` is measured by. */
export async function screenAll(
  { index, whole, rowsOf }: RescreenSources,
  onParcel: () => void = () => {},
): Promise<readonly number[]> {
  const all = Uint32Array.from({ length: index.numParcels }, (_, parcel) => parcel);
  const affected: number[] = [];
  for await (const judged of whole().judge(rowsOf(all))) {
    onParcel();
    if (!areSame(judged)) affected.push(judged.parcel);
  }
  return affected;
}

function areSame({ before, after }: JudgedParcel): boolean {
  if (before.length + after.length === 0) return true;
  return JSON.stringify(before) === JSON.stringify(after);
}
