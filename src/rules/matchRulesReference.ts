/** The plain reading of rules: what the core's rule stage must equal, and what the explained path uses. */
import { findingBit } from '../contract/findings.ts';
import { masksOf } from './maskRules.ts';
import type { Rule } from './rule.ts';

/**
 * @param findings  One bit a finding, in the order of the finding table.
 * @returns One bit a rule, in the order of the rules.
 */
export function matchRulesReference(findings: bigint, rules: readonly Rule[]): bigint {
  const has = (code: string): boolean => ((findings >> BigInt(findingBit(code) ?? 64)) & 1n) === 1n;
  let hits = 0n;
  rules.forEach(({ condition }, r) => {
    const { all = [], any, none = [] } = masksOf(condition);
    const hit = all.every(has) && (any === undefined || any.some(has)) && !none.some(has);
    if (hit) hits |= 1n << BigInt(r);
  });
  return hits;
}
