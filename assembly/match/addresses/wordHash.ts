// Hash of a word, with capitals read as small letters. The plain twin is src/watchlist/index/addresses/wordHash.ts.

import { finishHash } from '../../base/hash';
import { ADDRESSES_GROUP_SEED, ADDRESSES_HASH_BASE } from '../../generated/lists';

const BASE: u32 = <u32>ADDRESSES_HASH_BASE;

/** A letter becomes small, a digit stays, as does a byte of a letter that is not ASCII. */
@inline
export function folded(byte: u32): u32 {
  return byte | ((~byte & 0x80) >> 2);
}

/** The same of eight bytes. */
@inline
export function foldedEight(bytes: u64): u64 {
  return bytes | ((~bytes & 0x8080808080808080) >> 2);
}

export function wordSum(text: usize, length: u32): u32 {
  let sum: u32 = 0;
  let power: u32 = 1;
  for (let i: u32 = 0; i < length; i++) {
    sum += folded(<u32>load<u8>(text + <usize>i)) * power;
    power *= BASE;
  }
  return sum;
}

@inline
export function nextPower(power: u32): u32 {
  return power * BASE;
}

@inline
export function wordHash(sum: u32, length: u32): u32 {
  return finishHash(sum ^ (length * 0x9e3779b1));
}

/** For the addresses of one group. */
@inline
export function groupHash(sum: u32, length: u32, group: u32): u32 {
  return finishHash(sum ^ (length * 0x9e3779b1) ^ (group * <u32>ADDRESSES_GROUP_SEED));
}
