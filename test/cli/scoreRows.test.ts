import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type ScoredModel, scoreRows } from '../../src/cli/scoreRows.ts';
import { PosternError } from '../../src/contract/errors.ts';
import type { ScoreOutput } from '../../src/contract/screener.ts';
import { importModel } from '../../src/model/importModel.ts';
import { lowerForest } from '../../src/model/lower/lowerForest.ts';
import { schemaOf } from '../../src/model/modelSchema.ts';

const folder = new URL('../fixtures/lightgbm/regression/', import.meta.url);

function load(file: string): ScoredModel {
  const forest = importModel(readFileSync(new URL(file, folder)));
  return { schema: schemaOf(forest), lowered: lowerForest(forest) };
}

const model = load('model.txt');
const { featureNames } = model.schema;

function readF64(name: string): Float64Array {
  const bytes = readFileSync(new URL(name, folder));
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

async function* bytesOf(text: string, chunk = 1000): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
}

type Options = {
  of?: ScoredModel;
  keep?: string[];
  output?: ScoreOutput;
  onUnused?: (columns: readonly string[]) => void;
};

async function score(text: string, { of = model, keep = [], output = 'margin', ...rest }: Options = {}) {
  const margins: number[] = [];
  const kept: string[][] = [];
  for await (const batch of scoreRows(bytesOf(text), of, { output, keep, ...rest })) {
    margins.push(...batch.scores);
    for (const row of batch.kept) kept.push([...row]);
  }
  return { margins, kept };
}

async function refusal(text: string, options: Options = {}): Promise<PosternError> {
  const error = await score(text, options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof PosternError) return error;
  throw new Error('the rows were accepted');
}

const cell = (value: number): string => (Number.isNaN(value) ? '' : Object.is(value, -0) ? '-0' : String(value));

test('columns in any order with others between score as the library did, to the bit', async () => {
  const rows = readF64('rows.f64');
  const raw = readF64('raw.f64');
  const lines = Array.from(raw, (_, row) => {
    const cells = Array.from(rows.subarray(row * featureNames.length, (row + 1) * featureNames.length), cell);
    return [`"row, ${row}"`, ...cells.reverse()].join(',');
  });
  const text = `\uFEFFid,${featureNames.toReversed().join(',')}\n${lines.join('\n')}\n`;
  const { margins, kept } = await score(text, { keep: ['id'] });
  expect(Float64Array.from(margins)).toEqual(raw);
  expect(kept[3]).toEqual(['row, 3']);
});

test('more rows than a batch come out in order', async () => {
  const rows = Array.from({ length: 5000 }, (_, row) => featureNames.map((_, i) => (row * (i + 1)) % 7).join(','));
  const { margins } = await score(`${featureNames.join(',')}\n${rows.join('\n')}`);
  expect(margins).toHaveLength(5000);
  expect(margins.slice(4200, 4207)).toEqual(margins.slice(0, 7));
});

test('a header with spaces matches names that LightGBM wrote with underscores', async () => {
  const header = featureNames.map((name) => name.replaceAll('_', ' ')).join(',');
  expect((await score(`${header}\n1,2,3,4,5,6\n`)).margins).toHaveLength(1);
});

test('empty, nan and infinite cells are numbers; a header alone has no scores', async () => {
  const header = `${featureNames.join(',')}\n`;
  expect((await score(`${header},nan,inf,-inf,NaN,Infinity\n`)).margins).toHaveLength(1);
  expect((await score(header)).margins).toEqual([]);
});

test('rows that cannot be scored are refused with what is wrong', async () => {
  const header = featureNames.join(',');
  const missing = await refusal(`${featureNames.slice(1).join(',')}\n1,2,3,4,5\n`);
  expect(missing.code).toBe('FEATURES_MISMATCH');
  expect(missing.message).toContain(featureNames[0]);
  expect((await refusal(`${header}\n1,2,3,4,5,six\n`)).message).toBe(
    `Row 1: expected a number or nothing in "${featureNames[5]}", got text of 3 characters`,
  );
  expect((await refusal(`${header}\n1,2,3\n`)).code).toBe('REQUEST_INVALID');
  expect((await refusal('')).message).toContain('empty file');
  expect((await refusal(`${header}\n1,2,3,4,5,6\n`, { keep: ['id'] })).message).toContain('no column "id"');
});
