/** The constant texts of all rules, one behind the other in UTF-8. */
export type PooledText = { readonly offset: number; readonly length: number; readonly bytes: Uint8Array };

/** Wide loads may read beyond the last text. */
const OVERRUN_BYTES = 64;

export class TextPool {
  readonly #known = new Map<string, PooledText>();
  #bytes = 0;

  put(text: string): PooledText {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const bytes = Buffer.from(text, 'utf8');
    const pooled = { offset: this.#bytes, length: bytes.length, bytes };
    this.#bytes += bytes.length;
    this.#known.set(text, pooled);
    return pooled;
  }

  /** Every text at its offset. */
  toBytes(): Uint8Array {
    const all = new Uint8Array(this.#bytes + OVERRUN_BYTES);
    for (const { offset, bytes } of this.#known.values()) all.set(bytes, offset);
    return all;
  }
}
