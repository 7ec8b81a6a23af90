/** Contributions of a model by itself: the library's own, from vectors and from rows, and by a sample where a file keeps no counts. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Vectors } from '../../src/contract/screener.ts';
import { loadModel } from '../../src/engine/loadModel.ts';
import { withBackground } from '../../src/model/contributions/background.ts';
import { referenceContributions } from '../../src/model/contributions/referenceContributions.ts';
import { importModel } from '../../src/model/importModel.ts';
import { readModel } from '../model/golden.ts';

const f64 = (path: string): Float64Array =>
  new Float64Array(new Uint8Array(readFileSync(new URL(`../fixtures/${path}`, import.meta.url))).buffer);

function vectorsOf(path: string, numColumns: number): Vectors {
  const values = f64(path);
  return { values, numRows: values.length / numColumns, numColumns, order: 'row' };
}

const manifest = JSON.parse(
  readFileSync(new URL('../fixtures/contributions/manifest.json', import.meta.url), 'utf8'),
) as { cases: { name: string; environment: string; format: string; rows: number[] }[] };

for (const [format, name, bound] of [
  ['lightgbm', 'binary', 1e-9],
  ['lightgbm', 'multiclass', 1e-9],
  ['xgboost', '1.7-binary', 1e-5],
] as const) {
  test(`${format} ${name} is explained as its library explains it`, () => {
    const one = manifest.cases.find((each) => each.format === format && each.name === name);
    if (one === undefined) throw new Error('expected the case in the manifest');
    const expected = f64(`contributions/${one.environment}-${name}.f64`);
    const model = loadModel(readModel(format, name));
    const width = model.info.features.length;
    const all = vectorsOf(`${format}/${name}/rows.f64`, width).values;
    const values = Float64Array.from(one.rows.flatMap((row) => [...all.subarray(row * width, (row + 1) * width)]));
    const vectors: Vectors = { values, numRows: one.rows.length, numColumns: width, order: 'row' };
    const found = model.explain(vectors);
    expect([found.numRows, found.numFeatures, found.source]).toEqual([one.rows.length, width, 'training data']);
    const { values: margins } = model.scoreVectors(vectors);
    margins.forEach((margin, at) => {
      const theirs = [...expected.subarray(at * (width + 1), (at + 1) * (width + 1))];
      const size = theirs.reduce((sum, part) => sum + Math.abs(part), 0);
      const ours = [...found.values.subarray(at * width, (at + 1) * width), found.bases[at % found.numOutputs]];
      ours.forEach((part, i) => expect(Math.abs(part - theirs[i])).toBeLessThanOrEqual(bound * size));
      const sum = ours.reduce((total, part) => total + part);
      expect(Math.abs(sum - margin)).toBeLessThanOrEqual(1e-5 * Math.max(1, size));
    });
    const rows = one.rows.map((_, row) => [...values.subarray(row * width, (row + 1) * width)]);
    const columns = model.info.features.toReversed();
    expect(model.explain({ columns, rows: rows.map((row) => row.toReversed()) })).toEqual(found);
  });
}

test('a model without counts names what it lacks, and is explained by a sample', () => {
  const bytes = readModel('onnx', 'sklearn_forest_targets');
  const model = loadModel(bytes);
  const width = model.info.features.length;
  const vectors = vectorsOf('onnx/sklearn_forest_targets/rows.f64', width);
  expect(() => model.explain(vectors)).toThrow(
    expect.objectContaining({
      code: 'MODEL_UNSUPPORTED',
      message: expect.stringMatching(/^The ONNX model does not say how much data .*: give a background sample/),
    }),
  );
  const found = model.explain(vectors, { background: vectors });
  expect(found.source).toBe(`background sample of ${vectors.numRows} rows`);
  const covered = withBackground(importModel(bytes), vectors);
  for (let row = 0; row < vectors.numRows; row++) {
    const expected = referenceContributions(covered, vectors.values.subarray(row * width, (row + 1) * width));
    const size = expected.values.reduce((sum, part) => sum + Math.abs(part), 0);
    expected.values.forEach((part, i) => {
      const ours = found.values[row * expected.values.length + i];
      expect(Math.abs(ours - part)).toBeLessThanOrEqual(1e-9 * size);
    });
    expect([...found.bases]).toEqual([...expected.bases]);
  }
});

test('a model whose trees are not added up is refused by what it does instead', () => {
  const model = loadModel(readModel('onnx', 'handmade_max'));
  const vectors = vectorsOf('onnx/handmade_max/rows.f64', model.info.features.length);
  expect(() => model.explain(vectors, { background: vectors })).toThrow(/the model takes the max of its trees/);
});

test('rows of another width, and what are no rows, are refused', () => {
  const model = loadModel(readModel('lightgbm', 'binary'));
  const vectors: Vectors = { values: new Float64Array(2), numRows: 1, numColumns: 2, order: 'row' };
  expect(() => model.explain(vectors)).toThrow(expect.objectContaining({ code: 'SHAPE_MISMATCH' }));
  expect(() => model.explain(null as never)).toThrow(expect.objectContaining({ code: 'REQUEST_INVALID' }));
  expect(() => model.explain({ rows: [[1]] })).toThrow(expect.objectContaining({ code: 'SHAPE_MISMATCH' }));
});
