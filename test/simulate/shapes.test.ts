import { expect, it } from 'vitest';
import { Random } from '../../src/base/random.ts';
import { s10, serialOf } from '../../src/simulate/identifiers.ts';
import { fillPattern, padded } from '../../src/simulate/pattern.ts';
import { Choice, heavyRank, normalQuantile, Spread } from '../../src/simulate/shapes.ts';

it.each([
  [0.5, 0],
  [0.975, 1.959963984540054],
  [0.01, -2.3263478740408408],
  [0.999, 3.090232306167813],
])('the normal quantile at %d is %d, as tabled', (p, expected) => {
  expect(normalQuantile(p)).toBeCloseTo(expected, 7);
});

it('a spread has its median at one and its sigma in the logarithm', () => {
  const random = new Random(1);
  const spread = new Spread(1.15);
  const logs = Array.from({ length: 40_000 }, () => Math.log(spread.draw(random)));
  const mean = logs.reduce((sum, x) => sum + x, 0) / logs.length;
  const variance = logs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / logs.length;
  expect(mean).toBeCloseTo(0, 1);
  expect(Math.sqrt(variance)).toBeCloseTo(1.15, 1);
});

it('a choice keeps to its weights', () => {
  const random = new Random(2);
  const choice = new Choice(['a', 'b', 'c'], (item) => ({ a: 1, b: 2, c: 7 })[item] ?? 0);
  const counts: Record<string, number> = { a: 0, b: 0, c: 0 };
  for (let i = 0; i < 50_000; i++) counts[choice.draw(random)]! += 1;
  expect((counts.a ?? 0) / 50_000).toBeCloseTo(0.1, 1);
  expect((counts.c ?? 0) / 50_000).toBeCloseTo(0.7, 1);
});

it('heavy ranks favour the first about in proportion to one over the rank', () => {
  const random = new Random(3);
  const counts = Array.from({ length: 100 }, () => 0);
  for (let i = 0; i < 100_000; i++) counts[heavyRank(random, 100)]! += 1;
  const [first = 0, second = 0] = counts;
  expect(first / second).toBeGreaterThan(1.5);
  expect(counts.every((count) => count > 0)).toBe(true);
});

it('fills patterns with digits and letters and leaves the rest', () => {
  const random = new Random(4);
  for (let i = 0; i < 200; i++)
    expect(fillPattern(random, 'SE^# ^@@ ####-x')).toMatch(/^SE[1-9]\d [1-9][A-Z]{2} \d{4}-x$/);
  expect(fillPattern(random, 'plain')).toBe('plain');
  expect([padded(7, 3), padded(1234, 3)]).toEqual(['007', '1234']);
});

it.each([
  [47312482, '9'],
  [12345678, '5'],
  [11112222, '9'],
  [8, '0'],
  [0, '5'],
])('S10 of serial %d has the check digit %s of the standard, and any other when it is spoilt', (serial, check) => {
  expect(s10(new Random(5), 'ems', 'GB', serial, false)[10]).toBe(check);
  for (let seed = 0; seed < 20; seed++) expect(s10(new Random(seed), 'ems', 'GB', serial, true)[10]).not.toBe(check);
});

it('serials do not repeat within a hundred thousand rows', () => {
  expect(new Set(Array.from({ length: 100_000 }, (_, row) => serialOf(row, 99_999_999))).size).toBe(100_000);
});
