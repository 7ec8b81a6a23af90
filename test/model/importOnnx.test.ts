/** ONNX graphs to forests: the layout of the file, every version of the operators, and what stands around them. */
import { describe, expect, test } from 'vitest';
import type { Forest } from '../../src/model/forest.ts';
import { importOnnx, looksLikeOnnx } from '../../src/model/onnx/importOnnx.ts';
import { readManifest, readModel } from './golden.ts';
import { small, refusal, score, treeEnsemble, before, after, withInput, classes } from './onnxGraphs.ts';
import {
  type Bytes,
  type Graph,
  type Node,
  DOUBLE,
  FLOAT,
  inputOf,
  integer,
  integers,
  join,
  message,
  nodeOf,
  onnxOf,
  regressor,
  tag,
  text,
  threeColumns,
  UINT8,
} from './onnxWriter.ts';

test('a tree by hand scores as its attributes say', () => {
  const forest = importOnnx(small);
  expect(forest).toMatchObject({ source: 'onnx', featureNames: ['X[0]', 'X[1]', 'X[2]'], numOutputs: 1 });
  expect(forest.notes).toEqual([expect.stringMatching(/32-bit floats.*exactly those of the ONNX file/)]);
  expect(score(forest, 0.5, 0, 0)).toBe(0.25);
  expect(score(forest, Number.NaN, 0, 0)).toBe(0.25);
  expect(score(forest, 0.6, 0, 1.5)).toBe(-1.5);
  expect(score(forest, 0.6, 0, 1)).toBe(3);
  expect(score(forest, 0.6, 0, Number.NaN)).toBe(3);
});

describe('the layout of protobuf', () => {
  const same = (bytes: Bytes): void => expect(importOnnx(bytes)).toEqual(importOnnx(small));

  test('packed lists read as unpacked ones do', () => same(onnxOf({ nodes: [regressor()], packed: true })));

  test('fields in any order, unknown fields of every wire type, and empty ones', () => {
    const graph = message(7, inputOf(threeColumns), nodeOf(regressor()));
    const unknown = [integer(99, -1), message(98, Uint8Array.of(1)), join(tag(97, 5), new Uint8Array(4))];
    const versions = message(8, integer(2, 3), text(1, 'ai.onnx.ml'));
    same(join(...unknown, versions, join(tag(96, 1), new Uint8Array(8)), graph, integer(1, 9)));
  });

  test('a message that comes in pieces is one message', () => {
    const versions = message(8, text(1, 'ai.onnx.ml'), integer(2, 3));
    same(join(message(7, nodeOf(regressor())), versions, message(7, inputOf(threeColumns))));
  });

  test('negative integers are ten bytes, in both forms', () => {
    for (const packed of [false, true]) {
      const error = refusal(onnxOf({ nodes: [regressor({ nodes_treeids: [-1, -1, -1, -1, -1] })], packed }));
      expect(error.message).toMatch(/tree -1/);
    }
  });

  test('bytes of a tensor may lie in raw_data or in int32_data', () => {
    const node = (body?: Bytes): Node =>
      treeEnsemble({ nodes_modes: { type: UINT8, values: [0, 3], ...(body ? { body } : {}) } });
    const raw = importOnnx(onnxOf({ nodes: [node()], version: 5 }));
    expect(importOnnx(onnxOf({ nodes: [node(integers(5, [0, 3], true))], version: 5 }))).toEqual(raw);
    expect(importOnnx(onnxOf({ nodes: [node(integers(5, [0, 3], false))], version: 5 }))).toEqual(raw);
    expect(score(raw, 0.6, 0, 1.5)).toBe(-1.5);
  });

  test('initializers that stand among the inputs are none', () => {
    const more = [inputOf({ name: 'unused', type: FLOAT }), message(5, text(8, 'unused'))];
    same(onnxOf({ nodes: [regressor()], more }));
  });
});

test('every version of the operators says the same tree', () => {
  const five = importOnnx(onnxOf({ nodes: [treeEnsemble()], version: 5 }));
  expect(five).toEqual(importOnnx(small));
});

test('TreeEnsemble: post_transform 1 is what onnxruntime makes of it, the logistic, and a note says so', () => {
  const changes = { leaf_targetids: [0, 1, 0], n_targets: 2, post_transform: 1 };
  const forest = importOnnx(onnxOf({ nodes: [treeEnsemble(changes)], version: 5 }));
  expect(forest.link).toEqual({ kind: 'logistic', precision: 'f32' });
  expect(forest.notes).toContainEqual(expect.stringMatching(/post_transform 1.*onnxruntime.*LOGISTIC/));
});

test('sets that onnxruntime truncates for are told', () => {
  const truncates = expect.stringMatching(/onnxruntime first truncates values/);
  expect(importOnnx(readModel('onnx', 'handmade_v5_member_large')).notes).toContainEqual(truncates);
  expect(importOnnx(readModel('onnx', 'handmade_v5_member_sets')).notes).not.toContainEqual(truncates);
});

test('branches of EQ with one true side are a set of categories', () => {
  const forest = importOnnx(readModel('onnx', 'handmade_equal_chain_shared'));
  expect(forest.sets).toEqual([{ values: Float64Array.of(1, 3), rounding: 'exact' }]);
});

test('doubles in and out are told apart from singles', () => {
  const aggregation = (name: string): Forest['aggregation'] => importOnnx(readModel('onnx', name)).aggregation;
  expect(aggregation('handmade_one_none')).toMatchObject({ precision: 'f32', roundResult: false });
  expect(aggregation('handmade_doubles_v3')).toMatchObject({ precision: 'f64', roundResult: true });
  expect(aggregation('handmade_doubles_v5')).toMatchObject({ precision: 'f64', roundResult: false });
  expect(importOnnx(readModel('onnx', 'handmade_doubles_v3')).notes).toEqual([]);
});

test('inputs that Concat joins are features by their names, in the order of the inputs', () => {
  expect(importOnnx(readModel('onnx', 'handmade_concat')).featureNames).toEqual(['age', 'size[0]', 'size[1]']);
});

test('a width that the file leaves open is what the nodes and trees ask for', () => {
  const names = (graph: Graph): readonly string[] => importOnnx(onnxOf(graph)).featureNames;
  expect(names(withInput(['N', 'C']))).toEqual(['X[0]', 'X[1]', 'X[2]']);
  expect(names(withInput(undefined))).toEqual(['X[0]', 'X[1]', 'X[2]']);
  const scaled = before('Scaler', { offset: [1, 2, 3, 4], scale: [1, 1, 1, 1] });
  expect(names({ ...scaled, inputs: [{ name: 'X', type: FLOAT, shape: ['N', 'C'] }] })).toHaveLength(4);
});

test('scores may be passed on, named and cast', () => {
  const score = importOnnx(small);
  expect(importOnnx(onnxOf(after('Identity', '')))).toEqual(score);
  expect(importOnnx(onnxOf(after('Cast', '', { to: DOUBLE })))).toEqual(score);
  const doubles = ['nodes_splits', 'leaf_weights'].map((name, i) => [
    name,
    {
      type: DOUBLE,
      values: [
        [0.5, 1],
        [1, 2, 3],
      ][i],
    },
  ]);
  const cast = { operator: 'Cast', domain: '', inputs: ['S'], outputs: ['Y'], attributes: { to: FLOAT } };
  const graph = { inputs: [{ ...threeColumns, type: DOUBLE }], version: 5 };
  const node = treeEnsemble(Object.fromEntries(doubles));
  expect(importOnnx(onnxOf({ ...graph, nodes: [node] })).aggregation.roundResult).toBe(false);
  expect(importOnnx(onnxOf({ ...graph, nodes: [node, cast] })).aggregation.roundResult).toBe(true);
});

test('the classes that scores belong to are told', () => {
  expect(importOnnx(onnxOf(classes({}))).notes).toContain('Predictions are the scores of the classes 0, 1');
  const texts = importOnnx(onnxOf(classes({ classlabels_int64s: [], classlabels_strings: ['no', 'yes'] })));
  expect(texts.notes).toContain('Predictions are the scores of the classes "no", "yes"');
});

test('an ONNX file is known by its content, also when it is cut short', () => {
  expect(looksLikeOnnx(small)).toBe(true);
  expect(looksLikeOnnx(small.subarray(0, 60))).toBe(true);
  for (const { name } of readManifest('onnx').cases) expect(looksLikeOnnx(readModel('onnx', name)), name).toBe(true);
  for (const other of [
    '',
    'tree\nversion=v4\n',
    '{"learner":{}}',
    '{L',
    'CBM1',
    'PK\u0003\u0004',
    '\0\0\0',
    'POSTERN\0',
  ]) {
    expect(looksLikeOnnx(new TextEncoder().encode(other)), JSON.stringify(other)).toBe(false);
  }
});
