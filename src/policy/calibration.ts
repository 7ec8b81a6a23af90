/**
 * Calibration: from a rank (score and weights of rules) to the probability that it stands for, as a table of steps.
 * A table and no formula, so that every machine gives the same digits and answers carry texts that are written once.
 */
import { PosternError } from '../contract/errors.ts';

/** From a rank on, until the next step, the probability is this one. Below the first step the first one holds. */
export type Step = readonly [from: number, probability: number];

/** As its JSON is. */
export type Calibration = {
  /** How the steps were fitted: isotonic, beta, or the maker's own word. */
  readonly method: string;
  /** Share of positives that the probabilities assume; null where it is that of the rows they were fitted on. */
  readonly baseRate: number | null;
  /** Rising in both. */
  readonly steps: readonly Step[];
};

/** Row by row a step's number is a u16, and its text lies in the core's memory. */
export const MAX_STEPS = 1024;

/**
 * Reads a calibration from JSON; keys that tell of the fit (rows, figures) are left aside.
 * @throws PosternError BUNDLE_INVALID that names the file, the step and the fault.
 */
export function parseCalibration(value: unknown, file: string): Calibration {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(file, 'expected an object with steps, as postern calibrate writes it');
  }
  const { method, baseRate = null, steps } = value as Record<string, unknown>;
  if (typeof method !== 'string' || method === '') throw invalid(file, 'method: expected a text, such as isotonic');
  if (baseRate !== null && !isProbability(baseRate)) {
    throw invalid(file, `baseRate: expected a number between 0 and 1, or null, got ${JSON.stringify(baseRate)}`);
  }
  if (!Array.isArray(steps) || steps.length === 0 || steps.length > MAX_STEPS) {
    throw invalid(file, `steps: expected 1 to ${MAX_STEPS} pairs [from, probability]`);
  }
  const parsed = steps.map((step: unknown, i) => parseStep(step, `${file}: step ${i + 1}`));
  for (let i = 1; i < parsed.length; i++) {
    const [fromBefore, before] = parsed[i - 1];
    const [from, probability] = parsed[i];
    const place = `${file}: step ${i + 1}`;
    if (!(from > fromBefore)) throw invalid(place, `from: expected more than ${fromBefore}, got ${from}`);
    if (probability <= before) {
      const got = `got ${probability}; a higher rank cannot be less probable`;
      throw invalid(place, `probability: expected more than ${before}, ${got}`);
    }
  }
  return { method, baseRate, steps: parsed };
}

function parseStep(value: unknown, place: string): Step {
  if (!Array.isArray(value) || value.length !== 2) throw invalid(place, 'expected a pair [from, probability]');
  const [from, probability] = value as unknown[];
  if (typeof from !== 'number' || !Number.isFinite(from)) throw invalid(place, 'from: expected a finite number');
  if (!isProbability(probability)) {
    throw invalid(place, `probability: expected a number between 0 and 1, got ${JSON.stringify(probability)}`);
  }
  return [from, probability];
}

/** Between 0 and 1, both excluded: nothing that was counted is certain. */
export function isProbability(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value < 1;
}

/** Number of the step that a rank falls into. NaN falls into the first. */
export function stepOf(from: ArrayLike<number>, rank: number): number {
  let low = 0;
  let high = from.length;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if (rank >= from[middle]) low = middle;
    else high = middle;
  }
  return low;
}

/** The lowest rank whose probability is at least this one; undefined where none is. */
export function rankAt({ steps }: Calibration, probability: number): number | undefined {
  const first = steps.findIndex(([, reached]) => reached >= probability);
  // below the first step its probability holds too
  if (first === 0) return -Number.MAX_VALUE;
  return first < 0 ? undefined : steps[first][0];
}

function invalid(place: string, fault: string): PosternError {
  return new PosternError('BUNDLE_INVALID', `${place}: ${fault}`, { details: { place } });
}
