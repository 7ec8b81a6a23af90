/** Lays decisions and row errors into a tile by hand and has the core write them, as the engine would. */
import type { Answer } from '../../src/contract/decision.ts';
import { actions, isRowError } from '../../src/contract/decision.ts';
import { recordLayout, ROW_STATUS } from '../../src/core/recordLayout.ts';
import type { Build } from '../../src/core/wasm.ts';
import type { Tier } from '../../src/contract/tier.ts';
import { STEP_TEXT_BYTES } from '../../src/core/tile.ts';
import { encodeAnswer, encodeProbability, encodeReasons } from '../../src/engine/answers/encode.ts';
import { encodeWtf8 } from './compareRow.ts';
import { type CoreHarness, createCoreHarness } from './coreHarness.ts';

export type AnswerFormat = 'ndjson' | 'msgpack' | 'csv';

export type AnswerTile = {
  readonly harness: CoreHarness;
  /** At most 256 answers; all decisions name one bundle, and either all of them a probability or none. */
  lay(format: AnswerFormat, answers: readonly Answer[], tier?: Tier): void;
  /** Bytes of rows from `firstRow` on into a buffer of `room` bytes, and the row it stopped at. */
  write(format: AnswerFormat, firstRow: number, room: number): { bytes: Buffer; nextRow: number };
};

const ANSWER_BYTES = 4 << 20;
const ASIDE_BYTES = 2 << 20;
const TEXT_BYTES = 1 << 16;

const itemIdSpan = recordLayout.row.leaves.find((leaf) => leaf.path === 'itemId')?.span ?? 0;

export function createAnswerTile(build: Build): AnswerTile {
  const harness = createCoreHarness({ build, inputBytes: 64 });
  const { bytes, view } = harness;
  const texts = harness.allocate(TEXT_BYTES);
  const asides = harness.allocate(256 * 8);
  const asideBytes = harness.allocate(ASIDE_BYTES);
  const answer = harness.allocate(ANSWER_BYTES);
  const hash = harness.allocate(64);
  harness.setWord('asides', asides);
  harness.setWord('bundleHash', hash);
  const steps = harness.allocate(256 * 2);
  const stepTexts = harness.allocate(256 * STEP_TEXT_BYTES);
  harness.setWord('steps', steps);

  function putAside(row: number, at: number, encoded: Uint8Array): number {
    bytes.set(encoded, at);
    view.setUint32(asides + 8 * row, at, true);
    view.setUint32(asides + 8 * row + 4, encoded.length, true);
    return at + encoded.length;
  }

  /** Each row a step of its own. */
  function putStep(format: AnswerFormat, row: number, probability: number): void {
    harness.setWord('stepTexts', stepTexts);
    const at = stepTexts + (255 - row) * STEP_TEXT_BYTES;
    const text = encodeProbability(format, probability);
    bytes.set(text, at);
    bytes[at + STEP_TEXT_BYTES - 1] = text.length;
    view.setUint16(steps + 2 * row, 255 - row, true);
  }

  function lay(format: AnswerFormat, answers: readonly Answer[], tier: Tier = 'officer'): void {
    harness.setWord('forCarrier', tier === 'carrier' ? 1 : 0);
    harness.setWord('stepTexts', 0);
    let textNext = texts;
    let asideNext = asideBytes;
    harness.setWord('numRows', answers.length);
    answers.forEach((item, row) => {
      const struct = harness.word('rows') + row * recordLayout.row.bytes;
      view.setUint32(struct + ROW_STATUS, isRowError(item) ? 1 << (row % 13) : 0, true);
      view.setUint32(asides + 8 * row + 4, 0, true);
      bytes.set(Buffer.from(item.bundle, 'latin1'), hash);
      if (isRowError(item)) {
        // the id of a flagged row may be anything: it is never read
        view.setUint32(struct + itemIdSpan + 4, 0xffffff, true);
        asideNext = putAside(row, asideNext, encodeAnswer(format, item, tier));
        return;
      }
      const id = encodeWtf8(item.itemId);
      bytes.set(id, textNext);
      view.setUint32(struct + itemIdSpan, textNext, true);
      view.setUint32(struct + itemIdSpan + 4, id.length, true);
      textNext += id.length;
      // what follows an id in memory is no part of it
      bytes.fill(0x22, textNext, textNext + 16);
      view.setFloat64(harness.word('margins') + 8 * row, item.score ?? Number.NaN, true);
      if (item.probability !== undefined) putStep(format, row, item.probability);
      bytes[harness.word('actions') + row] = actions.indexOf(item.action);
      if (item.reasons.length > 0) asideNext = putAside(row, asideNext, encodeReasons(format, item.reasons, tier));
    });
  }

  function write(format: AnswerFormat, firstRow: number, room: number): { bytes: Buffer; nextRow: number } {
    harness.setWord('answerNext', answer);
    harness.setWord('answerEnd', answer + room);
    const writers = { ndjson: 'writeAnswersNdjson', msgpack: 'writeAnswersMsgpack', csv: 'writeAnswersCsv' } as const;
    bytes.fill(0xa5, answer + room, answer + room + 256);
    const nextRow = harness.core[writers[format]](harness.tile, firstRow);
    const end = harness.word('answerNext');
    if (end > answer + room || bytes.subarray(answer + room, answer + room + 256).some((byte) => byte !== 0xa5)) {
      throw new Error(`expected answers within ${room} bytes, got ${end - answer}`);
    }
    return { bytes: Buffer.from(bytes.slice(answer, end)), nextRow };
  }

  return { harness, lay, write };
}
