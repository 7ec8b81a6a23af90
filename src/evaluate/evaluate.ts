/** How good a ranking is at fixed capacities, with intervals; two rankings of the same rows are compared paired. */
import { PosternError } from '../contract/errors.ts';
import { areaUnderCurve } from './auc.ts';
import { capacityOf, cutAt, type Found } from './cut.ts';
import { type Interval, percentiles, wilson } from './intervals.ts';
import { rank, type Ranking, sumBands } from './ranking.ts';
import { everyRowItsOwn, type Groups, resampledWeights } from './resample.ts';

export type EvaluationInput = {
  /** Higher is more suspect; one a row. */
  readonly scores: Float64Array;
  /** 1 positive, 0 negative. */
  readonly labels: Uint8Array;
  /** How many rows of the population each row stands for; all 1 when left out. */
  readonly weights?: Float64Array;
  readonly groups?: Groups;
  /** Other scores of the same rows. */
  readonly baseline?: Float64Array;
  /** Shares to inspect, above 0 and at most 1. */
  readonly at: readonly number[];
  /** Bootstrap resamples; 0 leaves those intervals NaN. */
  readonly resamples: number;
  readonly seed: number;
};

export type Rate = Found & {
  readonly bootstrap: Interval;
  /** Of the mean; null for weighted rows, whose counts are no counts. */
  readonly wilson: Interval | null;
};

type CutFigures = {
  readonly share: number;
  readonly inspected: number;
  readonly precision: Rate;
  readonly recall: Rate;
  /** Precision over the base rate. */
  readonly lift: number;
  readonly examsPerFind: number;
  /** Rows (by weight) of the tied band at the cut, and how many of them are inspected. */
  readonly tied: number;
  readonly tiedInspected: number;
};

export type Figures = {
  readonly auc: { readonly value: number; readonly bootstrap: Interval };
  readonly cuts: readonly CutFigures[];
};

/** Ours minus the baseline's, on the same resamples. */
type Difference = { readonly precision: Interval; readonly recall: Interval };

export type Evaluation = {
  readonly rows: number;
  readonly positives: number;
  /** By weight. */
  readonly baseRate: number;
  readonly groups: number;
  readonly figures: Figures;
  readonly baseline: Figures | null;
  /** One a cut; null without a baseline. */
  readonly differences: readonly Difference[] | null;
};

type Sample = { auc: Float64Array; precision: Float64Array[]; recall: Float64Array[] };

/** @throws PosternError REQUEST_INVALID without a positive and a negative row, or with a score that is no number. */
export function evaluate(input: EvaluationInput): Evaluation {
  const { scores, labels, at, resamples, seed } = input;
  const weights = input.weights ?? new Float64Array(scores.length).fill(1);
  const groups = input.groups ?? everyRowItsOwn(scores.length);
  const positives = labels.reduce((sum, label) => sum + label, 0);
  if (positives === 0 || positives === labels.length) {
    throw new PosternError(
      'REQUEST_INVALID',
      `expected positive and negative rows, got ${positives} of ${labels.length}`,
    );
  }
  const rankings = [rank(scores), ...(input.baseline === undefined ? [] : [rank(input.baseline)])];
  const samples = rankings.map(() => emptySample(at.length, resamples));
  let i = 0;
  for (const drawn of resampledWeights(weights, groups, resamples, seed)) {
    rankings.forEach((ranking, which) => measureInto(samples[which] as Sample, i, ranking, drawn, input));
    i++;
  }
  const [figures, baseline = null] = rankings.map((ranking, which) =>
    figuresOf(ranking, weights, input, samples[which] as Sample),
  );
  const [ours, theirs] = samples;
  return {
    rows: scores.length,
    positives,
    baseRate: weightOf(weights, labels) / weightOf(weights),
    groups: groups.count,
    figures: figures as Figures,
    baseline,
    differences: theirs === undefined ? null : at.map((_, cut) => differenceOf(ours as Sample, theirs, cut)),
  };
}

function emptySample(numCuts: number, resamples: number): Sample {
  const column = (): Float64Array => new Float64Array(resamples);
  return {
    auc: column(),
    precision: Array.from({ length: numCuts }, column),
    recall: Array.from({ length: numCuts }, column),
  };
}

function measureInto(
  sample: Sample,
  i: number,
  ranking: Ranking,
  weights: Float64Array,
  { labels, at }: EvaluationInput,
): void {
  const sums = sumBands(ranking, labels, weights);
  const positive = sum(sums.positive);
  const total = sum(sums.total);
  sample.auc[i] = areaUnderCurve(sums);
  at.forEach((share, cut) => {
    const { inspected, found } = cutAt(sums, share * total);
    (sample.precision[cut] as Float64Array)[i] = found.mean / inspected;
    (sample.recall[cut] as Float64Array)[i] = found.mean / positive;
  });
}

function figuresOf(ranking: Ranking, weights: Float64Array, input: EvaluationInput, sample: Sample): Figures {
  const sums = sumBands(ranking, input.labels, weights);
  const positive = sum(sums.positive);
  const total = sum(sums.total);
  const isWeighted = input.weights !== undefined;
  const cuts = input.at.map((share, cut): CutFigures => {
    const { inspected, found, tied, tiedInspected } = cutAt(sums, capacityOf(share, total, isWeighted));
    const rate = (denominator: number, resampled: Float64Array): Rate => ({
      mean: found.mean / denominator,
      best: found.best / denominator,
      worst: found.worst / denominator,
      bootstrap: percentiles(resampled),
      wilson: isWeighted ? null : wilson(found.mean, denominator),
    });
    const precision = rate(inspected, sample.precision[cut] as Float64Array);
    return {
      share,
      inspected,
      precision,
      recall: rate(positive, sample.recall[cut] as Float64Array),
      lift: precision.mean / (positive / total),
      examsPerFind: inspected / found.mean,
      tied,
      tiedInspected,
    };
  });
  return { auc: { value: areaUnderCurve(sums), bootstrap: percentiles(sample.auc) }, cuts };
}

function differenceOf(ours: Sample, theirs: Sample, cut: number): Difference {
  const minus = (a: Float64Array, b: Float64Array): Interval =>
    percentiles(a.map((value, i) => value - (b[i] as number)));
  return {
    precision: minus(ours.precision[cut] as Float64Array, theirs.precision[cut] as Float64Array),
    recall: minus(ours.recall[cut] as Float64Array, theirs.recall[cut] as Float64Array),
  };
}

function weightOf(weights: Float64Array, labels?: Uint8Array): number {
  return weights.reduce(
    (total, weight, row) => (labels === undefined || labels[row] === 1 ? total + weight : total),
    0,
  );
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
