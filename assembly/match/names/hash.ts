// Hashes of words and parts of words, as src/watchlist/index/names/keys.ts: FNV-1a with the finish of MurmurHash3.

const PRIME: u32 = 0x01000193;

@inline
export function addBytes(hash: u32, at: usize, length: u32): u32 {
  for (const end = at + length; at < end; at++) hash = (hash ^ <u32>load<u8>(at)) * PRIME;
  return hash;
}

@inline
export function finishHash(hash: u32): u32 {
  hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
  hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
  return hash ^ (hash >> 16);
}

@inline
export function hashBytes(seed: u32, at: usize, length: u32): u32 {
  return finishHash(addBytes(seed, at, length));
}

/** Reads up to seven bytes behind either. */
@inline
export function equalBytes(a: usize, b: usize, length: u32): bool {
  for (; length >= 8; length -= 8, a += 8, b += 8) if (load<u64>(a) != load<u64>(b)) return false;
  return length == 0 || (load<u64>(a) ^ load<u64>(b)) << (64 - 8 * <u64>length) == 0;
}
