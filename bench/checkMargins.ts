/** Whether margins are right: exactly the reference scorer's, and near those of a peer that adds in float32. */
import type { Forest } from '../src/model/forest.ts';
import { referenceMargin } from '../src/model/referenceScore.ts';

const NUM_CHECKED = 512;
/** The peer adds float32 leaves in float32. */
const TOLERANCE_A_TREE = 1e-6;

/** @param rows Row-major. @throws Error naming the first row that is wrong */
export function checkMargins(
  forest: Forest,
  rows: Float32Array,
  margins: Float64Array,
  beside: ArrayLike<number>,
): void {
  const numColumns = forest.featureNames.length;
  for (let row = 0; row < NUM_CHECKED; row++) {
    const exact = referenceMargin(forest, rows.subarray(row * numColumns, (row + 1) * numColumns));
    if (!Object.is(margins[row], exact)) throw new Error(`row ${row}: expected ${exact}, got ${margins[row]}`);
  }
  const tolerance = TOLERANCE_A_TREE * forest.trees.length;
  margins.forEach((margin, row) => {
    if (!(Math.abs(margin - beside[row]) <= tolerance)) throw new Error(`row ${row}: ${margin} beside ${beside[row]}`);
  });
}
