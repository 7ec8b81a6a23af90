import { Buffer } from 'node:buffer';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PosternError } from '../../src/contract/errors.ts';
import type { Forest } from '../../src/model/forest.ts';
import { importOnnx, looksLikeOnnx } from '../../src/model/onnx/importOnnx.ts';
import { referenceMargins } from '../../src/model/referenceScore.ts';
import { readManifest, readModel } from './golden.ts';
import {
  type Bytes,
  DOUBLE,
  FLOAT,
  type Graph,
  inputOf,
  integer,
  integers,
  join,
  message,
  type Node,
  nodeOf,
  onnxOf,
  regressor,
  tag,
  text,
  threeColumns,
  UINT8,
  type Value,
  varint,
} from './onnxWriter.ts';

const small = onnxOf({ nodes: [regressor()] });

function refusal(bytes: Bytes): PosternError {
  try {
    importOnnx(bytes);
  } catch (error) {
    if (error instanceof PosternError) return error;
    throw error;
  }
  throw new Error('the model was read');
}

const score = (forest: Forest, ...row: readonly number[]): number => referenceMargins(forest, row)[0];

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

/** The same tree as TreeEnsemble. */
function treeEnsemble(changes: Readonly<Record<string, Value>> = {}): Node {
  const attributes = {
    nodes_featureids: [0, 2],
    nodes_modes: { type: UINT8, values: [0, 3] },
    nodes_splits: { type: FLOAT, values: [0.5, 1] },
    nodes_missing_value_tracks_true: [1, 0],
    nodes_truenodeids: [0, 1],
    nodes_trueleafs: [1, 1],
    nodes_falsenodeids: [1, 2],
    nodes_falseleafs: [0, 1],
    leaf_targetids: [0, 0, 0],
    leaf_weights: { type: FLOAT, values: [0.25, -1.5, 3] },
    tree_roots: [0],
    n_targets: 1,
    ...changes,
  };
  return { operator: 'TreeEnsemble', name: 'trees', inputs: ['X'], outputs: ['S'], attributes };
}

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

const concat = (...inputs: readonly string[]): Node => ({
  operator: 'Concat',
  domain: '',
  name: 'joined',
  inputs,
  outputs: ['Y'],
  attributes: { axis: 1 },
});
const before = (operator: string, attributes: Node['attributes'] = {}, domain = 'ai.onnx.ml'): Graph => ({
  nodes: [
    { operator, domain, name: 'odd one', inputs: ['X'], outputs: ['Y'], attributes },
    regressor({}, { inputs: ['Y'] }),
  ],
});
const after = (operator: string, domain = 'ai.onnx.ml', attributes: Node['attributes'] = {}): Graph => ({
  nodes: [regressor(), { operator, domain, name: 'odd one', inputs: ['S'], outputs: ['Y'], attributes }],
});
const withInput = (shape: readonly (number | string)[] | undefined, type = FLOAT): Graph => ({
  nodes: [regressor()],
  inputs: [{ name: 'X', type, ...(shape ? { shape } : {}) }],
});
const rows = (changes: Readonly<Record<string, Value>>): Graph => ({ nodes: [regressor(changes)] });
const five = (changes: Readonly<Record<string, Value>>): Graph => ({ nodes: [treeEnsemble(changes)], version: 5 });
const classes = (changes: Readonly<Record<string, Value>>): Graph => {
  const { target_treeids, target_nodeids, target_ids, target_weights, n_targets, ...shared } = regressor()
    .attributes as Record<string, Value>;
  void [target_ids, n_targets];
  const lists = { class_treeids: target_treeids, class_nodeids: target_nodeids, class_weights: target_weights };
  const attributes = { ...shared, ...lists, class_ids: [0, 0, 0], classlabels_int64s: [0, 1], ...changes };
  return { nodes: [regressor({}, { operator: 'TreeEnsembleClassifier', outputs: ['label', 'S'], attributes })] };
};

const refused: readonly [name: string, graph: Graph, code: string, message: RegExp][] = [
  ['one-hot encoding', before('OneHotEncoder'), 'MODEL_UNSUPPORTED', /OneHotEncoder "odd one" stands before the trees/],
  ['a normalizer', before('Normalizer'), 'MODEL_UNSUPPORTED', /Normalizer "odd one"/],
  ['a label encoder', before('LabelEncoder'), 'MODEL_UNSUPPORTED', /LabelEncoder "odd one"/],
  ['a subtraction', before('Sub', {}, ''), 'MODEL_UNSUPPORTED', /Sub "odd one"/],
  ['a scaler of another domain', before('Scaler', {}, 'mine'), 'MODEL_UNSUPPORTED', /Scaler "odd one"/],
  ['an exponential after the trees', after('Exp', ''), 'MODEL_UNSUPPORTED', /Exp "odd one" stands after the trees/],
  ['scores as integers', after('Cast', '', { to: 7 }), 'MODEL_UNSUPPORTED', /casts scores to ONNX type 7/],
  [
    'a node beside the trees',
    { nodes: [regressor(), { ...concat('X', 'X') }] },
    'MODEL_UNSUPPORTED',
    /Concat "joined"/,
  ],
  ['no trees', { nodes: [{ ...concat('X', 'X'), operator: 'Gemm' }] }, 'MODEL_UNSUPPORTED', /no tree ensemble.*Gemm/],
  ['two ensembles', { nodes: [regressor(), regressor({}, { name: 'more' })] }, 'MODEL_UNSUPPORTED', /2 tree ensembles/],
  ['a later version', { nodes: [regressor()], version: 6 }, 'MODEL_UNSUPPORTED', /ai.onnx.ml 6/],
  ['integers as input', withInput(['N', 3], 7), 'MODEL_UNSUPPORTED', /input "X" is a tensor of ONNX type 7/],
  ['an input of three dimensions', withInput([1, 2, 3]), 'MODEL_INVALID', /\[rows, columns\], got \[1,2,3\]/],
  ['a billion columns', withInput(['N', 1e9]), 'MODEL_UNSUPPORTED', /1000000000 columns/],
  ['a column beyond the last', withInput(['N', 2]), 'MODEL_INVALID', /feature -1/],
  [
    'a cycle of nodes',
    { nodes: [{ ...concat('Y'), inputs: ['Y'] }, regressor({}, { inputs: ['Y'] })] },
    'MODEL_UNSUPPORTED',
    /chain/,
  ],
  [
    'an input from nowhere',
    { nodes: [regressor({}, { inputs: ['Z'] })] },
    'MODEL_INVALID',
    /Nothing in the graph makes "Z"/,
  ],
  ['a column prepared in two ways', twoWays(), 'MODEL_UNSUPPORTED', /prepared in two ways/],
  [
    'an imputer of the wrong width',
    before('Imputer', { imputed_value_floats: [1, 2] }),
    'MODEL_INVALID',
    /1 or 3 numbers, got 2/,
  ],
  ['a scaler without a scale', before('Scaler', { offset: [1] }), 'MODEL_INVALID', /scale should hold/],
  [
    'a strange mode',
    rows({ nodes_modes: ['BRANCH_LIKE', 'LEAF', 'BRANCH_GT', 'LEAF', 'LEAF'] }),
    'MODEL_UNSUPPORTED',
    /"BRANCH_LIKE" in nodes_modes/,
  ],
  [
    'a strange aggregate',
    rows({ aggregate_function: 'MEDIAN' }),
    'MODEL_UNSUPPORTED',
    /"MEDIAN".*AVERAGE, SUM, MIN, MAX/,
  ],
  ['a strange transform', rows({ post_transform: 'SINE' }), 'MODEL_UNSUPPORTED', /post_transform "SINE"/],
  [
    'a list too short',
    rows({ nodes_featureids: [0, 0] }),
    'MODEL_INVALID',
    /nodes_featureids should hold 5 numbers, got 2/,
  ],
  ['a child that is its parent', rows({ nodes_truenodeids: [0, 0, 3, 0, 0] }), 'MODEL_INVALID', /one tree/],
  ['two nodes in a circle', rows({ nodes_truenodeids: [1, 0, 0, 0, 0] }), 'MODEL_INVALID', /one tree/],
  ['a row that hangs nowhere', rows({ nodes_falsenodeids: [1, 0, 4, 0, 0] }), 'MODEL_INVALID', /hangs below no root/],
  ['a child that is not there', rows({ nodes_falsenodeids: [7, 0, 4, 0, 0] }), 'MODEL_INVALID', /row 0 has a child/],
  ['a node number twice', rows({ nodes_nodeids: [0, 1, 2, 3, 3] }), 'MODEL_INVALID', /node 3 stands twice/],
  ['a tree in two places', rows({ nodes_treeids: [0, 1, 0, 0, 0] }), 'MODEL_UNSUPPORTED', /tree 0 in two places/],
  [
    'a threshold that is not a number',
    rows({ nodes_values: [Number.NaN, 0, 1, 0, 0] }),
    'MODEL_INVALID',
    /threshold of node 0/,
  ],
  ['an infinite leaf', rows({ target_weights: [Infinity, 0, 0] }), 'MODEL_INVALID', /leaf value/],
  ['a weight of no node', rows({ target_nodeids: [1, 3, 9] }), 'MODEL_INVALID', /weight 2 belongs to node 9/],
  ['a weight of no target', rows({ target_ids: [0, 0, 1] }), 'MODEL_INVALID', /target_ids names 1 of 1/],
  ['two weights for one leaf', rows({ target_nodeids: [1, 3, 3] }), 'MODEL_UNSUPPORTED', /two weights for one output/],
  ['a billion targets', rows({ n_targets: 1e9 }), 'MODEL_UNSUPPORTED', /1000000000 outputs/],
  ['no targets', rows({ n_targets: 0 }), 'MODEL_INVALID', /0 outputs/],
  ['base values of another width', rows({ base_values: [1, 2] }), 'MODEL_INVALID', /base_values should hold 1/],
  ['no nodes', rows({ nodes_treeids: [] }), 'MODEL_INVALID', /no nodes/],
  [
    'doubles for singles',
    rows({ target_weights: [], target_weights_as_tensor: { type: DOUBLE, values: [1, 2, 3] } }),
    'MODEL_INVALID',
    /of its input's type, float/,
  ],
  [
    'both forms of a list',
    rows({ nodes_values_as_tensor: { type: FLOAT, values: [1] } }),
    'MODEL_INVALID',
    /both there/,
  ],
  [
    'leaves that are silent of a minimum',
    rows({ n_targets: 2, target_ids: [0, 1, 0], aggregate_function: 'MIN' }),
    'MODEL_UNSUPPORTED',
    /no leaf gives output/,
  ],
  [
    'base values that come and go',
    rows({ n_targets: 2, target_ids: [0, 1, 0], base_values: [1, 2] }),
    'MODEL_UNSUPPORTED',
    /no leaf gives output/,
  ],
  [
    'a second class that comes and goes',
    classes({ class_ids: [0, 1, 0] }),
    'MODEL_UNSUPPORTED',
    /no leaf gives output 1/,
  ],
  [
    'two base values beside the second class',
    classes({ class_ids: [1, 1, 1], base_values: [1, 2] }),
    'MODEL_UNSUPPORTED',
    /two base values/,
  ],
  ['a probit of one sum for two classes', classes({ post_transform: 'PROBIT' }), 'MODEL_UNSUPPORTED', /PROBIT/],
  ['mode 7', five({ nodes_modes: { type: UINT8, values: [0, 7] } }), 'MODEL_UNSUPPORTED', /node mode 7/],
  [
    'a set that is not there',
    five({ nodes_modes: { type: UINT8, values: [0, 6] } }),
    'MODEL_INVALID',
    /no set for node 1/,
  ],
  ['a branch that is not there', five({ nodes_falsenodeids: [5, 2] }), 'MODEL_INVALID', /child 5 of 2/],
  ['a root that is not there', five({ tree_roots: [2] }), 'MODEL_INVALID', /tree_roots names node 2/],
  ['a tree twice', five({ tree_roots: [0, 0] }), 'MODEL_INVALID', /one tree/],
  ['a part without a root', five({ tree_roots: [1] }), 'MODEL_INVALID', /hangs below no root/],
  ['no splits', five({ nodes_splits: [1, 2] }), 'MODEL_INVALID', /nodes_splits is missing/],
  [
    'a tensor outside the file',
    five({ nodes_splits: { type: FLOAT, values: [0, 0], body: message(13, text(1, 'location')) } }),
    'MODEL_UNSUPPORTED',
    /external_data/,
  ],
  [
    'a tensor of another size',
    five({ nodes_splits: { type: FLOAT, values: [0, 0], body: message(9, new Uint8Array(4)) } }),
    'MODEL_INVALID',
    /should hold 2 numbers, got 1/,
  ],
  [
    'half precision',
    five({ nodes_splits: { type: 10, values: [0, 0], body: message(9, new Uint8Array(4)) } }),
    'MODEL_UNSUPPORTED',
    /ONNX type 10/,
  ],
];

function twoWays(): Graph {
  const scaler = { operator: 'Scaler', inputs: ['X'], outputs: ['Z'], attributes: { offset: [1], scale: [2] } };
  return { nodes: [scaler, concat('X', 'Z'), regressor({}, { inputs: ['Y'] })] };
}

describe('a model is refused for', () => {
  for (const [name, graph, code, pattern] of refused) {
    test(name, () => {
      const error = refusal(onnxOf(graph));
      expect(error.message).toMatch(pattern);
      expect(error.code).toBe(code);
    });
  }

  const head = join(integer(1, 9), message(8, text(1, 'ai.onnx.ml'), integer(2, 3)));
  const malformed: readonly [string, Bytes][] = [
    ['nothing', new Uint8Array(0)],
    ['a group', join(head, tag(7, 3), tag(7, 4))],
    ['a length beyond the end', join(head, tag(7, 2), varint(2 ** 40))],
    ['a negative length', join(head, tag(7, 2), varint(-1))],
    ['an integer of eleven bytes', join(tag(1, 0), new Uint8Array(10).fill(0x80), Uint8Array.of(1))],
    ['field 0', join(head, Uint8Array.of(0, 0))],
    ['no graph', head],
  ];
  for (const [name, bytes] of malformed) test(name, () => expect(refusal(bytes).code).toBe('MODEL_INVALID'));
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

/** Reads it or refuses it as a model; anything else fails the test. */
function readOrRefuse(bytes: Bytes): void {
  try {
    importOnnx(bytes);
  } catch (error) {
    if (!(error instanceof PosternError)) throw error;
    expect(error.code).toMatch(/^MODEL_/);
  }
}

const seeds = ['handmade_concat', 'handmade_v5_member_sets', 'handmade_equal_chain_shared', 'handmade_doubles_v3'];

test('a model cut short anywhere is refused', () => {
  for (const bytes of [small, ...seeds.map((name) => readModel('onnx', name))]) {
    // what follows the last operator set may be missing
    for (let length = 0; length < bytes.length; length++) readOrRefuse(bytes.subarray(0, length));
  }
  const graph = small.length - message(8, text(1, 'ai.onnx.ml'), integer(2, 3)).length;
  for (let length = 0; length < graph; length++) expect(refusal(small.subarray(0, length)).code).toMatch(/^MODEL_/);
});

test('a mutated model is read or refused, and nothing else happens', () => {
  const models = [
    small,
    onnxOf({ nodes: [treeEnsemble()], version: 5 }),
    ...seeds.map((name) => readModel('onnx', name)),
  ];
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 4 }),
    fc.constantFrom(
      varint(-1),
      varint(2 ** 31),
      varint(2 ** 40),
      Uint8Array.of(0xff, 0xff, 0xff, 0x7f),
      Uint8Array.of(0),
    ),
  );
  const place = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(6), piece, fc.boolean());
  fc.assert(
    fc.property(fc.constantFrom(...models), fc.array(place, { minLength: 1, maxLength: 5 }), (model, places) => {
      let bytes: Bytes = Uint8Array.from(model);
      for (const [where, removed, added, inPlace] of places) {
        const at = Math.floor(where * bytes.length);
        if (inPlace) bytes.set(added.subarray(0, bytes.length - at), at);
        else bytes = join(bytes.subarray(0, at), added, bytes.subarray(at + removed));
      }
      readOrRefuse(bytes);
    }),
    { numRuns: 4000, seed: 12 },
  );
});

test('attributes of any numbers are read or refused, and nothing else happens', () => {
  const whole = fc.oneof(fc.integer({ min: -2, max: 6 }), fc.constantFrom(2 ** 31, -(2 ** 31), 2 ** 53, 1e9));
  const real = fc.oneof(fc.float(), fc.constantFrom(0, 0.5, 1));
  const value = (was: Value): fc.Arbitrary<Value> => {
    if (typeof was === 'number') return whole;
    if (!Array.isArray(was)) return fc.constant(was);
    const item = was.some((one) => typeof one === 'string')
      ? fc.constantFrom('LEAF', 'BRANCH_LEQ', 'BRANCH_EQ', 'BRANCH_NEQ')
      : was.some((one) => !Number.isInteger(one))
        ? real
        : whole;
    return fc.array(item as fc.Arbitrary<number>, { minLength: 3, maxLength: 5 });
  };
  for (const node of [regressor(), treeEnsemble()]) {
    const attributes = node.attributes ?? {};
    const changes = fc
      .subarray(Object.keys(attributes), { minLength: 1, maxLength: 3 })
      .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, value(attributes[name])]))));
    fc.assert(
      fc.property(changes, (changed) => {
        readOrRefuse(onnxOf({ nodes: [{ ...node, attributes: { ...attributes, ...changed } }], version: 5 }));
      }),
      { numRuns: 700, seed: 13 },
    );
  }
});

describe('what a small file declares costs no more than the file', () => {
  const quickly = (bytes: Bytes): void => {
    const started = performance.now();
    readOrRefuse(bytes);
    expect(performance.now() - started).toBeLessThan(5000);
  };

  test('tens of thousands of empty nodes', () => {
    const empty = Buffer.alloc(200_000, message(1));
    quickly(join(integer(1, 9), message(7, empty)));
  });

  test('columns joined to themselves over and over', () => {
    const doubled = Array.from({ length: 40 }, (_, i) => ({ ...concat(`T${i}`, `T${i}`), outputs: [`T${i + 1}`] }));
    quickly(
      onnxOf({ nodes: [...doubled, regressor({}, { inputs: ['T40'] })], inputs: [{ ...threeColumns, name: 'T0' }] }),
    );
  });

  test('tens of thousands of columns scaled time and again', () => {
    const one = { operator: 'Scaler', attributes: { offset: [1], scale: [2] } };
    const scalers = Array.from({ length: 60 }, (_, i) => ({ ...one, inputs: [`T${i}`], outputs: [`T${i + 1}`] }));
    quickly(
      onnxOf({
        nodes: [...scalers, regressor({}, { inputs: ['T60'] })],
        inputs: [{ name: 'T0', type: FLOAT, shape: ['N', 60_000] }],
      }),
    );
  });

  test('a node that takes one tensor many times', () => {
    const many: readonly string[] = Array.from({ length: 9000 }, () => 'S');
    const takers = Array.from({ length: 6 }, (_, i) => ({ ...concat(...many), name: `n${i}`, outputs: many }));
    quickly(onnxOf({ nodes: [regressor(), ...takers] }));
  });

  test('leaves that give the first and the last of many outputs', () => {
    const numLeaves = 2000;
    const leaves = Array.from({ length: numLeaves }, (_, i) => i);
    quickly(
      onnxOf({
        nodes: [
          regressor({
            nodes_treeids: leaves.map((leaf) => leaf),
            nodes_nodeids: leaves.map(() => 0),
            nodes_modes: leaves.map(() => 'LEAF'),
            nodes_featureids: leaves.map(() => 0),
            nodes_values: leaves.map(() => 0),
            nodes_truenodeids: leaves.map(() => 0),
            nodes_falsenodeids: leaves.map(() => 0),
            nodes_missing_value_tracks_true: [],
            target_treeids: leaves.flatMap((leaf) => [leaf, leaf]),
            target_nodeids: leaves.flatMap(() => [0, 0]),
            target_ids: leaves.flatMap(() => [0, 65_535]),
            target_weights: leaves.flatMap(() => [1, 1]),
            n_targets: 65_536,
          }),
        ],
      }),
    );
  });
});

test('a chain of twenty thousand branches is read', () => {
  const numBranches = 20_000;
  const numbers = Array.from({ length: 2 * numBranches + 1 }, (_, i) => i);
  const isBranch = (i: number): boolean => i < numBranches;
  const leaves = numbers.filter((i) => !isBranch(i));
  const forest = importOnnx(
    onnxOf({
      nodes: [
        regressor({
          nodes_treeids: numbers.map(() => 0),
          nodes_nodeids: numbers,
          nodes_modes: numbers.map((i) => (isBranch(i) ? 'BRANCH_LT' : 'LEAF')),
          nodes_featureids: numbers.map(() => 1),
          nodes_values: numbers.map((i) => i),
          nodes_truenodeids: numbers.map((i) => (isBranch(i) ? numBranches + i : 0)),
          nodes_falsenodeids: numbers.map((i) => (isBranch(i) ? (i + 1 === numBranches ? 2 * numBranches : i + 1) : 0)),
          nodes_missing_value_tracks_true: [],
          target_treeids: leaves.map(() => 0),
          target_nodeids: leaves,
          target_ids: leaves.map(() => 0),
          target_weights: leaves.map((leaf) => leaf),
        }),
      ],
      packed: true,
    }),
  );
  expect(score(forest, 0, 7000, 0)).toBe(numBranches + 7001);
});
