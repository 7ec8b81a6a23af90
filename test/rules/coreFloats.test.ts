/** Features and signals are floats and constants are doubles: every comparison is that of the doubles, to the last bit. */
import { expect, test } from 'vitest';
import type { Build } from '../../src/core/wasm.ts';
import { featureTable } from '../../src/features/table.ts';
import { createConditionParser } from '../../src/rules/parseCondition.ts';
import { evaluateRules } from '../../src/rules/reference/evaluateRules.ts';
import { parcelFacts, type ParcelFactsSource } from '../../src/rules/reference/parcelFacts.ts';
import { createRuleTile } from '../oracle/ruleTile.ts';
import { seededRandom } from '../oracle/random.ts';
import { randomFacts } from './randomFacts.ts';

const builds: readonly Build[] = ['simd', 'scalar'];
const parser = createConditionParser(featureTable.map((feature) => feature.name));

/** The float nearest to a double, and the two beside it. */
function floatsAround(value: number): number[] {
  const bits = new Int32Array(1);
  const float = new Float32Array(bits.buffer);
  return [-1, 0, 1].map((step) => {
    float[0] = value;
    bits[0] += step;
    return float[0];
  });
}

// doubles above and beneath the nearest float, floats themselves, and what floats cannot hold
const constants = [0.9, 0.7, 0.1, 800.1, 0.5, 3, 16_777_217, 16_777_219, -0.3, 1e-46, 1e300, -1e300];

for (const build of builds) {
  test(`the ${build} core compares floats with doubles as the reference does`, () => {
    const random = seededRandom(31);
    const values = [...constants.filter((each) => Math.abs(each) < 1e30).flatMap(floatsAround), 0, -0, undefined];
    const facts = values.map((value): ParcelFactsSource => {
      const signals = value === undefined ? {} : { listNameScore: value };
      return { ...randomFacts(random), signals };
    });
    const rules = constants.flatMap((constant) => {
      const text = Number.isInteger(constant) && Math.abs(constant) < 1e21 ? `${constant}.0` : String(constant);
      return ['==', '!=', '<', '<=', '>', '>='].flatMap((operator) => {
        const source = `signals.listNameScore ${operator} ${text}`;
        return [source, `has(signals.listNameScore) && ${source}`, `!(${source})`].map((each) => ({
          condition: parser.parse(each, { file: 'test', line: 1, column: 1 }),
        }));
      });
    });
    const tile = createRuleTile(build);
    tile.lay(rules.map((rule) => rule.condition));
    tile.load(facts);
    tile.match();
    facts.forEach((each, row) => {
      const { hits, failures } = evaluateRules(rules, parcelFacts(each));
      expect(tile.outcomeOf(row)).toEqual({ hits, failures: failures.map(({ rule }) => rule) });
    });
  });
}
