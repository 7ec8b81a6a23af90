/**
 * TreeEnsemble (ai.onnx.ml 5): lists of branches and of leaves, children named by their place in either.
 * Source: onnx/onnx onnx/defs/traditionalml/defs.cc. Where onnxruntime 1.30 differs, it is followed and a note says so.
 */
import { integerOf, integersOf, invalid, tensorOf, unsupported } from './attributes.ts';
import { type Aggregate, type Ensemble, LEAF, MEMBER, type PostTransform } from './nodeTable.ts';
import { checkedOutputs, listOf } from './readEnsembleV3.ts';
import type { OnnxNode } from './scanOnnx.ts';
import { FLOAT, type OnnxTensor, UINT8 } from './tensor.ts';
import { groupWeights } from './weights.ts';

const AGGREGATES: readonly Aggregate[] = ['AVERAGE', 'SUM', 'MIN', 'MAX'];
/** The standard has SOFTMAX for 1 and LOGISTIC for 2; onnxruntime 1.30 does it the other way round (measured). */
const POST_TRANSFORMS: readonly PostTransform[] = ['NONE', 'LOGISTIC', 'SOFTMAX', 'SOFTMAX_ZERO', 'PROBIT'];

export function readEnsembleV5(node: OnnxNode): Ensemble {
  const columns = integersOf(node, 'nodes_featureids');
  const numBranches = columns.length;
  const branches = (name: string): Float64Array => listOf(node, name, integersOf(node, name), numBranches);
  const splits = neededTensor(node, 'nodes_splits');
  const modes = neededTensor(node, 'nodes_modes');
  const weights = neededTensor(node, 'leaf_weights');
  const members = tensorOf(node, 'membership_values');
  if (modes.elementType !== UINT8) invalid(node, `nodes_modes is of ONNX type ${modes.elementType}, expected uint8`);
  const numLeaves = weights.values.length;
  const numRows = numBranches + numLeaves;
  const mode = new Uint8Array(numRows).fill(LEAF);
  listOf(node, 'nodes_modes', modes.values, numBranches).forEach((one, row) => {
    if (!(one >= 0 && one <= MEMBER)) unsupported(node, `has the node mode ${one}`, `known are 0 to ${MEMBER}`);
    mode[row] = one;
  });
  const children = (ids: Float64Array, leafs: Float64Array): Int32Array =>
    Int32Array.from(ids, (id, row) => {
      const limit = leafs[row] === 0 ? numBranches : numLeaves;
      if (!(id >= 0 && id < limit)) invalid(node, `node ${row} has the child ${id} of ${limit}`);
      return leafs[row] === 0 ? id : numBranches + id;
    });
  const whenTrue = children(branches('nodes_truenodeids'), branches('nodes_trueleafs'));
  const whenFalse = children(branches('nodes_falsenodeids'), branches('nodes_falseleafs'));
  const numOutputs = integerOf(node, 'n_targets', 0);
  const targets = listOf(node, 'leaf_targetids', integersOf(node, 'leaf_targetids'), numLeaves);
  const value = new Float64Array(numRows);
  value.set(listOf(node, 'nodes_splits', splits.values, numBranches));
  const post = integerOf(node, 'post_transform', 0);
  const memberSets = memberSetsOf(node, mode, value, members?.values ?? new Float64Array(0));
  return {
    table: {
      mode,
      column: padded(columns, numRows),
      value,
      tracksTrue: tracksOf(node, numBranches, numRows),
      whenTrue,
      whenFalse,
      memberSets,
      roots: Array.from(integersOf(node, 'tree_roots'), (root) =>
        rootRow(node, root, numBranches, whenTrue, whenFalse),
      ),
      ...groupWeights(
        numRows,
        Int32Array.from(targets, (_, leaf) => numBranches + leaf),
        targets,
        weights.values,
      ),
    },
    kind: 'regressor',
    numOutputs,
    weightIds: checkedOutputs(node, 'leaf_targetids', targets, numOutputs),
    weightValues: weights.values,
    aggregate: numbered(node, 'aggregate_function', integerOf(node, 'aggregate_function', 1), AGGREGATES),
    postTransform: numbered(node, 'post_transform', post, POST_TRANSFORMS),
    baseValues: new Float64Array(0),
    singleThresholds: splits.elementType === FLOAT,
    tensorTypes: [splits, weights, ...(members === null ? [] : [members])].map(({ elementType }) => elementType),
    givesSingles: false,
    notes: notesOf(numOutputs, post, memberSets),
  };
}

function neededTensor(node: OnnxNode, name: string): OnnxTensor {
  return tensorOf(node, name) ?? invalid(node, `${name} is missing`);
}

function numbered<T>(node: OnnxNode, name: string, number: number, known: readonly T[]): T {
  return known[number] ?? unsupported(node, `has the ${name} ${number}`, `known are 0 to ${known.length - 1}`);
}

function padded(list: Float64Array, length: number): Float64Array {
  const whole = new Float64Array(length);
  whole.set(list);
  return whole;
}

function tracksOf(node: OnnxNode, numBranches: number, numRows: number): Uint8Array {
  const tracks = integersOf(node, 'nodes_missing_value_tracks_true');
  const whole = new Uint8Array(numRows);
  if (tracks.length === 0) return whole;
  listOf(node, 'nodes_missing_value_tracks_true', tracks, numBranches).forEach((one, row) => {
    whole[row] = one === 1 ? 1 : 0;
  });
  return whole;
}

/** A tree of one leaf is a branch whose two children are that leaf. */
function rootRow(
  node: OnnxNode,
  root: number,
  numBranches: number,
  whenTrue: Int32Array,
  whenFalse: Int32Array,
): number {
  if (!(root >= 0 && root < numBranches)) invalid(node, `tree_roots names node ${root} of ${numBranches}`);
  return whenTrue[root] === whenFalse[root] && whenTrue[root] >= numBranches ? whenTrue[root] : root;
}

/** Sets in the order of their nodes, NaN after each; `value` of those nodes becomes the set's place. */
function memberSetsOf(node: OnnxNode, mode: Uint8Array, value: Float64Array, members: Float64Array): Float64Array[] {
  const sets: Float64Array[] = [];
  let at = 0;
  for (let row = 0; row < mode.length; row++) {
    if (mode[row] !== MEMBER) continue;
    let end = at;
    while (end < members.length && !Number.isNaN(members[end])) end++;
    if (end === at) invalid(node, `membership_values has no set for node ${row}`);
    value[row] = sets.length;
    sets.push(members.subarray(at, end));
    at = end + 1;
  }
  if (at < members.length) invalid(node, 'membership_values holds more sets than nodes ask for');
  return sets;
}

/** Where onnxruntime 1.30 and the standard differ (measured). */
function notesOf(numOutputs: number, post: number, memberSets: readonly Float64Array[]): string[] {
  const notes: string[] = [];
  if (numOutputs > 1 && (post === 1 || post === 2)) {
    notes.push(
      `TreeEnsemble has post_transform ${post}, which onnxruntime takes for ${POST_TRANSFORMS[post]} and the ONNX standard does not; Postern follows onnxruntime`,
    );
  }
  const isTruncated = (set: Float64Array): boolean =>
    set.length > 30 || set.some((member) => member < 0 || member > 30);
  if (memberSets.some(isTruncated)) {
    notes.push(
      'Values are members of a set when they equal one of it, as the ONNX standard says; onnxruntime first truncates values for sets that are long or go beyond 0 to 30, so values that are not whole may score differently there',
    );
  }
  return notes;
}
