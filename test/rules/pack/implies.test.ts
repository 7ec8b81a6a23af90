import { expect, test } from 'vitest';
import { PosternError } from '../../../src/contract/errors.ts';
import type { Expression } from '../../../src/rules/expression.ts';
import { encodeExpression } from '../../../src/rules/encodeExpression.ts';
import { implies } from '../../../src/rules/pack/implies.ts';
import { writeExpression } from '../../../src/rules/pack/writeExpression.ts';
import { evaluateCondition } from '../../../src/rules/reference/evaluate.ts';
import { parcelFacts } from '../../../src/rules/reference/parcelFacts.ts';
import { type Random, seededRandom } from '../../oracle/random.ts';
import { randomCondition } from '../randomConditions.ts';
import { randomFacts } from '../randomFacts.ts';
import { parser } from './packs.ts';

const place = { file: 'test', line: 1, column: 1 };
const parsed = (source: string): Expression => parser.parse(source, place);

/** Refused ones are left to the tests of the language. */
function randomParsed(random: Random, depth: number): Expression {
  for (;;) {
    try {
      return parsed(randomCondition(random, depth));
    } catch (error) {
      if (!(error instanceof PosternError)) throw error;
    }
  }
}

const shown: readonly (readonly [first: string, second: string])[] = [
  ['findings.CAS_LISTED && findings.DROP_ADDRESS', 'findings.DROP_ADDRESS'],
  ['findings.CAS_LISTED', 'findings.CAS_LISTED || findings.DROP_ADDRESS'],
  ['findings.CAS_LISTED || findings.PRESS_NAMED', 'findings.PRESS_NAMED || findings.CAS_LISTED || score > 1.0'],
  ['features.numLines > 5.0', 'features.numLines > 3.0'],
  ['5.0 < features.numLines', 'features.numLines > 3.0'],
  ['features.numLines == 5.0', '5.0 >= features.numLines'],
  ['features.numLines >= 5.0', 'features.numLines > 3.0'],
  ['features.numLines == 5.0', 'features.numLines <= 5.0'],
  ['features.numLines < 3.0', 'features.numLines <= 3.0'],
  ["parcel.sender.country == 'CN'", "parcel.sender.country in ['CN', 'HK']"],
  ["parcel.sender.country in ['CN', 'HK']", "parcel.sender.country in ['HK', 'MO', 'CN']"],
  ["parcel.itemId.startsWith('A')", 'has(parcel.itemId)'],
];

test.each(shown)('%s shows %s', (first, second) => {
  expect(implies(parsed(first), parsed(second))).toBe(true);
});

const unshown: readonly (readonly [first: string, second: string])[] = [
  ['findings.DROP_ADDRESS', 'findings.CAS_LISTED && findings.DROP_ADDRESS'],
  ['findings.CAS_LISTED || findings.DROP_ADDRESS', 'findings.CAS_LISTED'],
  ['features.numLines >= 3.0', 'features.numLines > 3.0'],
  ['features.numLines > 3.0', 'features.grossWeightG > 3.0'],
  ["parcel.sender.country in ['CN', 'US']", "parcel.sender.country == 'CN'"],
  ['!findings.CAS_LISTED', 'findings.CAS_LISTED'],
];

test.each(unshown)('%s does not show %s', (first, second) => {
  expect(implies(parsed(first), parsed(second))).toBe(false);
});

test('where a random condition shows another, no random parcel denies it', () => {
  const random = seededRandom(77);
  const conditions = Array.from({ length: 150 }, () => randomParsed(random, random.below(2)));
  // built from one another, so that many are shown
  for (let i = 0; i < 150; i++) {
    const pair = [random.pick(conditions), random.pick(conditions)];
    conditions.push({ kind: random.chance(0.5) ? 'and' : 'or', type: 'bool', of: pair });
  }
  const parcels = Array.from({ length: 60 }, () => parcelFacts(randomFacts(random)));
  const trueOn = conditions.map((condition) => parcels.map((facts) => evaluateCondition(condition, facts) === true));
  let numShown = 0;
  const denied: string[] = [];
  conditions.forEach((first, i) => {
    conditions.forEach((second, j) => {
      if (i === j || !implies(first, second)) return;
      numShown++;
      if (parcels.some((_, p) => trueOn[i][p] && !trueOn[j][p])) {
        denied.push(`${writeExpression(first)} => ${writeExpression(second)}`);
      }
    });
  });
  expect(denied).toEqual([]);
  expect(numShown).toBeGreaterThan(200);
});

test('a written condition reads as the condition it was', () => {
  const random = seededRandom(78);
  for (let i = 0; i < 800; i++) {
    const condition = randomParsed(random, random.below(4));
    const text = writeExpression(condition);
    expect(encodeExpression(parsed(text)), text).toEqual(encodeExpression(condition));
  }
});
