/** ONNX models that are refused, each by the name of what it is. */
import { describe, expect, test } from 'vitest';
import { refusal, concat, before, after, withInput, rows, five, classes } from './onnxGraphs.ts';
import {
  type Bytes,
  type Graph,
  DOUBLE,
  FLOAT,
  integer,
  join,
  message,
  onnxOf,
  regressor,
  tag,
  text,
  UINT8,
  varint,
} from './onnxWriter.ts';

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
