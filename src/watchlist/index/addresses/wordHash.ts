/** Hashes of a word's bytes, as assembly/match/addresses/wordHash.ts has them. */
import { finishHash } from '../../../base/finishHash.ts';
import { ADDRESSES_GROUP_SEED, ADDRESSES_HASH_BASE } from './layout.ts';

const LENGTH_SEED = 0x9e3779b1;

/** Sum over the bytes of (byte times base to the power of its place), modulo 2^32. */
export function wordSum(bytes: Uint8Array): number {
  let sum = 0;
  let power = 1;
  for (const byte of bytes) {
    sum = (sum + Math.imul(byte, power)) | 0;
    power = Math.imul(power, ADDRESSES_HASH_BASE);
  }
  return sum;
}

export function wordHash(sum: number, length: number): number {
  return finishHash(sum ^ Math.imul(length, LENGTH_SEED));
}

/** For the addresses of one group. */
export function groupHash(sum: number, length: number, group: number): number {
  return finishHash(sum ^ Math.imul(length, LENGTH_SEED) ^ Math.imul(group, ADDRESSES_GROUP_SEED));
}

/** Takes sums and lengths of a word and of its texts without one letter: two words an edit apart share one of these. */
export function eachTypo(bytes: Uint8Array, take: (sum: number, length: number) => void): void {
  take(wordSum(bytes), bytes.length);
  let sum = wordSum(bytes.subarray(1));
  let power = 1;
  for (let i = 0; i < bytes.length; i++) {
    // of two equal letters side by side the same text is left
    if (i === 0 || bytes[i] !== bytes[i - 1]) take(sum, bytes.length - 1);
    if (i + 1 === bytes.length) break;
    sum = (sum + Math.imul(bytes[i] - bytes[i + 1], power)) | 0;
    power = Math.imul(power, ADDRESSES_HASH_BASE);
  }
}
