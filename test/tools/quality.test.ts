/** The measuring of quality itself: thresholds, and what counts as fallen. */
import { expect, test } from 'vitest';
import { fallen, keptOf } from '../../tools/quality/check.ts';
import { missedBars } from '../../tools/quality/bars.ts';
import { frozenRates, scoredByFrozen } from '../../tools/quality/frozen.ts';
import { bestThreshold } from '../../tools/quality/foundRecords.ts';
import { percent, shareFigure } from '../../tools/quality/section.ts';

test('a figure has fallen when it is worse than the end of its committed interval, whichever way is worse', () => {
  const kept = (value: number, better: 'higher' | 'lower') => ({ value, low: value - 0.1, high: value + 0.1, better });
  const before = { recall: kept(0.9, 'higher'), wrong: kept(0.2, 'lower'), gone: kept(0.5, 'higher') };
  expect(
    fallen(before, { recall: kept(0.85, 'higher'), wrong: kept(0.25, 'lower'), gone: kept(0.5, 'higher') }),
  ).toEqual([]);
  expect(fallen(before, { recall: kept(0.79, 'higher'), wrong: kept(0.31, 'lower') })).toEqual([
    'recall: 0.9 (0.8 to 1) before, 0.79 now',
    'wrong: 0.2 (0.1 to 0.30000000000000004) before, 0.31 now',
    'gone: 0.5 before, not measured now',
  ]);
});

test('a bar is reached or missed by the figure alone, however wide its interval', () => {
  const bars = [
    { name: 'recall', value: 0.95, least: 0.95 },
    { name: 'innocents', value: 0.0004, below: 0.0005 },
  ];
  expect(missedBars([{ bars }, {}])).toEqual([]);
  const missed = [
    { name: 'recall', value: 0.9499999, least: 0.95 },
    { name: 'innocents', value: 0.0005, below: 0.0005 },
    { name: 'F1', value: Number.NaN, least: 0.05 },
  ];
  expect(missedBars([{ bars: missed }])).toEqual([
    'recall: expected at least 0.95, got 0.95',
    'innocents: expected below 0.0005, got 0.0005',
    'F1: expected at least 0.05, got NaN',
  ]);
});

test('counts of the frozen baseline give the figures that its authors published', () => {
  const rounded = (group: string, threshold: number): number[] =>
    Object.values(frozenRates(group, threshold) ?? {}).map((rate) => Number(rate.toFixed(3)));
  expect(rounded('all', 0.7)).toEqual([0.682, 0.814, 0.742]);
  expect(rounded('all', 0.85).slice(0, 2)).toEqual([0.888, 0.544]);
  expect(rounded('nk_unit_tests', 0.7)[2]).toBe(0.882);
  expect(frozenRates('synth_people', 0.7)).toBeNull();
});

test('a pair that came to the cases later counts as scored where it stands in an older group too', () => {
  const row = (case_group: string, name1: string) => ({ case_group, name1, name2: 'b' });
  const rows = [row('synth_people', 'a'), row('cluster_align', 'a'), row('cluster_align', 'c'), row('cust_cases', 'd')];
  expect(scoredByFrozen(rows)).toEqual([true, true, false, false]);
});

test('figures are kept with six digits', () => {
  const figure = { ...shareFigure({ count: 1, of: 3 }), better: 'higher' as const };
  expect(keptOf([{ lines: [], figures: { third: figure } }])).toEqual({
    third: { value: 0.333333, low: expect.closeTo(0.0615, 4), high: expect.closeTo(0.7923, 4), better: 'higher' },
  });
  expect([percent(0), percent(1), percent(0.0004), percent(0.123)]).toEqual(['0 %', '100 %', '0.040 %', '12.3 %']);
});

test('the threshold of the highest F1 counts true pairs that were never proposed as missed', () => {
  const pair = (isMatch: boolean, score: number) => ({ isMatch, score });
  const proposed = [pair(true, 0.9), pair(true, 0.8), pair(false, 0.7), pair(true, 0.65), pair(false, 0.6)];
  expect(bestThreshold([...proposed, pair(true, 0)])).toBe(0.605);
  expect(bestThreshold([...proposed.slice(0, 3), pair(false, 0.65), pair(false, 0.65)])).toBe(0.705);
});
