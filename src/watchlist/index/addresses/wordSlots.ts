/** Hash tables of words: open addressing from the hash on, several words may share a hash. */
import { ADDRESSES_HASH_BASE, ADDRESSES_TAG_SHIFT } from './layout.ts';
import { GrowingWords } from '../growing.ts';
import { wordHash, wordSum } from './wordHash.ts';

/** At most this share of the slots is used. */
const MOST_USED = 0.7;

export class WordSlots {
  readonly #hashes = new GrowingWords();
  readonly #numbers = new GrowingWords();

  add(bytes: Uint8Array, number: number): void {
    this.#put(wordHash(wordSum(bytes), bytes.length), number);
  }

  /** Under its own hash and those of its texts without one letter. */
  addWithTypos(bytes: Uint8Array, number: number): void {
    this.add(bytes, number);
    let sum = wordSum(bytes.subarray(1));
    let power = 1;
    for (let i = 0; i < bytes.length; i++) {
      // of two equal letters side by side the same text is left
      if (i === 0 || bytes[i] !== bytes[i - 1]) this.#put(wordHash(sum, bytes.length - 1), number);
      if (i + 1 === bytes.length) break;
      sum = (sum + Math.imul(bytes[i] - bytes[i + 1], power)) | 0;
      power = Math.imul(power, ADDRESSES_HASH_BASE);
    }
  }

  #put(hash: number, number: number): void {
    this.#hashes.push(hash);
    this.#numbers.push(number);
  }

  finish(): Uint32Array {
    const [hashes, numbers] = [this.#hashes.words, this.#numbers.words];
    const numSlots = 2 ** Math.ceil(Math.log2(Math.max(1, hashes.length / MOST_USED) + 1));
    const slots = new Uint32Array(numSlots);
    for (const [i, hash] of hashes.entries()) {
      let slot = hash & (numSlots - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (numSlots - 1);
      slots[slot] = ((numbers[i] + 1) | ((hash >>> ADDRESSES_TAG_SHIFT) << ADDRESSES_TAG_SHIFT)) >>> 0;
    }
    return slots;
  }
}
