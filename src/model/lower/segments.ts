/** Runs of trees that one kernel scores, in the order in which their leaves are added. */
import { depthOf, numLeavesOf, type Tree } from '../forest.ts';
import {
  FIXED_DEPTH,
  MAX_LEAF_PLANES,
  MAX_TREES_A_SEGMENT,
  SEGMENT_FIXED,
  SEGMENT_MUX,
  SEGMENT_WALK,
} from '../forestLayout.ts';
import { leafPlanes } from './muxProgram.ts';

export type Segment = {
  readonly kind: number;
  readonly firstTree: number;
  numTrees: number;
  /** Bits of a leaf number; 0 for walked trees. */
  leafPlanes: number;
  readonly output: number;
  readonly leafWidth: number;
};

/** A complete tree costs 63 nodes however few are real; below this many the mux is the shorter way. */
const FEWEST_NODES_FOR_FIXED = 32;

/** Programs for more nodes than this do not stay in the cache from one tile to the next. */
const MOST_NODES_CACHED = 1 << 18;
/** Then the steps of a tree of more leaves than this take longer to fetch than the tree to walk. */
const MOST_PLANES_FETCHED = 8;

/** The kernel of each tree, by its shape and by how many nodes there are in all. */
export function kernelsOf(trees: readonly Tree[]): number[] {
  const numNodes = trees.reduce((sum, tree) => sum + tree.feature.length, 0);
  const mostPlanes = numNodes > MOST_NODES_CACHED ? MOST_PLANES_FETCHED : MAX_LEAF_PLANES;
  return trees.map((tree) => kernelOf(tree, mostPlanes));
}

function kernelOf(tree: Tree, mostPlanes: number): number {
  if (leafPlanes(numLeavesOf(tree)) > mostPlanes) return SEGMENT_WALK;
  const isFull = tree.feature.length >= FEWEST_NODES_FOR_FIXED && depthOf(tree) <= FIXED_DEPTH;
  return isFull && !isOblivious(tree) ? SEGMENT_FIXED : SEGMENT_MUX;
}

/** Whether all nodes of a level ask the same question: then a mux has next to nothing to do. */
function isOblivious(tree: Tree): boolean {
  const questions = new Set<string>();
  for (let node = 0; node < tree.feature.length; node++) {
    const { feature, test, threshold, missing, defaultLeft } = tree;
    questions.add([feature, test, threshold, missing, defaultLeft].map((column) => column[node]).join());
    if (questions.size > FIXED_DEPTH) return false;
  }
  return true;
}

/** @param kernels One a tree, from `kernelsOf`. */
export function planSegments(trees: readonly Tree[], kernels: readonly number[]): Segment[] {
  const segments: Segment[] = [];
  trees.forEach((tree, i) => {
    const kind = kernels[i];
    const { output, leafWidth } = tree;
    const planes = kind === SEGMENT_WALK ? 0 : kind === SEGMENT_FIXED ? FIXED_DEPTH : leafPlanes(numLeavesOf(tree));
    const last = segments.at(-1);
    const joins =
      last !== undefined &&
      last.kind === kind &&
      last.output === output &&
      last.leafWidth === leafWidth &&
      (kind === SEGMENT_WALK || last.numTrees < MAX_TREES_A_SEGMENT);
    if (joins) {
      last.numTrees++;
      last.leafPlanes = Math.max(last.leafPlanes, planes);
    } else {
      segments.push({ kind, firstTree: i, numTrees: 1, leafPlanes: planes, output, leafWidth });
    }
  });
  return segments;
}
