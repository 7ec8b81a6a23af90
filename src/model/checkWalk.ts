/** Whether a lowered forest's trees may be walked: sources rank into columns that are there, nodes lead downwards. */
import * as layout from './forestLayout.ts';
import { expectThat, fail, type LoweredWords } from './loweredWords.ts';

// the first forest is looked through before any of this is compiled: names of this file are read quicker
const CHILD_BITS = layout.NODE_CHILD_BITS;
const CHILD_MASK = 2 ** CHILD_BITS - 1;
const LOW_BITS = 32 - CHILD_BITS;
const NEVER_SHIFT = layout.NODE_THRESHOLD_SHIFT - 32;
const NEVER = layout.NODE_NEVER;
const HIGH_MASK = 2 ** (layout.NODE_COLUMN_BITS - LOW_BITS) - 1;

export function checkWalk(forest: LoweredWords): void {
  checkSources(forest);
  checkTrees(forest);
}

function checkSources({ head, word, holds }: LoweredWords): void {
  const numColumns = head(layout.FOREST_NUM_WALK_COLUMNS);
  for (let i = 0; i < head(layout.FOREST_NUM_SOURCES); i++) {
    const at = head(layout.FOREST_SOURCES) + i * layout.SOURCE_BYTES;
    const numThresholds = word(at + layout.SOURCE_NUM_THRESHOLDS);
    const numPredicates = word(at + layout.SOURCE_NUM_PREDICATES);
    const stride = word(at + layout.SOURCE_BITS_STRIDE);
    holds(`thresholds of source ${i}`, word(at + layout.SOURCE_TABLE), numThresholds, 8);
    holds(`bits of source ${i}`, word(at + layout.SOURCE_BITS), numPredicates, stride);
    const fits =
      word(at + layout.SOURCE_FEATURE) < head(layout.FOREST_NUM_FEATURES) &&
      word(at + layout.SOURCE_MISSING_RANK) <= numThresholds &&
      word(at + layout.SOURCE_COLUMN) + Math.max(1, numPredicates) <= numColumns &&
      (numPredicates === 0 || stride * 8 > numThresholds);
    expectThat(fits, `source ${i}`);
  }
}

function checkTrees({ head, word, view }: LoweredWords): void {
  const numTrees = head(layout.FOREST_NUM_TREES);
  const numNodes = head(layout.FOREST_NUM_WALK_NODES);
  const numColumns = head(layout.FOREST_NUM_WALK_COLUMNS);
  const trees = head(layout.FOREST_TREES);
  const nodes = view(head(layout.FOREST_NODES), 2 * numNodes);
  const leafOfNode = view(head(layout.FOREST_LEAF_OF_NODE), numNodes);
  for (let tree = 0; tree < numTrees; tree++) {
    const at = trees + tree * layout.TREE_BYTES;
    const first = word(at + layout.TREE_ROOT);
    const end = tree + 1 < numTrees ? word(at + layout.TREE_BYTES + layout.TREE_ROOT) : numNodes;
    const leafWidth = word(at + layout.TREE_LEAF_WIDTH);
    const furthest = (leafWidth - 1) * word(at + layout.TREE_LEAF_STRIDE);
    const fits =
      first < end &&
      end <= numNodes &&
      word(at + layout.TREE_DEPTH) <= end - first &&
      leafWidth > 0 &&
      word(at + layout.TREE_OUTPUT) + leafWidth <= head(layout.FOREST_NUM_OUTPUTS) &&
      furthest < head(layout.FOREST_NUM_LEAVES);
    // a message for each of many would take longer than looking
    if (!fits || !areNodes(nodes, first, end, numColumns)) fail(`tree ${tree}`);
    if (!areBelow(leafOfNode, first, end, head(layout.FOREST_NUM_LEAVES) - furthest)) fail(`a leaf of tree ${tree}`);
  }
}

/** Nodes of one tree: a leaf stays where it is, all others lead to two nodes after them. */
function areNodes(nodes: Uint32Array, first: number, end: number, numColumns: number): boolean {
  for (let node = first; node < end; node++) {
    const low = nodes[2 * node];
    const high = nodes[2 * node + 1];
    const child = low & CHILD_MASK;
    if (child === node) {
      if (high >>> NEVER_SHIFT !== NEVER) return false;
    } else if (child <= node || child + 1 >= end) {
      return false;
    }
    const column = (low >>> CHILD_BITS) | ((high & HIGH_MASK) << LOW_BITS);
    // a leaf's column is read, and what it holds does not matter
    if (column !== 0 && column >= numColumns) return false;
  }
  return true;
}

function areBelow(words: Uint32Array, from: number, to: number, limit: number): boolean {
  for (let i = from; i < to; i++) if (words[i] >= limit) return false;
  return true;
}
