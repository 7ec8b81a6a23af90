/** What became of a plan in one shift. */
import type { Action } from '../contract/decision.ts';
import type { Lane } from './lanes.ts';

export type BudgetCounts = {
  byRule: number;
  byRank: number;
  byDraw: number;
  /** Hits of hard rules beyond the budget. */
  overflow: number;
  /** Proposed for this inspection and released, because others ranked higher. */
  lowered: number;
  /** Not proposed for this inspection, and inspected because there was room. */
  raised: number;
  /** Parcels for which rank did not decide but the order of ties did, and how many of them were taken. */
  tied: number;
  tiedTaken: number;
  /** Not inspected, with a chance to be drawn; and the sum of the chances of all that were open to the draw. */
  open: number;
  drawsExpected: number;
  /** Smallest and largest chance; null while nothing was open. */
  minProbability: number | null;
  maxProbability: number | null;
  /** Not inspected without a chance to be drawn: estimates say nothing of these. */
  uncovered: number;
  /** Lowest rank taken by rank; null while none was. */
  lowestRank: number | null;
};

export type BudgetReport = Readonly<BudgetCounts> & {
  readonly lane: Lane;
  readonly actions: readonly Action[];
  readonly hard: boolean;
  readonly fill: boolean;
  readonly planned: number;
  /** By rule, rank and draw; overflow stands beside it. */
  readonly inspected: number;
  /** Of the lane, in this shift. */
  readonly arrivals: number;
  readonly expectedArrivals: number;
};

export type ShiftReport = {
  readonly facility: string;
  readonly shift: string;
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly budgets: readonly BudgetReport[];
  /** Parcels of lanes that have no budget in this shift. */
  readonly unplanned: number;
  /** Parcels that came when the shift of their arrival was over; this one decided about them. */
  readonly late: number;
};

/** Nothing came: there is nothing to tell. */
export function isWithoutMail({ budgets, unplanned }: ShiftReport): boolean {
  return unplanned === 0 && budgets.every(({ arrivals }) => arrivals === 0);
}

export function zeroCounts(): BudgetCounts {
  return {
    byRule: 0,
    byRank: 0,
    byDraw: 0,
    overflow: 0,
    lowered: 0,
    raised: 0,
    tied: 0,
    tiedTaken: 0,
    open: 0,
    drawsExpected: 0,
    minProbability: null,
    maxProbability: null,
    uncovered: 0,
    lowestRank: null,
  };
}
