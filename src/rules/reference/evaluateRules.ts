/** All rules over one parcel in plain TypeScript: what the core's rule stage must equal. */
import type { Rule } from '../rule.ts';
import { evaluateCondition } from './evaluate.ts';
import type { Facts } from './facts.ts';
import { Failure } from './failure.ts';

export type RuleOutcome = {
  /** Numbers of the rules that hit, rising. */
  readonly hits: number[];
  /** Rules that ended in an error: they did not fire. Rising. */
  readonly failures: { readonly rule: number; readonly why: string }[];
};

export function evaluateRules(rules: readonly Pick<Rule, 'condition'>[], facts: Facts): RuleOutcome {
  const outcome: RuleOutcome = { hits: [], failures: [] };
  rules.forEach(({ condition }, rule) => {
    const result = evaluateCondition(condition, facts);
    if (result instanceof Failure) outcome.failures.push({ rule, why: result.why });
    else if (result) outcome.hits.push(rule);
  });
  return outcome;
}
