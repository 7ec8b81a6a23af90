/** What goes into a selector and what comes out of it, one parcel at a time. */
import type { Action } from '../contract/decision.ts';
import type { Lane } from './lanes.ts';

/** What the screener proposes for a parcel at the moment it arrives. */
export type Proposal = {
  readonly itemId: string;
  readonly lane: Lane;
  /** Arrival at the facility, epoch milliseconds. Time that runs backwards is taken to stand still. */
  readonly at: number;
  /** Margin and weights of rules; higher is more suspect. NaN ranks last. */
  readonly rank: number;
  readonly action: Action;
  /** A hard rule hit: capacity never turns it into a release. */
  readonly hard: boolean;
};

/**
 * Who decided.
 * - `rule`: a hard rule, within the budget; `overflow`: a hard rule beyond it, to be worked all the same
 * - `rank`: among the highest of the shift; `draw`: the random share
 * - `open`: not inspected, and was open to the random draw
 * - `stands`: the plan has no budget for the proposed action, which is carried out as it is
 * - `unplanned`: the plan does not speak of the lane in this shift
 */
export type SelectedBy = 'rule' | 'overflow' | 'rank' | 'draw' | 'open' | 'stands' | 'unplanned';

export type Selection = {
  readonly action: Action;
  readonly by: SelectedBy;
  /**
   * Chance, given all that came before, that the parcel would be inspected: 1 by rule or rank, else the chance of the
   * random draw at that moment, of drawn and undrawn parcels alike. 0 where nothing could be drawn.
   */
  readonly inclusionProbability: number;
  /** Rank alone did not decide: others of the same rank stood on the other side of the cut. */
  readonly tied: boolean;
  /** `ShiftSpan.id`. */
  readonly shift: string;
  /** Parcels that the selector has seen, this one included. */
  readonly sequence: number;
};

/** Items by which a shift may miss its budget: one, or 2 %. */
export function toleranceOf(items: number): number {
  return Math.max(1, Math.floor(items / 50));
}
