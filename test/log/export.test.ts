/** Exports read back by other programs: hyparquet for Parquet, csv-parse for CSV. */
import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import type { DecisionEntry } from '../../src/log/entry.ts';
import { CSV_HEADER, csvLine } from '../../src/log/export/csv.ts';
import { createParquetExport } from '../../src/log/export/parquet.ts';
import { NOON } from './logFolder.ts';

const BUNDLE = '0123456789abcdef0123456789abcdef';
const plain = (seq: number): DecisionEntry => ({
  seq,
  at: NOON + seq,
  item: `item-${seq}`,
  input: 'hash',
  decision: { action: 'release', score: -seq / 3, reasons: [], bundle: BUNDLE },
});
const samples: readonly DecisionEntry[] = [
  plain(0),
  {
    ...plain(1),
    signals: { listNameScore: 0.5 },
    selection: {
      facility: 'NLAMSA',
      lane: 'ems',
      at: NOON,
      proposed: 'hold',
      rank: 2.25,
      hard: false,
      action: 'release',
      by: 'open',
      inclusionProbability: 0.125,
      tied: false,
      shift: '2026-05-07/early',
      sequence: 7,
    },
    decision: {
      action: 'hold',
      score: 1e-7,
      probability: 0.25,
      reasons: [
        { code: 'ONE', source: 'rule', text: 'says "one", twice' },
        { code: 'TWO', source: 'rule', text: 'two\nlines' },
      ],
      bundle: BUNDLE,
    },
  },
  {
    seq: 2,
    at: NOON,
    item: null,
    input: null,
    decision: { error: { code: 'ROW_SYNTAX', pointer: '', expected: 'a value', got: '"' }, bundle: BUNDLE },
  },
];

async function parquetOf(entries: Iterable<DecisionEntry>): Promise<Record<string, unknown>[]> {
  const parts: Uint8Array[] = [];
  const table = createParquetExport(async (bytes) => void parts.push(bytes));
  for (const entry of entries) await table.add(entry);
  await table.finish();
  const whole = Buffer.concat(parts);
  const file = whole.buffer.slice(whole.byteOffset, whole.byteOffset + whole.length) as ArrayBuffer;
  return parquetReadObjects({ file });
}

test('Parquet comes back with its types: instants, whole numbers, nulls and JSON', async () => {
  const rows = await parquetOf(samples);
  expect(rows).toHaveLength(3);
  expect(rows[0]).toMatchObject({ seq: 0n, at: new Date(NOON), item: 'item-0', action: 'release', reasonCodes: '' });
  expect(rows[1]).toMatchObject({
    seq: 1n,
    score: 1e-7,
    probability: 0.25,
    reasonCodes: 'ONE TWO',
    action: 'release',
    proposed: 'hold',
    facility: 'NLAMSA',
    inclusionProbability: 0.125,
    selectedBy: 'open',
    signals: { listNameScore: 0.5 },
    decision: samples[1].decision,
  });
  expect(rows[2]).toMatchObject({ item: null, action: null, score: null, errorCode: 'ROW_SYNTAX', errorPointer: '' });
});

test('Parquet of several row groups has every row in its place; of none, no rows', async () => {
  const count = 60_000;
  const rows = await parquetOf(
    (function* () {
      for (let seq = 0; seq < count; seq++) yield plain(seq);
    })(),
  );
  expect(rows).toHaveLength(count);
  for (let seq = 0; seq < count; seq += 997) {
    expect([rows[seq].seq, rows[seq].score]).toEqual([BigInt(seq), -seq / 3]);
  }
  expect(await parquetOf([])).toEqual([]);
});

test('CSV is read back by another reader, quotes, newlines and all', () => {
  const text = CSV_HEADER + samples.map(csvLine).join('');
  const rows = parse(text, { columns: true }) as Record<string, string>[];
  expect(rows).toHaveLength(3);
  expect(rows[1]).toMatchObject({ seq: '1', at: '2026-05-07T12:00:00.001Z', score: '1e-7', reasonCodes: 'ONE TWO' });
  expect(JSON.parse(rows[1].decision)).toEqual(samples[1].decision);
  expect(rows[2]).toMatchObject({ item: '', errorCode: 'ROW_SYNTAX' });
});
