/** One tree block to columns, checked to be a tree: every node and leaf hangs below the root exactly once. */
import { PosternError } from '../../contract/errors.ts';
import { checkTree } from '../checkTree.ts';
import { MISSING_NAN, TEST_AT_MOST, TEST_IN_SET, type Tree } from '../forest.ts';
import type { SetCollector } from './categorySets.ts';
import { type ListFault, readDecimals, readIntegers } from './readNumbers.ts';
import type { Block } from './scanLightgbm.ts';

/** Bits of `decision_type` (microsoft/LightGBM include/LightGBM/tree.h). */
const CATEGORICAL = 1;
const DEFAULT_LEFT = 2;
const MISSING_SHIFT = 2;
const LARGEST_DECISION = 0b1011;
const MOST_LEAVES = 999_999_999;
const MOST_ROWS = 2 ** 31;
const LARGEST_WORD = 2 ** 32 - 1;
const NOTHING = new Uint8Array(0);

/** Trees of one leaf share these: a file may hold millions of them. */
const noNodes: Pick<Tree, 'feature' | 'test' | 'threshold' | 'left' | 'right' | 'defaultLeft' | 'missing'> = {
  feature: new Int32Array(0),
  test: new Uint8Array(0),
  threshold: new Float64Array(0),
  left: new Int32Array(0),
  right: new Int32Array(0),
  defaultLeft: new Uint8Array(0),
  missing: new Uint8Array(0),
};

/**
 * @param output The margin that the tree adds to.
 * @param sets Receives the tree's category sets.
 * @throws MODEL_INVALID, MODEL_UNSUPPORTED with the tree's number and the element.
 */
export function parseTree(block: Block, number: number, numFeatures: number, output: number, sets: SetCollector): Tree {
  const fail = (what: string): never => {
    throw new PosternError('MODEL_INVALID', `Tree ${number}: ${what}`);
  };
  const checked = (key: string, list: Float64Array | ListFault): Float64Array =>
    'fault' in list ? fail(`${key} ${list.fault}`) : list;
  const bytesOf = (key: string): Uint8Array => block.get(key) ?? NOTHING;
  const integers = (key: string, length: number, lowest: number, highest: number): Float64Array =>
    checked(key, readIntegers(bytesOf(key), length, lowest, highest));
  const decimals = (key: string, length: number): Float64Array => checked(key, readDecimals(bytesOf(key), length));

  const linear = bytesOf('is_linear');
  if (linear.length > 0 && integers('is_linear', 1, 0, 1)[0] === 1) {
    throw new PosternError(
      'MODEL_UNSUPPORTED',
      `Tree ${number} has linear leaves (is_linear), which is not supported; train with linear_tree=false`,
    );
  }
  const numLeaves = integers('num_leaves', 1, 1, MOST_LEAVES)[0];
  const leafValue = decimals('leaf_value', numLeaves);
  if (numLeaves === 1) {
    return checkedTree({ ...noNodes, leafValue, leafWidth: 1, output, cover: null }, number, numFeatures, 0);
  }

  const numNodes = numLeaves - 1;
  const decisions = integers('decision_type', numNodes, 0, LARGEST_DECISION);
  const threshold = decimals('threshold', numNodes);
  const numSets = block.has('num_cat') ? integers('num_cat', 1, 0, numNodes)[0] : 0;
  const setOf = readSets(numSets);
  const test = new Uint8Array(numNodes);
  const defaultLeft = new Uint8Array(numNodes);
  const missing = new Uint8Array(numNodes);
  for (let node = 0; node < numNodes; node++) {
    const decision = decisions[node];
    if ((decision & CATEGORICAL) !== 0) {
      // NaN goes right at every categorical node, whatever the other bits say
      test[node] = TEST_IN_SET;
      missing[node] = MISSING_NAN;
      if (!Number.isInteger(threshold[node])) fail('threshold of a categorical node is not the number of a set');
      threshold[node] = setOf[threshold[node]] ?? fail('threshold of a categorical node names a set beyond num_cat');
    } else {
      test[node] = TEST_AT_MOST;
      missing[node] = decision >> MISSING_SHIFT;
      defaultLeft[node] = (decision & DEFAULT_LEFT) === 0 ? 0 : 1;
    }
  }
  const tree: Tree = {
    feature: Int32Array.from(integers('split_feature', numNodes, 0, numFeatures - 1)),
    test,
    threshold,
    left: Int32Array.from(integers('left_child', numNodes, -numLeaves, numNodes - 1)),
    right: Int32Array.from(integers('right_child', numNodes, -numLeaves, numNodes - 1)),
    defaultLeft,
    missing,
    leafValue,
    leafWidth: 1,
    output,
    cover: readCover(),
  };
  return checkedTree(tree, number, numFeatures, sets.size());

  /** Number in the forest of each of the tree's sets. */
  function readSets(count: number): number[] {
    if (count === 0) return [];
    const bounds = integers('cat_boundaries', count + 1, 0, MOST_LEAVES);
    if (bounds[0] !== 0 || bounds.some((bound, i) => i > 0 && bound <= bounds[i - 1])) {
      fail('cat_boundaries do not rise from 0');
    }
    const words = integers('cat_threshold', bounds[count], 0, LARGEST_WORD);
    return Array.from({ length: count }, (_, i) => sets.add(words.subarray(bounds[i], bounds[i + 1])));
  }

  /** Rows of training data, which is what LightGBM's own contributions weigh by (src/io/tree.cpp, TreeSHAP). */
  function readCover(): Tree['cover'] {
    if (!block.has('internal_count') || !block.has('leaf_count')) return null;
    const node = integers('internal_count', numNodes, 0, MOST_ROWS);
    const leaf = integers('leaf_count', numLeaves, 0, MOST_ROWS);
    // a model refitted without counts, or merged from others, says 0
    return node.every((count) => count > 0) ? { node, leaf } : null;
  }
}

function checkedTree(tree: Tree, number: number, numFeatures: number, numSets: number): Tree {
  checkTree(tree, number, numFeatures, numSets);
  return tree;
}
