/** The core's list kernels over one index and texts that lie ready, in a memory of their own: what the core alone takes. */
import type { CoreExports } from '../../src/core/exports.ts';
import { TEXT_BYTES } from '../../src/core/listStage.ts';
import { createStandaloneCore } from '../../src/core/standaloneCore.ts';
import { attributes, HIT_BYTES, HIT_ENTRY, HIT_SCORE } from '../../src/watchlist/index/attributes.ts';
import { openListIndex } from '../../src/watchlist/index/listIndex.ts';
import type { ListPart } from '../../src/watchlist/index/listLayout.ts';
import { coreText } from '../../src/watchlist/text/coreText.ts';
import { TextBatch } from './textBatch.ts';

/** (core, text, length, scratch, out, most) to the number of hits. */
export type Kernel = (
  core: CoreExports,
  text: number,
  length: number,
  scratch: number,
  out: number,
  most: number,
) => number;

export type KernelHit = { readonly entry: number; readonly score: number };

const LINE_BYTES = 64;
const MOST_HITS = 16;
const MOST_RECORDS = 1024;
/** Kernels may read so far behind a text. */
const TEXT_PADDING = 64;

export class ListKernels {
  readonly #core: CoreExports;
  readonly #partsAt: Readonly<Record<ListPart, number>>;
  readonly #scratch: number;
  readonly #out: number;
  readonly #records: number;
  readonly #spans: Uint32Array;
  readonly #view: DataView;

  /** @param texts what will be matched, by its place; those that are not plain ASCII are folded first */
  constructor(index: Uint8Array, texts: readonly string[], scratchBytes: number) {
    const encoded = Buffer.from(texts.map((text) => coreReady(text)).join('\0'));
    const records = MOST_RECORDS * TEXT_BYTES;
    const places = [
      index.length,
      scratchBytes,
      (MOST_HITS + 1) * HIT_BYTES,
      records,
      encoded.length + TEXT_PADDING,
    ].map(lineUp);
    const { core, address } = createStandaloneCore(places.reduce((sum, bytes) => sum + bytes, LINE_BYTES));
    const start = lineUp(address);
    const bytes = new Uint8Array(core.memory.buffer);
    this.#core = core;
    this.#scratch = start + places[0];
    this.#out = this.#scratch + places[1];
    this.#view = new DataView(core.memory.buffer);
    bytes.set(index, start);
    const { parts } = openListIndex(index);
    const entries = Object.entries(parts) as [ListPart, Uint8Array | null][];
    const partsAt = entries.map(([name, part]) => [
      name,
      part === null ? 0 : start + part.byteOffset - index.byteOffset,
    ]);
    this.#partsAt = Object.fromEntries(partsAt) as Record<ListPart, number>;
    this.#records = this.#out + places[2];
    const textsAt = this.#records + places[3];
    bytes.set(encoded, textsAt);
    this.#spans = spansOf(encoded, textsAt, texts.length);
  }

  /** Address of a part, 0 where the index has none. */
  partAt(name: ListPart): number {
    return this.#partsAt[name];
  }

  /** Match texts one after another. @returns hits of all */
  run(kernel: Kernel, from: number, to: number): number {
    let numHits = 0;
    for (let i = from; i < to; i++) numHits += this.#match(kernel, i);
    return numHits;
  }

  /** @param attribute what each of the texts is */
  batchOf(part: number, attribute: 'phone' | 'email' | 'wallet' | 'document', numTexts: number): TextBatch {
    const place = { part, records: this.#records, scratch: this.#scratch, out: this.#out };
    return new TextBatch(this.#core, place, this.#spans, attributes[attribute], Math.min(numTexts, MOST_RECORDS));
  }

  hitsOf(kernel: Kernel, text: number): KernelHit[] {
    return Array.from({ length: this.#match(kernel, text) }, (_, i) => {
      const at = this.#out + i * HIT_BYTES;
      return {
        entry: this.#view.getUint32(at + HIT_ENTRY, true),
        score: this.#view.getFloat64(at + HIT_SCORE, true),
      };
    });
  }

  #match(kernel: Kernel, text: number): number {
    const [start, end] = [this.#spans[text], this.#spans[text + 1] - 1];
    return kernel(this.#core, start, end - start, this.#scratch, this.#out, MOST_HITS);
  }
}

/** Plain ASCII goes to the core as it is. */
function coreReady(text: string): string {
  return /^\p{ASCII}*$/u.test(text) ? text : coreText(text);
}

/** Where each text starts; each ends one byte before the next. */
function spansOf(encoded: Buffer, start: number, count: number): Uint32Array {
  const spans = new Uint32Array(count + 1);
  let at = 0;
  for (let i = 0; i < count; i++) {
    spans[i] = start + at;
    const end = encoded.indexOf(0, at);
    at = end < 0 ? encoded.length + 1 : end + 1;
  }
  spans[count] = start + at;
  return spans;
}

function lineUp(bytes: number): number {
  return Math.ceil(bytes / LINE_BYTES) * LINE_BYTES;
}
