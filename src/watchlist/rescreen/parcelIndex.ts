/** The reverse index, opened: which parcels an entry may match. */
import { PosternError } from '../../contract/errors.ts';
import type { Entry } from '../entry.ts';
import { type Attribute, type KeyGroup, type ListedKeys, rarestGroups } from './attribute.ts';
import { attributes } from './attributes.ts';
import * as layout from './parcelIndexLayout.ts';

export type ParcelPlace = { readonly start: number; readonly end: number; readonly check: number };

export class ParcelIndex {
  readonly numParcels: number;
  /** Bytes of the input that was indexed. */
  readonly inputBytes: number;
  readonly #places: Float64Array;
  readonly #checks: Uint32Array;
  readonly #keys: Uint32Array;
  readonly #keyEnds: Uint32Array;
  readonly #keyTerms: Uint32Array;
  readonly #termEnds: Uint32Array;
  readonly #postings: Uint32Array;

  /** @throws PosternError BODY_INVALID where the bytes are not a whole index of this version */
  constructor(bytes: Uint8Array) {
    const aligned = bytes.byteOffset % 8 === 0 ? bytes : Uint8Array.from(bytes);
    const { buffer, byteOffset, byteLength } = aligned;
    if (byteLength < layout.PARCEL_INDEX_HEADER_BYTES) throw invalid('it ends before its header does');
    const header = new DataView(buffer, byteOffset, byteLength);
    if (header.getUint32(0, true) !== layout.PARCEL_INDEX_MAGIC) throw invalid('it is none');
    const version = header.getUint32(4, true);
    if (version !== layout.PARCEL_INDEX_VERSION) {
      throw invalid(`it has version ${version}, expected ${layout.PARCEL_INDEX_VERSION}`);
    }
    const [numParcels, numKeys, numKeyTerms, numTerms] = [16, 20, 24, 28].map((at) => header.getUint32(at, true));
    const numPostings = Number(header.getBigUint64(32, true));
    const numWords = numParcels + 2 * numKeys + numKeyTerms + numTerms + numPostings;
    const expected = layout.PARCEL_INDEX_HEADER_BYTES + 16 * numParcels + 4 * numWords;
    if (byteLength !== expected || Number(header.getBigUint64(8, true)) !== expected) {
      throw invalid(`it has ${byteLength} bytes, expected ${expected}`);
    }
    let at = byteOffset + layout.PARCEL_INDEX_HEADER_BYTES + 16 * numParcels;
    const words = (length: number): Uint32Array => {
      const view = new Uint32Array(buffer, at, length);
      at += 4 * length;
      return view;
    };
    this.numParcels = numParcels;
    this.inputBytes = Number(header.getBigUint64(40, true));
    this.#places = new Float64Array(buffer, byteOffset + layout.PARCEL_INDEX_HEADER_BYTES, 2 * numParcels);
    this.#checks = words(numParcels);
    this.#keys = words(numKeys);
    this.#keyEnds = words(numKeys);
    this.#keyTerms = words(numKeyTerms);
    this.#termEnds = words(numTerms);
    this.#postings = words(numPostings);
  }

  placeOf(parcel: number): ParcelPlace {
    return { start: this.#places[2 * parcel], end: this.#places[2 * parcel + 1], check: this.#checks[parcel] };
  }

  /** Numbers of the parcels that may match any of the entries, rising: all that do, and some that do not. */
  candidates(entries: Iterable<Entry>): number[] {
    const found = new Uint8Array(this.numParcels);
    for (const entry of entries) {
      for (const attribute of attributes) {
        for (const indicator of entry.indicators) {
          const listed = attribute.listedOf(indicator, entry);
          if (listed !== null) this.#mark(found, attribute, attribute.keysOfListed(listed));
        }
      }
    }
    return [...found.keys()].filter((parcel) => found[parcel] === 1);
  }

  /** Parcels that have enough of the keys. */
  #mark(found: Uint8Array, attribute: Attribute, keys: ListedKeys): void {
    for (const key of keys.alone) for (const parcel of this.#parcelsWith(attribute, [key])) found[parcel] = 1;
    const { needed, rest } = rarestGroups(keys, (group) => this.#frequency(attribute, group));
    const weights = new Map<number, number>();
    for (const { keys: group, weight } of needed) {
      for (const parcel of this.#parcelsWith(attribute, group)) {
        if (found[parcel] === 0) weights.set(parcel, (weights.get(parcel) ?? 0) + weight);
      }
    }
    if (weights.size === 0) return;
    for (const { keys: group, weight } of rest) {
      for (const parcel of this.#parcelsWith(attribute, group)) {
        const before = weights.get(parcel);
        if (before !== undefined) weights.set(parcel, before + weight);
      }
    }
    for (const [parcel, weight] of weights) if (weight >= keys.leastWeight) found[parcel] = 1;
  }

  #frequency(attribute: Attribute, { keys }: KeyGroup): number {
    let sum = 0;
    for (const term of this.#termsWith(attribute, keys)) sum += this.#parcelsOf(term).length;
    return sum;
  }

  /** Each once. */
  #parcelsWith(attribute: Attribute, keys: readonly string[]): Iterable<number> {
    const terms = this.#termsWith(attribute, keys);
    if (terms.size === 1) for (const term of terms) return this.#parcelsOf(term);
    const parcels = new Set<number>();
    for (const term of terms) for (const parcel of this.#parcelsOf(term)) parcels.add(parcel);
    return parcels;
  }

  #termsWith(attribute: Attribute, keys: readonly string[]): ReadonlySet<number> {
    const terms = new Set<number>();
    for (const key of keys) for (const term of this.#termsOf(attribute, key)) terms.add(term);
    return terms;
  }

  #termsOf({ letter }: Attribute, key: string): Uint32Array {
    const number = find(this.#keys, layout.hashKey(letter, key));
    return number < 0 ? NO_TERMS : group(this.#keyTerms, this.#keyEnds, number);
  }

  #parcelsOf(term: number): Uint32Array {
    return group(this.#postings, this.#termEnds, term);
  }
}

const NO_TERMS = new Uint32Array(0);

function group(values: Uint32Array, ends: Uint32Array, number: number): Uint32Array {
  return values.subarray(number === 0 ? 0 : ends[number - 1], ends[number]);
}

/** Place of a value among rising ones, or -1. */
function find(values: Uint32Array, value: number): number {
  let [from, to] = [0, values.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (values[middle] < value) from = middle + 1;
    else to = middle;
  }
  return values[from] === value ? from : -1;
}

function invalid(fault: string): PosternError {
  const cure = 'make it again with: postern watchlist index-parcels';
  return new PosternError('BODY_INVALID', `the index of parcels: ${fault}; ${cure}`);
}
