/**
 * What a period's inspections say of all its mail. Parcels chosen by rule or rank are known for certain and stand for
 * themselves; parcels drawn at random, each with a known chance, stand for all that were left alone. No model is
 * assumed: with the chances of the log the estimate of the number of bad parcels is without bias, whatever the mail is
 * (Horvitz and Thompson, 1952).
 */
import { PosternError } from '../contract/errors.ts';
import { chiSquareQuantile } from './chiSquare.ts';
import { type Interval, wilson } from './intervals.ts';

export type WeightedInput = {
  /** Chance of each row to be inspected, as logged when it was decided: 1 by rule or rank. */
  readonly inclusion: Float64Array;
  /** 1 where the row was chosen, by rule, rank or draw. */
  readonly chosen: Uint8Array;
  /** 1 bad, 0 good, NaN where it is not known; of rows that were not chosen it is not looked at. */
  readonly labels: Float64Array;
};

export type Estimate = { readonly value: number; readonly interval: Interval };

export type WeightedEvaluation = {
  readonly rows: number;
  /** By rule or rank; with a known outcome; found bad. */
  readonly certain: { readonly rows: number; readonly known: number; readonly bad: number };
  /** Rows that were open to the draw; drawn; with a known outcome; found bad. */
  readonly open: { readonly rows: number; readonly drawn: number; readonly known: number; readonly bad: number };
  /** Rows without any chance: nothing is said of these. */
  readonly uncovered: number;
  /** Rows that were not chosen and have an outcome all the same: it is not used. */
  readonly unusedLabels: number;
  /** Bad parcels among the rows that were open to the draw, drawn ones included (Horvitz-Thompson). */
  readonly badOpen: Estimate;
  /** The same from the share of bad ones among the drawn, weighted (Hajek): steadier where most would be bad. */
  readonly badOpenHajek: number;
  /** Bad parcels that nobody inspected. */
  readonly missed: Estimate;
  /** Bad parcels in all, and their share of the rows that had a chance. */
  readonly bad: Estimate;
  readonly prevalence: Estimate;
  /** Of the inspected with an outcome, the share that was bad: by rule or rank, and among the drawn. Wilson's interval. */
  readonly hitRateCertain: Estimate;
  readonly hitRateDrawn: Estimate;
  /** Of all bad parcels, the share that was chosen by rule or rank; NaN where none is known. */
  readonly recall: Estimate;
  /** The Horvitz-Thompson estimator's own standard error. */
  readonly standardError: number;
};

/**
 * What cannot be known is NaN: outcomes of the certain or of the drawn of which not one has come, and all that was left
 * alone when no row was open to the draw.
 * @throws PosternError REQUEST_INVALID for no rows, a chance that is none, or a row chosen without one
 */
export function evaluateWeighted({ inclusion, chosen, labels }: WeightedInput): WeightedEvaluation {
  if (inclusion.length === 0) throw new PosternError('REQUEST_INVALID', 'expected at least one row, got none');
  const certain = { rows: 0, known: 0, bad: 0 };
  const open = { rows: 0, drawn: 0, known: 0, bad: 0 };
  let uncovered = 0;
  let unusedLabels = 0;
  let weight = 0;
  let badWeight = 0;
  let badSquares = 0;
  let variance = 0;
  let chances = 0;
  let weights = 0;
  for (let row = 0; row < inclusion.length; row++) {
    const chance = chanceOf(inclusion, chosen, row);
    const hasLabel = !Number.isNaN(labels[row] as number);
    const isKnown = chosen[row] === 1 && hasLabel;
    if (hasLabel && !isKnown) unusedLabels++;
    const isBad = isKnown && labels[row] === 1;
    if (chance === 1) {
      certain.rows++;
      if (isKnown) certain.known++;
      if (isBad) certain.bad++;
    } else if (chance === 0) uncovered++;
    else {
      const own = 1 / chance;
      open.rows++;
      chances += chance;
      weights += own;
      if (chosen[row] === 1) open.drawn++;
      if (!isKnown) continue;
      open.known++;
      weight += own;
      if (!isBad) continue;
      open.bad++;
      badWeight += own;
      badSquares += own * own;
      variance += (own - 1) * own;
    }
  }
  // outcomes that never came are taken to be like those that came, within the certain and within the drawn
  const answer = open.known === 0 ? 1 : open.drawn / open.known;
  const certainBad = certain.rows === 0 ? 0 : (certain.bad * certain.rows) / certain.known;
  const isBlind = open.rows === 0 && uncovered > 0;
  const isAwaited = open.drawn > 0 && open.known === 0;
  const badOpen: Estimate = isBlind
    ? UNKNOWN
    : {
        // nothing drawn is no find, as it happens: only so is the estimate right on average
        value: isAwaited ? Number.NaN : badWeight * answer,
        interval: openInterval(open, { badWeight, badSquares, chances, weights, answer }),
      };
  const plus = (by: number): Estimate => shift(badOpen, by);
  const bad = plus(certainBad);
  const covered = certain.rows + open.rows;
  const share = (value: number): number => (covered === 0 ? Number.NaN : value / covered);
  return {
    rows: inclusion.length,
    certain,
    open,
    uncovered,
    unusedLabels,
    badOpen,
    badOpenHajek: open.rows === 0 ? badOpen.value : (open.rows * badWeight) / weight,
    missed: plus(-open.bad),
    bad,
    prevalence: { value: share(bad.value), interval: { low: share(bad.interval.low), high: share(bad.interval.high) } },
    hitRateCertain: hitRate(certain),
    hitRateDrawn: hitRate(open),
    recall: {
      value: certainBad / bad.value,
      interval: { low: certainBad / bad.interval.high, high: certainBad / bad.interval.low },
    },
    standardError: Math.sqrt(variance) * answer,
  };
}

const UNKNOWN: Estimate = { value: Number.NaN, interval: { low: Number.NaN, high: Number.NaN } };

function hitRate({ bad, known }: { readonly bad: number; readonly known: number }): Estimate {
  return known === 0 ? UNKNOWN : { value: bad / known, interval: wilson(bad, known) };
}

function chanceOf(inclusion: Float64Array, chosen: Uint8Array, row: number): number {
  const chance = inclusion[row] as number;
  if (!(chance >= 0 && chance <= 1)) {
    throw new PosternError('REQUEST_INVALID', `row ${row + 1}: expected a chance from 0 to 1, got ${chance}`);
  }
  if (chance === 0 && chosen[row] === 1) {
    throw new PosternError('REQUEST_INVALID', `row ${row + 1}: chosen, though its chance was 0`);
  }
  return chance;
}

type OpenSums = { badWeight: number; badSquares: number; chances: number; weights: number; answer: number };

/**
 * 95 % for a weighted count of rare finds: Fay and Feuer (1997), with the weight that a further find would have on
 * average in the place of the largest one (Tiwari, Clegg and Zou, 2006), which a few small chances would blow up.
 * Exact (Garwood) where all chances are equal; with no finds the rule of three with its two-sided constant, 3.69. Kept
 * to what is possible: at least what was found, at most all rows that were open.
 */
function openInterval(open: WeightedEvaluation['open'], sums: OpenSums): Interval {
  if (open.rows === 0) return { low: 0, high: 0 };
  // nothing known of what was drawn: anything may lie there
  if (open.known === 0) return { low: 0, high: open.rows };
  const { answer } = sums;
  const [total, squares] = [sums.badWeight * answer, sums.badSquares * answer * answer];
  // mean weight and mean squared weight of a drawn row
  const [one, oneSquared] = [(open.rows / sums.chances) * answer, (sums.weights / sums.chances) * answer * answer];
  const low = open.bad === 0 ? 0 : (squares / (2 * total)) * chiSquareQuantile(0.025, (2 * total * total) / squares);
  const [upTotal, upSquares] = [total + one, squares + oneSquared];
  const high = (upSquares / (2 * upTotal)) * chiSquareQuantile(0.975, (2 * upTotal * upTotal) / upSquares);
  return { low: Math.max(open.bad, low), high: Math.min(open.rows, high) };
}

function shift({ value, interval }: Estimate, by: number): Estimate {
  return { value: value + by, interval: { low: interval.low + by, high: interval.high + by } };
}
