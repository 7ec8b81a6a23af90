/** Hash tables of words: open addressing from the hash on, several words may share a hash. */
import { ADDRESSES_TAG_SHIFT } from './layout.ts';
import { GrowingWords } from '../growing.ts';

/** At most this share of the slots is used. */
const MOST_USED = 0.7;

export class WordSlots {
  readonly #hashes = new GrowingWords();
  readonly #numbers = new GrowingWords();

  add(hash: number, number: number): void {
    this.#hashes.push(hash);
    this.#numbers.push(number);
  }

  /** Of all that was added. */
  get hashes(): Uint32Array {
    return this.#hashes.words;
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
