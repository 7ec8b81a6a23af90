/** A model by itself: what the library said, from vectors and from rows. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PosternError } from '../../src/contract/errors.ts';
import { loadModel } from '../../src/engine/loadModel.ts';
import { readModel } from '../model/golden.ts';

const floats = (name: string, file: string): Float64Array => {
  const bytes = readFileSync(new URL(`../fixtures/lightgbm/${name}/${file}`, import.meta.url));
  return new Float64Array(new Uint8Array(bytes).buffer);
};

test('vectors and rows score as the library did, as margins and as predictions', () => {
  const model = loadModel(readModel('lightgbm', 'binary'));
  const { features, numOutputs, numPredictions, source } = model.info;
  expect([numOutputs, numPredictions, source]).toEqual([1, 1, 'lightgbm']);
  const values = floats('binary', 'rows.f64');
  const raw = floats('binary', 'raw.f64');
  const numColumns = features.length;
  const vectors = { values, numRows: raw.length, numColumns, order: 'row' } as const;
  expect(model.scoreVectors(vectors)).toEqual({ values: raw, numRows: raw.length, numOutputs: 1 });

  const rows = Array.from(raw, (_, row) => [...values.subarray(row * numColumns, (row + 1) * numColumns)]);
  expect(model.scoreRows({ rows }).values).toEqual(raw);
  const columns = features.toReversed();
  expect(model.scoreRows({ columns, rows: rows.map((row) => row.toReversed()) }).values).toEqual(raw);

  const { values: predictions } = model.scoreVectors(vectors, { output: 'prediction' });
  floats('binary', 'output.f64').forEach((output, row) => expect(predictions[row]).toBeCloseTo(output, 14));
});

test('infinities are numbers or the words that JSON has for none of them', () => {
  const model = loadModel(readModel('lightgbm', 'regression'));
  const row = (value: number | string | null): (number | string | null)[] => model.info.features.map(() => value);
  const scores = (...values: (number | string | null)[]): number[] => [
    ...model.scoreRows({ rows: values.map(row) }).values,
  ];
  expect(scores('Infinity', '-Infinity', 'NaN')).toEqual(scores(Infinity, -Infinity, null));
  expect(() => scores('inf')).toThrow(PosternError);
});

test('options that the format does not know, and files that are no model, are refused', () => {
  expect(() => loadModel(readModel('lightgbm', 'regression'), { missing: 0 })).toThrow(
    expect.objectContaining({ code: 'REQUEST_INVALID' }),
  );
  expect(() => loadModel(new Uint8Array(0))).toThrow(expect.objectContaining({ code: 'MODEL_UNSUPPORTED' }));
});

test('rows without values, and more scores than fit in memory, are refused before room is made for them', () => {
  const model = loadModel(readModel('xgboost', '3.4-multiclass'));
  const rows = Array.from({ length: 2 ** 24 }, (): [] => []);
  expect(() => model.scoreRows({ rows })).toThrow(expect.objectContaining({ code: 'SHAPE_MISMATCH' }));
  const numRows = 2 ** 26;
  const vectors = { values: new Float32Array(numRows), numRows, numColumns: 1, order: 'row' } as const;
  expect(() => model.scoreVectors(vectors)).toThrow(expect.objectContaining({ code: 'BODY_TOO_LARGE' }));
});
