/** Actions of one tile, from the columns that the core left. */
import { stepOf } from './calibration.ts';
import { type Decider, decideInto, type Origins, type Verdict } from './decider.ts';
import { hasReasons } from './reasons.ts';

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
  readonly origins: Origins;
  /** Room for the verdict on a row; nobody keeps it. */
  readonly verdict: Verdict;
  /** Written: score and weights of each row. */
  readonly ranks: Float64Array;
  /** Written where the decider has a calibration: the step of each row's rank. */
  readonly steps: Uint16Array;
  /** Written: position in `actions` of each row; 0 for a flagged row, which the explained path answers. */
  readonly actions: Uint8Array;
  /** Written: rows that need reasons and are not flagged, in order. Length >= rows. */
  readonly referred: Uint16Array;
};

/**
 * Fills what is to be written for `numRows` rows and returns the number of rows that need reasons. Nothing is
 * allocated. A row's status is read only when it would need them: statuses lie a row struct apart, and most rows are
 * released.
 */
export function decideTile(decider: Decider, columns: DecisionColumns, numRows: number): number {
  const { margins, ruleHits, hitList, statusWords, statusStride, origins, verdict, ranks, steps, actions, referred } =
    columns;
  const lowest = decider.bandFrom.length > 0 ? decider.bandFrom[0] : Number.POSITIVE_INFINITY;
  let numReferred = 0;
  for (let row = 0; row < numRows; row++) {
    const margin = margins[row];
    const numHits = ruleHits[2 * row + 1];
    ranks[row] = margin;
    actions[row] = 0;
    if ((numHits === 0 && !(margin >= lowest)) || statusWords[row * statusStride] !== 0) continue;
    decideInto(verdict, decider, margin, hitList, ruleHits[2 * row], numHits, origins, row);
    ranks[row] = verdict.rank;
    actions[row] = verdict.action;
    if (hasReasons(verdict)) referred[numReferred++] = row;
  }
  if (decider.stepFrom.length > 0)
    for (let row = 0; row < numRows; row++) steps[row] = stepOf(decider.stepFrom, ranks[row]);
  return numReferred;
}
