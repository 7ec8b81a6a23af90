/** `postern score` over real models: what the library said comes out, with the columns named and the texts as they are. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test, vi } from 'vitest';
import { scoreCommand } from '../../src/cli/commands/score.ts';
import { PosternError } from '../../src/contract/errors.ts';
import { importModel } from '../../src/model/importModel.ts';
import { referenceMargins } from '../../src/model/referenceScore.ts';
import { readManifest } from '../model/golden.ts';
import { buildTestBundle } from '../oracle/testBundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'postern-score-'));
afterAll(() => rmSync(folder, { recursive: true }));
const inFolder = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

type Golden = { model: string; csv: string; raw: number[][]; outputs: number[][] };

/** A fixture as its user holds it: a model file and a CSV with a header, texts where the model has texts. */
function golden(format: string, name: string): Golden {
  const path = (file: string): string =>
    fileURLToPath(new URL(`../fixtures/${format}/${name}/${file}`, import.meta.url));
  const { model, numRows, numColumns, hasOutput } = readManifest(format).cases.find(
    (one) => one.name === name,
  ) as never as {
    model: string;
    numRows: number;
    numColumns: number;
    hasOutput: boolean;
  };
  const floats = (file: string): Float64Array => new Float64Array(new Uint8Array(readFileSync(path(file))).buffer);
  const table = (values: Float64Array): number[][] => {
    const width = values.length / numRows;
    return Array.from({ length: numRows }, (_, row) => [...values.subarray(row * width, (row + 1) * width)]);
  };
  const { featureNames, categories } = importModel(readFileSync(path(model)));
  expect(featureNames).toHaveLength(numColumns);
  const cells = table(floats('rows.f64')).map((row) => row.map((value, i) => cell(value, categories[i]?.texts)));
  const lines = [['id', ...featureNames], ...cells.map((row, i) => [`row ${i}`, ...row])];
  const csv = inFolder(`${name}.csv`, lines.map((line) => line.map(quoted).join(',')).join('\n'));
  return {
    model: path(model),
    csv,
    raw: table(floats('raw.f64')),
    outputs: hasOutput ? table(floats('output.f64')) : [],
  };
}

function cell(value: number, texts: readonly string[] | undefined): string {
  if (texts !== undefined && !Number.isNaN(value)) return texts[value] ?? 'unheard of';
  if (Number.isNaN(value)) return '';
  return Object.is(value, -0) ? '-0' : String(value);
}

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** What lies in the file that the command wrote, and what it said. */
async function run(...args: string[]): Promise<{ header: string[]; rows: string[][]; said: string }> {
  const out = join(folder, 'out.csv');
  const said: string[] = [];
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  try {
    await scoreCommand().parseAsync([...args, '--out', out], { from: 'user' });
  } finally {
    write.mockRestore();
  }
  const [header, ...rows] = readFileSync(out, 'utf8').trimEnd().split('\n');
  return { header: header.split(','), rows: rows.map((row) => row.split(',')), said: said.join('') };
}

const numbers = (rows: readonly string[][]): number[][] => rows.map((row) => row.map(Number));

test('raw scores are the library’s to the last bit, kept columns come along, others are told', async () => {
  const { model, csv, raw } = golden('lightgbm', 'regression');
  const kept = await run('--model', model, '--input', csv, '--keep', 'id');
  expect(kept.header).toEqual(['score', 'id']);
  expect(kept.rows.map(([score]) => Number(score))).toEqual(raw.map(([score]) => score));
  expect(kept.rows[3][1]).toBe('row 3');
  expect(kept.said).toMatch(/^lightgbm, 12 trees of up to \d+ leaves, depth \d+, 6 features, objective regression\n/);
  expect(kept.said).not.toContain('not used');
  expect((await run('--model', model, '--input', csv)).said).toContain('columns not used: id\n');
});

test('a model of several outputs gives a column each, as margins or as predictions', async () => {
  const { model, csv, raw, outputs } = golden('lightgbm', 'multiclass');
  const margins = await run('--model', model, '--input', csv);
  expect(margins.header).toEqual(raw[0].map((_, output) => `score_${output}`));
  expect(numbers(margins.rows)).toEqual(raw);
  const predictions = await run('--model', model, '--input', csv, '--output', 'prediction');
  expect(predictions.header).toEqual(raw[0].map((_, output) => `prediction_${output}`));
  numbers(predictions.rows).forEach((row, r) => {
    row.forEach((value, output) => expect(value).toBeCloseTo(outputs[r][output], 12));
  });
});

for (const [format, name] of [
  ['lightgbm', 'data_frame'],
  ['xgboost', '3.1-data_frame'],
  ['xgboost', '1.7-categorical'],
  ['catboost', 'one_hot'],
  ['catboost', 'uncertainty'],
  ['onnx', 'sklearn_pipeline'],
  ['onnx', 'handmade_v5_member_sets'],
] as const) {
  test(`${format} ${name}: a CSV scores as the library said, texts as the model file spells them`, async () => {
    const { model, csv, raw } = golden(format, name);
    const { header, rows } = await run('--model', model, '--input', csv);
    expect(header[0]).toBe(raw[0].length === 1 ? 'score' : 'score_0');
    expect(numbers(rows)).toEqual(raw);
  });
}

test('an empty cell is missing, unless the model lists the empty text', async () => {
  const { model } = golden('catboost', 'one_hot');
  const { featureNames, categories } = importModel(readFileSync(model));
  const column = categories.findIndex((each) => each?.texts.includes(''));
  const row = (text: string): string => featureNames.map((_, i) => (i === column ? text : '0')).join(',');
  const csv = inFolder('empty.csv', `${featureNames.join(',')}\n${row('')}\n${row('unheard of')}\n`);
  const forest = importModel(readFileSync(model));
  const expected = [categories[column]?.texts.indexOf('') ?? NaN, categories[column]?.unknown ?? NaN].map((code) => {
    const values = categories.map((each, i) => (i === column ? code : each ? each.texts.indexOf('0') : 0));
    return referenceMargins(
      forest,
      values.map((value, i) => (value < 0 ? (categories[i]?.unknown ?? NaN) : value)),
    )[0];
  });
  const { rows } = await run('--model', model, '--input', csv);
  expect(numbers(rows).map(([score]) => score)).toEqual(expected);
  expect(expected[0]).not.toBe(expected[1]);
});

test('a model of a bundle is scored by its name', async () => {
  const { csv, raw } = golden('lightgbm', 'regression');
  const bundle = inFolder('test.postern', buildTestBundle());
  const { rows } = await run('--model', bundle, '--name', 'amounts', '--input', csv);
  expect(numbers(rows)).toEqual(raw);
  const unknown = run('--model', bundle, '--name', 'nothing', '--input', csv);
  await expect(unknown).rejects.toMatchObject({ code: 'MODEL_UNKNOWN' });
  const broken = readFileSync(bundle);
  broken[broken.length - 1] ^= 1;
  const forged = run('--model', inFolder('forged.postern', broken), '--name', 'amounts', '--input', csv);
  await expect(forged).rejects.toMatchObject({ code: 'BUNDLE_SIGNATURE' });
});

test('with --explain-top, what moved each margin most stands beside it, largest first', async () => {
  const { model, csv, raw } = golden('lightgbm', 'multiclass');
  const { featureNames } = importModel(readFileSync(model));
  const top = featureNames.length;
  const { header, rows, said } = await run('--model', model, '--input', csv, '--explain-top', `${top}`, '--keep', 'id');
  const numOutputs = raw[0].length;
  expect(header.slice(numOutputs, numOutputs + 3)).toEqual([
    'score_0_feature_1',
    'score_0_contribution_1',
    'score_0_feature_2',
  ]);
  expect(header.at(-1)).toBe('id');
  const bases = /compared with the training data; base (.*)\n/.exec(said)?.[1].split(', ').map(Number) ?? [];
  rows.forEach((row, r) => {
    for (let output = 0; output < numOutputs; output++) {
      const cells = row.slice(numOutputs + 2 * top * output, numOutputs + 2 * top * (output + 1));
      const parts = cells.filter((_, i) => i % 2 === 1).map(Number);
      expect(parts.reduce((sum, part) => sum + part, bases[output])).toBeCloseTo(raw[r][output], 9);
      const sizes = parts.map(Math.abs);
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
      for (const name of cells.filter((_, i) => i % 2 === 0)) expect(['', ...featureNames]).toContain(name);
    }
  });
});

test('a model without training counts is explained by a background, and the bundle’s by what it carries', async () => {
  const { model, csv } = golden('onnx', 'sklearn_forest_regressor');
  const bare = run('--model', model, '--input', csv, '--explain-top', '2');
  await expect(bare).rejects.toMatchObject({ code: 'MODEL_UNSUPPORTED', message: /background sample/ });
  const { header, said } = await run('--model', model, '--input', csv, '--explain-top', '2', '--background', csv);
  expect(header.slice(0, 3)).toEqual(['score', 'feature_1', 'contribution_1']);
  expect(said).toMatch(/compared with the background sample of \d+ rows; base /);
  const bundle = inFolder('explained.postern', buildTestBundle());
  const named = run('--model', bundle, '--name', 'amounts', '--input', csv, '--explain-top', '2');
  await expect(named).rejects.toMatchObject({ code: 'MODEL_UNSUPPORTED', message: /what "amounts" is explained with/ });
  const odd = run('--model', model, '--input', csv, '--explain-top', 'x');
  await expect(odd).rejects.toThrow('expected --explain-top to be an integer from 0 to 20, got "x"');
});

test('a file that is refused has printed nothing, and a header without rows is one', async () => {
  const { model } = golden('lightgbm', 'regression');
  const names = importModel(readFileSync(model)).featureNames;
  const written: string[] = [];
  const toStdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const quiet = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  const score = (csv: string): Promise<unknown> =>
    scoreCommand().parseAsync(['--model', model, '--input', inFolder('rows.csv', csv)], { from: 'user' });
  try {
    await expect(score(`${names.join(';')}\n1;2;3;4;5;6\n`)).rejects.toThrow(
      'Expected cells separated by commas, got a header of one cell with semicolons: save the rows with commas',
    );
    await expect(score(`${names.join(',')},${names[0]}\n1,2,3,4,5,6,7\n`)).rejects.toThrow(/Two columns have the name/);
    await expect(score(`${names.join(',')}\n1,2,3,4,5,six\n`)).rejects.toThrow(/^Row 1: expected a number/);
    expect(written).toEqual([]);
  } finally {
    toStdout.mockRestore();
    quiet.mockRestore();
  }
  expect((await run('--model', model, '--input', inFolder('none.csv', `${names.join(',')}\n`))).header).toEqual([
    'score',
  ]);
});

test('what cannot be scored is refused before anything is written', async () => {
  const { model, csv } = golden('lightgbm', 'regression');
  const pickle = inFolder('model.pkl', Buffer.from('\x80\x04\x95', 'latin1'));
  const custom = fileURLToPath(new URL('../fixtures/lightgbm/custom/model.txt', import.meta.url));
  const lacking = inFolder('lacking.csv', 'id\n1\n');
  for (const [args, code, message] of [
    [['--model', pickle, '--input', csv], 'MODEL_UNSUPPORTED', 'a Python pickle'],
    [['--model', model, '--name', 'x', '--input', csv], 'REQUEST_INVALID', 'leave --name out'],
    [['--model', model, '--input', lacking], 'FEATURES_MISMATCH', 'lack 6 of the model'],
    [['--model', custom, '--input', csv, '--output', 'prediction'], 'MODEL_UNSUPPORTED', 'ask for margins'],
    [['--model', model, '--input', csv, '--import', 'missing=-999'], 'REQUEST_INVALID', '"missing" is no option'],
    [['--model', model, '--input', csv, '--import', 'missing'], 'REQUEST_INVALID', 'expected key=value'],
  ] as const) {
    const error = await run(...args).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PosternError);
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) as string });
  }
});
