import { celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import { expect, test } from 'vitest';
import { PosternError } from '../../src/contract/errors.ts';
import { featureTable } from '../../src/features/table.ts';
import { decodeExpression } from '../../src/rules/decodeExpression.ts';
import { encodeExpression } from '../../src/rules/encodeExpression.ts';
import { createConditionParser } from '../../src/rules/parseCondition.ts';
import { evaluateCondition } from '../../src/rules/reference/evaluate.ts';
import { Failure } from '../../src/rules/reference/failure.ts';
import { parcelFacts } from '../../src/rules/reference/parcelFacts.ts';
import { seededRandom } from '../oracle/random.ts';
import { forOtherCel, randomCondition } from './randomConditions.ts';
import { celBindings, randomFacts } from './randomFacts.ts';

const NUM_CONDITIONS = 1200;
/** Parcels a condition is asked of, out of those that are made. */
const NUM_PARCELS = 5;
const NUM_MADE = 100;
const featureNames = new Set(featureTable.map(({ name }) => name));
const parser = createConditionParser(featureNames);
const place = { file: 'random', line: 1, column: 1 };

type Outcome = 'true' | 'false' | 'error';

test('random conditions come out on random parcels as @bufbuild/cel has them', () => {
  const env = celEnv({ funcs: strings });
  const random = seededRandom(2026);
  const parcels = Array.from({ length: NUM_MADE }, () => {
    const source = randomFacts(random);
    return { facts: parcelFacts(source), bindings: celBindings(source) };
  });
  const outcomes = { true: 0, false: 0, error: 0, refused: 0 };
  const different: unknown[] = [];
  for (let i = 0; i < NUM_CONDITIONS; i++) {
    const source = randomCondition(random, random.below(4));
    const condition = parsed(source);
    if (condition === undefined) {
      outcomes.refused++;
      continue;
    }
    const oracle = plan(env, parse(forOtherCel(source))) as (bindings: unknown) => unknown;
    for (let p = 0; p < NUM_PARCELS; p++) {
      const { facts, bindings } = random.pick(parcels);
      const result = evaluateCondition(condition, facts);
      const outcome: Outcome = result instanceof Failure ? 'error' : result ? 'true' : 'false';
      const expected = oracle(bindings);
      const theirs = isCelError(expected) ? 'error' : String(expected);
      if (outcome !== theirs) different.push({ source, outcome, theirs });
      outcomes[outcome]++;
    }
  }
  expect(different).toEqual([]);
  console.log('random conditions x parcels:', outcomes);
  const least = (NUM_CONDITIONS * NUM_PARCELS) / 10;
  expect(Math.min(outcomes.true, outcomes.false, outcomes.error)).toBeGreaterThan(least);
  expect(outcomes.refused).toBeLessThan(NUM_CONDITIONS / 20);
});

/** Undefined where its constants end in an error: other CELs find that out on each parcel. */
function parsed(source: string): ReturnType<typeof parser.parse> | undefined {
  try {
    return parser.parse(source, place);
  } catch (cause) {
    if (cause instanceof PosternError && cause.message.includes('on every parcel')) return undefined;
    throw new Error(source, { cause });
  }
}

test('a condition is the same after its way through a bundle', () => {
  const random = seededRandom(7);
  for (let i = 0; i < 1000; i++) {
    const condition = parsed(randomCondition(random, random.below(5)));
    if (condition === undefined) continue;
    const json = JSON.stringify(encodeExpression(condition));
    expect(decodeExpression(JSON.parse(json), 'rule', featureNames)).toEqual(condition);
  }
});
