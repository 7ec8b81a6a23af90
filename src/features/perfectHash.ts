/**
 * A perfect hash over known 32-bit hashes ("hash, displace and compress", with multipliers for displacements): words
 * are put in buckets by the low bits, and each bucket, fullest first, takes the first multiplier that sends all of its
 * words to free slots.
 */
import { PosternError } from '../contract/errors.ts';

export type PerfectHash = { readonly multipliers: Uint16Array; readonly slotOf: readonly number[] };

/**
 * @param numBuckets a power of two.
 * @param slotShift How far a product is shifted down: 32 less the bits of a slot number.
 * @throws PosternError BUNDLE_INVALID when two hashes are equal or there are too many.
 */
export function layPerfectHash(hashes: readonly number[], numBuckets: number, slotShift: number): PerfectHash {
  const buckets = Array.from({ length: numBuckets }, (_, bucket) => ({ bucket, items: [] as number[] }));
  for (const [item, hash] of hashes.entries()) buckets[hash & (numBuckets - 1)].items.push(item);
  const multipliers = new Uint16Array(numBuckets);
  const slotOf = hashes.map(() => -1);
  const taken = new Set<number>();
  for (const { bucket, items } of buckets.toSorted((a, b) => b.items.length - a.items.length)) {
    const slotsFor = (multiplier: number): number[] =>
      items.map((item) => Math.imul(hashes[item], multiplier) >>> slotShift);
    multipliers[bucket] = firstMultiplier((multiplier) => {
      const slots = slotsFor(multiplier);
      return new Set(slots).size === slots.length && !slots.some((slot) => taken.has(slot));
    });
    for (const [i, slot] of slotsFor(multipliers[bucket]).entries()) {
      slotOf[items[i]] = slot;
      taken.add(slot);
    }
  }
  return { multipliers, slotOf };
}

function firstMultiplier(isFree: (multiplier: number) => boolean): number {
  for (let multiplier = 1; multiplier < 65536; multiplier += 2) if (isFree(multiplier)) return multiplier;
  throw new PosternError('BUNDLE_INVALID', 'lexicon.json: expected fewer words, with distinct hashes: leave some out');
}
