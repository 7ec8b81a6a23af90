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

export function equalBytes(a: usize, b: usize, length: u32): bool {
  for (const end = a + length; a < end; a++, b++) if (load<u8>(a) != load<u8>(b)) return false;
  return true;
}
