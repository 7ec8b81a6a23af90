/** Confidence intervals of 95 %. */

/** Both ends included; shares between 0 and 1 unless the quantity is a difference. */
export type Interval = { readonly low: number; readonly high: number };

/** The 97.5 % quantile of the normal distribution. */
const Z = 1.959963984540054;

/** Wilson score interval (1927) of a share: `successes` of `trials`, both counts. No trials: 0 to 1. */
export function wilson(successes: number, trials: number): Interval {
  if (trials === 0) return { low: 0, high: 1 };
  const share = successes / trials;
  const zz = (Z * Z) / trials;
  const middle = share + zz / 2;
  const half = Z * Math.sqrt((share * (1 - share)) / trials + zz / (4 * trials));
  return {
    // the ends of nothing and of everything are exact; rounding would leave them a hair inside
    low: successes === 0 ? 0 : (middle - half) / (1 + zz),
    high: successes === trials ? 1 : (middle + half) / (1 + zz),
  };
}

/** The middle 95 % of resampled values, by linear interpolation; NaN values (no positive drawn) are left out. */
export function percentiles(values: ArrayLike<number>): Interval {
  const sorted = Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort();
  return { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) };
}

function quantile(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  const [low, high] = [sorted[below] as number, sorted[above] as number];
  return low + (high - low) * (at - below);
}
