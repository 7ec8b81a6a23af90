import { expect, test } from 'vitest';
import { wilson } from '../../src/evaluate/intervals.ts';
import { reliability } from '../../src/evaluate/reliability.ts';

const probabilities = Float64Array.of(0.2, 0.2, 0.2, 0.2, 0.0004, 0.0004, 0.9, 0.9);
const labels = Uint8Array.of(1, 0, 0, 0, 0, 0, 1, 1);
const ones = new Float64Array(8).fill(1);

test('bins hold predicted and observed shares, with the interval of Wilson where rows count one each', () => {
  const { bins } = reliability({ probabilities, labels, weights: ones });
  const close = (value: number): number => Number(value.toPrecision(12));
  expect(
    bins.map(({ from, numRows, numPositives, predicted, observed }) => [
      from,
      numRows,
      numPositives,
      close(predicted),
      observed,
    ]),
  ).toEqual([
    [3e-4, 2, 0, 0.0004, 0],
    [0.1, 4, 1, 0.2, 0.25],
    [0.5, 2, 2, 0.9, 1],
  ]);
  [
    [0, 2],
    [1, 4],
    [2, 2],
  ].forEach(([successes, trials], bin) => {
    expect(bins[bin].interval.low).toBeCloseTo(wilson(successes, trials).low, 12);
    expect(bins[bin].interval.high).toBeCloseTo(wilson(successes, trials).high, 12);
  });
});

test('Brier score, log loss and calibration error are their definitions, beside those of the base rate', () => {
  const found = reliability({ probabilities, labels, weights: ones });
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  expect(found.brier).toBeCloseTo((0.64 + 3 * 0.04 + 2 * 0.0004 ** 2 + 2 * 0.01) / 8, 12);
  expect(found.logLoss).toBeCloseTo(
    -sum([Math.log(0.2), 3 * Math.log(0.8), 2 * Math.log(0.9996), 2 * Math.log(0.9)]) / 8,
    12,
  );
  expect(found.calibrationError).toBeCloseTo((4 * 0.05 + 2 * 0.0004 + 2 * 0.1) / 8, 12);
  expect(found.baseRate).toBe(3 / 8);
  expect(found.brierOfBaseRate).toBeCloseTo((3 / 8) * (5 / 8), 12);
});

test('weights of 3 are rows three times over, save for the interval, which knows how many there were', () => {
  const three = reliability({ probabilities, labels, weights: ones.map(() => 3) });
  const one = reliability({ probabilities, labels, weights: ones });
  expect(three.brier).toBeCloseTo(one.brier, 12);
  expect(three.bins[1].interval.low).toBeCloseTo(one.bins[1].interval.low, 12);
});

test('few rows that weigh much leave a share less certain than many that weigh little', () => {
  const labelsOf = Uint8Array.from({ length: 101 }, (_, row) => (row < 50 ? 1 : 0));
  const flat = new Float64Array(101).fill(0.4);
  const even = reliability({ probabilities: flat, labels: labelsOf, weights: new Float64Array(101).fill(1) }).bins[0];
  const skewed = reliability({
    probabilities: flat,
    labels: labelsOf,
    weights: Float64Array.from({ length: 101 }, (_, row) => (row === 0 || row === 100 ? 50 : 1)),
  }).bins[0];
  const width = ({ interval }: typeof even): number => interval.high - interval.low;
  expect(width(skewed)).toBeGreaterThan(2 * width(even));
});
