/** What a log is told of rows: made of the answers' own bytes, the same in every format, for every reader of answers. */
import { createHmac, randomBytes } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import type { Format } from '../../src/contract/formats.ts';
import { NOT_KEPT, type RecordedBatch, type RecordingOrder } from '../../src/contract/recording.ts';
import type { Tier } from '../../src/contract/tier.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { createRowHash } from '../../src/engine/recording/rowHash.ts';
import { linesOf } from '../../src/log/readEntries.ts';
import { pseudonymOf } from '../../src/log/pseudonym.ts';
import { simulateMail } from '../../src/simulate/mail.ts';
import { collect, decodeBody, encodeBody, pieces } from '../oracle/bodies.ts';
import { buildTestBundle } from '../oracle/testBundle.ts';

const engine = createEngine({ bundle: buildTestBundle(), explainTop: 2 });
afterAll(() => engine.close());

const keys = { itemKey: randomBytes(32), inputKey: randomBytes(32) };
const order: RecordingOrder = { at: 1_700_000_000_000, ...keys, keepRows: true };
const mail = Buffer.concat([...simulateMail({ parcels: 900, seed: 5 })].map((piece) => piece.ndjson));
const awkward = [
  '{"itemId":"A\\"B\\\\","sender":{"country":"CN"},"recipient":{"country":"US"},"contents":[{"description":"toy"}]}',
  '{"itemId":"Zoë 包","sender":{"country":"CN"},"recipient":{"country":"US"},"contents":[{"description":"toy"}]}',
  '{"itemId":"NOCOUNTRY"}',
  '{"itemId":"broken',
  '[]',
];
const rows = [...mail.toString().trimEnd().split('\n'), ...awkward];
const ndjson = Buffer.from(`${rows.join('\n')}\n`);

async function record(
  body: Uint8Array,
  from: Format,
  to: Format,
  tier: Tier = 'officer',
): Promise<{ answers: Buffer; lines: string[]; recorded: RecordedBatch[] }> {
  const answers: Uint8Array[] = [];
  const recorded: RecordedBatch[] = [];
  for await (const part of engine.screenRecorded(pieces(body, 100_000), () => order, { from, to, tier })) {
    answers.push(...part.answers);
    recorded.push(...part.recorded);
  }
  const lines = recorded.flatMap(({ lines: bytes }) => [...linesOf(Buffer.from(bytes))].map(String));
  return { answers: Buffer.concat(answers), lines, recorded };
}

const keptRows = (recorded: readonly RecordedBatch[]): string[] =>
  recorded.flatMap(({ rows: kept }) => {
    let at = 0;
    return Array.from(kept?.lengths ?? [], (length) => {
      if (length === NOT_KEPT) return 'not kept';
      at += length;
      return Buffer.from(kept?.bytes.subarray(at - length, at) ?? []).toString();
    });
  });

test('keyed hashes are HMAC-SHA-256 at every length', () => {
  const key = randomBytes(32);
  const ours = createRowHash(key);
  for (const length of [0, 1, 55, 56, 63, 64, 65, 700, 4096, 4097, 70_000, 13]) {
    const bytes = randomBytes(length + 7);
    const theirs = createHmac('sha256', key).update(bytes.subarray(5, 5 + length));
    expect(ours.of(bytes, 5, 5 + length)).toBe(theirs.digest('base64url'));
  }
});

test('a line is the answer without the item id, under a pseudonym, with the hash of the row', async () => {
  const plain = await collect(engine.screenStream(pieces(ndjson, 100_000), { from: 'ndjson', to: 'ndjson' }));
  const { answers, lines, recorded } = await record(ndjson, 'ndjson', 'ndjson');
  expect(answers.equals(plain)).toBe(true);
  const expected = plain.toString().trimEnd().split('\n');
  expect(lines).toHaveLength(expected.length);
  expect(recorded.reduce((sum, { count }) => sum + count, 0)).toBe(expected.length);
  for (const [i, answer] of expected.entries()) {
    const { itemId } = JSON.parse(answer) as { itemId: string | null };
    const item = itemId === null ? 'null' : `"${pseudonymOf(keys.itemKey, itemId)}"`;
    const input = createHmac('sha256', keys.inputKey).update(rows[i]).digest('base64url');
    const rest = answer.slice(answer.indexOf(',', `{"itemId":${JSON.stringify(itemId)}`.length) + 1);
    expect(lines[i]).toBe(`{"at":${order.at},"item":${item},"input":"${input}","decision":{${rest}}\n`);
    expect(() => JSON.parse(lines[i]) as unknown).not.toThrow();
  }
  expect(keptRows(recorded)).toEqual(rows);
});

test('every format and every reader of answers leaves the same decisions in the log', async () => {
  const parcels = rows.slice(0, 900).map((row) => JSON.parse(row) as unknown);
  const body = Buffer.from(`${parcels.map((parcel) => JSON.stringify(parcel)).join('\n')}\n`);
  const { lines: expected } = await record(body, 'ndjson', 'ndjson');
  const withoutHash = (line: string): string => line.replace(/"input":"[^"]*"/, '');
  for (const to of ['json', 'msgpack', 'csv'] as const) {
    for (const tier of ['officer', 'carrier'] as const) {
      const plain = await collect(engine.screenStream(pieces(body, 100_000), { from: 'ndjson', to, tier }));
      const { answers, lines } = await record(body, 'ndjson', to, tier);
      expect(answers.equals(plain)).toBe(true);
      expect(lines).toEqual(expected);
    }
  }
  const { lines: carriers } = await record(body, 'ndjson', 'ndjson', 'carrier');
  expect(carriers).toEqual(expected);
  for (const from of ['json', 'msgpack'] as const) {
    const { answers, lines } = await record(encodeBody(from, parcels), from, from);
    expect(lines.map(withoutHash)).toEqual(expected.map(withoutHash));
    expect(decodeBody(from, answers)).toHaveLength(parcels.length);
  }
});

test('one parcel is taken down as a row of a batch is', async () => {
  const { lines } = await record(ndjson, 'ndjson', 'ndjson');
  for (const i of [0, 1, 2, rows.length - 5, rows.length - 3]) {
    const { answer, recorded } = await engine.screenRowRecorded(Buffer.from(rows[i]), order);
    expect(Buffer.from(recorded.lines).toString()).toBe(lines[i]);
    expect(keptRows([recorded])).toEqual([rows[i]]);
    expect(answer).toHaveProperty('itemId');
  }
});

test('a row too long to be held is in the log with nothing but its fault', async () => {
  const small = createEngine({ bundle: buildTestBundle(), limits: { rowBytes: 1024 }, slotBytes: 4096 });
  const long = `{"itemId":"${'X'.repeat(20_000)}"}`;
  const body = Buffer.from(`${rows[0]}\n${long}\n${rows[1]}\n`);
  const recorded: RecordedBatch[] = [];
  for await (const part of small.screenRecorded(pieces(body, 1000), () => order, { from: 'ndjson' })) {
    recorded.push(...part.recorded);
  }
  await small.close();
  const lines = recorded.flatMap((batch) => [...linesOf(Buffer.from(batch.lines))].map(String));
  expect(lines).toHaveLength(3);
  expect(JSON.parse(lines[1])).toMatchObject({
    item: null,
    input: null,
    decision: { error: { code: 'ROW_TOO_LONG' } },
  });
  expect(keptRows(recorded)).toEqual([rows[0], 'not kept', rows[1]]);
});

test('answers that fill their region leave as many lines as rows, in any format', async () => {
  const full = createEngine({ bundle: buildTestBundle(), explainTop: 20, slotBytes: 4 << 20 });
  const body = Buffer.from(Array.from({ length: 6 }, () => mail.toString()).join(''));
  for (const to of ['ndjson', 'csv'] as const) {
    let numRows = 0;
    for await (const { recorded } of full.screenRecorded(pieces(body, 1 << 20), () => order, { from: 'ndjson', to })) {
      for (const batch of recorded) {
        expect([...linesOf(Buffer.from(batch.lines))]).toHaveLength(batch.count);
        expect(batch.rows?.lengths).toHaveLength(batch.count);
        numRows += batch.count;
      }
    }
    expect(numRows).toBe(5400);
  }
  await full.close();
});
