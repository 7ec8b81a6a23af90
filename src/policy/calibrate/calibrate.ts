/**
 * Fits a calibration on labelled ranks, and says how good it is on rows that it was not fitted on: by cross-fitting,
 * where each row is predicted by a fit on the other parts, and the fit on all rows is what is kept.
 */
import { Random } from '../../base/random.ts';
import { PosternError } from '../../contract/errors.ts';
import { type Calibration, isProbability, MAX_STEPS, stepOf } from '../calibration.ts';
import { betaSteps, fitBeta } from './beta.ts';
import { fitOpenIsotonic } from './isotonic.ts';
import { atBaseRate, type Level, pick, type Sample, shareOfPositives } from './sample.ts';

export type Method = 'isotonic' | 'beta';

export type CalibrateOptions = {
  readonly method: Method;
  /** Share of positives in what will be screened; that of the weighted rows unless given. */
  readonly baseRate?: number;
  /** A row's group: rows of one group are never in two parts. Each row its own unless given. */
  readonly groups?: ArrayLike<number>;
  readonly numParts: number;
  readonly seed: number;
};

export type Fit = {
  readonly calibration: Calibration;
  /** What a fit on the other parts says of each row. */
  readonly crossFitted: Float64Array;
  /** The weights under which both hold: at the base rate where one is given. */
  readonly weights: Float64Array;
};

/** Digits of a probability that are kept: more than any sample can tell, and short texts in answers. */
const DIGITS = 4;

/** @throws PosternError REQUEST_INVALID when the rows cannot be calibrated: one label only, too few groups. */
export function calibrate(given: Sample, options: CalibrateOptions): Fit {
  const { method, baseRate, numParts } = options;
  const share = shareOfPositives(given);
  if (!isProbability(share)) throw refused('expected rows of both labels, got one only');
  if (baseRate !== undefined && !isProbability(baseRate)) {
    throw refused(`expected a base rate between 0 and 1, got ${baseRate}`);
  }
  const sample = baseRate === undefined ? given : atBaseRate(given, baseRate);
  const parts = partsOf(sample.ranks.length, options);
  const crossFitted = new Float64Array(sample.ranks.length);
  for (let part = 0; part < numParts; part++) {
    const [rest, own] = [[] as number[], [] as number[]];
    parts.forEach((each, row) => (each === part ? own : rest).push(row));
    const others = pick(sample, rest);
    if (!isProbability(shareOfPositives(others))) {
      throw refused(`expected both labels in the rows outside each of ${numParts} parts; use fewer, or more rows`);
    }
    const { from, probability } = columnsOf(stepsBy(method, others));
    for (const row of own) crossFitted[row] = probability[stepOf(from, sample.ranks[row])];
  }
  const calibration = {
    method,
    baseRate: baseRate ?? null,
    steps: stepsBy(method, sample).map(({ from, probability }) => [from, probability] as const),
  };
  return { calibration, crossFitted, weights: sample.weights };
}

function stepsBy(method: Method, sample: Sample): Level[] {
  const { ranks } = sample;
  const steps =
    method === 'isotonic'
      ? fitOpenIsotonic(sample)
      : betaSteps(
          fitBeta(sample),
          ranks.reduce((a, b) => Math.min(a, b)),
          ranks.reduce((a, b) => Math.max(a, b)),
        );
  return rounded(steps);
}

/** Steps that round to one probability become one; of more than a table holds, those that differ least. */
function rounded(steps: readonly Level[]): Level[] {
  for (let digits = DIGITS; ; digits--) {
    const kept: Level[] = [];
    for (const { from, probability } of steps) {
      const short = Number(probability.toPrecision(digits));
      // rounding must not make anything certain
      if (!isProbability(short) || short <= (kept.at(-1)?.probability ?? 0)) continue;
      kept.push({ from, probability: short });
    }
    if (kept.length <= MAX_STEPS) return kept;
  }
}

function columnsOf(steps: readonly Level[]): { from: Float64Array; probability: Float64Array } {
  return {
    from: Float64Array.from(steps, (step) => step.from),
    probability: Float64Array.from(steps, (step) => step.probability),
  };
}

/** The part of each row: groups dealt out at random, so that parts are nearly of one size. */
function partsOf(numRows: number, { groups, numParts, seed }: CalibrateOptions): Uint8Array {
  const numGroups = groups === undefined ? numRows : 1 + Array.from(groups).reduce((a, b) => Math.max(a, b), -1);
  if (!(numParts >= 2) || numGroups < numParts) {
    throw refused(`expected at least 2 parts and as many groups of rows, got ${numParts} parts of ${numGroups} groups`);
  }
  const random = new Random(seed);
  const order = Uint32Array.from({ length: numGroups }, (_, group) => group);
  for (let i = numGroups - 1; i > 0; i--) {
    const other = random.below(i + 1);
    [order[i], order[other]] = [order[other], order[i]];
  }
  const partOfGroup = new Uint8Array(numGroups);
  order.forEach((group, place) => (partOfGroup[group] = place % numParts));
  return Uint8Array.from({ length: numRows }, (_, row) => partOfGroup[groups === undefined ? row : groups[row]]);
}

function refused(fault: string): PosternError {
  return new PosternError('REQUEST_INVALID', fault);
}
