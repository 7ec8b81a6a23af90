/** A Bloom filter of the listed words, each with its bits in one block, so that asking reads one place of memory. */
import { hashText } from './keys.ts';
import * as layout from './layout.ts';

/** Words a block of 64 bits: some 2 of 100 words that are none pass. */
const WORDS_EACH = 6;
const BIT_MASK = 63;
const BIT_SHIFT = 6;
const NUM_BITS = 3;

export function buildWordFilter(words: Iterable<string>, numWords: number): { blocks: Uint8Array; log: number } {
  const log = Math.max(1, Math.ceil(Math.log2(numWords / WORDS_EACH)));
  const blocks = new Uint8Array(layout.NAMES_FILTER_BLOCK_BYTES << log);
  for (const word of words) {
    const hash = hashText(layout.NAMES_TEXT_SEED, word);
    const block = Math.imul(hash, layout.NAMES_FILTER_STEP_SEED) >>> (32 - log);
    for (let i = 0; i < NUM_BITS; i++) {
      const bit = (hash >>> (BIT_SHIFT * i)) & BIT_MASK;
      blocks[block * layout.NAMES_FILTER_BLOCK_BYTES + (bit >>> 3)] |= 1 << (bit & 7);
    }
  }
  return { blocks, log };
}
