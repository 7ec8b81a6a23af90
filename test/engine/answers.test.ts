import { expect, test } from 'vitest';
import {
  type Action,
  actions,
  type Answer,
  type Decision,
  isRowError,
  type Reason,
} from '../../src/contract/decision.ts';
import type { Build } from '../../src/core/wasm.ts';
import { decodeAnswers } from '../../src/engine/answers/decodeAnswers.ts';
import { encodeAnswer, encodeReasons, encodeRowError } from '../../src/engine/answers/encode.ts';
import { createReasonWriter } from '../../src/engine/answers/reasonWriter.ts';
import { CSV_ANSWER_HEADER } from '../../src/engine/frame.ts';
import { createDecider, reasonsOf } from '../../src/policy/decider.ts';
import { type AnswerFormat, type AnswerTile, createAnswerTile } from '../oracle/answerTile.ts';
import { decodeCsvAnswers, decodeMsgpackAnswers } from '../oracle/decodeAnswers.ts';
import { type Random, seededRandom } from '../oracle/random.ts';

const builds: readonly Build[] = ['simd', 'scalar'];
const answerFormats: readonly AnswerFormat[] = ['ndjson', 'msgpack', 'csv'];
const NUM_ROWS = 256;
const ROOM = 1 << 20;
const bundle = '0123456789abcdef0123456789abcdef';

const HOSTILE_IDS = [
  'RB123456785GB',
  'a',
  '0123456789abcdef',
  '0123456789abcdefg',
  'x'.repeat(35),
  '"',
  '\\',
  'say "x", \\ twice',
  'a,b',
  'line\nfeed\r\n',
  '\u0000\u0001\b\t\n\u000b\f\r\u001f ',
  '\u007f\u0080\u2028\u2029\ufeff',
  '\u0000'.repeat(35),
  '😀'.repeat(35),
  'Łódź 山田 김 한국 \ud7ff',
  '\ud800',
  'x\udc00y',
  '\udfff\ud800',
  '\ud83d'.repeat(35),
  'abcdefghijklmno"',
  'abcdefghijklmnop"',
  ' leading and trailing ',
  "=cmd|' /C calc'!A0",
];

const f64 = new Float64Array(1);
const u32 = new Uint32Array(f64.buffer);

function randomScore(random: Random): number {
  const kind = random.below(4);
  if (kind === 0) return (random.below(2 ** 31) / 2 ** 31 - 0.5) * 20;
  if (kind === 1) return random.pick([0, -0, 1, -1, 0.5, 1e21, 1e20, 1e-6, 1e-7, 5e-324, 1.7976931348623157e308, 0.1]);
  if (kind === 2) return random.below(2000) - 1000;
  u32[0] = random.below(2 ** 32);
  u32[1] = random.below(2 ** 32);
  return Number.isFinite(f64[0]) ? f64[0] : 1;
}

function randomReasons(random: Random): Reason[] {
  return Array.from(
    { length: random.below(random.pick([2, 4, 40])) },
    (_, i): Reason => ({
      code: `RULE_${i}`,
      source: random.pick(['rule', 'score', 'data']),
      text: random.pick(['A text', 'With "quotes", commas\n and 山', 'x'.repeat(200)]),
    }),
  );
}

function randomAnswer(random: Random): Answer {
  const itemId = random.chance(0.5) ? random.pick(HOSTILE_IDS) : `LX${random.below(1e9)}CN`;
  if (random.chance(0.1)) {
    const pointer = random.pick(['', '/itemId', '/contents/0/va"lue', '/a,b']);
    const error = { code: 'TYPE_INVALID', pointer, expected: 'a "text"', got: 'number\n1' };
    return { itemId: random.chance(0.3) ? null : itemId, error, bundle };
  }
  const action = random.pick<Action>(actions);
  return { itemId, action, score: randomScore(random), reasons: randomReasons(random), bundle };
}

/** Text formats that are UTF-8 only cannot say a lone surrogate. */
const wellFormed = (text: string | null): string | null => (text === null ? null : Buffer.from(text).toString());
const asWellFormed = (answer: Answer): Answer => ({ ...answer, itemId: wellFormed(answer.itemId) }) as Answer;

const rowEnd = { ndjson: '\n', msgpack: '', csv: '\n' };

/** One row a score, in the format that writes least besides. */
function checkScores(tile: AnswerTile, scores: readonly number[]): void {
  const answers = scores.map((score): Decision => ({ itemId: 'A', action: 'release', score, reasons: [], bundle }));
  tile.lay('csv', answers);
  const lines = tile.write('csv', 0, ROOM).bytes.toString().split('\n');
  scores.forEach((score, row) => {
    const text = lines[row].split(',')[2];
    if (text !== String(score) && !Object.is(score, -0)) expect(text).toBe(String(score));
    if (!Object.is(Number(text), score)) expect(Number(text)).toBe(score);
  });
}

for (const build of builds) {
  const tile = createAnswerTile(build);

  for (const format of answerFormats) {
    test(`the ${build} core writes ${format} byte for byte as TypeScript encodes it`, () => {
      const random = seededRandom(17);
      for (let round = 0; round < 40; round++) {
        const answers = Array.from({ length: random.below(NUM_ROWS + 1) }, () => randomAnswer(random));
        tile.lay(format, answers);
        const { bytes, nextRow } = tile.write(format, 0, ROOM);
        expect(nextRow).toBe(answers.length);
        const expected = answers.flatMap((answer) => [encodeAnswer(format, answer), Buffer.from(rowEnd[format])]);
        expect(Buffer.compare(bytes, Buffer.concat(expected))).toBe(0);
      }
    });

    test(`the ${build} core stops before a ${format} row that may not fit, and goes on from there`, () => {
      const random = seededRandom(23);
      const answers = Array.from({ length: NUM_ROWS }, () => randomAnswer(random));
      tile.lay(format, answers);
      const whole = tile.write(format, 0, ROOM).bytes;
      for (const room of [12_000, 12_001, 20_000, 50_003]) {
        const parts: Buffer[] = [];
        let row = 0;
        while (row < NUM_ROWS) {
          const { bytes, nextRow } = tile.write(format, row, room);
          expect(nextRow).toBeGreaterThan(row);
          parts.push(bytes);
          row = nextRow;
        }
        expect(Buffer.compare(Buffer.concat(parts), whole)).toBe(0);
      }
      expect(tile.write(format, 0, 64)).toEqual({ bytes: Buffer.alloc(0), nextRow: 0 });
    });
  }

  test(`the ${build} core writes scores as JavaScript does, so that they parse to the same double`, () => {
    const random = seededRandom(29);
    const corners: number[] = [];
    for (let e = -1074; e < 1024; e++) corners.push(2 ** e, -(2 ** e) * (1 + 2 ** -52), 2 ** e * (1 - 2 ** -53));
    for (let e = -323; e < 308; e++) for (let d = 1; d < 10; d++) corners.push(Number(`${d}e${e}`));
    for (let e = 0; e < 24; e++) corners.push(10 ** e - 1, 10 ** e + 1, (10 ** e + 1) / 10 ** 8);
    for (let at = 0; at < corners.length; at += NUM_ROWS) checkScores(tile, corners.slice(at, at + NUM_ROWS));
    for (let round = 0; round < 1000; round++) {
      checkScores(
        tile,
        Array.from({ length: NUM_ROWS }, () => randomScore(random)),
      );
    }
  });

  test(`the ${build} core stops hard when a flagged row has no answer, rather than lose it`, () => {
    tile.lay('ndjson', [{ itemId: 'A', error: { code: 'X', pointer: '', expected: '', got: '' }, bundle }]);
    tile.harness.view.setUint32(tile.harness.word('asides') + 4, 0, true);
    expect(() => tile.write('ndjson', 0, ROOM)).toThrow(WebAssembly.RuntimeError);
  });
}

test('answers decode to what was encoded, in every format', () => {
  const random = seededRandom(31);
  const answers = Array.from({ length: 500 }, () => randomAnswer(random));
  const encoded = (format: AnswerFormat): Buffer =>
    Buffer.concat(answers.flatMap((answer) => [encodeAnswer(format, answer), Buffer.from(rowEnd[format])]));
  expect(decodeAnswers('ndjson', encoded('ndjson'))).toEqual(answers);
  expect(decodeMsgpackAnswers(encoded('msgpack'))).toEqual(answers.map(asWellFormed));
  const lines = decodeCsvAnswers(Buffer.concat([Buffer.from(CSV_ANSWER_HEADER), encoded('csv')]));
  expect(lines).toEqual(
    answers.map((answer) => {
      const itemId = wellFormed(answer.itemId) ?? '';
      if (isRowError(answer)) return { itemId, error: answer.error.code, pointer: answer.error.pointer };
      const { action, score, reasons } = answer;
      return { itemId, action, score, reasons: reasons.map((reason) => reason.code) };
    }),
  );
});

test('a JSON array and a msgpack array of answers decode as well', () => {
  const random = seededRandom(37);
  const answers = Array.from({ length: 20 }, () => randomAnswer(random));
  const json = answers.map((answer) => Buffer.from(encodeAnswer('json', answer)).toString()).join(',');
  expect(decodeAnswers('json', Buffer.from(`[${json}]\n`))).toEqual(answers);
  const header = Uint8Array.of(0xdd, 0, 0, 0, answers.length);
  const packed = Buffer.concat([header, ...answers.map((answer) => encodeAnswer('msgpack', answer))]);
  expect(decodeMsgpackAnswers(packed)).toEqual(answers.map(asWellFormed));
  expect(decodeAnswers('ndjson', new Uint8Array(0))).toEqual([]);
  expect(decodeMsgpackAnswers(new Uint8Array(0))).toEqual([]);
});

test('a row of its own ends as rows of its format do', () => {
  const rowError = { itemId: null, error: { code: 'ROW_TOO_LONG', pointer: '', expected: 'a', got: 'b' }, bundle };
  for (const [format, end] of [...Object.entries(rowEnd), ['json', ',']] as [AnswerFormat | 'json', string][]) {
    const expected = Buffer.concat([encodeAnswer(format, rowError), Buffer.from(end)]);
    expect(Buffer.compare(encodeRowError(format, rowError), expected)).toBe(0);
  }
});

test('reasons written from pieces are those encoded from objects', () => {
  const rules = Array.from({ length: 70 }, (_, i) => ({
    code: `RULE_${i}`,
    text: `"${i}" 山`,
    action: actions[1 + (i % 5)],
  }));
  const bands = [{ from: 0, action: 'rfs' as const, code: 'BAND', text: 'band' }];
  const decider = createDecider({ bands }, rules);
  const random = seededRandom(41);
  const out = new Uint8Array(1 << 16);
  for (const format of [...answerFormats, 'json'] as const) {
    const writer = createReasonWriter(format, decider);
    for (let i = 0; i < 500; i++) {
      const density = random.pick([0, 0.02, 0.5, 1]);
      const hits = rules.flatMap((_, rule) => (random.chance(density) ? [rule] : []));
      const margin = random.pick([-1, 1]);
      const end = writer.write(out, 100, margin, [7, ...hits], 1, hits.length);
      expect(end - 100).toBeLessThanOrEqual(writer.maxBytes);
      const expected = encodeReasons(format, reasonsOf(decider, margin, hits, 0, hits.length));
      expect(Buffer.compare(out.subarray(100, end), expected)).toBe(0);
    }
  }
});
