/** The reverse index, opened: which parcels an entry may match. */
import { PosternError } from '../../contract/errors.ts';
import type { Entry } from '../entry.ts';
import { families } from './families.ts';
import { type Family, type ListedKeys, rarestWords } from './family.ts';
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
  readonly #known = new Map<string, Uint32Array>();
  #numKnown = 0;

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
  candidates(entries: Iterable<Entry>): Uint32Array {
    const found = new Uint8Array(this.numParcels);
    for (const entry of entries) this.#markAll(found, entry);
    let numFound = 0;
    const parcels = new Uint32Array(this.numParcels);
    for (let parcel = 0; parcel < found.length; parcel++) if (found[parcel] === 1) parcels[numFound++] = parcel;
    return parcels.subarray(0, numFound);
  }

  /** Whether any parcel may match the entry. */
  mayMatch(entry: Entry): boolean {
    return this.#markAll(new Uint8Array(this.numParcels), entry);
  }

  #markAll(found: Uint8Array, entry: Entry): boolean {
    let isMarked = false;
    for (const family of families) {
      for (const keys of family.listedOf(entry)) isMarked = this.#mark(found, family, keys) || isMarked;
    }
    return isMarked;
  }

  /** Parcels that have enough of the keys. Returns whether there is one. */
  #mark(found: Uint8Array, family: Family, keys: ListedKeys): boolean {
    let isMarked = false;
    const mark = (parcel: number): void => {
      found[parcel] = 1;
      isMarked = true;
    };
    for (const key of keys.alone) for (const term of this.#termsOf(family, key)) this.#parcelsOf(term).forEach(mark);
    const { needed, rest } = rarestWords(keys, (word) => this.#found(family, word).length);
    const weights = new Map<number, number>();
    for (const { word, weight } of needed) {
      for (const parcel of this.#found(family, word)) weights.set(parcel, (weights.get(parcel) ?? 0) + weight);
    }
    if (weights.size === 0) return isMarked;
    for (const { word, weight } of rest) {
      for (const parcel of this.#found(family, word)) {
        const before = weights.get(parcel);
        if (before !== undefined) weights.set(parcel, before + weight);
      }
    }
    for (const [parcel, weight] of weights) if (weight >= keys.leastWeight) mark(parcel);
    return isMarked;
  }

  /** Parcels that have a key of a listed word, each once. Words come again and again. */
  #found(family: Family, word: string): Uint32Array {
    const name = family.letter + word;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const terms = new Set(family.keysOfWord(word).flatMap((key) => [...this.#termsOf(family, key)]));
    const lists = [...terms].map((term) => this.#parcelsOf(term));
    const parcels = lists.length === 1 ? lists[0] : Uint32Array.from(new Set(lists.flatMap((list) => [...list])));
    this.#numKnown += parcels.length + 1;
    if (this.#numKnown > MOST_KNOWN) {
      this.#known.clear();
      this.#numKnown = 0;
    }
    this.#known.set(name, parcels);
    return parcels;
  }

  #termsOf({ letter }: Family, key: string): Uint32Array {
    const number = find(this.#keys, layout.hashKey(letter, key));
    return number < 0 ? NO_TERMS : group(this.#keyTerms, this.#keyEnds, number);
  }

  #parcelsOf(term: number): Uint32Array {
    return group(this.#postings, this.#termEnds, term);
  }
}

/** Numbers of parcels that are kept by words. */
const MOST_KNOWN = 4_000_000;
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
