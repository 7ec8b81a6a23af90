/** Small ONNX graphs that tests are made of, and how one is refused. */
import { PosternError } from '../../src/contract/errors.ts';
import type { Forest } from '../../src/model/forest.ts';
import { importOnnx } from '../../src/model/onnx/importOnnx.ts';
import { referenceMargins } from '../../src/model/referenceScore.ts';
import { type Bytes, type Graph, type Node, type Value, FLOAT, onnxOf, regressor, UINT8 } from './onnxWriter.ts';

export const small: Bytes = onnxOf({ nodes: [regressor()] });

export function refusal(bytes: Bytes): PosternError {
  try {
    importOnnx(bytes);
  } catch (error) {
    if (error instanceof PosternError) return error;
    throw error;
  }
  throw new Error('the model was read');
}

export const score = (forest: Forest, ...row: readonly number[]): number => referenceMargins(forest, row)[0];

/** The same tree as TreeEnsemble. */
export function treeEnsemble(changes: Readonly<Record<string, Value>> = {}): Node {
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

export const concat = (...inputs: readonly string[]): Node => ({
  operator: 'Concat',
  domain: '',
  name: 'joined',
  inputs,
  outputs: ['Y'],
  attributes: { axis: 1 },
});
export const before = (operator: string, attributes: Node['attributes'] = {}, domain = 'ai.onnx.ml'): Graph => ({
  nodes: [
    { operator, domain, name: 'odd one', inputs: ['X'], outputs: ['Y'], attributes },
    regressor({}, { inputs: ['Y'] }),
  ],
});
export const after = (operator: string, domain = 'ai.onnx.ml', attributes: Node['attributes'] = {}): Graph => ({
  nodes: [regressor(), { operator, domain, name: 'odd one', inputs: ['S'], outputs: ['Y'], attributes }],
});
export const withInput = (shape: readonly (number | string)[] | undefined, type: number = FLOAT): Graph => ({
  nodes: [regressor()],
  inputs: [{ name: 'X', type, ...(shape ? { shape } : {}) }],
});
export const rows = (changes: Readonly<Record<string, Value>>): Graph => ({ nodes: [regressor(changes)] });
export const five = (changes: Readonly<Record<string, Value>>): Graph => ({
  nodes: [treeEnsemble(changes)],
  version: 5,
});
export const classes = (changes: Readonly<Record<string, Value>>): Graph => {
  const { target_treeids, target_nodeids, target_ids, target_weights, n_targets, ...shared } = regressor()
    .attributes as Record<string, Value>;
  void [target_ids, n_targets];
  const lists = { class_treeids: target_treeids, class_nodeids: target_nodeids, class_weights: target_weights };
  const attributes = { ...shared, ...lists, class_ids: [0, 0, 0], classlabels_int64s: [0, 1], ...changes };
  return { nodes: [regressor({}, { operator: 'TreeEnsembleClassifier', outputs: ['label', 'S'], attributes })] };
};
