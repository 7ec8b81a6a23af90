/** Every tree node by node, breadth first, for the walk: the same questions as the planes ask, one at a time. */
import { PosternError } from '../../contract/errors.ts';
import type { Tree } from '../forest.ts';
import { NODE_CHILD_BITS, NODE_COLUMN_BITS, NODE_NEVER, NODE_THRESHOLD_SHIFT } from '../forestLayout.ts';
import type { Sources } from './sources.ts';

export type WalkNodes = {
  /** Two words a node, the lower one first. */
  readonly nodes: Uint32Array;
  readonly leafOfNode: Uint32Array;
  /** Of each tree. */
  readonly roots: Uint32Array;
  readonly depths: Uint32Array;
};

const LOW_BITS = 32 - NODE_CHILD_BITS;

/** @param leafIndex Where leaf `leaf` of the i-th tree lies among all leaves of the lowered forest. */
export function walkNodes(
  trees: readonly Tree[],
  sources: Sources,
  leafIndex: (tree: number, leaf: number) => number,
): WalkNodes {
  const numNodes = trees.reduce((sum, tree) => sum + 2 * tree.feature.length + 1, 0);
  if (numNodes >= 2 ** NODE_CHILD_BITS || sources.numColumns >= 2 ** NODE_COLUMN_BITS) {
    throw new PosternError(
      'MODEL_UNSUPPORTED',
      `The model has ${numNodes} nodes and leaves and asks ${sources.numColumns} things of a row; ` +
        `at most ${2 ** NODE_CHILD_BITS} and ${2 ** NODE_COLUMN_BITS} can be lowered. Train fewer trees`,
    );
  }
  const nodes = new Uint32Array(2 * numNodes);
  const leafOfNode = new Uint32Array(numNodes);
  const roots = new Uint32Array(trees.length);
  const depths = new Uint32Array(trees.length);
  // child of the tree that lies at each place, as the tree numbers it
  const queue = new Int32Array(Math.max(1, ...trees.map((tree) => 2 * tree.feature.length + 1)));
  const write = (at: number, child: number, column: number, threshold: number): void => {
    // whole words: what overflows one is the next one's
    nodes[2 * at] = child | (column << NODE_CHILD_BITS);
    nodes[2 * at + 1] = (column >>> LOW_BITS) | (threshold << (NODE_THRESHOLD_SHIFT - 32));
  };
  let first = 0;
  trees.forEach((tree, t) => {
    roots[t] = first;
    queue[0] = tree.feature.length > 0 ? 0 : -1;
    let numQueued = 1;
    let levelEnd = 1;
    for (let i = 0; i < numQueued; i++) {
      if (i === levelEnd) {
        depths[t]++;
        levelEnd = numQueued;
      }
      const child = queue[i];
      if (child < 0) {
        write(first + i, first + i, 0, NODE_NEVER);
        leafOfNode[first + i] = leafIndex(t, ~child);
        continue;
      }
      write(first + i, first + numQueued, sources.columnOf(t, child), sources.thresholdOf(t, child));
      queue[numQueued++] = tree.left[child];
      queue[numQueued++] = tree.right[child];
    }
    first += numQueued;
  });
  return { nodes, leafOfNode, roots, depths };
}
