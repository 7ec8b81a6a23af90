/** Why a parcel is not released, for officers; and what its carrier may be asked, for carriers. */
import type { Reason } from '../contract/decision.ts';
import { FURTHER_RULES, REQUEST } from '../contract/reservedCodes.ts';
import { bandOf, type Decider, type HitList, NO_CAP, type RuleVoice, type Verdict } from './decider.ts';
import type { Band } from './policy.ts';

/** Rules that an answer names; how many more there are is said by one reason after them. */
export const MAX_RULE_REASONS = 64;

export function furtherRules(numMore: number): Reason {
  return {
    code: FURTHER_RULES,
    source: 'rule',
    weight: null,
    text: `${numMore} further rules hit; explain names them all`,
  };
}

export function ruleReason({ code, kind, weight, text }: RuleVoice): Reason {
  return { code, source: kind === 'risk' ? 'rule' : kind, weight: weight === 0 ? null : weight, text };
}

export function bandReason({ code, text }: Band): Reason {
  return { code, source: 'score', weight: null, text };
}

/** All that a carrier is told of what spoke: no code, no source, no weight of the rule's own. */
export function requestReason(carrierText: string): Reason {
  return { code: REQUEST, source: 'request', weight: null, text: carrierText };
}

/** True where an answer has reasons: not released, or released only because a rule lowered it. */
export function hasReasons({ action, raised }: Verdict): boolean {
  return action > 0 || raised > 0;
}

/** The rules that spoke, in rule order: waived asks did not. */
export function spoken(decider: Decider, verdict: Verdict, hits: HitList, first: number, count: number): number[] {
  const numbers = Array.from({ length: count }, (_, i) => hits[first + i]);
  return verdict.waived ? numbers.filter((rule) => decider.isWaivable[rule] === 0) : numbers;
}

/**
 * The rules that an answer names, in rule order. Where more spoke than have room, those that decided are always among
 * them: the first that set the action, the first that capped it, a hard one; then further ones of these kinds.
 */
export function namedRules(decider: Decider, verdict: Verdict, rules: readonly number[]): readonly number[] {
  if (rules.length <= MAX_RULE_REASONS) return rules;
  const { ruleAction, ruleCap, isHard } = decider;
  const lowest = rules.reduce((least, rule) => Math.min(least, ruleCap[rule]), NO_CAP);
  const raises = (rule: number): boolean => ruleAction[rule] > 0 && ruleAction[rule] === verdict.raised;
  const caps = (rule: number): boolean => ruleCap[rule] !== NO_CAP;
  const firsts = [
    rules.find(raises),
    rules.find((rule) => caps(rule) && ruleCap[rule] === lowest),
    rules.find((rule) => isHard[rule] !== 0),
  ];
  const turnOf = (rule: number): number => {
    if (firsts.includes(rule)) return 0;
    if (isHard[rule] !== 0 || caps(rule)) return 1;
    return raises(rule) ? 2 : 3;
  };
  const byTurn = Array.from({ length: 4 }, (): number[] => []);
  for (const rule of rules) byTurn[turnOf(rule)].push(rule);
  return byTurn
    .flat()
    .slice(0, MAX_RULE_REASONS)
    .sort((a, b) => a - b);
}

/** Rules in rule order, then the band of the rank. Empty for what nobody spoke against. */
export function reasonsOf(decider: Decider, verdict: Verdict, hits: HitList, first: number, count: number): Reason[] {
  if (!hasReasons(verdict)) return [];
  const rules = spoken(decider, verdict, hits, first, count);
  const reasons = namedRules(decider, verdict, rules).map((rule) => ruleReason(decider.rules[rule]));
  if (rules.length > reasons.length) reasons.push(furtherRules(rules.length - reasons.length));
  const band = bandOf(decider, verdict.rank);
  if (band >= 0) reasons.push(bandReason(decider.policy.bands[band]));
  return reasons;
}

/** What the carrier of a parcel that is not released is asked, each text once. */
export function requestsOf(decider: Decider, verdict: Verdict, hits: HitList, first: number, count: number): Reason[] {
  if (verdict.action === 0) return [];
  const band = bandOf(decider, verdict.rank);
  const texts = [
    ...spoken(decider, verdict, hits, first, count).map((rule) => requestOf(decider.rules[rule])),
    band < 0 ? null : decider.policy.bands[band].carrierText,
  ];
  const asked = [...new Set(texts)].filter((text) => text !== null);
  return asked.slice(0, MAX_RULE_REASONS).map(requestReason);
}

/** A rule that lowers asks for nothing. */
function requestOf({ carrierText, lowers }: RuleVoice): string | null {
  return lowers ? null : carrierText;
}
