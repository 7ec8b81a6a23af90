/** Bytes of rows while they are written: straight into one buffer, for strings in between would cost more than all else. */

/** ASCII text that is the same in every row, ready to be copied. */
export function fixed(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

export class RowBytes {
  readonly #buffer: Buffer;
  #length = 0;

  /** @param capacity in bytes; the caller takes the rows out before it is used up. */
  constructor(capacity: number) {
    this.#buffer = Buffer.allocUnsafe(capacity);
  }

  fixed(bytes: Uint8Array): void {
    const buffer = this.#buffer;
    const from = this.#length;
    for (let i = 0; i < bytes.length; i++) buffer[from + i] = bytes[i] as number;
    this.#length = from + bytes.length;
  }

  text(text: string): void {
    const buffer = this.#buffer;
    const from = this.#length;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 0x7f) {
        this.#length = from + buffer.write(text, from, 'utf8');
        return;
      }
      buffer[from + i] = code;
    }
    this.#length = from + text.length;
  }

  /** A whole number from 0 on. */
  uint(value: number): void {
    if (value > 0x7fffffff) return this.text(String(value));
    let width = 1;
    for (let bound = 10; value >= bound; bound *= 10) width++;
    this.digits(value, width);
  }

  /** Exactly `width` decimal digits of a number below 2^31, with leading zeros. */
  digits(value: number, width: number): void {
    const from = this.#length;
    let rest = value | 0;
    for (let at = from + width - 1; at >= from; at--) {
      const quotient = (rest / 10) | 0;
      this.#buffer[at] = 0x30 + rest - quotient * 10;
      rest = quotient;
    }
    this.#length = from + width;
  }

  /** What was written since the last call, in memory of its own that may be handed to another thread. */
  take(): Buffer<ArrayBuffer> {
    const taken = Buffer.from(new ArrayBuffer(this.#length));
    this.#buffer.copy(taken, 0, 0, this.#length);
    this.#length = 0;
    return taken;
  }
}
