/**
 * One tree to columns. XGBoost numbers nodes and leaves together and leaves pruned ones in their place; here inner nodes
 * and leaves are numbered apart, each in the file's order, and what was pruned is left out.
 */
import { PosternError } from '../../contract/errors.ts';
import { checkTree } from '../checkTree.ts';
import { TEST_BELOW, TEST_IN_SET, type Tree } from '../forest.ts';
import { createTreeColumns } from '../treeColumns.ts';
import {
  expected,
  integersOf,
  memberIfAny,
  memberOf,
  type NumberColumn,
  numbersOf,
  type Place,
} from '../json/modelValue.ts';
import { categorySetsOf, type SetPool } from './categorySets.ts';
import { parameterIfAny, parameterOf } from './scanXgboost.ts';

const LEAF = -1;
/** What a pruned node's split index is, and a root's parent. */
const LARGEST = 0x7fffffff;

export type TreeContext = {
  readonly number: number;
  readonly numFeatures: number;
  readonly output: number;
  /** DART scales its trees; 1 for others. */
  readonly weight: number;
  /** A leaf of -0 stays what it is: only that leaves a margin of -0 alone. */
  readonly keepsZeroSign: boolean;
  readonly pool: SetPool;
};

/** @throws MODEL_INVALID, MODEL_UNSUPPORTED naming the tree and the element. */
export function parseTree(place: Place, context: TreeContext): Tree {
  const { number, numFeatures, output, weight, keepsZeroSign, pool } = context;
  const parameters = memberOf(place, 'tree_param');
  if ((parameterIfAny(parameters, 'size_leaf_vector') ?? 0) > 1) {
    throw new PosternError(
      'MODEL_UNSUPPORTED',
      `Tree ${number} has leaves of several values (multi_strategy "multi_output_tree"), which are not supported; ` +
        'train with multi_strategy "one_output_per_tree"',
    );
  }
  const count = parameterOf(parameters, 'num_nodes');
  const whole = (key: string, lowest: number, highest: number): Int32Array =>
    sized(integersOf(memberOf(place, key), lowest, highest), key);
  const sized = <Column extends NumberColumn>(column: Column, key: string): Column =>
    column.length === count ? column : expected(`${count} values in "${key}", as num_nodes says`, place);

  const left = whole('left_children', LEAF, count - 1);
  const right = whole('right_children', LEAF, count - 1);
  const numbering = numberNodes(left, right, place);
  if (numbering.numReached + (parameterIfAny(parameters, 'num_deleted') ?? 0) !== count) {
    throw new PosternError(
      'MODEL_INVALID',
      `${place.path}: ${count} nodes, of which ${numbering.numReached} hang below the root; num_deleted says otherwise`,
    );
  }
  const feature = whole('split_indices', 0, LARGEST);
  const condition = sized(numbersOf(memberOf(place, 'split_conditions')), 'split_conditions');
  const defaultLeft = whole('default_left', 0, 1);
  const splitType = memberIfAny(place, 'split_type') === null ? null : whole('split_type', 0, 1);
  const setOfNode = categorySetsOf(place, count, pool);
  const hessian = memberIfAny(place, 'sum_hessian');
  const covers = hessian === null ? null : sized(numbersOf(hessian), 'sum_hessian');

  const { newNumber, numLeaves } = numbering;
  const tree = emptyTree(numLeaves, output, covers !== null);
  for (let old = 0; old < count; old++) {
    const node = newNumber[old];
    if (node === PRUNED) continue;
    if (node < 0) {
      const value = Math.fround(condition[old]);
      tree.leafValue[~node] = Math.fround((keepsZeroSign ? value : 0 + value) * weight);
      if (covers !== null && tree.cover !== null) tree.cover.leaf[~node] = Math.fround(covers[old]);
      continue;
    }
    const isCategorical = splitType !== null && splitType[old] === 1;
    const set = setOfNode.get(old);
    if (isCategorical && set === undefined) expected(`categories of node ${old}`, place);
    tree.feature[node] = feature[old];
    tree.test[node] = isCategorical ? TEST_IN_SET : TEST_BELOW;
    tree.threshold[node] = isCategorical ? (set as number) : Math.fround(condition[old]);
    // members of a set go right in XGBoost, and left here
    tree.left[node] = newNumber[isCategorical ? right[old] : left[old]];
    tree.right[node] = newNumber[isCategorical ? left[old] : right[old]];
    tree.defaultLeft[node] = isCategorical ? 1 - defaultLeft[old] : defaultLeft[old];
    if (covers !== null && tree.cover !== null) tree.cover.node[node] = Math.fround(covers[old]);
  }
  checkTree(tree, number, numFeatures, pool.sets.length);
  return tree;
}

const PRUNED = -0x80000000;

/** New numbers of all that hang below the root: nodes from 0 upwards, leaves as `~leaf`. */
function numberNodes(left: Int32Array, right: Int32Array, place: Place) {
  const count = left.length;
  const isReached = new Uint8Array(count);
  const pending = new Int32Array(count + 1);
  let numPending = count > 0 ? 1 : 0;
  let numReached = 0;
  while (numPending > 0) {
    const node = pending[--numPending];
    if (isReached[node] === 1) {
      throw new PosternError('MODEL_INVALID', `${place.path}: node ${node} is the child of two nodes, or of itself`);
    }
    isReached[node] = 1;
    numReached++;
    if (left[node] === LEAF) continue;
    if (right[node] === LEAF || numPending + 2 > pending.length) {
      throw new PosternError('MODEL_INVALID', `${place.path}: the children of node ${node} do not form a tree`);
    }
    pending[numPending++] = left[node];
    pending[numPending++] = right[node];
  }
  const newNumber = new Int32Array(count).fill(PRUNED);
  let numNodes = 0;
  let numLeaves = 0;
  for (let old = 0; old < count; old++) {
    if (isReached[old] === 1) newNumber[old] = left[old] === LEAF ? ~numLeaves++ : numNodes++;
  }
  return { newNumber, numLeaves, numReached };
}

function emptyTree(numLeaves: number, output: number, hasCover: boolean): Tree {
  const numNodes = Math.max(0, numLeaves - 1);
  return {
    ...createTreeColumns(numNodes),
    leafValue: new Float64Array(numLeaves),
    leafWidth: 1,
    output,
    cover: hasCover ? { node: new Float64Array(numNodes), leaf: new Float64Array(numLeaves) } : null,
  };
}
