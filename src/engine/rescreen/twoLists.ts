/** Parcels judged by two versions of lists, as the engine finds them: the core's match stage, each with its own index. */
import { defaultCorroboration, encodeCorroboration } from '../../watchlist/corroboration.ts';
import type { WordCounts } from '../../watchlist/compare/wordShares.ts';
import type { Entry } from '../../watchlist/entry.ts';
import type { Attribute } from '../../watchlist/index/attributes.ts';
import type { EntryChange } from '../../watchlist/rescreen/entryChange.ts';
import { indexOf } from '../bundle/readLists.ts';
import { LIST_SCREEN_BYTES, type ListScreen, openListScreen } from '../lists/listScreen.ts';
import type { HitParty, ListHit } from '../lists/rowHits.ts';

/** A hit by the name of its entry, so that two versions can be compared. */
export type NamedHit = {
  readonly list: string;
  readonly id: string;
  readonly attribute: Attribute;
  readonly party: HitParty;
  readonly score: number;
};
/** A parcel by its number, and its row as NDJSON without what ends it. */
export type ParcelRow = { readonly parcel: number; readonly row: Uint8Array };
/** Hits in an order of their own; equal ones are equal in every field. */
export type JudgedParcel = ParcelRow & { readonly before: readonly NamedHit[]; readonly after: readonly NamedHit[] };

const NEWLINE = Buffer.from('\n');
const BATCH_BYTES = LIST_SCREEN_BYTES / 4;

export class TwoLists {
  readonly #before: ListScreen;
  readonly #after: ListScreen;

  constructor(before: ListScreen, after: ListScreen) {
    [this.#before, this.#after] = [before, after];
  }

  async *judge(parcels: AsyncIterable<ParcelRow> | Iterable<ParcelRow>): AsyncGenerator<JudgedParcel> {
    let batch: ParcelRow[] = [];
    let numBytes = 0;
    for await (const parcel of parcels) {
      batch.push(parcel);
      numBytes += parcel.row.length;
      if (numBytes < BATCH_BYTES) continue;
      yield* this.#judge(batch);
      [batch, numBytes] = [[], 0];
    }
    if (numBytes > 0) yield* this.#judge(batch);
  }

  *#judge(batch: readonly ParcelRow[]): Generator<JudgedParcel> {
    const rows = Buffer.concat(batch.flatMap(({ row }) => [row, NEWLINE]));
    const [before, after] = [this.#before.match(rows), this.#after.match(rows)];
    for (const [i, parcel] of batch.entries()) {
      yield { ...parcel, before: named(this.#before, before[i].hits), after: named(this.#after, after[i].hits) };
    }
  }
}

/** @param counted  words of a facility's mail */
export function twoListsOf({ before, after }: EntryChange, counted: readonly WordCounts[]): TwoLists {
  // what hits come to together is not asked here
  const corroboration = encodeCorroboration(defaultCorroboration);
  const screenOf = (entries: readonly Entry[]): ListScreen => openListScreen(indexOf(entries, corroboration, counted));
  return new TwoLists(screenOf(before), screenOf(after));
}

function named({ lists }: ListScreen, hits: readonly ListHit[]): NamedHit[] {
  const all = hits.flatMap(({ entry, isDelta, attribute, party, score }): NamedHit[] => {
    const entries = (isDelta ? lists.delta : lists.base)?.entries;
    if (!entries) return [];
    return [{ list: entries.listOf(entry), id: entries.idOf(entry), attribute, party, score }];
  });
  return all.length < 2 ? all : all.sort((one, two) => (nameOf(one) < nameOf(two) ? -1 : 1));
}

function nameOf({ list, id, attribute, party }: NamedHit): string {
  return [list, id, attribute, party].join('\t');
}
