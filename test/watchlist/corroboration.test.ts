/** How far matches go: the table as data, and what matches come to together. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Random } from '../../src/base/random.ts';
import { LISTED_SCORE } from '../../src/features/thresholds.ts';
import {
  type AttributeScore,
  corroborate,
  defaultCorroboration,
  encodeCorroboration,
  openCorroboration,
  parseCorroboration,
  weightOf,
} from '../../src/watchlist/corroboration.ts';
import { type Attribute, attributes } from '../../src/watchlist/index/attributes.ts';

const file = new URL('../../bundles/default/lists/corroboration.json', import.meta.url);
const names = Object.keys(attributes) as Attribute[];
const table = defaultCorroboration;

test('the table of the default bundle is the one that holds without any, and survives its encoding', () => {
  const read = parseCorroboration(JSON.parse(readFileSync(file, 'utf8')), 'corroboration.json');
  expect(read).toEqual(table);
  expect(openCorroboration(encodeCorroboration(read))).toEqual(table);
});

test('a name or an address alone is never listed; with a second attribute it is', () => {
  for (const attribute of ['name', 'address'] as const) {
    expect(corroborate(table, [{ attribute, score: 1 }])).toBeLessThan(LISTED_SCORE);
  }
  const both: AttributeScore[] = [
    { attribute: 'name', score: 0.9 },
    { attribute: 'address', score: 0.9 },
  ];
  expect(corroborate(table, both)).toBeGreaterThan(LISTED_SCORE);
  expect(corroborate(table, [{ attribute: 'email', score: 1 }])).toBeGreaterThan(LISTED_SCORE);
  expect(corroborate(table, [])).toBe(0);
});

test('an entry counts less where its source is hardly sure of it, and wholly where it says nothing', () => {
  expect([null, 1, 0.5, 0.25, 0.05, 0].map((confidence) => weightOf(table, confidence))).toEqual([
    1, 1, 1, 0.5, 0.1, 0,
  ]);
  expect(weightOf({ sureFrom: 0 }, 0)).toBe(1);
  const { leastGoods, sureFrom, ...older } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  expect([leastGoods, sureFrom]).toEqual([0.5, 0.5]);
  expect(parseCorroboration(older, 'c.json')).toEqual(table);
});

test('more evidence is never less, and nothing is certain', () => {
  const random = new Random(1);
  for (let i = 0; i < 2000; i++) {
    const matches = Array.from({ length: 1 + random.below(5) }, () => ({
      attribute: random.pick(names),
      score: random.unit(),
    }));
    const score = corroborate(table, matches);
    expect(
      corroborate(table, [...matches, { attribute: random.pick(names), score: random.unit() }]),
    ).toBeGreaterThanOrEqual(score);
    expect(score).toBeLessThan(1);
  }
});

test('a table that is none is refused with its place', () => {
  const good = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const fault = (change: object): string => {
    try {
      parseCorroboration({ ...good, ...change }, 'c.json');
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };
  expect(fault({ leastIdentifier: '1' })).toBe('c.json: leastIdentifier: expected a number from 0 to 1, got "1"');
  expect(fault({ more: 1 })).toMatch(/got "more", expected leastIdentifier/);
  expect(fault({ strengths: { name: 0.5 } })).toMatch(
    /strengths: address: expected a number from 0 to 1, got undefined/,
  );
  expect(fault({ alone: { ...(good.alone as object), shoe: 1 } })).toMatch(/alone: got "shoe"/);
  expect(() => openCorroboration(new Uint8Array(8))).toThrow(/expected 320 bytes, got 8/);
});
