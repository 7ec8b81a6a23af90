/** Whether probabilities are what they say: rows they were not fitted on, binned by probability. */
import { type Interval, wilson } from './intervals.ts';

export type ReliabilityInput = {
  readonly probabilities: Float64Array;
  /** 1 positive, 0 negative. */
  readonly labels: Uint8Array;
  /** How many rows each stands for. */
  readonly weights: Float64Array;
};

export type ReliabilityBin = {
  /** Probabilities from `from` to below `to`. */
  readonly from: number;
  readonly to: number;
  readonly numRows: number;
  readonly numPositives: number;
  /** Share of all weight. */
  readonly share: number;
  readonly predicted: number;
  readonly observed: number;
  /** Of the observed share: Wilson's, for as many plain rows as tell as much as the weighted ones. */
  readonly interval: Interval;
};

export type Reliability = {
  /** Only bins with rows, rising. */
  readonly bins: readonly ReliabilityBin[];
  readonly numRows: number;
  readonly numPositives: number;
  /** Weighted share of positives. */
  readonly baseRate: number;
  /** Mean squared error of the probability. */
  readonly brier: number;
  /** The same of one who says the base rate of every row. */
  readonly brierOfBaseRate: number;
  /** Mean negative log likelihood, natural logarithm. */
  readonly logLoss: number;
  readonly logLossOfBaseRate: number;
  /** Expected calibration error over these bins: mean distance of predicted and observed, by weight. */
  readonly calibrationError: number;
};

/**
 * Half decades: base rates of one in thousands leave equal bins empty. The last ends at 1. Written out, since powers
 * differ in the last bit between engines.
 */
const EDGES: readonly number[] = [
  0, 1e-6, 3e-6, 1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 0.5, 1.000001,
];

export function reliability(input: ReliabilityInput): Reliability {
  const { probabilities, labels, weights } = input;
  const rowsOfBin = EDGES.slice(1).map((): number[] => []);
  probabilities.forEach((probability, row) => rowsOfBin[EDGES.findLastIndex((edge) => probability >= edge)].push(row));
  const total = weights.reduce((a, b) => a + b, 0);
  const baseRate = weights.reduce((sum, weight, row) => sum + weight * labels[row], 0) / total;
  const meanWeights = [0, 1].map((label) => meanWeightOf(input, label));
  const bins = rowsOfBin.flatMap((rows, bin) =>
    rows.length === 0 ? [] : [binOf(rows, bin, input, total, meanWeights)],
  );
  const mean = (loss: (row: number) => number): number =>
    weights.reduce((sum, weight, row) => sum + weight * loss(row), 0) / total;
  return {
    bins,
    numRows: labels.length,
    numPositives: labels.reduce((sum, label) => sum + label, 0),
    baseRate,
    brier: mean((row) => (probabilities[row] - labels[row]) ** 2),
    brierOfBaseRate: baseRate * (1 - baseRate),
    logLoss: mean((row) => -Math.log(labels[row] === 1 ? probabilities[row] : 1 - probabilities[row])),
    logLossOfBaseRate: -baseRate * Math.log(baseRate) - (1 - baseRate) * Math.log(1 - baseRate),
    calibrationError: bins.reduce(
      (sum, { share, predicted, observed }) => sum + share * Math.abs(predicted - observed),
      0,
    ),
  };
}

function meanWeightOf({ labels, weights }: ReliabilityInput, label: number): number {
  const own = weights.filter((_, row) => labels[row] === label);
  return own.reduce((a, b) => a + b, 0) / own.length;
}

function binOf(
  rows: readonly number[],
  bin: number,
  input: ReliabilityInput,
  total: number,
  meanWeights: readonly number[],
): ReliabilityBin {
  const { probabilities, labels, weights } = input;
  const sum = (of: (row: number) => number): number => rows.reduce((all, row) => all + of(row), 0);
  const weight = sum((row) => weights[row]);
  const observed = sum((row) => weights[row] * labels[row]) / weight;
  return {
    from: EDGES[bin],
    to: Math.min(1, EDGES[bin + 1]),
    numRows: rows.length,
    numPositives: sum((row) => labels[row]),
    share: weight / total,
    predicted: sum((row) => weights[row] * probabilities[row]) / weight,
    observed,
    interval: weightedWilson(observed, plainRows(rows, observed, weight, input, meanWeights)),
  };
}

/**
 * How many rows of weight 1 would leave the observed share as uncertain as these do: by linearised variance; where only
 * one label was seen, by what a row of the other would weigh.
 */
function plainRows(
  rows: readonly number[],
  observed: number,
  weight: number,
  { labels, weights }: ReliabilityInput,
  meanWeights: readonly number[],
): number {
  if (observed === 0 || observed === 1) return weight / meanWeights[1 - observed];
  const variance = rows.reduce((sum, row) => sum + (weights[row] * (labels[row] - observed)) ** 2, 0) / weight ** 2;
  return (observed * (1 - observed)) / variance;
}

function weightedWilson(observed: number, numRows: number): Interval {
  // nothing and everything are whole counts, which Wilson's ends ask for
  return wilson(observed === 1 ? numRows : observed * numRows, numRows);
}
