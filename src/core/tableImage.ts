/**
 * Builds tables that hold addresses of one another, before it is known where they will lie: the image starts at 0,
 * and every word that is an address is noted, so that a copy can be moved by adding to those words.
 */
export type TableImage = { readonly bytes: Uint8Array; readonly addressWords: readonly number[] };

export class TableWriter {
  #bytes: Uint8Array = new Uint8Array(1 << 16);
  #view: DataView = new DataView(this.#bytes.buffer);
  #next = 0;
  readonly #addressWords: number[] = [];

  /** Zeroed room on a 16-byte boundary; its offset in the image. */
  take(numBytes: number): number {
    const at = this.#next;
    this.#next += Math.ceil(numBytes / 16) * 16;
    if (this.#next > this.#bytes.length) this.#grow();
    return at;
  }

  word(at: number, value: number): void {
    this.#view.setUint32(at, value, true);
  }

  /** A word that is the address of another part of the image. */
  address(at: number, target: number): void {
    this.word(at, target);
    this.#addressWords.push(at);
  }

  double(at: number, value: number): void {
    this.#view.setFloat64(at, value, true);
  }

  long(at: number, value: bigint): void {
    this.#view.setBigUint64(at, value, true);
  }

  text(at: number, text: string): void {
    this.#bytes.set(Buffer.from(text), at);
  }

  finish(): TableImage {
    return { bytes: this.#bytes.slice(0, this.#next), addressWords: this.#addressWords };
  }

  #grow(): void {
    const wider = new Uint8Array(this.#next * 2);
    wider.set(this.#bytes);
    this.#bytes = wider;
    this.#view = new DataView(wider.buffer);
  }
}

/** Copy an image to `address` in `memory`, its addresses moved along. */
export function placeImage(image: TableImage, memory: Uint8Array, address: number): void {
  memory.set(image.bytes, address);
  const view = new DataView(memory.buffer, memory.byteOffset + address, image.bytes.length);
  for (const at of image.addressWords) view.setUint32(at, view.getUint32(at, true) + address, true);
}
