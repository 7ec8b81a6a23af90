import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test, vi } from 'vitest';
import { modelCommand } from '../../src/cli/commands/model.ts';
import { buildTestBundle } from '../oracle/testBundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'postern-model-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fixture = (path: string): string => fileURLToPath(new URL(`../fixtures/${path}`, import.meta.url));

/** What the command prints. */
async function inspect(...args: string[]): Promise<string> {
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  try {
    await modelCommand().parseAsync(['inspect', ...args], { from: 'user' });
  } finally {
    write.mockRestore();
  }
  return lines.join('');
}

test('a model file is told in a screen of text', async () => {
  const text = await inspect(fixture('lightgbm/data_frame/model.txt'));
  expect(text).toMatch(/^format {6}LightGBM, written by v4\nobjective {3}binary sigmoid:1\n/);
  expect(text).toContain('outputs     1 a row as margins, 1 as predictions: sigmoid of the margin in f64\n');
  expect(text).toContain('trees       10 of up to 8 leaves, depth 6\n');
  expect(text).toContain('features    5: size, mass, city, days, known\n');
  expect(text).toMatch(
    /categories {2}\d+ of 70 nodes ask for categories; texts of city \(\d+\), days \(\d+\), known \(2\)\n/,
  );
  expect(text).toMatch(/missing {5}NaN is missing at \d+ nodes, NaN counts as zero at \d+ nodes\n/);
  expect(text).toContain('precision   values are compared as f64, leaves are summed in f64\n');
  expect(text).toMatch(/memory {6}[\d,]+ bytes lowered, [\d,]+ of scratch a thread, [\d,]+ to score vectors\n/);
  expect(text).toMatch(/time {8}import [\d.]+ ms, lowering [\d.]+ ms\n/);
});

test('a custom objective has margins only', async () => {
  const text = await inspect(fixture('lightgbm/custom/model.txt'));
  expect(text).toContain('objective   not stated\noutputs     1 a row as margins, and no predictions\n');
});

test('each format says what it is, and what wrote it where the file tells', async () => {
  for (const [path, first] of [
    ['lightgbm/multiclass/model.txt', 'LightGBM, written by v4'],
    ['xgboost/1.7-binary/model.json', 'XGBoost, written by 1.7.6'],
    ['xgboost/3.4-multiclass/model.ubj', 'XGBoost, written by 3.4.1'],
    ['catboost/one_hot/model.json', 'CatBoost, written by 1.2.10'],
    ['onnx/sklearn_pipeline/model.onnx', 'ONNX, written by skl2onnx 1.20.0, ai.onnx.ml 1, opset 9'],
    [
      'onnx/handmade_v5_member_sets/model.onnx',
      'ONNX, written by a program that it does not name, opset 18, ai.onnx.ml 5',
    ],
  ]) {
    expect((await inspect(fixture(path))).split('\n', 1)).toEqual([`format      ${first}`]);
  }
});

test('several outputs, categories, preparation notes and control characters in names are told', async () => {
  const several = await inspect(fixture('xgboost/3.4-multiclass/model.ubj'));
  expect(several).toContain('outputs     3 a row as margins, 3 as predictions: softmax of the margins in f32\n');
  expect(several).toContain('tab?and/slash');
  expect(several).toMatch(/notes {7}NaN alone is missing/);
  const told = await inspect(fixture('xgboost/3.4-multiclass/model.ubj'), '--import', 'missing=-999');
  expect(told).not.toContain('NaN alone is missing');
  const texts = await inspect(fixture('catboost/one_hot/model.json'));
  expect(texts).toMatch(/categories {2}[1-9]\d* of 248 nodes ask for categories; texts of /);
});

test('the same as JSON', async () => {
  const report = JSON.parse(await inspect(fixture('lightgbm/regression/model.txt'), '--json')) as Record<
    string,
    unknown
  >;
  expect(report).toMatchObject({
    source: 'lightgbm',
    version: 'v4',
    numTrees: 12,
    numOutputs: 1,
    numPredictions: 1,
    link: { kind: 'identity' },
    precision: { values: 'f64', sums: 'f64' },
  });
  expect(report).not.toHaveProperty('name');
});

test('a bundle tells all of its models, the one that screens first', async () => {
  const file = join(folder, 'test.postern');
  writeFileSync(file, buildTestBundle());
  const text = await inspect(file);
  expect(text).toMatch(/^the model that screens\nformat {6}LightGBM\n/);
  expect(text).toContain('\n\namounts\nformat      LightGBM\n');
  const reports = JSON.parse(await inspect(file, '--json')) as { name: string }[];
  expect(reports.map(({ name }) => name).slice(0, 2)).toEqual(['the model that screens', 'amounts']);
});

test('what is no model is refused by what it is', async () => {
  const file = join(folder, 'model.xml');
  writeFileSync(file, '<?xml version="1.0"?><PMML version="4.4"></PMML>');
  await expect(inspect(file)).rejects.toMatchObject({ code: 'MODEL_UNSUPPORTED' });
});
