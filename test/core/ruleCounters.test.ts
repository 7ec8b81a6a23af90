/** What a task counted of each rule, cleared and read by as many rules as its bundle has. */
import { expect, test } from 'vitest';
import {
  clearRuleCounters,
  countRuleErrors,
  countRuleHit,
  eachCountedRule,
  RULE_COUNTERS_BYTES,
  viewRuleCounters,
} from '../../src/core/ruleCounters.ts';
import { MAX_RULES } from '../../src/rules/rule.ts';

const memory = new WebAssembly.Memory({ initial: Math.ceil(RULE_COUNTERS_BYTES / 65_536) });
const counters = viewRuleCounters(memory, 0);

function countedOf(numRules: number): [rule: number, hits: number, errors: number][] {
  const found: [number, number, number][] = [];
  eachCountedRule(counters, numRules, (rule) => found.push([rule, counters.hits[rule], counters.errors[rule]]));
  return found;
}

test('rules are visited in order, with what was counted of each', () => {
  clearRuleCounters(counters, MAX_RULES);
  for (const rule of [MAX_RULES - 1, 31, 32, 0, 31]) countRuleHit(counters, rule);
  countRuleErrors(counters, 32, 1);
  expect(countedOf(MAX_RULES)).toEqual([
    [0, 1, 0],
    [31, 2, 0],
    [32, 1, 1],
    [MAX_RULES - 1, 1, 0],
  ]);
  clearRuleCounters(counters, MAX_RULES);
  expect(countedOf(MAX_RULES)).toEqual([]);
});

test('what a bundle of many rules left is seen neither by one of few rules nor by the next of many', () => {
  clearRuleCounters(counters, 200);
  for (const rule of [3, 40, 150]) countRuleHit(counters, rule);
  clearRuleCounters(counters, 33);
  countRuleHit(counters, 32);
  expect(countedOf(33)).toEqual([[32, 1, 0]]);
  clearRuleCounters(counters, 200);
  countRuleHit(counters, 150);
  expect(countedOf(200)).toEqual([[150, 1, 0]]);
});
