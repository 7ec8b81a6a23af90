/** The reverse index, opened: which parcels an entry may match. */
import { PosternError } from '../../contract/errors.ts';
import type { Entry } from '../entry.ts';
import { families } from './families.ts';
import type { Family, ListedKeys } from './family.ts';
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
    for (const entry of entries) {
      for (const family of families) for (const keys of family.listedOf(entry)) this.#mark(found, family, keys);
    }
    let numFound = 0;
    const parcels = new Uint32Array(this.numParcels);
    for (let parcel = 0; parcel < found.length; parcel++) if (found[parcel] === 1) parcels[numFound++] = parcel;
    return parcels.subarray(0, numFound);
  }

  /** Parcels that have enough of the keys. */
  #mark(found: Uint8Array, family: Family, { words, leastWeight, alone }: ListedKeys): void {
    for (const key of alone) {
      for (const term of this.#termsOf(key)) for (const parcel of this.#parcelsOf(term)) found[parcel] = 1;
    }
    const there = words.map(({ word, weight }) => ({ weight, parcels: this.#parcelsWith(family, word) }));
    const { needed, rest } = rarest(there, leastWeight);
    const weights = new Map<number, number>();
    for (const { parcels, weight } of needed) {
      for (const parcel of parcels) weights.set(parcel, (weights.get(parcel) ?? 0) + weight);
    }
    if (weights.size === 0) return;
    for (const { parcels, weight } of rest) {
      for (const parcel of parcels) {
        const before = weights.get(parcel);
        if (before !== undefined) weights.set(parcel, before + weight);
      }
    }
    for (const [parcel, weight] of weights) if (weight >= leastWeight) found[parcel] = 1;
  }

  /** Parcels that have a key of a listed word, each once. Words come again and again. */
  #parcelsWith(family: Family, word: string): Uint32Array {
    const name = family.letter + word;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const parcels = this.#withAny(family.keysOfWord(word));
    this.#numKnown += parcels.length + 1;
    if (this.#numKnown > MOST_KNOWN) {
      this.#known.clear();
      this.#numKnown = 0;
    }
    this.#known.set(name, parcels);
    return parcels;
  }

  #withAny(keys: readonly number[]): Uint32Array {
    const terms = new Set<number>();
    for (const key of keys) for (const term of this.#termsOf(key)) terms.add(term);
    if (terms.size === 0) return NONE;
    const lists = [...terms].map((term) => this.#parcelsOf(term));
    return lists.length === 1 ? lists[0] : Uint32Array.from(new Set(lists.flatMap((list) => [...list])));
  }

  #termsOf(key: number): Uint32Array {
    const number = find(this.#keys, key);
    return number < 0 ? NONE : group(this.#keyTerms, this.#keyEnds, number);
  }

  #parcelsOf(term: number): Uint32Array {
    return group(this.#postings, this.#termEnds, term);
  }
}

/** Numbers of parcels that are kept by words. */
const MOST_KNOWN = 4_000_000;
const NONE = new Uint32Array(0);

type WordFound = { readonly weight: number; readonly parcels: Uint32Array };

/** Words without which the rest weighs too little, of few parcels first: whatever is found has one of them. */
function rarest(words: readonly WordFound[], leastWeight: number): { needed: WordFound[]; rest: WordFound[] } {
  const some = words.filter(({ parcels }) => parcels.length > 0);
  let left = some.reduce((sum, { weight }) => sum + weight, 0);
  if (left < leastWeight) return { needed: [], rest: [] };
  some.sort((one, two) => one.parcels.length / one.weight - two.parcels.length / two.weight);
  let numNeeded = 0;
  while (numNeeded < some.length && left >= leastWeight) left -= some[numNeeded++].weight;
  return { needed: some.slice(0, numNeeded), rest: some.slice(numNeeded) };
}

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
