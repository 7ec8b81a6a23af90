/**
 * Perfect hashes of small sets of short words, the same as `hashText` in assembly/base/pattern.ts: the first sixteen
 * bytes and the length, mixed and multiplied; the slot is the product's top bits. Found by trying multipliers.
 */
export type TextHash = { readonly multiplier: bigint; readonly shift: number; readonly numSlots: number };

const MASK = (1n << 64n) - 1n;
const MAX_TRIES = 200_000;

function mix(word: string): bigint {
  const bytes = Buffer.alloc(16);
  bytes.set(Buffer.from(word).subarray(0, 16));
  const tail = bytes.readBigUInt64LE(8);
  const rotated = (tail << 7n) | (tail >> 57n);
  return bytes.readBigUInt64LE(0) + rotated + BigInt(Buffer.byteLength(word));
}

const slotOfMix = (mixed: bigint, hash: TextHash): number =>
  Number(((mixed * hash.multiplier) & MASK) >> BigInt(hash.shift));

export function slotOfText(word: string, hash: TextHash): number {
  return slotOfMix(mix(word), hash);
}

/**
 * A hash that sends each word to a slot of its own.
 * @throws RangeError when none is found: two words share their first sixteen bytes and length.
 */
export function perfectHash(words: readonly string[]): TextHash {
  const slotBits = Math.max(3, Math.ceil(Math.log2(words.length)) + 1);
  const mixes = words.map(mix);
  let seed = 1n;
  for (let i = 0; i < MAX_TRIES; i++) {
    // Knuth's 64-bit linear congruential generator: any fixed sequence would do
    seed = (seed * 6364136223846793005n + 1442695040888963407n) & MASK;
    const hash: TextHash = { multiplier: seed | 1n, shift: 64 - slotBits, numSlots: 1 << slotBits };
    if (new Set(mixes.map((mixed) => slotOfMix(mixed, hash))).size === words.length) return hash;
  }
  throw new RangeError(`expected words that differ in length or in their first 16 bytes, got ${words.join(', ')}`);
}
