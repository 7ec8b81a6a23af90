/** The constant texts of all rules, one behind the other in UTF-8. */
export type PooledText = { readonly offset: number; readonly length: number; readonly bytes: Uint8Array };

/** Wide loads may read beyond the last text. */
const OVERRUN_BYTES = 64;

export class TextPool {
  readonly #known = new Map<string, PooledText>();
  readonly #lengths = new Map<number, number>();
  #bytes = 0;

  put(text: string): PooledText {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const bytes = Buffer.from(text, 'utf8');
    const pooled = { offset: this.#bytes, length: bytes.length, bytes };
    // even the empty text has an offset of its own
    this.#bytes += Math.max(1, bytes.length);
    this.#known.set(text, pooled);
    this.#lengths.set(pooled.offset, bytes.length);
    return pooled;
  }

  /** Bytes of the text at an offset. */
  lengthAt(offset: number): number {
    return this.#lengths.get(offset) ?? 0;
  }

  /** Every text at its offset. */
  toBytes(): Uint8Array {
    const all = new Uint8Array(this.#bytes + OVERRUN_BYTES);
    for (const { offset, bytes } of this.#known.values()) all.set(bytes, offset);
    return all;
  }
}
