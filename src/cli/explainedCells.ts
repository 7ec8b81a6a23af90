/** Columns of a CSV that say what moved a score: pairs of a feature and what it adds to the margin, the largest first. */
import type { VectorExplainer } from '../core/explainVectors.ts';
import { topFeatures } from '../engine/rowExplainer.ts';

/** Names of the columns; they begin with the score's own where there are several. */
export function explainedNames(numOutputs: number, top: number): string[] {
  return Array.from({ length: numOutputs }, (_, output) => (numOutputs === 1 ? '' : `score_${output}_`)).flatMap(
    (prefix) =>
      Array.from({ length: top }, (_, i) => [`${prefix}feature_${i + 1}`, `${prefix}contribution_${i + 1}`]).flat(),
  );
}

/** The cells of one row; empty where fewer features add anything. @param row One value a feature. */
export function explainedCells(
  explainer: VectorExplainer,
  row: Float64Array,
  featureNames: readonly string[],
  top: number,
): string[] {
  const numColumns = featureNames.length;
  const values = explainer.contributions({ values: row, numRows: 1, numColumns, order: 'row' });
  return Array.from({ length: explainer.numOutputs }, (_, output) => {
    const contributions = values.subarray(output * numColumns, (output + 1) * numColumns);
    const found = topFeatures(contributions, top);
    return Array.from({ length: top }, (_, i) =>
      i < found.length ? [featureNames[found[i]], String(contributions[found[i]])] : ['', ''],
    );
  }).flat(2);
}
