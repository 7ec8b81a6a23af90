/** Parcels to their reverse index. Words are kept once, whatever the number of parcels that hold them. */
import type { Parcel } from '../../contract/parcel.ts';
import { families } from './families.ts';
import * as layout from './parcelIndexLayout.ts';
import { parcelTexts } from './parcelTexts.ts';

/** `start` and `end`: where the row's bytes lie in the input, or which row of a log it is. */
export type IndexedRow = {
  readonly parcel: Parcel;
  readonly row: Uint8Array;
  readonly start: number;
  readonly end: number;
};

export class ParcelIndexBuilder {
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #checks: number[] = [];
  readonly #terms = new Map<string, { readonly number: number; readonly parcels: number[] }>();
  /** Numbers of terms by the hash of a key. */
  readonly #keys = new Map<number, number[]>();

  add({ parcel, row, start, end }: IndexedRow): void {
    const number = this.#starts.push(start) - 1;
    this.#ends.push(end);
    this.#checks.push(layout.hashRow(row));
    const texts = parcelTexts(parcel);
    for (const { letter, termsOf, keysOfTerm } of families) {
      for (const term of termsOf(texts)) {
        const name = letter + term;
        const known = this.#terms.get(name);
        if (known !== undefined) {
          if (known.parcels[known.parcels.length - 1] !== number) known.parcels.push(number);
          continue;
        }
        const added = { number: this.#terms.size, parcels: [number] };
        this.#terms.set(name, added);
        for (const key of keysOfTerm(term)) this.#put(key, added.number);
      }
    }
  }

  #put(key: number, term: number): void {
    const terms = this.#keys.get(key);
    if (terms === undefined) this.#keys.set(key, [term]);
    else if (terms[terms.length - 1] !== term) terms.push(term);
  }

  /** @param inputBytes length of the input that the rows lie in */
  finish(inputBytes: number): Uint8Array {
    const keys = [...this.#keys.keys()].sort((one, other) => one - other);
    const keyTerms = keys.map((key) => this.#keys.get(key) as number[]);
    const postings = [...this.#terms.values()].map(({ parcels }) => parcels);
    const [numKeyTerms, numPostings] = [totalOf(keyTerms), totalOf(postings)];
    const numParcels = this.#starts.length;
    const numWords = numParcels + 2 * keys.length + numKeyTerms + postings.length + numPostings;
    const bytes = new Uint8Array(layout.PARCEL_INDEX_HEADER_BYTES + 16 * numParcels + 4 * numWords);
    const header = new DataView(bytes.buffer);
    header.setUint32(0, layout.PARCEL_INDEX_MAGIC, true);
    header.setUint32(4, layout.PARCEL_INDEX_VERSION, true);
    header.setBigUint64(8, BigInt(bytes.length), true);
    [numParcels, keys.length, numKeyTerms, postings.length].forEach((count, i) =>
      header.setUint32(16 + 4 * i, count, true),
    );
    header.setBigUint64(32, BigInt(numPostings), true);
    header.setBigUint64(40, BigInt(inputBytes), true);
    const places = new Float64Array(bytes.buffer, layout.PARCEL_INDEX_HEADER_BYTES, 2 * numParcels);
    for (let i = 0; i < numParcels; i++) places.set([this.#starts[i], this.#ends[i]], 2 * i);
    const words = new Uint32Array(bytes.buffer, layout.PARCEL_INDEX_HEADER_BYTES + 16 * numParcels);
    let at = 0;
    const put = (values: Iterable<number>): void => {
      for (const value of values) words[at++] = value;
    };
    put(this.#checks);
    put(keys);
    put(endsOf(keyTerms));
    for (const terms of keyTerms) put(terms);
    put(endsOf(postings));
    for (const parcels of postings) put(parcels);
    return bytes;
  }
}

function totalOf(groups: readonly (readonly number[])[]): number {
  return groups.reduce((sum, { length }) => sum + length, 0);
}

function* endsOf(groups: readonly (readonly number[])[]): Generator<number> {
  let end = 0;
  for (const { length } of groups) {
    end += length;
    yield end;
  }
}
