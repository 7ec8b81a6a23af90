/** Cover by a sample of rows, for model files that do not say how much data reached each node. */
import type { Vectors } from '../../contract/screener.ts';
import { PosternError } from '../../contract/errors.ts';
import { type Forest, numLeavesOf, type Tree } from '../forest.ts';
import { leafOf, preparedRow } from '../referenceScore.ts';

/** What such an explanation says it comes from. */
export function backgroundCover(numRows: number): string {
  return `background sample of ${numRows} rows`;
}

/**
 * The same forest with the sample's counts as cover.
 * @param rows at least one, of one value a feature; NaN is missing
 * @throws SHAPE_MISMATCH
 */
export function withBackground(forest: Forest, { values, numRows, numColumns, order }: Vectors): Forest {
  const numFeatures = forest.featureNames.length;
  if (numColumns !== numFeatures || numRows < 1 || values.length !== numRows * numColumns) {
    throw new PosternError(
      'SHAPE_MISMATCH',
      `a background sample is rows of ${numFeatures} values, got ${values.length} values as ${numRows} rows of ${numColumns}`,
    );
  }
  const leafCounts = forest.trees.map((tree) => new Float64Array(numLeavesOf(tree)));
  const row = new Float64Array(numFeatures);
  for (let r = 0; r < numRows; r++) {
    for (let f = 0; f < numFeatures; f++) row[f] = values[order === 'row' ? r * numColumns + f : f * numRows + r];
    const prepared = preparedRow(forest, row);
    forest.trees.forEach((tree, t) => leafCounts[t][leafOf(tree, prepared, forest.sets)]++);
  }
  return { ...forest, trees: forest.trees.map((tree, t) => ({ ...tree, cover: coverOf(tree, leafCounts[t]) })) };
}

/** Counts of nodes from those of leaves. */
function coverOf(tree: Tree, leaf: Float64Array): { node: Float64Array; leaf: Float64Array } {
  const node = new Float64Array(tree.feature.length);
  const order: number[] = tree.feature.length > 0 ? [0] : [];
  for (let i = 0; i < order.length; i++) {
    for (const child of [tree.left[order[i]], tree.right[order[i]]]) if (child >= 0) order.push(child);
  }
  // children stand after their parents, so from the back they are counted first
  for (const parent of order.reverse()) {
    for (const child of [tree.left[parent], tree.right[parent]])
      node[parent] += child >= 0 ? node[child] : leaf[~child];
  }
  return { node, leaf };
}
