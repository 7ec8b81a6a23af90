/**
 * A perfect hash over known 32-bit hashes ("hash, displace and compress", with multipliers for displacements): words
 * are put in buckets by the low bits, and each bucket, fullest first, takes the first multiplier that sends all of its
 * words to free slots.
 */
import { PosternError } from '../contract/errors.ts';

export type PerfectHash = { bucketMask: number; multipliers: Uint8Array; slotShift: number; slots: Uint8Array };

const WORDS_PER_BUCKET = 3;
const SLOTS_PER_WORD = 1.5;

/** Slots hold `upper half of the hash | index + 1`; index counts from 0 in the order of the hashes. */
export function layPerfectHash(hashes: readonly number[]): PerfectHash {
  const numBuckets = powerOfTwo(hashes.length / WORDS_PER_BUCKET);
  const numSlots = powerOfTwo(hashes.length * SLOTS_PER_WORD);
  const slotShift = 32 - Math.log2(numSlots);
  const buckets = Array.from({ length: numBuckets }, (_, bucket) => ({ bucket, words: [] as number[] }));
  for (const [word, hash] of hashes.entries()) buckets[hash & (numBuckets - 1)].words.push(word);
  const multipliers = new Uint16Array(numBuckets);
  const slots = new Uint32Array(numSlots);
  for (const { bucket, words } of buckets.toSorted((a, b) => b.words.length - a.words.length)) {
    const slotsOf = (multiplier: number): number[] =>
      words.map((word) => Math.imul(hashes[word], multiplier) >>> slotShift);
    multipliers[bucket] = freeMultiplier((multiplier) => {
      const wanted = slotsOf(multiplier);
      return new Set(wanted).size === wanted.length && wanted.every((slot) => slots[slot] === 0);
    });
    for (const [i, slot] of slotsOf(multipliers[bucket]).entries())
      slots[slot] = ((hashes[words[i]] & 0xffff0000) | (words[i] + 1)) >>> 0;
  }
  return {
    bucketMask: numBuckets - 1,
    multipliers: new Uint8Array(multipliers.buffer),
    slotShift,
    slots: new Uint8Array(slots.buffer),
  };
}

function freeMultiplier(isFree: (multiplier: number) => boolean): number {
  for (let multiplier = 1; multiplier < 65536; multiplier += 2) if (isFree(multiplier)) return multiplier;
  throw new PosternError('BUNDLE_INVALID', 'lexicon.json: expected words with distinct hashes: leave one out');
}

function powerOfTwo(atLeast: number): number {
  let size = 16;
  while (size < atLeast) size *= 2;
  return size;
}
