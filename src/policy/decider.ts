/** A policy and the actions of the rules beside it, as arrays that the tile loop reads. */
import { type Action, actions, type Reason } from '../contract/decision.ts';
import type { Policy } from './policy.ts';

/** What policy needs to know of a rule; its position is its bit in `ruleHits`. */
export type RuleVoice = { readonly code: string; readonly text: string; readonly action: Action | null };

export type Decider = {
  /** Lowest margin of each band, rising. */
  readonly bandFrom: Float64Array;
  /** Action index of each band: position in `actions`. */
  readonly bandAction: Uint8Array;
  /** Action index of each rule. */
  readonly ruleAction: Uint8Array;
  readonly bandReasons: readonly Reason[];
  readonly ruleReasons: readonly Reason[];
};

export function createDecider(policy: Policy, rules: readonly RuleVoice[]): Decider {
  return {
    bandFrom: Float64Array.from(policy.bands, (band) => band.from),
    bandAction: Uint8Array.from(policy.bands, (band) => actions.indexOf(band.action)),
    ruleAction: Uint8Array.from(rules, (rule) => actions.indexOf(rule.action ?? 'release')),
    bandReasons: policy.bands.map(({ code, text }): Reason => ({ code, source: 'score', text })),
    ruleReasons: rules.map(({ code, text, action }): Reason => ({ code, source: sourceOf(action), text })),
  };
}

/** Asks answer poor data, looks answer risk: reports keep the two apart. */
function sourceOf(action: Action | null): 'data' | 'rule' {
  return action === 'rfi' || action === 'rfa' ? 'data' : 'rule';
}

/** The band a margin falls into, -1 below the first. NaN is in none. */
export function bandOf(decider: Decider, margin: number): number {
  const { bandFrom } = decider;
  let band = -1;
  while (band + 1 < bandFrom.length && margin >= bandFrom[band + 1]) band++;
  return band;
}

/** Action index of one parcel: the more intrusive of its band and its rules. `hits` has one bit a rule. */
export function decide(decider: Decider, margin: number, hitsLow: number, hitsHigh: number): number {
  const band = bandOf(decider, margin);
  const action = band < 0 ? 0 : decider.bandAction[band];
  return highestRule(decider.ruleAction, hitsHigh, 32, highestRule(decider.ruleAction, hitsLow, 0, action));
}

function highestRule(ruleAction: Uint8Array, hits: number, firstRule: number, action: number): number {
  let highest = action;
  for (let left = hits; left !== 0; left &= left - 1) {
    const asked = ruleAction[firstRule + 31 - Math.clz32(left & -left)];
    if (asked > highest) highest = asked;
  }
  return highest;
}

/** Why a parcel is not released: every rule that hit, in rule order, then the band of its score. */
export function reasonsOf(decider: Decider, margin: number, hitsLow: number, hitsHigh: number): Reason[] {
  const reasons: Reason[] = [];
  decider.ruleReasons.forEach((reason, rule) => {
    const word = rule < 32 ? hitsLow : hitsHigh;
    if ((word >>> (rule & 31)) & 1) reasons.push(reason);
  });
  const band = bandOf(decider, margin);
  if (band >= 0) reasons.push(decider.bandReasons[band]);
  return reasons;
}
