// MurmurHash3_x86_128 (Austin Appleby, 2011; public domain). The plain twin is src/watchlist/index/identifiers/murmur.ts.

import { finishHash } from '../../base/hash';

const C1: u32 = 0x239b961b;
const C2: u32 = 0xab0e9789;
const C3: u32 = 0x38b34ae5;
const C4: u32 = 0xa1e38b93;

/** Leaves four u32 at `out`. Up to 15 bytes behind the text are read, and do not count. */
export function murmur(text: usize, length: u32, seed: u32, out: usize): void {
  hash(text, length, seed, out, false);
}

/** The same of a key with room behind it, which is cleared: then no branch has to ask how long its last words are. */
export function murmurKey(key: usize, length: u32, seed: u32, out: usize): void {
  store<u64>(key + <usize>length, 0);
  store<u64>(key + <usize>length, 0, 8);
  hash(key, length, seed, out, true);
}

@inline
function hash(text: usize, length: u32, seed: u32, out: usize, isCleared: bool): void {
  let h1 = seed;
  let h2 = seed;
  let h3 = seed;
  let h4 = seed;
  const end = text + <usize>length;
  let at = text;
  for (; at + 16 <= end; at += 16) {
    h1 ^= stir(load<u32>(at), C1, 15, C2);
    h1 = (rotl<u32>(h1, 19) + h2) * 5 + 0x561ccd1b;
    h2 ^= stir(load<u32>(at, 4), C2, 16, C3);
    h2 = (rotl<u32>(h2, 17) + h3) * 5 + 0x0bcaa747;
    h3 ^= stir(load<u32>(at, 8), C3, 17, C4);
    h3 = (rotl<u32>(h3, 15) + h4) * 5 + 0x96cd1c35;
    h4 ^= stir(load<u32>(at, 12), C4, 18, C1);
    h4 = (rotl<u32>(h4, 13) + h1) * 5 + 0x32ac3b17;
  }
  const left = <i32>(end - at);
  if (isCleared) {
    // a word of zeros adds nothing
    h4 ^= stir(load<u32>(at, 12), C4, 18, C1);
    h3 ^= stir(load<u32>(at, 8), C3, 17, C4);
    h2 ^= stir(load<u32>(at, 4), C2, 16, C3);
    h1 ^= stir(load<u32>(at), C1, 15, C2);
  } else if (left > 0) {
    h4 ^= stir(endWord(at + 12, left - 12), C4, 18, C1);
    h3 ^= stir(endWord(at + 8, left - 8), C3, 17, C4);
    h2 ^= stir(endWord(at + 4, left - 4), C2, 16, C3);
    h1 ^= stir(endWord(at, left), C1, 15, C2);
  }
  h1 ^= length;
  h2 ^= length;
  h3 ^= length;
  h4 ^= length;
  h1 += h2 + h3 + h4;
  h2 += h1;
  h3 += h1;
  h4 += h1;
  h1 = finishHash(h1);
  h2 = finishHash(h2);
  h3 = finishHash(h3);
  h4 = finishHash(h4);
  h1 += h2 + h3 + h4;
  store<u32>(out, h1);
  store<u32>(out, h2 + h1, 4);
  store<u32>(out, h3 + h1, 8);
  store<u32>(out, h4 + h1, 12);
}

@inline
function endWord(at: usize, left: i32): u32 {
  if (left <= 0) return 0;
  const word = load<u32>(at);
  return left >= 4 ? word : word & (0xffffffff >> (<u32>(4 - left) << 3));
}

@inline
function stir(word: u32, first: u32, by: u32, second: u32): u32 {
  return rotl<u32>(word * first, by) * second;
}
