// What hashes of texts end with.

/** Spreads the bits of a hash over all of it (the finaliser of MurmurHash3). Plain twin: src/base/finishHash.ts. */
@inline
export function finishHash(hash: u32): u32 {
  hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
  hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
  return hash ^ (hash >> 16);
}
