/** The core's rule stage against the reference evaluator, on random conditions and random parcels, in both builds. */
import { expect, test } from 'vitest';
import { featureTable } from '../../src/features/table.ts';
import type { Build } from '../../src/core/wasm.ts';
import type { Expression } from '../../src/rules/expression.ts';
import { createConditionParser } from '../../src/rules/parseCondition.ts';
import { evaluateRules } from '../../src/rules/reference/evaluateRules.ts';
import { parcelFacts, type ParcelFactsSource } from '../../src/rules/reference/parcelFacts.ts';
import { createRuleTile, type RuleTile } from '../oracle/ruleTile.ts';
import { seededRandom } from '../oracle/random.ts';
import { randomCondition } from './randomConditions.ts';
import { randomFacts } from './randomFacts.ts';

const builds: readonly Build[] = ['simd', 'scalar'];
const parser = createConditionParser(featureTable.map((feature) => feature.name));

function parsed(sources: readonly string[]): { condition: Expression; source: string }[] {
  return sources.flatMap((source, i) => {
    try {
      return [{ condition: parser.parse(source, { file: 'test', line: i + 1, column: 1 }), source }];
    } catch {
      return [];
    }
  });
}

/** Facts as the core keeps them: signals are floats. */
function asInCore(facts: ParcelFactsSource): ParcelFactsSource {
  const signals = Object.fromEntries(Object.entries(facts.signals).map(([name, value]) => [name, Math.fround(value)]));
  return { ...facts, signals };
}

function compare(
  tile: RuleTile,
  rules: readonly { condition: Expression; source: string }[],
  facts: readonly ParcelFactsSource[],
): void {
  tile.lay(rules.map((rule) => rule.condition));
  tile.load(facts);
  tile.match();
  facts.forEach((each, row) => {
    const { hits, failures } = evaluateRules(rules, parcelFacts(each));
    const expected = { hits, failures: failures.map(({ rule }) => rule) };
    const got = tile.outcomeOf(row);
    const differs = (a: readonly number[], b: readonly number[]): number | undefined =>
      a.find((rule) => !b.includes(rule));
    const odd =
      differs(expected.hits, got.hits) ??
      differs(got.hits, expected.hits) ??
      differs(expected.failures, got.failures) ??
      differs(got.failures, expected.failures);
    const where = odd === undefined ? '' : `${rules[odd].source}\n${JSON.stringify(each.parcel)}`;
    expect(got, where).toEqual(expected);
  });
}

for (const build of builds) {
  test(`the ${build} core evaluates random conditions as the reference does`, () => {
    const random = seededRandom(build === 'simd' ? 71 : 72);
    const tile = createRuleTile(build);
    let numRules = 0;
    for (let round = 0; round < 24; round++) {
      const sources = Array.from({ length: 60 }, () => randomCondition(random, random.below(4)));
      const rules = parsed(sources);
      numRules += rules.length;
      const numRows = random.pick([1, 2, 63, 64, 65, 128, 130, 256]);
      compare(
        tile,
        rules,
        Array.from({ length: numRows }, () => asInCore(randomFacts(random))),
      );
    }
    expect(numRules).toBeGreaterThan(500);
  });
}
