/** Hash of a word's bytes, as assembly/match/addresses/wordHash.ts has it. */
import { finishHash } from '../../../base/finishHash.ts';
import { ADDRESSES_HASH_BASE } from './layout.ts';

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
  return finishHash(sum ^ Math.imul(length, 0x9e3779b1));
}
