/** A policy and the actions of the rules beside it, as arrays that the tile loop reads. */
import { type Action, actions, type Reason } from '../contract/decision.ts';
import type { Policy } from './policy.ts';

/** What policy needs to know of a rule; its position is its number in hit lists. */
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

/** Rule numbers, rising; a row's hits are `count` of them from `first` on. */
export type HitList = Uint16Array | readonly number[];

/** Action index of one parcel: the more intrusive of its band and of the rules that hit. */
export function decide(decider: Decider, margin: number, hitList: HitList, first: number, count: number): number {
  const band = bandOf(decider, margin);
  let highest = band < 0 ? 0 : decider.bandAction[band];
  for (let i = first; i < first + count; i++) {
    const asked = decider.ruleAction[hitList[i]];
    if (asked > highest) highest = asked;
  }
  return highest;
}

/** Rules that an answer names, the first in order; how many more there are is said by one reason after them. */
export const MAX_RULE_REASONS = 64;

export function furtherRules(numMore: number): Reason {
  return { code: 'FURTHER_RULES', source: 'rule', text: `${numMore} further rules hit; explain names them all` };
}

/** Why a parcel is not released: the rules that hit, in rule order, then the band of its score. */
export function reasonsOf(decider: Decider, margin: number, hitList: HitList, first: number, count: number): Reason[] {
  const numNamed = Math.min(count, MAX_RULE_REASONS);
  const reasons = Array.from({ length: numNamed }, (_, i) => decider.ruleReasons[hitList[first + i]]);
  if (count > numNamed) reasons.push(furtherRules(count - numNamed));
  const band = bandOf(decider, margin);
  if (band >= 0) reasons.push(decider.bandReasons[band]);
  return reasons;
}
