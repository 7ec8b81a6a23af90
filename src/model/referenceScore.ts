/**
 * The oracle: one row through the forest exactly as the source library does it, a node at a time.
 * Follows microsoft/LightGBM include/LightGBM/tree.h (NumericalDecision) and src/boosting/gbdt_prediction.cpp.
 */
import { type Forest, MISSING_NAN, MISSING_ZERO, type Tree, ZERO_BAND } from './forest.ts';

/**
 * Raw margin of one row: the sum of one leaf a tree, in tree order, starting at +0.
 * @param row One value a feature, in the forest's feature order; NaN is missing.
 */
export function referenceScore(forest: Forest, row: ArrayLike<number>): number {
  let margin = 0;
  for (const tree of forest.trees) margin += tree.leafValue[leafOf(tree, row)];
  return margin;
}

/** Index of the leaf that a row reaches. */
function leafOf(tree: Tree, row: ArrayLike<number>): number {
  let node = tree.feature.length > 0 ? 0 : -1;
  while (node >= 0) node = goesLeft(tree, node, row[tree.feature[node]]) ? tree.left[node] : tree.right[node];
  return ~node;
}

function goesLeft(tree: Tree, node: number, value: number): boolean {
  // the dense matrix API stores tiny values as zero before any node sees them
  let x = Math.abs(value) <= ZERO_BAND ? 0 : value;
  const missing = tree.missing[node];
  if (Number.isNaN(x) && missing !== MISSING_NAN) x = 0;
  const isMissing = missing === MISSING_ZERO ? x === 0 : missing === MISSING_NAN && Number.isNaN(x);
  return isMissing ? tree.defaultLeft[node] === 1 : x <= tree.threshold[node];
}
