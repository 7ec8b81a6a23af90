/** Hashes with a number each as buckets: the lowest bits of a hash say which, the highest six stand beside the number. */
import * as layout from './layout.ts';

const LEAST_LOG = 4;

export type Buckets = { readonly starts: Uint32Array; readonly items: Uint32Array; readonly log: number };

/**
 * @param numbers of 26 bits, one a hash
 * @param sizeLog logarithm to base 2 of how many there are in a bucket at most, on average
 */
export function bucketsOf(hashes: Uint32Array, numbers: Uint32Array, sizeLog: number): Buckets {
  const log = Math.max(LEAST_LOG, Math.ceil(Math.log2(hashes.length + 1)) - sizeLog);
  const mask = 2 ** log - 1;
  const starts = new Uint32Array(mask + 2);
  for (const hash of hashes) starts[(hash & mask) + 1]++;
  for (let bucket = 0; bucket <= mask; bucket++) starts[bucket + 1] += starts[bucket];
  const items = new Uint32Array(hashes.length);
  const next = starts.slice();
  for (let i = 0; i < hashes.length; i++) {
    const check = (hashes[i] >>> layout.NAMES_CHECK_SHIFT_BITS) << layout.NAMES_CHECK_SHIFT_BITS;
    items[next[hashes[i] & mask]++] = (check | numbers[i]) >>> 0;
  }
  return { starts, items, log };
}
