/** An identifier's key as the words of a slot, the same on both sides of the index. */
import { finishHash } from '../../../base/finishHash.ts';
import type { IdentifierKind } from '../../text/identifierKeys.ts';
import * as layout from './layout.ts';
import { type Hash128, murmurInto } from './murmur.ts';

const bytes = new Uint8Array(1 << 16);
const view = new DataView(bytes.buffer);
const encoder = new TextEncoder();
const hash: Hash128 = { a: 0, b: 0, c: 0, d: 0 };
const TAIL = layout.IDENTIFIERS_TAIL_DIGITS;

/** `a`, `b` and `c` as a slot has them; `d` chooses the bucket together with `a`. */
export function keyInto(kind: IdentifierKind, key: string, out: Hash128): void {
  if (kind !== 'phone') {
    hashInto(key, layout.IDENTIFIERS_SEED_KEY, out);
    return;
  }
  const tail = key.slice(-TAIL);
  out.a = Number(tail);
  out.b = tail.length;
  out.c = prefixCode(key.slice(0, -TAIL));
  out.d = tail.length;
}

/** Of the text as it is on the list; longer texts are told apart by their first 65,000 bytes. */
export function writtenHash(text: string): number {
  hashInto(text, layout.IDENTIFIERS_SEED_WRITTEN, hash);
  return hash.a;
}

/** What places a key in buckets and filter. */
export function placeHash(a: number, d: number, mix: number): number {
  return finishHash((d + mix) ^ Math.imul(a, 0x9e37_79b1 + mix));
}

/** Place among `count`: the high half of a product of 32-bit numbers, in steps that a double holds exactly. */
export function scaled(hash: number, count: number): number {
  const low = Math.floor(((hash & 0xffff) * count) / 0x1_0000);
  return Math.floor(((hash >>> 16) * count + low) / 0x1_0000);
}

/** Sets a key's bits in a filter of `filter.length / 2` words of 64 bits. */
export function addToFilter(filter: Uint32Array, hash: number): void {
  const word = scaled(hash, filter.length / 2) * 2;
  const bits = finishHash(hash + 0x9e37_79b9);
  for (const shift of [0, 6, 12, 18]) {
    const bit = (bits >>> shift) & 63;
    filter[word + (bit >>> 5)] |= 1 << (bit & 31);
  }
}

/** Digits before the tail as a number that keeps their zeros. */
function prefixCode(digits: string): number {
  if (digits.length <= layout.IDENTIFIERS_MOST_PREFIX_DIGITS) return digits === '' ? 0 : Number(`1${digits}`);
  hashInto(digits, layout.IDENTIFIERS_SEED_KEY, hash);
  return (hash.a | 0x8000_0000) >>> 0;
}

function hashInto(text: string, seed: number, out: Hash128): void {
  const { written } = encoder.encodeInto(text, bytes.subarray(0, 65_000));
  murmurInto(view, written, seed, out);
}
