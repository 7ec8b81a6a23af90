/** Parcels of the past, to be looked at once all of them and then some again. */
import { PosternError } from '../../contract/errors.ts';
import type { ParcelRow } from '../../engine/rescreen/twoLists.ts';
import { ParcelIndexBuilder, type IndexedRow } from '../../watchlist/rescreen/buildParcelIndex.ts';
import type { ParcelIndex } from '../../watchlist/rescreen/parcelIndex.ts';
import { createProgress } from '../progress.ts';

export type ParcelSource = {
  /** Bytes of the input, where it is one file; else 0. */
  readonly inputBytes: number;
  /** All parcels that can be read, in order, each where it lies. */
  rows(): AsyncIterable<IndexedRow>;
  /** Rows passed by when all were read last, because they are no parcels, were not kept or are gone. */
  readonly numPassed: number;
  /** Parcels of an index that was made of this source. @throws PosternError BODY_INVALID where it is another now */
  rowsOf(index: ParcelIndex, parcels: Iterable<number>): AsyncIterable<ParcelRow>;
  close(): Promise<void>;
};

export async function indexParcels(source: ParcelSource): Promise<{ bytes: Uint8Array; numParcels: number }> {
  const builder = new ParcelIndexBuilder();
  const progress = createProgress(source.inputBytes);
  let numParcels = 0;
  try {
    for await (const row of source.rows()) {
      builder.add(row);
      progress.update(++numParcels, row.end);
    }
  } finally {
    progress.end();
  }
  return { bytes: builder.finish(source.inputBytes), numParcels };
}

/** Of an index and what it was made of. */
export function isAnother(fault: string): PosternError {
  return new PosternError('BODY_INVALID', `${fault}; make the index again with: postern watchlist index-parcels`);
}
