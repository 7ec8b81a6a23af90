/** Shapes of random values as tables, so that drawing one costs a look-up: normal quantiles, spreads, weighted choices. */
import type { Random } from '../base/random.ts';

const SLOTS = 4096;

/** Acklam's rational approximation of the normal quantile (relative error 1.2e-9), for 0 < p < 1. */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    const top =
      ((((-7.784894002430293e-3 * q - 3.223964580411365e-1) * q - 2.400758277161838) * q - 2.549732539343734) * q +
        4.374664141464968) *
        q +
      2.938163982698783;
    const bottom =
      (((7.784695709041462e-3 * q + 3.224671290700398e-1) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1;
    return top / bottom;
  }
  const q = p - 0.5;
  const r = q * q;
  const top =
    (((((-3.969683028665376e1 * r + 2.209460984245205e2) * r - 2.759285104469687e2) * r + 1.38357751867269e2) * r -
      3.066479806614716e1) *
      r +
      2.506628277459239) *
    q;
  const bottom =
    ((((-5.447609879822406e1 * r + 1.615858368580409e2) * r - 1.556989798598866e2) * r + 6.680131188771972e1) * r -
      1.328068155288572e1) *
      r +
    1;
  return top / bottom;
}

/** Factors around 1 of a log-normal with this sigma: `median * spread.draw(random)`. */
export class Spread {
  readonly #factors: Float64Array;

  constructor(sigma: number) {
    this.#factors = Float64Array.from({ length: SLOTS }, (_, slot) =>
      Math.exp(sigma * normalQuantile((slot + 0.5) / SLOTS)),
    );
  }

  draw(random: Random): number {
    return this.#factors[random.u32() >>> 20] as number;
  }
}

/** A choice among items by weight, to a precision of 1 in 4,096. */
export class Choice<T> {
  readonly #slots: T[] = [];

  constructor(items: readonly T[], weightOf: (item: T) => number) {
    const total = items.reduce((sum, item) => sum + weightOf(item), 0);
    let weight = 0;
    for (const item of items) {
      weight += weightOf(item);
      const end = Math.round((weight / total) * SLOTS);
      while (this.#slots.length < end) this.#slots.push(item);
    }
  }

  draw(random: Random): T {
    return this.#slots[random.u32() >>> 20] as T;
  }
}

/** Heavy-tailed rank, 0 .. count - 1: rank r is drawn about in proportion to 1 / (r + 1). */
export function heavyRank(random: Random, count: number): number {
  return Math.min(count - 1, Math.floor(Math.exp(random.unit() * Math.log(count + 1))) - 1);
}

/** Content of a JSON string for this text: texts are escaped once, in the tables, never while rows are written. */
export function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
