/**
 * TreeEnsembleClassifier and TreeEnsembleRegressor (ai.onnx.ml 1 and 3): parallel lists of nodes, named by tree and node
 * number, and of weights that name the node they belong to. Source: onnx/onnx onnx/defs/traditionalml/defs.cc.
 */
import {
  floatsOf,
  integerOf,
  integersOf,
  invalid,
  numTexts,
  shorten,
  tensorOf,
  textOfAttribute,
  textsAmong,
  unsupported,
} from './attributes.ts';
import { type Aggregate, type Ensemble, LEAF, type PostTransform } from './nodeTable.ts';
import { NodeNumbers } from './nodeNumbers.ts';
import { textOf } from './protobuf.ts';
import type { OnnxModel, OnnxNode } from './scanOnnx.ts';
import { FLOAT } from './tensor.ts';
import { groupWeights } from './weights.ts';

/** In the order of the numbers in nodeTable.ts; MEMBER came later. */
const MODES = ['BRANCH_LEQ', 'BRANCH_LT', 'BRANCH_GTE', 'BRANCH_GT', 'BRANCH_EQ', 'BRANCH_NEQ', 'LEAF'] as const;
const MOST_LABELS = 20;
const AGGREGATES: readonly Aggregate[] = ['AVERAGE', 'SUM', 'MIN', 'MAX'];
export const POST_TRANSFORMS: readonly PostTransform[] = ['NONE', 'SOFTMAX', 'LOGISTIC', 'SOFTMAX_ZERO', 'PROBIT'];

export function readEnsembleV3(model: OnnxModel, node: OnnxNode): Ensemble {
  const kind = node.operator === 'TreeEnsembleClassifier' ? 'classifier' : 'regressor';
  const treeIds = integersOf(node, 'nodes_treeids');
  const numRows = treeIds.length;
  if (numRows === 0) invalid(node, 'has no nodes');
  const column = (name: string): Float64Array => listOf(node, name, integersOf(node, name), numRows);
  const mode = textsAmong(model, node, 'nodes_modes', MODES).map((place) =>
    place === MODES.length - 1 ? LEAF : place,
  );
  if (mode.length !== numRows) invalid(node, `nodes_modes should hold ${numRows} modes, got ${mode.length}`);
  const tracks = integersOf(node, 'nodes_missing_value_tracks_true');
  if (tracks.length !== 0) listOf(node, 'nodes_missing_value_tracks_true', tracks, numRows);

  const numbers = new NodeNumbers(node, treeIds, column('nodes_nodeids'));
  const thresholds = numbersOf(node, 'nodes_values');
  const [trueIds, falseIds] = [column('nodes_truenodeids'), column('nodes_falsenodeids')];
  const whenTrue = new Int32Array(numRows);
  const whenFalse = new Int32Array(numRows);
  for (const { from, to } of numbers.trees) {
    for (let row = from; row < to; row++) {
      if (mode[row] === LEAF) continue;
      whenTrue[row] = numbers.rowOf(from, trueIds[row]);
      whenFalse[row] = numbers.rowOf(from, falseIds[row]);
      if (whenTrue[row] < 0 || whenFalse[row] < 0) invalid(node, `row ${row} has a child that its tree does not have`);
    }
  }
  const prefix = kind === 'classifier' ? 'class' : 'target';
  const outputs = integersOf(node, `${prefix}_ids`);
  const weights = numbersOf(node, `${prefix}_weights`);
  const numOutputs = kind === 'classifier' ? numClasses(node) : integerOf(node, 'n_targets', 0);
  const base = numbersOf(node, 'base_values');
  return {
    table: {
      mode,
      column: column('nodes_featureids'),
      value: listOf(node, 'nodes_values', thresholds.values, numRows),
      // anything but 1 is not true (measured, onnxruntime 1.30)
      tracksTrue: tracks.length === 0 ? new Uint8Array(numRows) : Uint8Array.from(tracks, (one) => (one === 1 ? 1 : 0)),
      whenTrue,
      whenFalse,
      memberSets: [],
      roots: numbers.trees.map(({ from }) => from),
      ...groupWeights(numRows, weightRows(node, numbers, mode, prefix), outputs, weights.values),
    },
    kind,
    numOutputs,
    weightIds: checkedOutputs(node, `${prefix}_ids`, outputs, numOutputs),
    weightValues: listOf(node, `${prefix}_weights`, weights.values, outputs.length),
    aggregate: oneOf(node, 'aggregate_function', AGGREGATES, 'SUM'),
    postTransform: oneOf(node, 'post_transform', POST_TRANSFORMS, 'NONE'),
    baseValues: base.values,
    singleThresholds: thresholds.tensorType === null || thresholds.tensorType === FLOAT,
    tensorTypes: [thresholds, weights, base].flatMap(({ tensorType }) => (tensorType === null ? [] : [tensorType])),
    givesSingles: true,
    notes: kind === 'classifier' ? [`Predictions are the scores of the classes ${labelsOf(model, node)}`] : [],
  };
}

/** The row of each weight; -1 for weights of branches, which runtimes pass over: old converters wrote them. */
function weightRows(node: OnnxNode, numbers: NodeNumbers, mode: Uint8Array, prefix: string): Int32Array {
  const numWeights = integersOf(node, `${prefix}_ids`).length;
  const trees = listOf(node, `${prefix}_treeids`, integersOf(node, `${prefix}_treeids`), numWeights);
  const nodes = listOf(node, `${prefix}_nodeids`, integersOf(node, `${prefix}_nodeids`), numWeights);
  const rows = new Int32Array(numWeights);
  for (let i = 0; i < numWeights; i++) {
    const row = numbers.rowOfTree(trees[i], nodes[i]);
    if (row < 0) invalid(node, `weight ${i} belongs to node ${nodes[i]} of tree ${trees[i]}, which is not there`);
    rows[i] = mode[row] === LEAF ? row : -1;
  }
  return rows;
}

function numClasses(node: OnnxNode): number {
  const numTextLabels = numTexts(node, 'classlabels_strings');
  return numTextLabels > 0 ? numTextLabels : integersOf(node, 'classlabels_int64s').length;
}

/** The first of them, in the order of the scores. */
function labelsOf({ bytes }: OnnxModel, node: OnnxNode): string {
  const spans = node.attributes.get('classlabels_strings')?.texts ?? [];
  const labels: string[] = [];
  for (let i = 0; i < spans.length && labels.length < MOST_LABELS; i += 2) {
    labels.push(JSON.stringify(shorten(textOf({ bytes, from: spans[i], to: spans[i + 1] }))));
  }
  if (labels.length === 0)
    labels.push(...Array.from(integersOf(node, 'classlabels_int64s').slice(0, MOST_LABELS), String));
  return labels.length < numClasses(node) ? `${labels.join(', ')} and so on` : labels.join(', ');
}

/** A list of singles, or a tensor under the name with `_as_tensor`. */
function numbersOf(node: OnnxNode, name: string): { values: Float64Array; tensorType: number | null } {
  const values = floatsOf(node, name);
  const tensor = tensorOf(node, `${name}_as_tensor`);
  if (tensor === null || tensor.values.length === 0) return { values, tensorType: null };
  if (values.length > 0) invalid(node, `${name} and ${name}_as_tensor are both there`);
  return { values: tensor.values, tensorType: tensor.elementType };
}

export function checkedOutputs(node: OnnxNode, name: string, ids: Float64Array, numOutputs: number): Float64Array {
  if (!(numOutputs > 0 && Number.isSafeInteger(numOutputs))) invalid(node, `it has ${numOutputs} outputs`);
  if (numOutputs > 65_536) unsupported(node, `has ${numOutputs} outputs`, 'at most 65,536 are read');
  for (const id of ids)
    if (!(id >= 0 && id < numOutputs)) invalid(node, `${name} names ${id} of ${numOutputs} outputs`);
  return ids;
}

export function listOf(node: OnnxNode, name: string, list: Float64Array, length: number): Float64Array {
  if (list.length !== length) invalid(node, `${name} should hold ${length} numbers, got ${list.length}`);
  return list;
}

function oneOf<T extends string>(node: OnnxNode, name: string, known: readonly T[], absent: T): T {
  const text = textOfAttribute(node, name, absent);
  const found = known.find((one) => one === text);
  return found ?? unsupported(node, `has the ${name} "${text.slice(0, 40)}"`, `known are ${known.join(', ')}`);
}
