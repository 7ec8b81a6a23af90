/**
 * How answers stand in a body: what comes before the first, between tasks and after the last. Tasks of the JSON
 * format leave their rows ended by commas (see pipeline), so only the last one of a task has to be cut.
 */
import type { Format } from '../contract/formats.ts';
import type { Tier } from '../contract/tier.ts';
import { csvAnswerHeader } from './answers/csv.ts';

const text = (value: string): Uint8Array => Buffer.from(value, 'latin1');

export class Framing {
  readonly #format: Format;
  readonly #csvHeader: string;
  #opened = false;
  #numParts = 0;

  constructor(format: Format, tier: Tier) {
    this.#format = format;
    this.#csvHeader = csvAnswerHeader[tier];
  }

  /** One task's answers as they go out. `declaredRows` is the length of a msgpack array body, -1 for a sequence. */
  *part(answers: Uint8Array, declaredRows: number): Generator<Uint8Array> {
    // nothing goes out before the first answer, so that a body refused at once can still be refused whole
    if (answers.length === 0) return;
    yield* this.#open(declaredRows);
    if (this.#format === 'json') {
      if (this.#numParts > 0) yield text(',');
      yield answers.subarray(0, -1);
    } else {
      yield answers;
    }
    this.#numParts += 1;
  }

  *close(declaredRows: number): Generator<Uint8Array> {
    yield* this.#open(declaredRows);
    if (this.#format === 'json') yield text(']\n');
  }

  *#open(declaredRows: number): Generator<Uint8Array> {
    if (this.#opened) return;
    this.#opened = true;
    if (this.#format === 'json') yield text('[');
    if (this.#format === 'csv') yield text(this.#csvHeader);
    // an array is answered with an array of the same length, a sequence of maps with a sequence
    if (this.#format === 'msgpack' && declaredRows >= 0) yield arrayHeader(declaredRows);
  }
}

function arrayHeader(length: number): Uint8Array {
  const header = Buffer.alloc(5);
  header[0] = 0xdd;
  header.writeUInt32BE(length, 1);
  return header;
}
