/** A capacity plan after reading: what each facility can inspect, by lane, shift and action. */
import type { Action } from '../contract/decision.ts';
import type { Lane } from './lanes.ts';
import type { TimeZone } from './timeZone.ts';

export type Plan = { readonly facilities: readonly FacilityPlan[] };

export type FacilityPlan = {
  /** As `destOffice` of the parcels that arrive there. */
  readonly code: string;
  readonly timeZone: TimeZone;
  /** In the order of their start; none overlaps another. */
  readonly shifts: readonly Shift[];
  readonly budgets: readonly Budget[];
  readonly arrivals: readonly ExpectedArrivals[];
  /** SHA-256 of all of it, hex: a state belongs to the plan that it was made under. */
  readonly fingerprint: string;
};

export type Shift = {
  readonly name: string;
  /** Minutes after local midnight. */
  readonly startMinute: number;
  readonly lengthMinutes: number;
  /** Weekdays on which it starts, 0 is Sunday. */
  readonly days: readonly number[];
};

/** Items of one lane that may be inspected in each of some shifts. */
export type Budget = {
  readonly lane: Lane;
  /** Names of the shifts that have it, each the whole of it. */
  readonly shifts: readonly string[];
  /** Actions that use the same inspection, the least intrusive first; never release. */
  readonly actions: readonly Action[];
  readonly items: number;
  /** Never more than `items`: what a hard rule asks beyond them is an overflow. */
  readonly hard: boolean;
  /** Of the items, kept for hits of hard rules while such hits may still come. */
  readonly reserve: number;
  /** Of the items, drawn at random from what would not be inspected. */
  readonly random: number;
  /** Room left by what the screener asked for goes to the highest ranks among the rest. */
  readonly fill: boolean;
};

export type ExpectedArrivals = {
  readonly lane: Lane;
  readonly shifts: readonly string[];
  /** Parcels a shift. */
  readonly items: number;
  /** Shares of them in equal parts of the shift, together 1; null when not stated. */
  readonly profile: readonly number[] | null;
};
