/** A policy and the rules it hears, as arrays that the tile loop reads, and what they come to for one parcel. */
import { type Action, actions } from '../contract/decision.ts';
import { stepOf } from './calibration.ts';
import { bandRanks, type Policy } from './policy.ts';
import { isWaived, type WaiverDays, waiverDays } from './waivers.ts';

/** What policy needs to know of a rule; its position is its number in hit lists. */
export type RuleVoice = {
  readonly code: string;
  readonly text: string;
  readonly carrierText: string | null;
  readonly kind: 'risk' | 'data' | 'list' | 'link';
  readonly action: Action | null;
  readonly weight: number;
  readonly hard: boolean;
  readonly lowers: boolean;
};

export type Decider = {
  readonly policy: Policy;
  readonly rules: readonly RuleVoice[];
  /** Lowest rank of each band, rising. */
  readonly bandFrom: Float64Array;
  /** Action index of each band: position in `actions`. */
  readonly bandAction: Uint8Array;
  /** Action index that each rule raises to; 0 for rules that only weigh, or lower. */
  readonly ruleAction: Uint8Array;
  /** Action index that each rule lowers to; NO_CAP for those that do not lower. */
  readonly ruleCap: Uint8Array;
  readonly ruleWeight: Float64Array;
  readonly isHard: Uint8Array;
  /** Rules of the data path whose asks a waiver suspends. */
  readonly isWaivable: Uint8Array;
  readonly waived: WaiverDays;
  /** Lowest rank of each step of the calibration; empty without one. */
  readonly stepFrom: Float64Array;
  readonly stepProbability: Float64Array;
};

export const NO_CAP = 255;

export function createDecider(policy: Policy, rules: readonly RuleVoice[]): Decider {
  const steps = policy.calibration?.steps ?? [];
  const indexOf = (action: Action | null): number => actions.indexOf(action ?? 'release');
  return {
    policy,
    rules,
    bandFrom: Float64Array.from(bandRanks(policy)),
    bandAction: Uint8Array.from(policy.bands, (band) => indexOf(band.action)),
    ruleAction: Uint8Array.from(rules, (rule) => (rule.lowers ? 0 : indexOf(rule.action))),
    ruleCap: Uint8Array.from(rules, (rule) => (rule.lowers ? indexOf(rule.action) : NO_CAP)),
    ruleWeight: Float64Array.from(rules, (rule) => rule.weight),
    isHard: Uint8Array.from(rules, (rule) => (rule.hard ? 1 : 0)),
    isWaivable: Uint8Array.from(rules, (rule) => (policy.waivable.includes(rule.code) ? 1 : 0)),
    waived: waiverDays(policy.waivers),
    stepFrom: Float64Array.from(steps, ([from]) => from),
    stepProbability: Float64Array.from(steps, ([, probability]) => probability),
  };
}

/** The band a rank falls into, -1 below the first. NaN is in none. */
export function bandOf(decider: Decider, rank: number): number {
  const { bandFrom } = decider;
  let band = -1;
  while (band + 1 < bandFrom.length && rank >= bandFrom[band + 1]) band++;
  return band;
}

/** The probability of a rank; undefined where the bundle has no calibration. */
export function probabilityOf({ stepFrom, stepProbability }: Decider, rank: number): number | undefined {
  return stepFrom.length === 0 ? undefined : stepProbability[stepOf(stepFrom, rank)];
}

/** Rule numbers, rising; a row's hits are `count` of them from `first` on. */
export type HitList = Uint16Array | readonly number[];

/** What a waiver is looked up by; asked only where a rule hits whose ask may be waived. */
export type Origins = {
  /** Number of the sender's country; 0 is missing. */
  originOf(row: number): number;
  /** Days since 1970-01-01 of the day the parcel is judged by; NaN is unknown. */
  dayOf(row: number): number;
};

export type Verdict = {
  /** Score and weights of the rules that hit. */
  rank: number;
  /** Position in `actions`. */
  action: number;
  /** The same before rules lowered it. */
  raised: number;
  /** Asks of the data path were suspended by a waiver. */
  waived: boolean;
};

export function newVerdict(): Verdict {
  return { rank: 0, action: 0, raised: 0, waived: false };
}

/** What one parcel comes to, into `verdict`: the table of precedence.ts. */
export function decideInto(
  verdict: Verdict,
  decider: Decider,
  margin: number,
  hitList: HitList,
  first: number,
  count: number,
  origins: Origins,
  row: number,
): void {
  const { ruleAction, ruleCap, ruleWeight, isHard, isWaivable, bandAction } = decider;
  let rank = margin;
  let raised = 0;
  let cap = NO_CAP;
  let hard = 0;
  let waived = -1;
  for (let i = first; i < first + count; i++) {
    const rule = hitList[i];
    if (isWaivable[rule] !== 0) {
      if (waived < 0) waived = isWaived(decider.waived, origins.originOf(row), origins.dayOf(row)) ? 1 : 0;
      // a waived ask is not spoken at all
      if (waived === 1) continue;
    }
    rank += ruleWeight[rule];
    hard |= isHard[rule];
    if (ruleAction[rule] > raised) raised = ruleAction[rule];
    if (ruleCap[rule] < cap) cap = ruleCap[rule];
  }
  const band = bandOf(decider, rank);
  if (band >= 0 && bandAction[band] > raised) raised = bandAction[band];
  verdict.rank = rank;
  verdict.raised = raised;
  verdict.action = hard === 0 && cap < raised ? cap : raised;
  verdict.waived = waived === 1;
}
