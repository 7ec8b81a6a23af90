// The walk: node by node, eight rows side by side, so that eight chains of loads run at once and nothing is guessed.
// The scalar build scores with it alone; the SIMD build uses it for trees of more leaves than its planes can number and
// for batches too small to fill a tile.
import {
  FOREST_LEAF_OF_NODE, FOREST_LEAVES, FOREST_NODES, FOREST_NUM_WALK_COLUMNS, FOREST_SCRATCH_WALK_RANKS,
  FOREST_SCRATCH_WALK_VALUES, FOREST_TREES, FOREST_WALK_GROUPS, GROUP_ROWS, NODE_CHILD_BITS, NODE_THRESHOLD_SHIFT,
  TREE_BYTES, TREE_DEPTH, TREE_LEAF_STRIDE, TREE_LEAF_WIDTH, TREE_OUTPUT, TREE_ROOT,
} from '../generated/forest';
import { joined, joinOf } from './join';
import { SCRATCH_ARRIVED } from './scratch';
import { rankGroup } from './sources';

/** So few rows are walked one at a time. */
const FEW_ROWS: usize = 3;
/** Walks look every so many levels whether all have arrived: in a one-sided tree most do long before the last. */
const LEVELS_A_LOOK: u32 = 7;

const CHILD_MASK: u64 = (1 << NODE_CHILD_BITS) - 1;
/** A node's column, as the byte offset of its ranks among a group's. */
const RANK_SHIFT: u64 = NODE_CHILD_BITS - 4;
const RANK_MASK: usize = ((1 << (NODE_THRESHOLD_SHIFT - NODE_CHILD_BITS)) - 1) << 4;

/**
 * Join the leaves of `numTrees` trees to the margins of some rows, trees in order.
 * Feature f of row r lies at `values + f * featureStride + r * rowStride`; output o of row r at
 * `margins + o * outputStride + r * marginStride`.
 */
export function walkTrees<T>(
  forest: usize, firstTree: usize, numTrees: usize, values: usize, featureStride: usize, rowStride: usize,
  numRows: usize, margins: usize, outputStride: usize, marginStride: usize, scratch: usize,
): void {
  const ranks = scratch + load<u32>(forest, FOREST_SCRATCH_WALK_RANKS);
  const gathered = scratch + load<u32>(forest, FOREST_SCRATCH_WALK_VALUES);
  const groupBytes = <usize>load<u32>(forest, FOREST_NUM_WALK_COLUMNS) * GROUP_ROWS * 2;
  const rowsAtOnce = <usize>load<u32>(forest, FOREST_WALK_GROUPS) * GROUP_ROWS;
  const trees = forest + load<u32>(forest, FOREST_TREES) + firstTree * TREE_BYTES;
  for (let first: usize = 0; first < numRows; first += rowsAtOnce) {
    const rows = min(rowsAtOnce, numRows - first);
    for (let row: usize = 0; row < rows; row += GROUP_ROWS) {
      const from = values + (first + row) * rowStride;
      const to = ranks + (row / GROUP_ROWS) * groupBytes;
      rankGroup<T>(forest, from, featureStride, rowStride, min(GROUP_ROWS, rows - row), gathered, to);
    }
    if (rows <= FEW_ROWS) {
      walkRows(forest, trees, numTrees, ranks, rows, margins + first * marginStride, outputStride, marginStride, scratch);
      continue;
    }
    // a tree's nodes stay in the cache for all these rows
    for (let tree = trees, end = trees + numTrees * TREE_BYTES; tree < end; tree += TREE_BYTES) {
      const margin = margins + first * marginStride;
      for (let row: usize = 0; row < rows; row += GROUP_ROWS) {
        const own = ranks + (row / GROUP_ROWS) * groupBytes;
        walkGroup(forest + load<u32>(forest, FOREST_NODES), own, load<u32>(tree), load<u32>(tree, TREE_DEPTH), scratch);
        const at = margin + row * marginStride;
        joinArrived(forest, tree, min(GROUP_ROWS, rows - row), at, outputStride, marginStride, scratch);
      }
    }
  }
}

/** Rows one at a time, for few rows: eight trees side by side. */
function walkRows(
  forest: usize, trees: usize, numTrees: usize, ranks: usize, numRows: usize, margins: usize, outputStride: usize,
  marginStride: usize, scratch: usize,
): void {
  const nodes = forest + load<u32>(forest, FOREST_NODES);
  const end = trees + numTrees * TREE_BYTES;
  for (let row: usize = 0; row < numRows; row++) {
    for (let tree = trees; tree < end; tree += TREE_BYTES * GROUP_ROWS) {
      walkTreesOfRow(nodes, ranks, tree, end, scratch);
      joinRow(forest, tree, min(tree + TREE_BYTES * GROUP_ROWS, end), margins, outputStride, scratch);
    }
    ranks += 2;
    margins += marginStride;
  }
}

/** Children lie side by side, the right one last: one comparison is the step. */
@inline
function next(node: u64, rank: u64): usize {
  return <usize>(node & CHILD_MASK) + usize(rank > node >> NODE_THRESHOLD_SHIFT);
}

@inline
function nodeAt(nodes: usize, at: usize): u64 {
  return load<u64>(nodes + (at << 3));
}

@inline
function ranksOf(ranks: usize, node: u64): usize {
  return ranks + (<usize>(node >> RANK_SHIFT) & RANK_MASK);
}

/** Eight walks side by side, and how far they have come. */
function walkGroup(nodes: usize, ranks: usize, root: usize, depth: u32, scratch: usize): void {
  const arrived = scratch + SCRATCH_ARRIVED;
  let a = root, b = root, c = root, d = root, e = root, f = root, g = root, h = root;
  for (let left = depth; left > 0; left--) {
    const nodeA = nodeAt(nodes, a);
    const nodeB = nodeAt(nodes, b);
    const nodeC = nodeAt(nodes, c);
    const nodeD = nodeAt(nodes, d);
    a = next(nodeA, load<u16>(ranksOf(ranks, nodeA)));
    b = next(nodeB, load<u16>(ranksOf(ranks, nodeB), 2));
    c = next(nodeC, load<u16>(ranksOf(ranks, nodeC), 4));
    d = next(nodeD, load<u16>(ranksOf(ranks, nodeD), 6));
    const nodeE = nodeAt(nodes, e);
    const nodeF = nodeAt(nodes, f);
    const nodeG = nodeAt(nodes, g);
    const nodeH = nodeAt(nodes, h);
    e = next(nodeE, load<u16>(ranksOf(ranks, nodeE), 8));
    f = next(nodeF, load<u16>(ranksOf(ranks, nodeF), 10));
    g = next(nodeG, load<u16>(ranksOf(ranks, nodeG), 12));
    h = next(nodeH, load<u16>(ranksOf(ranks, nodeH), 14));
    if ((left & LEVELS_A_LOOK) == 1 && haveArrived(nodes, a, b, c, d) && haveArrived(nodes, e, f, g, h)) break;
  }
  storeArrived(arrived, a, b, c, d, e, f, g, h);
}

/** One row in eight trees side by side. Trees that are not there walk the last one again. */
function walkTreesOfRow(nodes: usize, ranks: usize, tree: usize, end: usize, scratch: usize): void {
  const arrived = scratch + SCRATCH_ARRIVED;
  const last = end - TREE_BYTES;
  const treeB = min(tree + TREE_BYTES, last);
  const treeC = min(tree + TREE_BYTES * 2, last);
  const treeD = min(tree + TREE_BYTES * 3, last);
  const treeE = min(tree + TREE_BYTES * 4, last);
  const treeF = min(tree + TREE_BYTES * 5, last);
  const treeG = min(tree + TREE_BYTES * 6, last);
  const treeH = min(tree + TREE_BYTES * 7, last);
  let a = <usize>load<u32>(tree), b = <usize>load<u32>(treeB), c = <usize>load<u32>(treeC), d = <usize>load<u32>(treeD);
  let e = <usize>load<u32>(treeE), f = <usize>load<u32>(treeF), g = <usize>load<u32>(treeG), h = <usize>load<u32>(treeH);
  const depth = max(
    max(max(load<u32>(tree, TREE_DEPTH), load<u32>(treeB, TREE_DEPTH)), max(load<u32>(treeC, TREE_DEPTH), load<u32>(treeD, TREE_DEPTH))),
    max(max(load<u32>(treeE, TREE_DEPTH), load<u32>(treeF, TREE_DEPTH)), max(load<u32>(treeG, TREE_DEPTH), load<u32>(treeH, TREE_DEPTH))),
  );
  for (let left = depth; left > 0; left--) {
    const nodeA = nodeAt(nodes, a);
    const nodeB = nodeAt(nodes, b);
    const nodeC = nodeAt(nodes, c);
    const nodeD = nodeAt(nodes, d);
    a = next(nodeA, load<u16>(ranksOf(ranks, nodeA)));
    b = next(nodeB, load<u16>(ranksOf(ranks, nodeB)));
    c = next(nodeC, load<u16>(ranksOf(ranks, nodeC)));
    d = next(nodeD, load<u16>(ranksOf(ranks, nodeD)));
    const nodeE = nodeAt(nodes, e);
    const nodeF = nodeAt(nodes, f);
    const nodeG = nodeAt(nodes, g);
    const nodeH = nodeAt(nodes, h);
    e = next(nodeE, load<u16>(ranksOf(ranks, nodeE)));
    f = next(nodeF, load<u16>(ranksOf(ranks, nodeF)));
    g = next(nodeG, load<u16>(ranksOf(ranks, nodeG)));
    h = next(nodeH, load<u16>(ranksOf(ranks, nodeH)));
    if ((left & LEVELS_A_LOOK) == 1 && haveArrived(nodes, a, b, c, d) && haveArrived(nodes, e, f, g, h)) break;
  }
  storeArrived(arrived, a, b, c, d, e, f, g, h);
}

@inline
function storeArrived(
  arrived: usize, a: usize, b: usize, c: usize, d: usize, e: usize, f: usize, g: usize, h: usize,
): void {
  store<u32>(arrived, a);
  store<u32>(arrived, b, 4);
  store<u32>(arrived, c, 8);
  store<u32>(arrived, d, 12);
  store<u32>(arrived, e, 16);
  store<u32>(arrived, f, 20);
  store<u32>(arrived, g, 24);
  store<u32>(arrived, h, 28);
}

@inline
function isLeaf(nodes: usize, at: usize): bool {
  return <usize>(nodeAt(nodes, at) & CHILD_MASK) == at;
}

@inline
function haveArrived(nodes: usize, a: usize, b: usize, c: usize, d: usize): bool {
  return isLeaf(nodes, a) && isLeaf(nodes, b) && isLeaf(nodes, c) && isLeaf(nodes, d);
}

/** Join the leaves at which some rows have arrived to their margins. */
function joinArrived(
  forest: usize, tree: usize, numRows: usize, margins: usize, outputStride: usize, marginStride: usize, scratch: usize,
): void {
  const join = joinOf(forest);
  const leafOfNode = forest + load<u32>(forest, FOREST_LEAF_OF_NODE);
  const leaves = forest + load<u32>(forest, FOREST_LEAVES);
  const leafWidth = load<u32>(tree, TREE_LEAF_WIDTH);
  const leafStride = <usize>load<u32>(tree, TREE_LEAF_STRIDE) << 3;
  let margin = margins + <usize>load<u32>(tree, TREE_OUTPUT) * outputStride;
  for (let row: usize = 0; row < numRows; row++) {
    const node = <usize>load<u32>(scratch + (row << 2), SCRATCH_ARRIVED);
    let leaf = leaves + (<usize>load<u32>(leafOfNode + (node << 2)) << 3);
    let at = margin;
    for (let i: u32 = 0; i < leafWidth; i++) {
      store<f64>(at, joined(join, load<f64>(at), load<f64>(leaf)));
      leaf += leafStride;
      at += outputStride;
    }
    margin += marginStride;
  }
}

/** Join the leaves at which one row has arrived in up to eight trees to its margins, trees in order. */
function joinRow(forest: usize, tree: usize, end: usize, margins: usize, outputStride: usize, scratch: usize): void {
  const join = joinOf(forest);
  const leafOfNode = forest + load<u32>(forest, FOREST_LEAF_OF_NODE);
  const leaves = forest + load<u32>(forest, FOREST_LEAVES);
  let arrived = scratch + SCRATCH_ARRIVED;
  for (; tree < end; tree += TREE_BYTES) {
    let leaf = leaves + (<usize>load<u32>(leafOfNode + (<usize>load<u32>(arrived) << 2)) << 3);
    let at = margins + <usize>load<u32>(tree, TREE_OUTPUT) * outputStride;
    const leafStride = <usize>load<u32>(tree, TREE_LEAF_STRIDE) << 3;
    for (let i = load<u32>(tree, TREE_LEAF_WIDTH); i > 0; i--) {
      store<f64>(at, joined(join, load<f64>(at), load<f64>(leaf)));
      leaf += leafStride;
      at += outputStride;
    }
    arrived += 4;
  }
}
