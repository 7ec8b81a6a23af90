/**
 * Two or three neighbouring words of listed names, written as one, as a Bloom filter of three bits each: a word as
 * `alhassan` is only taken apart where some name has its parts side by side.
 */
import { LEAST_JOINED, MOST_JOINED } from '../../compare/alignWords.ts';
import { GrowingWords } from '../growing.ts';
import { hashText } from './keys.ts';
import * as layout from './layout.ts';

const BITS_EACH = 10;
const LEAST_LOG = 9;
const STEP = 0x9e37_79b1;

/** @param names entry, first place and info of each */
export function buildJoins(
  words: readonly string[],
  names: Uint32Array,
  places: Uint32Array,
): { bits: Uint8Array; log: number } {
  const hashes = new GrowingWords();
  for (let name = 0; name < names.length; name += 3) {
    const end = name + 4 < names.length ? names[name + 4] : places.length;
    for (let start = names[name + 1]; start < end - 1; start++) {
      let text = words[places[start]];
      for (let next = start + 1; next < Math.min(end, start + MOST_JOINED); next++) {
        text += words[places[next]];
        if (text.length >= LEAST_JOINED) hashes.push(hashText(layout.NAMES_JOIN_SEED, text));
      }
    }
  }
  const log = Math.max(LEAST_LOG, Math.ceil(Math.log2(hashes.length * BITS_EACH + 1)));
  const bits = new Uint8Array(2 ** (log - 3));
  for (const hash of hashes.words) {
    const step = Math.imul(hash, STEP) | 1;
    for (let i = 0; i < 3; i++) {
      const bit = (hash + Math.imul(i, step)) & (2 ** log - 1);
      bits[bit >>> 3] |= 1 << (bit & 7);
    }
  }
  return { bits, log };
}
