/**
 * Whether a text was seen before, in 16 MiB however many there are (Bloom, 1970). Of ten million texts one in 200 is
 * taken for another; none that was seen is called new.
 */
const BITS = 2 ** 27;
const NUM_HASHES = 4;

export class SeenBefore {
  readonly #bits = new Uint32Array(BITS / 32);

  add(text: string): boolean {
    const [first, step] = [hash(text, 0x811c9dc5), hash(text, 0x9e3779b9) | 1];
    let seen = true;
    for (let i = 0; i < NUM_HASHES; i++) {
      const bit = ((first + Math.imul(i, step)) >>> 0) % BITS;
      const mask = 1 << (bit & 31);
      if ((this.#bits[bit >>> 5] & mask) === 0) seen = false;
      this.#bits[bit >>> 5] |= mask;
    }
    return seen;
  }
}

/** FNV-1a over UTF-16 units, mixed at the end. */
function hash(text: string, seed: number): number {
  let value = seed;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}
