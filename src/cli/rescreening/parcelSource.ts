/** Parcels of the past, to be looked at once all of them and then some again. */
import type { Parcel } from '../../contract/parcel.ts';
import type { IndexedRow } from '../../watchlist/rescreen/buildParcelIndex.ts';

export type ParcelSource = {
  /** All that can be read, in order; those that cannot are counted. */
  rows(): AsyncIterable<IndexedRow>;
  /** Rows passed by, because they are no parcels or were not kept. */
  readonly numPassed: number;
  /** Bytes of the input, where it is one file. */
  readonly inputBytes: number;
  /** Asked for after `rows`, in rising order. */
  parcelOf(number: number): Promise<Parcel>;
  close(): Promise<void>;
};
