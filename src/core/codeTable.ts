/**
 * Tables of closed codes, for `readCode` in assembly/record/leafChecks.ts: a word's slot is its first byte plus a
 * multiple of its length, which is all that a processor must wait for; the slot's words are then compared whole.
 *
 * An entry is a u64 pair (text, mask of the bytes that count) for each eight bytes of the list's longest word, then
 * u32 length and u32 number of the code, from 1; the length of an empty slot is one that no text has.
 */
export type CodeTable = {
  readonly multiplier: number;
  readonly numSlots: number;
  /** Pairs of an entry. */
  readonly numParts: number;
  readonly longs: readonly bigint[];
};

const PART_BYTES = 8;
const MAX_SLOTS = 64;
const NO_LENGTH = 0xffff_ffff;

/** @throws RangeError when words of one length begin with the same byte: no slots tell them apart. */
export function codeTable(values: readonly string[]): CodeTable {
  const words = values.map((value) => Buffer.from(value));
  const { multiplier, numSlots } = findSlots(words);
  const numParts = Math.ceil(Math.max(...words.map((word) => word.length)) / PART_BYTES);
  const longs: bigint[] = [];
  for (let slot = 0; slot < numSlots; slot++) {
    const index = words.findIndex((word) => slotOf(word, multiplier, numSlots) === slot);
    longs.push(...entryOf(words[index], index + 1, numParts));
  }
  return { multiplier, numSlots, numParts, longs };
}

function slotOf(word: Uint8Array, multiplier: number, numSlots: number): number {
  return (word[0] + word.length * multiplier) % numSlots;
}

function findSlots(words: readonly Uint8Array[]): {
  multiplier: number;
  numSlots: number;
} {
  for (let numSlots = 4; numSlots <= MAX_SLOTS; numSlots *= 2) {
    for (let multiplier = 0; multiplier < numSlots; multiplier++) {
      const slots = new Set(words.map((word) => slotOf(word, multiplier, numSlots)));
      if (slots.size === words.length) return { multiplier, numSlots };
    }
  }
  throw new RangeError(`expected words that differ in first byte or length, got ${words.join(', ')}`);
}

function entryOf(word: Uint8Array | undefined, code: number, numParts: number): bigint[] {
  if (word === undefined) return [...Array.from({ length: numParts * 2 }, () => 0n), BigInt(NO_LENGTH)];
  const padded = Buffer.alloc(numParts * PART_BYTES);
  padded.set(word);
  const mask = Buffer.alloc(padded.length);
  mask.fill(0xff, 0, word.length);
  const entry: bigint[] = [];
  for (let at = 0; at < padded.length; at += PART_BYTES)
    entry.push(padded.readBigUInt64LE(at), mask.readBigUInt64LE(at));
  return [...entry, (BigInt(code) << 32n) | BigInt(word.length)];
}
