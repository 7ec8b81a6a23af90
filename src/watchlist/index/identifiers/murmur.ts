/** MurmurHash3_x86_128 (Austin Appleby, 2011; public domain): well mixed, and cheap in 32-bit arithmetic. */
import { finishHash } from '../../../base/finishHash.ts';

const [C1, C2, C3, C4] = [0x239b961b, 0xab0e9789, 0x38b34ae5, 0xa1e38b93] as const;

export type Hash128 = { a: number; b: number; c: number; d: number };

/** Of the first `length` bytes; 15 bytes behind them must be there. Their value does not matter. */
export function murmurInto(bytes: DataView, length: number, seed: number, out: Hash128): void {
  let [h1, h2, h3, h4] = [seed, seed, seed, seed];
  let at = 0;
  for (; at + 16 <= length; at += 16) {
    h1 ^= stir(bytes.getUint32(at, true), C1, 15, C2);
    h1 = (Math.imul(rotate(h1, 19) + h2, 5) + 0x561ccd1b) | 0;
    h2 ^= stir(bytes.getUint32(at + 4, true), C2, 16, C3);
    h2 = (Math.imul(rotate(h2, 17) + h3, 5) + 0x0bcaa747) | 0;
    h3 ^= stir(bytes.getUint32(at + 8, true), C3, 17, C4);
    h3 = (Math.imul(rotate(h3, 15) + h4, 5) + 0x96cd1c35) | 0;
    h4 ^= stir(bytes.getUint32(at + 12, true), C4, 18, C1);
    h4 = (Math.imul(rotate(h4, 13) + h1, 5) + 0x32ac3b17) | 0;
  }
  const left = length - at;
  h4 ^= stir(endWord(bytes, at + 12, left - 12), C4, 18, C1);
  h3 ^= stir(endWord(bytes, at + 8, left - 8), C3, 17, C4);
  h2 ^= stir(endWord(bytes, at + 4, left - 4), C2, 16, C3);
  h1 ^= stir(endWord(bytes, at, left), C1, 15, C2);
  h1 ^= length;
  h2 ^= length;
  h3 ^= length;
  h4 ^= length;
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = (h2 + h1) | 0;
  h3 = (h3 + h1) | 0;
  h4 = (h4 + h1) | 0;
  [h1, h2, h3, h4] = [finishHash(h1), finishHash(h2), finishHash(h3), finishHash(h4)];
  h1 = (h1 + h2 + h3 + h4) | 0;
  out.a = h1 >>> 0;
  out.b = (h2 + h1) >>> 0;
  out.c = (h3 + h1) >>> 0;
  out.d = (h4 + h1) >>> 0;
}

/** The first `left` bytes of a word, zeros behind them: what is absent adds nothing. */
function endWord(bytes: DataView, at: number, left: number): number {
  if (left <= 0) return 0;
  const word = bytes.getUint32(at, true);
  return left >= 4 ? word : word & (0xffff_ffff >>> ((4 - left) << 3));
}

function stir(word: number, first: number, by: number, second: number): number {
  return Math.imul(rotate(Math.imul(word, first), by), second);
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
