/** The order in which leaves are added. Only the order within one output is the library's; the rest is ours. */
import type { Tree } from '../forest.ts';

/** Trees of one output next to each other, so that a run of trees adds to one place; as they come where outputs overlap. */
export function orderTrees(trees: readonly Tree[]): readonly Tree[] {
  if (trees.some((tree) => tree.leafWidth !== 1)) return trees;
  // sorting is stable
  return [...trees].sort((a, b) => a.output - b.output);
}
