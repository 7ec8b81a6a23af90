/**
 * Beta calibration (Kull, Silva Filho and Flach 2017): the logit of the probability is a ln s - b ln(1 - s) + c, with
 * s the logistic of the rank and a, b not negative, so that it rises. Fitted as a weighted logistic regression by
 * Newton's method.
 */
import { PosternError } from '../../contract/errors.ts';
import type { Level, Sample } from './sample.ts';

export type BetaCurve = { readonly a: number; readonly b: number; readonly c: number };

const MOST_ROUNDS = 200;
const TOLERANCE = 1e-10;
/** Steps between which the logit of the curve moves by the same amount. */
const NUM_STEPS = 256;

/** @throws PosternError REQUEST_INVALID where ranks part the labels without error, so that no curve is best. */
export function fitBeta(sample: Sample): BetaCurve {
  if (isParted(sample)) {
    const fault = 'scores part the labels without error, so no curve is best';
    throw new PosternError('REQUEST_INVALID', `${fault}: use --method isotonic, or more rows`);
  }
  const both = newton(sample, [true, true]);
  if (both.a >= 0 && both.b >= 0) return both;
  // a negative one is held at 0, as the paper does; of two negative ones, the better single one
  const single = newton(sample, both.a < 0 ? [false, true] : [true, false]);
  if (single.a >= 0 && single.b >= 0) return single;
  return newton(sample, [false, false]);
}

/** Logit of the probability at a rank. */
export function betaLogit({ a, b, c }: BetaCurve, rank: number): number {
  return a * logLogistic(rank) - b * logLogistic(-rank) + c;
}

/** The curve between two ranks as steps that are equal in logit; the probability of a step is that of its middle. */
export function betaSteps(curve: BetaCurve, lowest: number, highest: number): Level[] {
  const [bottom, top] = [betaLogit(curve, lowest), betaLogit(curve, highest)];
  if (!(top > bottom)) return [{ from: lowest, probability: logistic(bottom) }];
  const height = (top - bottom) / NUM_STEPS;
  return Array.from({ length: NUM_STEPS }, (_, i): Level => {
    const from = i === 0 ? lowest : rankOf(curve, bottom + i * height, lowest, highest);
    return { from, probability: logistic(bottom + (i + 0.5) * height) };
  });
}

/** By bisection: the curve rises. */
function rankOf(curve: BetaCurve, logit: number, lowest: number, highest: number): number {
  let [low, high] = [lowest, highest];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (betaLogit(curve, middle) < logit) low = middle;
    else high = middle;
  }
  return high;
}

function newton({ ranks, labels, weights }: Sample, [usesA, usesB]: readonly [boolean, boolean]): BetaCurve {
  const rising = Float64Array.from(ranks, (rank) => (usesA ? logLogistic(rank) : 0));
  const falling = Float64Array.from(ranks, (rank) => (usesB ? -logLogistic(-rank) : 0));
  let at: [number, number, number] = [0, 0, startOf(labels, weights)];
  let loss = lossAt(at);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const step = solve(...derivatives(at));
    let size = 1;
    let next = moved(at, step, size);
    // halved until it helps: far from the best a whole step may overshoot
    while (!(lossAt(next) <= loss) && size > 1e-12) next = moved(at, step, (size /= 2));
    const gained = loss - lossAt(next);
    at = next;
    loss -= gained;
    if (!(gained > TOLERANCE * Math.abs(loss))) break;
  }
  return { a: at[0], b: at[1], c: at[2] };

  function logitOf(row: number, [a, b, c]: readonly [number, number, number]): number {
    return a * rising[row] + b * falling[row] + c;
  }

  function lossAt(point: readonly [number, number, number]): number {
    let sum = 0;
    for (let row = 0; row < labels.length; row++) {
      const logit = logitOf(row, point);
      sum -= weights[row] * logLogistic(labels[row] === 1 ? logit : -logit);
    }
    return sum;
  }

  function derivatives(point: readonly [number, number, number]): [gradient: number[], hessian: number[][]] {
    const gradient = [0, 0, 0];
    const hessian = [
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ];
    for (let row = 0; row < labels.length; row++) {
      const probability = logistic(logitOf(row, point));
      const inputs = [rising[row], falling[row], 1];
      const error = weights[row] * (probability - labels[row]);
      const curvature = weights[row] * probability * (1 - probability);
      for (let i = 0; i < 3; i++) {
        gradient[i] += error * inputs[i];
        for (let j = 0; j < 3; j++) hessian[i][j] += curvature * inputs[i] * inputs[j];
      }
    }
    // a parameter that is not used has nothing to solve for
    if (!usesA) hessian[0][0] = 1;
    if (!usesB) hessian[1][1] = 1;
    return [gradient, hessian];
  }
}

/** Every positive ranks at least as high as every negative. */
function isParted({ ranks, labels }: Sample): boolean {
  let lowestPositive = Infinity;
  let highestNegative = -Infinity;
  ranks.forEach((rank, row) => {
    if (labels[row] === 1) lowestPositive = Math.min(lowestPositive, rank);
    else highestNegative = Math.max(highestNegative, rank);
  });
  return lowestPositive >= highestNegative;
}

/** The logit of the share of positives. */
function startOf(labels: Uint8Array, weights: Float64Array): number {
  let positive = 0;
  let negative = 0;
  for (let row = 0; row < labels.length; row++) {
    if (labels[row] === 1) positive += weights[row];
    else negative += weights[row];
  }
  return Math.log(positive / negative);
}

function moved(at: readonly number[], step: readonly number[], size: number): [number, number, number] {
  return [at[0] - size * step[0], at[1] - size * step[1], at[2] - size * step[2]];
}

/** Three equations by Gauss with pivots; a hair on the diagonal where two inputs are all but one. */
function solve(gradient: readonly number[], hessian: readonly number[][]): number[] {
  const rows = hessian.map((row, i) => [
    ...row.map((value, j) => (i === j ? value * (1 + 1e-12) : value)),
    gradient[i],
  ]);
  for (let i = 0; i < 3; i++) {
    const pivot = rows
      .slice(i)
      .reduce((best, row, k) => (Math.abs(row[i]) > Math.abs(rows[best][i]) ? i + k : best), i);
    [rows[i], rows[pivot]] = [rows[pivot], rows[i]];
    for (let j = i + 1; j < 3; j++) {
      const factor = rows[j][i] / rows[i][i];
      for (let k = i; k < 4; k++) rows[j][k] -= factor * rows[i][k];
    }
  }
  const solution = [0, 0, 0];
  for (let i = 2; i >= 0; i--) {
    let value = rows[i][3];
    for (let k = i + 1; k < 3; k++) value -= rows[i][k] * solution[k];
    solution[i] = value / rows[i][i];
  }
  return solution;
}

export function logistic(logit: number): number {
  if (logit >= 0) return 1 / (1 + Math.exp(-logit));
  const odds = Math.exp(logit);
  return odds / (1 + odds);
}

/** ln of the logistic, without loss where it is next to 0 or 1. */
function logLogistic(value: number): number {
  return Math.min(value, 0) - Math.log1p(Math.exp(-Math.abs(value)));
}
