/**
 * Spreads the bits of a 32-bit hash over all of it (the finaliser of MurmurHash3; Austin Appleby, public domain).
 * Unsigned. The core's twin is assembly/base/hash.ts.
 */
export function finishHash(hash: number): number {
  let spread = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  spread = Math.imul(spread ^ (spread >>> 13), 0xc2b2ae35);
  return (spread ^ (spread >>> 16)) >>> 0;
}
