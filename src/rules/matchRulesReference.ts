/** The plain reading of rules: what the core's rule stage must equal, and what the explained path uses. */
import { findingBit } from '../contract/findings.ts';
import { masksOf } from './maskRules.ts';
import type { Rule } from './rule.ts';

/**
 * @param findings  One bit a finding, in the order of the finding table.
 * @returns Numbers of the rules that hit, rising.
 */
export function matchRulesReference(findings: bigint, rules: readonly Rule[]): number[] {
  const has = (code: string): boolean => ((findings >> BigInt(findingBit(code) ?? 64)) & 1n) === 1n;
  return rules.flatMap(({ condition }, r) => {
    const { all = [], any, none = [] } = masksOf(condition);
    const hit = all.every(has) && (any === undefined || any.some(has)) && !none.some(has);
    return hit ? [r] : [];
  });
}
