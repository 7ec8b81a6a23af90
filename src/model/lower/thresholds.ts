/**
 * What a test compares with, as one question only: "is the value above this threshold?". Below is at most the next
 * smaller number; a category set or an equality is a few intervals, and a value is inside when it is above an odd
 * number of their ends.
 */
import { type CategorySet, type Values, ZERO_BAND } from '../forest.ts';
import { nextDown64, roundDown32 } from './floats.ts';

/**
 * The threshold that gives the same answers as `threshold` for all values of the forest.
 *
 * Values within the zero band count as 0, so thresholds inside it separate nothing there: the ones below 0 become
 * the last value below the band, the others its upper end. Then no value needs flushing. Values rounded to f32 are
 * above a threshold exactly when they are above the largest f32 in it.
 */
export function canonicalThreshold(threshold: number, { precision, zeroBand }: Values): number {
  let canonical = threshold;
  if (zeroBand && threshold >= 0 && threshold < ZERO_BAND) canonical = ZERO_BAND;
  if (zeroBand && threshold < 0 && threshold >= -ZERO_BAND) canonical = nextDown64(-ZERO_BAND);
  // one zero
  return (precision === 'f32' ? roundDown32(canonical) : canonical) + 0;
}

/** Ends of the intervals (end, end] that hold exactly the members, rising. `fromBelow`: the first interval starts below all numbers. */
export type Edges = { readonly ends: readonly number[]; readonly fromBelow: boolean };

export function edgesOfNumber(value: number, values: Values): Edges {
  if (value === -Infinity) return { ends: [canonicalThreshold(value, values)], fromBelow: true };
  return { ends: withoutEmpty([nextDown64(value), value], values), fromBelow: false };
}

export function edgesOfSet(set: CategorySet, values: Values): Edges {
  const ends: number[] = [];
  for (const value of set.values) {
    if (!Number.isFinite(value) || (set.rounding !== 'exact' && !Number.isInteger(value))) continue;
    const [low, high] = intervalOf(value, set.rounding);
    if (ends.at(-1) === low) ends.pop();
    else ends.push(low);
    ends.push(high);
  }
  return { ends: withoutEmpty(ends, values), fromBelow: false };
}

export const noEdges: Edges = { ends: [], fromBelow: false };

/** Numbers that round to a category: those above the first and not above the second. Beyond 2^53 the numbers are all whole. */
function intervalOf(category: number, rounding: CategorySet['rounding']): [low: number, high: number] {
  const below = nextDown64(category);
  if (rounding === 'exact') return [below, category];
  const beforeNext = Math.max(category, nextDown64(category + 1));
  if (rounding === 'floor' || category > 0) return [below, beforeNext];
  return [Math.min(category - 1, below), category === 0 ? beforeNext : category];
}

/** Ends that fall together cancel out. */
function withoutEmpty(ends: readonly number[], values: Values): number[] {
  const kept: number[] = [];
  for (const end of ends) {
    const canonical = canonicalThreshold(end, values);
    if (kept.at(-1) === canonical) kept.pop();
    else kept.push(canonical);
  }
  return kept;
}
