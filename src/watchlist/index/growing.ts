/** Columns and text that grow while entries stream by, without an object a value. */

const START_ITEMS = 1024;

export class GrowingWords {
  #words = new Uint32Array(START_ITEMS);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Valid until the next push. */
  get words(): Uint32Array {
    return this.#words.subarray(0, this.#length);
  }

  push(word: number): void {
    if (this.#length === this.#words.length) {
      const larger = new Uint32Array(this.#words.length * 2);
      larger.set(this.#words);
      this.#words = larger;
    }
    this.#words[this.#length++] = word;
  }
}

const encoder = new TextEncoder();

export class GrowingText {
  #bytes = new Uint8Array(START_ITEMS);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Valid until the next append. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** As UTF-8. @returns where it starts; it ends at the new length */
  append(text: string): number {
    const start = this.#length;
    const most = start + text.length * 3;
    if (most > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(most, this.#bytes.length * 2));
      larger.set(this.bytes);
      this.#bytes = larger;
    }
    this.#length += encoder.encodeInto(text, this.#bytes.subarray(start)).written;
    return start;
  }
}
