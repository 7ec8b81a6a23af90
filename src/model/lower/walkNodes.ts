/** Every tree node by node, for the plain walk: the same questions as the planes ask, one at a time. */
import { type Forest, MISSING_NONE, MISSING_ZERO } from '../forest.ts';
import {
  NODE_BYTES,
  NODE_FEATURE,
  NODE_FLAGS,
  NODE_LEFT,
  NODE_NAN_LEFT,
  NODE_RIGHT,
  NODE_THRESHOLD,
  NODE_ZERO_LEFT,
  NODE_ZERO_MISSING,
} from '../forestLayout.ts';
import { canonicalThreshold } from './columns.ts';

/** @param leafIndex Where leaf `leaf` of tree `tree` lies among all leaves of the lowered forest. */
export function walkNodes(
  forest: Forest,
  leafIndex: (tree: number, leaf: number) => number,
): { roots: Int32Array; nodes: DataView } {
  const numNodes = forest.trees.reduce((sum, tree) => sum + tree.feature.length, 0);
  const nodes = new DataView(new ArrayBuffer(numNodes * NODE_BYTES));
  const roots = new Int32Array(forest.trees.length);
  let first = 0;
  forest.trees.forEach((tree, t) => {
    const childOf = (child: number): number => (child >= 0 ? first + child : ~leafIndex(t, ~child));
    roots[t] = childOf(tree.feature.length > 0 ? 0 : -1);
    for (let i = 0; i < tree.feature.length; i++) {
      const at = (first + i) * NODE_BYTES;
      const threshold = canonicalThreshold(tree.threshold[i]);
      const missing = tree.missing[i];
      const defaultLeft = tree.defaultLeft[i] === 1;
      const nanLeft = missing === MISSING_NONE ? threshold >= 0 : defaultLeft;
      nodes.setFloat64(at + NODE_THRESHOLD, threshold, true);
      nodes.setUint32(at + NODE_FEATURE, tree.feature[i], true);
      nodes.setInt32(at + NODE_LEFT, childOf(tree.left[i]), true);
      nodes.setInt32(at + NODE_RIGHT, childOf(tree.right[i]), true);
      const flags =
        (nanLeft ? NODE_NAN_LEFT : 0) |
        (missing === MISSING_ZERO ? NODE_ZERO_MISSING : 0) |
        (missing === MISSING_ZERO && defaultLeft ? NODE_ZERO_LEFT : 0);
      nodes.setUint32(at + NODE_FLAGS, flags, true);
    }
    first += tree.feature.length;
  });
  return { roots, nodes };
}
