import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaUnderCurve } from '../../src/evaluate/auc.ts';
import { capacityOf, cutAt } from '../../src/evaluate/cut.ts';
import { evaluate } from '../../src/evaluate/evaluate.ts';
import { percentiles, wilson } from '../../src/evaluate/intervals.ts';
import { rank, sumBands } from '../../src/evaluate/ranking.ts';
import { everyRowItsOwn, groupsOf, resampledWeights } from '../../src/evaluate/resample.ts';
import { foundOverAllOrders, pairwiseAuc } from './oracle.ts';

const bandsOf = (
  scores: number[],
  labels: number[],
  weights: number[] = scores.map(() => 1),
): ReturnType<typeof sumBands> =>
  sumBands(rank(Float64Array.from(scores)), Uint8Array.from(labels), Float64Array.from(weights));

const rows = (maxLength: number) =>
  fc.array(
    fc.record({
      score: fc.integer({ min: 0, max: 4 }),
      label: fc.integer({ min: 0, max: 1 }),
      weight: fc.integer({ min: 1, max: 5 }),
    }),
    {
      minLength: 2,
      maxLength,
    },
  );

describe('area under the curve', () => {
  it('equals the count over all pairs, with ties and weights', () => {
    fc.assert(
      fc.property(rows(30), (drawn) => {
        const scores = drawn.map((row) => row.score);
        const labels = drawn.map((row) => row.label);
        const weights = drawn.map((row) => row.weight);
        const ours = areaUnderCurve(bandsOf(scores, labels, weights));
        const plain = pairwiseAuc(scores, labels, weights);
        if (Number.isNaN(plain)) expect(ours).toBeNaN();
        else expect(ours).toBeCloseTo(plain, 12);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it.each([
    [[4, 3, 2, 1], [1, 1, 0, 0], 1],
    [[4, 3, 2, 1], [0, 0, 1, 1], 0],
    [[1, 1, 1, 1], [1, 0, 1, 0], 0.5],
    [[0.9, 0.8, 0.7, 0.6, 0.5], [1, 0, 1, 0, 0], 5 / 6],
    [[Infinity, 1, -Infinity], [1, 0, 0], 1],
  ])('of scores %j with labels %j is %d', (scores, labels, expected) => {
    expect(areaUnderCurve(bandsOf(scores, labels))).toBe(expected);
  });
});

describe('the cut', () => {
  it('equals the count over all orders of ties', () => {
    fc.assert(
      fc.property(rows(6), fc.integer({ min: 1, max: 6 }), (drawn, wanted) => {
        const count = Math.min(wanted, drawn.length);
        const scores = drawn.map((row) => row.score);
        const labels = drawn.map((row) => row.label);
        const { found, inspected } = cutAt(bandsOf(scores, labels), count);
        const plain = foundOverAllOrders(scores, labels, count);
        expect(inspected).toBe(count);
        expect(found.mean).toBeCloseTo(plain.mean, 12);
        expect([found.best, found.worst]).toEqual([plain.best, plain.worst]);
      }),
      { seed: 6, numRuns: 120 },
    );
  });

  it('says how wide the tied band is', () => {
    // ten rows; the band of score 2 holds four of which two are inspected
    const scores = [3, 2, 2, 2, 2, 1, 1, 1, 1, 1];
    const labels = [1, 1, 0, 0, 1, 0, 0, 0, 0, 1];
    expect(cutAt(bandsOf(scores, labels), 3)).toEqual({
      inspected: 3,
      found: { mean: 2, best: 3, worst: 1 },
      tied: 4,
      tiedInspected: 2,
    });
  });

  it('is clean between bands and takes all rows at most', () => {
    const bands = bandsOf([2, 1, 1], [1, 0, 1]);
    expect(cutAt(bands, 1)).toEqual({ inspected: 1, found: { mean: 1, best: 1, worst: 1 }, tied: 0, tiedInspected: 0 });
    expect(cutAt(bands, 3).found.mean).toBe(2);
  });

  it('inspects whole rows, at least one, unless rows are weighted', () => {
    expect(capacityOf(0.01, 8134, false)).toBe(81);
    expect(capacityOf(0.001, 10, false)).toBe(1);
    expect(capacityOf(0.01, 8134, true)).toBeCloseTo(81.34, 10);
  });

  it('treats a weight of n as n equal rows', () => {
    const scores = [5, 4, 4, 2, 1];
    const labels = [1, 0, 1, 0, 1];
    const weights = [1, 3, 2, 4, 1];
    const repeat = (values: number[]): number[] =>
      values.flatMap((value, row) => Array.from({ length: weights[row] as number }, () => value));
    for (const capacity of [1, 2, 3.5, 6, 8, 11]) {
      const weighted = cutAt(bandsOf(scores, labels, weights), capacity);
      const repeated = cutAt(bandsOf(repeat(scores), repeat(labels)), capacity);
      expect(weighted).toEqual(repeated);
    }
  });
});

describe('intervals', () => {
  it.each([
    // Newcombe (1998), table I: Wilson without continuity correction
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('Wilson of %d in %d is %d to %d, as published', (successes, trials, low, high) => {
    const interval = wilson(successes, trials);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('percentiles interpolate and leave out what is no number', () => {
    const values = Float64Array.from({ length: 201 }, (_, i) => (i === 200 ? Number.NaN : 199 - i));
    expect(percentiles(values).low).toBeCloseTo(4.975, 9);
    expect(percentiles(values).high).toBeCloseTo(194.025, 9);
    expect(percentiles([]).low).toBeNaN();
  });

  it('counts rows without a group as groups of one', () => {
    expect(groupsOf(['a', '', 'b', '', 'a'])).toEqual({ ofRow: Uint32Array.of(0, 1, 2, 3, 0), count: 4 });
  });

  it('resamples whole groups', () => {
    const groups = groupsOf(['a', 'a', 'b', 'c', 'c']);
    const weights = Float64Array.from([1, 2, 1, 1, 1]);
    for (const drawn of resampledWeights(weights, groups, 50, 3)) {
      expect(drawn[1]).toBe(2 * (drawn[0] as number));
      expect(drawn[3]).toBe(drawn[4]);
      expect((drawn[0] as number) + (drawn[2] as number) + (drawn[3] as number)).toBe(3);
    }
  });

  it('of the bootstrap are wider by group than by row when groups agree', () => {
    const scores = Float64Array.from({ length: 400 }, (_, row) => -row);
    const labels = Uint8Array.from({ length: 400 }, (_, row) => (Math.floor(row / 20) % 3 === 0 ? 1 : 0));
    const names = Array.from({ length: 400 }, (_, row) => String(Math.floor(row / 20)));
    const width = (groups: ReturnType<typeof groupsOf>): number => {
      const [cut] = evaluate({ scores, labels, groups, at: [0.25], resamples: 300, seed: 2 }).figures.cuts;
      return (cut?.precision.bootstrap.high ?? 0) - (cut?.precision.bootstrap.low ?? 0);
    };
    expect(width(groupsOf(names))).toBeGreaterThan(2 * width(everyRowItsOwn(400)));
  });

  it('of the bootstrap cover the truth about as often as they say', () => {
    // 60 sets with 30 % positives and scores that say nothing: precision at 20 % is .3
    let covered = 0;
    for (let set = 0; set < 60; set++) {
      const scores = Float64Array.from({ length: 300 }, (_, row) => -row);
      const labels = Uint8Array.from({ length: 300 }, (_, row) => (hash(set * 300 + row) < 0.3 ? 1 : 0));
      const [cut] = evaluate({ scores, labels, at: [0.2], resamples: 200, seed: set }).figures.cuts;
      const { low, high } = cut?.precision.bootstrap ?? { low: 1, high: 0 };
      if (low <= 0.3 && high >= 0.3) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(50);
  });
});

describe('an evaluation', () => {
  const scores = Float64Array.from([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
  const labels = Uint8Array.from([1, 0, 1, 0, 0, 0, 1, 0, 0, 0]);

  it('gives the figures of a hand count', () => {
    const {
      figures,
      rows: numRows,
      positives,
      baseRate,
    } = evaluate({ scores, labels, at: [0.1, 0.3], resamples: 0, seed: 1 });
    expect([numRows, positives, baseRate]).toEqual([10, 3, 0.3]);
    const [first, second] = figures.cuts;
    expect(first?.precision.mean).toBe(1);
    expect(first?.recall.mean).toBeCloseTo(1 / 3, 12);
    expect(second?.inspected).toBe(3);
    expect(second?.precision.mean).toBeCloseTo(2 / 3, 12);
    expect(second?.recall.mean).toBeCloseTo(2 / 3, 12);
    expect(second?.lift).toBeCloseTo(2 / 3 / 0.3, 12);
    expect(second?.examsPerFind).toBe(1.5);
    // pairs won: 7 + 6 + 3 of 21
    expect(figures.auc.value).toBeCloseTo(16 / 21, 12);
  });

  it('is the same for the same seed', () => {
    const run = (seed: number): unknown => evaluate({ scores, labels, at: [0.3], resamples: 50, seed });
    expect(run(4)).toEqual(run(4));
    expect(run(4)).not.toEqual(run(5));
  });

  it('compares a baseline on the same resamples', () => {
    const same = evaluate({ scores, labels, baseline: scores, at: [0.3], resamples: 50, seed: 1 });
    expect(same.differences).toEqual([{ precision: { low: 0, high: 0 }, recall: { low: 0, high: 0 } }]);
    const worse = evaluate({ scores, labels, baseline: scores.map((s) => -s), at: [0.3], resamples: 50, seed: 1 });
    expect(worse.differences?.[0]?.recall.high).toBeGreaterThan(0);
    expect(worse.baseline?.auc.value).toBeCloseTo(5 / 21, 12);
  });

  it('restores population figures from sampled negatives with weights', () => {
    // 1,000 rows, 10 positive; of the negatives every tenth is kept and stands for ten
    const all = Array.from({ length: 1000 }, (_, row) => ({ score: hash(row), label: row % 100 === 0 ? 1 : 0 }));
    const kept = all.filter(({ label }, row) => label === 1 || row % 10 === 5);
    const whole = evaluate({
      scores: Float64Array.from(all, ({ score }) => score),
      labels: Uint8Array.from(all, ({ label }) => label),
      at: [0.2],
      resamples: 0,
      seed: 1,
    });
    const sampled = evaluate({
      scores: Float64Array.from(kept, ({ score }) => score),
      labels: Uint8Array.from(kept, ({ label }) => label),
      weights: Float64Array.from(kept, ({ label }) => (label === 1 ? 1 : 9.9)),
      at: [0.2],
      resamples: 0,
      seed: 1,
    });
    expect(sampled.baseRate).toBeCloseTo(whole.baseRate, 12);
    expect(
      Math.abs((sampled.figures.cuts[0]?.recall.mean ?? 9) - (whole.figures.cuts[0]?.recall.mean ?? 0)),
    ).toBeLessThan(0.11);
    expect(sampled.figures.cuts[0]?.precision.wilson).toBeNull();
  });

  it('refuses rows of one kind and scores that are missing', () => {
    const one = new Uint8Array(10).fill(1);
    expect(() => evaluate({ scores, labels: one, at: [0.1], resamples: 0, seed: 1 })).toThrow('got 10 of 10');
    expect(() =>
      evaluate({ scores: Float64Array.of(1, Number.NaN), labels: Uint8Array.of(1, 0), at: [1], resamples: 0, seed: 1 }),
    ).toThrow('row 2');
  });
});

/** A fixed scatter over [0, 1). */
function hash(n: number): number {
  const x = Math.imul(n + 1, 0x9e3779b1) ^ Math.imul(n + 7, 0x85ebca6b);
  return (Math.imul(x ^ (x >>> 15), 0xc2b2ae35) >>> 0) / 4294967296;
}
