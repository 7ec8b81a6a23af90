/**
 * The tests of a pack's rules. A parcel goes through the engine as its bytes would, and through the plain reference;
 * one with signals, which bytes cannot carry, through the reference only.
 */
import type { ScreeningHost } from '../../contract/host.ts';
import type { Pack, RuleTest } from '../../rules/pack/pack.ts';
import { evaluateCondition } from '../../rules/reference/evaluate.ts';
import { Failure } from '../../rules/reference/failure.ts';
import type { Rule } from '../../rules/rule.ts';
import type { Judge } from './judge.ts';

export type RuleTestResult = {
  readonly test: RuleTest;
  /** Null: passed; else what was got and expected. */
  readonly fault: string | null;
  /** Nowhere: the parcel is a row error, or the condition could not be evaluated. */
  readonly ranIn: 'engine' | 'reference' | 'nowhere';
};

/** @param host  Screens with a bundle that holds the pack's rules. */
export async function runRuleTests(pack: Pack, judge: Judge, host: ScreeningHost): Promise<RuleTestResult[]> {
  const results: RuleTestResult[] = [];
  for (const { rule, tests } of pack.rules) {
    for (const test of tests) {
      const row = Buffer.from(JSON.stringify(test.parcel));
      const byReference = outcomeOf(rule, row, test, judge);
      const isPlain = Object.keys(test.signals).length === 0;
      const ranIn = typeof byReference === 'string' ? 'nowhere' : isPlain ? 'engine' : 'reference';
      const inCore = ranIn === 'engine' ? await firesInEngine(rule, row, host) : undefined;
      results.push({ test, fault: faultOf(test, byReference, inCore), ranIn });
    }
  }
  return results;
}

/** Whether it fires, or why that cannot be said. */
function outcomeOf({ condition }: Rule, row: Uint8Array, { signals }: RuleTest, judge: Judge): boolean | string {
  const judged = judge.facts(row, signals);
  if ('fault' in judged) {
    const { code, pointer, expected, got } = judged.fault;
    return `the parcel is a row error, ${code} at "${pointer}": expected ${expected}, got ${got}`;
  }
  const outcome = evaluateCondition(condition, judged.facts);
  return outcome instanceof Failure ? `the condition could not be evaluated: ${outcome.why}` : outcome;
}

/** By the engine's own count of hits, which holds those of released parcels too. */
async function firesInEngine({ code }: Rule, row: Uint8Array, host: ScreeningHost): Promise<boolean> {
  const before = host.stats().ruleHits[code] ?? 0;
  await host.screenRow(row);
  return (host.stats().ruleHits[code] ?? 0) > before;
}

function faultOf({ fires }: RuleTest, byReference: boolean | string, inCore: boolean | undefined): string | null {
  if (typeof byReference === 'string') return byReference;
  if (inCore !== undefined && inCore !== byReference) {
    return `the engine says ${inCore} and the reference ${byReference}: a defect of Postern, please report it`;
  }
  if (byReference === fires) return null;
  return fires ? 'it does not fire, expected it to' : 'it fires, expected it not to';
}
