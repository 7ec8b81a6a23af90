/** Actions of one tile, from the columns that the core left. */
import { type Decider, decide } from './decider.ts';

/**
 * Columns of one tile. `ruleHits` are pairs (first, count) into `hitList` a row; a row's status is
 * `statusWords[row * statusStride]`.
 */
export type DecisionColumns = {
  readonly margins: Float64Array;
  readonly ruleHits: Uint32Array;
  readonly hitList: Uint16Array;
  readonly statusWords: Uint32Array;
  readonly statusStride: number;
  /** Written: position in `actions` of each row; 0 for a flagged row, which the explained path answers. */
  readonly actions: Uint8Array;
  /** Written: rows that are neither released nor flagged, in order; they need reasons. Length >= rows. */
  readonly referred: Uint16Array;
};

/**
 * Fills `actions` and `referred` for `numRows` rows and returns the number of referred rows. Nothing is allocated.
 * A row's status is read only when it would be referred: statuses lie a row struct apart, and most rows are released.
 */
export function decideTile(decider: Decider, columns: DecisionColumns, numRows: number): number {
  const { margins, ruleHits, hitList, statusWords, statusStride, actions, referred } = columns;
  const lowest = decider.bandFrom.length > 0 ? decider.bandFrom[0] : Number.POSITIVE_INFINITY;
  let numReferred = 0;
  for (let row = 0; row < numRows; row++) {
    const margin = margins[row];
    const numHits = ruleHits[2 * row + 1];
    if (numHits === 0 && !(margin >= lowest)) {
      actions[row] = 0;
      continue;
    }
    if (statusWords[row * statusStride] !== 0) {
      actions[row] = 0;
      continue;
    }
    actions[row] = decide(decider, margin, hitList, ruleHits[2 * row], numHits);
    referred[numReferred++] = row;
  }
  return numReferred;
}
