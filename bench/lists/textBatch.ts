/** Texts that are identifiers as a whole, many at a time, as the match stage looks them up. */
import type { CoreExports } from '../../src/core/exports.ts';
import * as stage from '../../src/core/listStage.ts';

const MOST_HITS = 16;
const WORD_BYTES = 4;

/** Byte addresses: of the part, of room for the records of a batch, of a kernel's scratch and of what it leaves. */
export type BatchPlaces = {
  readonly part: number;
  readonly records: number;
  readonly scratch: number;
  readonly out: number;
};

export class TextBatch {
  readonly #core: CoreExports;
  readonly #places: BatchPlaces;
  readonly #spans: Uint32Array;
  readonly #attribute: number;
  readonly #numTexts: number;
  readonly #words: Uint32Array;

  /** @param spans where each text starts; each ends one byte before the next */
  constructor(core: CoreExports, places: BatchPlaces, spans: Uint32Array, attribute: number, numTexts: number) {
    this.#core = core;
    this.#places = places;
    this.#spans = spans;
    this.#attribute = attribute;
    this.#numTexts = numTexts;
    this.#words = new Uint32Array(core.memory.buffer);
  }

  /** @returns hits of all texts */
  run(from: number, to: number): number {
    let numHits = 0;
    for (let first = from; first < to; first += this.#numTexts) {
      numHits += this.#runOne(first, Math.min(to - first, this.#numTexts));
    }
    return numHits;
  }

  #runOne(first: number, count: number): number {
    const { part, records, scratch, out } = this.#places;
    for (let i = 0; i < count; i++) this.#lay(records + i * stage.TEXT_BYTES, first + i);
    this.#core.keyTexts(1 << this.#attribute, records, count, scratch);
    this.#core.probeTexts(part, records, count, stage.TEXT_SLOT);
    let numHits = 0;
    for (let i = 0; i < count; i++) {
      const record = records + i * stage.TEXT_BYTES;
      const slot = this.#words[(record + stage.TEXT_SLOT) / WORD_BYTES];
      if (slot > 0) numHits += this.#core.reportText(part, record, slot, scratch, out, MOST_HITS);
    }
    return numHits;
  }

  #lay(record: number, text: number): void {
    const [start, end] = [this.#spans[text], this.#spans[text + 1] - 1];
    const at = record / WORD_BYTES;
    for (const span of [stage.TEXT_FOLDED / WORD_BYTES, stage.TEXT_RAW / WORD_BYTES]) {
      this.#words[at + span] = start;
      this.#words[at + span + 1] = end - start;
    }
    this.#words[at + stage.TEXT_KIND / WORD_BYTES] = this.#attribute;
  }
}
