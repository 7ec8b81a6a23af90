import { expect, test } from 'vitest';
import {
  type Action,
  actions,
  type Answer,
  type Decision,
  isRowError,
  reasonSources,
  type Reason,
} from '../../src/contract/decision.ts';
import type { Build } from '../../src/core/wasm.ts';
import { decodeAnswers } from '../../src/engine/answers/decodeAnswers.ts';
import { encodeAnswer, encodeReasons, encodeRowError } from '../../src/engine/answers/encode.ts';
import { createReasonWriter } from '../../src/engine/answers/reasonWriter.ts';
import { csvAnswerHeader } from '../../src/engine/answers/csv.ts';
import type { Tier } from '../../src/contract/tier.ts';
import { createDecider, decideInto, newVerdict } from '../../src/policy/decider.ts';
import { parsePolicy } from '../../src/policy/policy.ts';
import { reasonsOf, requestsOf } from '../../src/policy/reasons.ts';
import { type AnswerFormat, type AnswerTile, createAnswerTile } from '../oracle/answerTile.ts';
import { decodeCsvAnswers, decodeMsgpackAnswers } from '../oracle/decodeAnswers.ts';
import { type Random, seededRandom } from '../oracle/random.ts';
import { randomVoices } from '../oracle/ruleVoices.ts';

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
      source: random.pick(reasonSources),
      weight: random.pick([null, -0, 1.5, -0.1, 1e21]),
      text: random.pick(['A text', 'With "quotes", commas\n and 山', 'x'.repeat(200)]),
    }),
  );
}

/** @param probable decisions for officers carry a probability */
function randomAnswer(random: Random, tier: Tier = 'officer', probable = false): Answer {
  const itemId = random.chance(0.5) ? random.pick(HOSTILE_IDS) : `LX${random.below(1e9)}CN`;
  if (random.chance(0.1)) {
    const pointer = random.pick(['', '/itemId', '/contents/0/va"lue', '/a,b']);
    const error = { code: 'TYPE_INVALID', pointer, expected: 'a "text"', got: 'number\n1' };
    return { itemId: random.chance(0.3) ? null : itemId, error, bundle };
  }
  const action = random.pick<Action>(actions);
  if (tier === 'carrier') return { itemId, action, reasons: randomReasons(random), bundle };
  const probability = random.pick([1e-7, 0.00001234, 0.5, 2 ** -1000, 0.1234567890123456]);
  return {
    itemId,
    action,
    score: randomScore(random),
    ...(probable && { probability }),
    reasons: randomReasons(random),
    bundle,
  };
}

/** What answers may be made for, and whether they tell a probability. */
const readers = [
  { tier: 'officer', probable: false },
  { tier: 'officer', probable: true },
  { tier: 'carrier', probable: false },
] as const;

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
      for (let round = 0; round < 60; round++) {
        const { tier, probable } = readers[round % 3];
        const answers = Array.from({ length: random.below(NUM_ROWS + 1) }, () => randomAnswer(random, tier, probable));
        tile.lay(format, answers, tier);
        const { bytes, nextRow } = tile.write(format, 0, ROOM);
        expect(nextRow).toBe(answers.length);
        const expected = answers.flatMap((answer) => [encodeAnswer(format, answer, tier), Buffer.from(rowEnd[format])]);
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
  const tier = 'officer';
  const answers = Array.from({ length: 500 }, () => randomAnswer(random, tier, true));
  const encoded = (format: AnswerFormat): Buffer =>
    Buffer.concat(answers.flatMap((answer) => [encodeAnswer(format, answer, tier), Buffer.from(rowEnd[format])]));
  expect(decodeAnswers('ndjson', encoded('ndjson'))).toEqual(answers);
  expect(decodeMsgpackAnswers(encoded('msgpack'))).toEqual(answers.map(asWellFormed));
  const lines = decodeCsvAnswers(Buffer.concat([Buffer.from(csvAnswerHeader.officer), encoded('csv')]));
  expect(lines).toEqual(
    answers.map((answer) => {
      const itemId = wellFormed(answer.itemId) ?? '';
      if (isRowError(answer)) return { itemId, error: answer.error.code, pointer: answer.error.pointer };
      const { action, score, probability, reasons } = answer;
      const named = reasons.map(({ code, weight }) =>
        weight === null ? code : `${code}:${Object.is(weight, -0) ? '-0' : weight}`,
      );
      return { itemId, action, score, probability, reasons: named };
    }),
  );
});

test('a CSV line for carriers has what is asked in a column, and neither score nor probability', () => {
  const asked = ['Send the "invoice"', 'Name the goods, please'].map(
    (text): Reason => ({ code: 'REQUEST', source: 'request', weight: null, text }),
  );
  const lines = [
    { itemId: 'A', action: 'hold', reasons: asked, bundle },
    { itemId: 'B', action: 'release', reasons: [], bundle },
    { itemId: null, error: { code: 'ROW_SYNTAX', pointer: '', expected: '', got: '' }, bundle },
  ].map((answer) => `${Buffer.from(encodeAnswer('csv', answer as Answer, 'carrier')).toString()}\n`);
  expect(decodeCsvAnswers(Buffer.from(csvAnswerHeader.carrier + lines.join('')))).toEqual([
    { itemId: 'A', action: 'hold', requests: asked.map(({ text }) => text) },
    { itemId: 'B', action: 'release', requests: [] },
    { itemId: '', error: 'ROW_SYNTAX', pointer: '' },
  ]);
});

test('a JSON array and a msgpack array of answers decode as well', () => {
  const random = seededRandom(37);
  const answers = Array.from({ length: 20 }, () => randomAnswer(random));
  const json = answers.map((answer) => Buffer.from(encodeAnswer('json', answer, 'officer')).toString()).join(',');
  expect(decodeAnswers('json', Buffer.from(`[${json}]\n`))).toEqual(answers);
  const header = Uint8Array.of(0xdd, 0, 0, 0, answers.length);
  const packed = Buffer.concat([header, ...answers.map((answer) => encodeAnswer('msgpack', answer, 'officer'))]);
  expect(decodeMsgpackAnswers(packed)).toEqual(answers.map(asWellFormed));
  expect(decodeAnswers('ndjson', new Uint8Array(0))).toEqual([]);
  expect(decodeMsgpackAnswers(new Uint8Array(0))).toEqual([]);
});

test('a row of its own ends as rows of its format do', () => {
  const rowError = { itemId: null, error: { code: 'ROW_TOO_LONG', pointer: '', expected: 'a', got: 'b' }, bundle };
  for (const [format, end] of [...Object.entries(rowEnd), ['json', ',']] as [AnswerFormat | 'json', string][]) {
    const expected = Buffer.concat([encodeAnswer(format, rowError, 'officer'), Buffer.from(end)]);
    expect(Buffer.compare(encodeRowError(format, rowError, 'officer'), expected)).toBe(0);
  }
});

test('reasons written from pieces are those encoded from objects, for officers and for carriers', () => {
  const random = seededRandom(41);
  const rules = randomVoices(random, 140);
  const waivable = rules.flatMap(({ kind, code }) => (kind === 'data' ? [code] : []));
  const bands = [{ from: 0, action: 'rfs', code: 'BAND', text: 'band', carrierText: 'Name the "goods"' }];
  const waivers = [{ origin: 'LA', from: '2026-01-01', until: null }];
  const decider = createDecider(parsePolicy({ bands, waivable, waivers }, 'policy.json'), rules);
  const origins = { originOf: (row: number) => (row === 0 ? 11 * 26 + 1 : 0), dayOf: () => 30_000 };
  const model: Reason[] = [{ code: 'HS_LISTED', source: 'model', weight: 0.25, text: 'hsListed: 1 "flag"' }];
  const out = new Uint8Array(1 << 17);
  for (const format of [...answerFormats, 'json'] as const) {
    for (const tier of ['officer', 'carrier'] as const) {
      const writer = createReasonWriter(format, decider, tier);
      for (let i = 0; i < 300; i++) {
        const density = random.pick([0, 0.02, 0.5, 1]);
        const hits = rules.flatMap((_, rule) => (random.chance(density) ? [rule] : []));
        const verdict = newVerdict();
        decideInto(verdict, decider, random.pick([-1, 1]), hits, 0, hits.length, origins, random.below(2));
        if (verdict.raised === 0) continue;
        const end = writer.write(out, 100, verdict, [7, ...hits], 1, hits.length, tier === 'officer' ? model : []);
        expect(end - 100).toBeLessThanOrEqual(writer.maxBytes + 256);
        const reasons =
          tier === 'officer'
            ? [...reasonsOf(decider, verdict, hits, 0, hits.length), ...model]
            : requestsOf(decider, verdict, hits, 0, hits.length);
        const expected = reasons.length === 0 ? new Uint8Array(0) : encodeReasons(format, reasons, tier);
        expect(Buffer.compare(out.subarray(100, end), expected)).toBe(0);
      }
    }
  }
});
