/**
 * What one task counted of each rule, left by the worker in the slot and added up by the main thread.
 *
 *   touched   one bit a rule: its counters are not 0
 *   hits      u32 a rule: rows on which its condition held
 *   errors    u32 a rule: rows on which its condition could not be evaluated
 *
 * A bundle may have thousands of rules and a task be one parcel, so clearing and adding up go by the touched bits of
 * as many rules as the bundle has: a task of another bundle clears what that bundle's rules left before it counts. A
 * bit is set before its counter: a worker that dies leaves nothing that the next task would not clear.
 */
import { OUTCOME_BYTES } from '../rules/compile/tableLayout.ts';
import { MAX_RULES } from '../rules/rule.ts';
import type { CoreMemory } from './memory.ts';

export const RULE_COUNTERS_HITS: number = MAX_RULES / 8;
export const RULE_COUNTERS_ERRORS: number = RULE_COUNTERS_HITS + MAX_RULES * 4;
export const RULE_COUNTERS_BYTES: number = RULE_COUNTERS_ERRORS + MAX_RULES * 4;

export type RuleCounters = {
  readonly touched: Uint32Array;
  readonly hits: Uint32Array;
  readonly errors: Uint32Array;
};

export function viewRuleCounters({ buffer }: CoreMemory, address: number): RuleCounters {
  return {
    touched: new Uint32Array(buffer, address, MAX_RULES / 32),
    hits: new Uint32Array(buffer, address + RULE_COUNTERS_HITS, MAX_RULES),
    errors: new Uint32Array(buffer, address + RULE_COUNTERS_ERRORS, MAX_RULES),
  };
}

export function countRuleHit({ touched, hits }: RuleCounters, rule: number): void {
  touched[rule >> 5] |= 1 << (rule & 31);
  hits[rule] += 1;
}

export function countRuleErrors({ touched, errors }: RuleCounters, rule: number, numRows: number): void {
  touched[rule >> 5] |= 1 << (rule & 31);
  errors[rule] += numRows;
}

/**
 * Counts the rules that the core could not evaluate on the first `numRows` rows of a tile.
 * @param outcomes as the rule stage leaves them: OUTCOME_BYTES a rule
 */
export function countFailures(
  counters: RuleCounters,
  outcomes: Uint32Array,
  numOutcomes: number,
  numRows: number,
): void {
  for (let i = 0; i < numOutcomes; i++) {
    const at = (i * OUTCOME_BYTES) / 4;
    let failed = 0;
    for (let word = 0; 32 * word < numRows; word++) {
      const left = numRows - 32 * word;
      const among = left >= 32 ? -1 : (1 << left) - 1;
      failed += countBits(outcomes[at + 2 + word] & among);
    }
    if (failed > 0) countRuleErrors(counters, outcomes[at], failed);
  }
}

function countBits(word: number): number {
  let count = 0;
  for (let left = word; left !== 0; left &= left - 1) count++;
  return count;
}

/** Calls `visit` with every one of the first `numRules` rules that was counted, in order. */
export function eachCountedRule({ touched }: RuleCounters, numRules: number, visit: (rule: number) => void): void {
  for (let word = 0; 32 * word < numRules; word++) {
    for (let bits = touched[word]; bits !== 0; bits &= bits - 1) visit(32 * word + 31 - Math.clz32(bits & -bits));
  }
}

export function clearRuleCounters(counters: RuleCounters, numRules: number): void {
  eachCountedRule(counters, numRules, (rule) => {
    counters.hits[rule] = 0;
    counters.errors[rule] = 0;
  });
  counters.touched.fill(0, 0, (numRules + 31) >> 5);
}
