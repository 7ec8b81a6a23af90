import { expect, test } from 'vitest';
import { type ExplainedPart, explainCondition } from '../../../src/rules/pack/explainCondition.ts';
import { evaluateCondition } from '../../../src/rules/reference/evaluate.ts';
import { type Facts, noFacts } from '../../../src/rules/reference/facts.ts';
import { parser } from './packs.ts';

const place = { file: 'a.yaml', line: 1, column: 1 };

/** Content lines that weigh their own number, and the number of reads. */
function factsOf(numItems: number): { facts: Facts; reads: () => number } {
  let reads = 0;
  const item = (_list: string, index: number): number => {
    reads++;
    return index;
  };
  return { facts: { ...noFacts, numItems: () => numItems, item }, reads: () => reads };
}

test('a quantifier inside others is evaluated once, not at each of their items', () => {
  const nested =
    'parcel.contents.all(a, a.netWeightG >= 0 && parcel.contents.all(b, b.netWeightG >= 0 && parcel.contents.all(c, c.netWeightG < 255)))';
  const { facts, reads } = factsOf(256);
  expect(evaluateCondition(parser.parse(nested, place), facts)).toBe(false);
  expect(reads()).toBeLessThanOrEqual(3 * 256);
});

test('at most 20 items are told, the deciding one among them, and how many more there are', () => {
  const condition = parser.parse('parcel.contents.exists(a, a.netWeightG == 200)', place);
  const { parts } = explainCondition(condition, factsOf(256).facts);
  expect(parts.map(({ outcome }) => outcome)).toEqual([...Array.from({ length: 19 }, () => 'false'), 'true', '']);
  expect(parts[19].text).toContain('contents[200]');
  expect(parts[20].text).toBe('and 236 more');
});

test('the parts of a quantifier inside another are told once, each item being its own', () => {
  const source = 'parcel.contents.all(a, a.netWeightG >= 0 && parcel.contents.exists(b, b.netWeightG == 2))';
  const explained = explainCondition(parser.parse(source, place), factsOf(3).facts);
  const inner = explained.parts.map(({ parts }) => parts[1]);
  const outcomes = (part: ExplainedPart): string[] => part.parts.map(({ outcome }) => outcome);
  expect(inner.map(({ outcome }) => outcome)).toEqual(['true', 'true', 'true']);
  expect(inner.map(outcomes)).toEqual([['false', 'false', 'true'], [], []]);
});
