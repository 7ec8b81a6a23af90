/**
 * Decimals of 16 to 19 digits, as libraries write f64, to the nearest double without a text. The quotient is computed in
 * twice the precision (T. J. Dekker, A floating-point technique for extending the available precision, 1971), and taken
 * only if its error cannot reach the middle between two doubles: about one number in thousands is left to `Number`.
 */

/** Digits that `high` holds. */
export const HIGH_DIGITS = 15;
/** Digits of both: more might not fit. */
export const WIDE_DIGITS = 19;

/** Powers of ten that are exact. */
export const POWERS: Float64Array = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));

const SPLITTER = 2 ** 27 + 1;
/** Far more than the few roundings of the remainder lose. */
const DOUBT = 2 ** -48;

/** What `a * b` lost to rounding. */
function productError(a: number, b: number, product: number): number {
  const bigA = SPLITTER * a;
  const highA = bigA - (bigA - a);
  const lowA = a - highA;
  const bigB = SPLITTER * b;
  const highB = bigB - (bigB - b);
  const lowB = b - highB;
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
}

/**
 * The double nearest to `(high * 10^lowDigits + low) / 10^power`, or NaN where that is too close to call.
 * @param high Of at most 15 digits. @param low Of `lowDigits` digits, at most four. @param power From 0 to 22.
 */
export function nearestQuotient(high: number, low: number, lowDigits: number, power: number): number {
  const scale = POWERS[lowDigits];
  const product = high * scale;
  // all of these are whole numbers below 2^64: the pair is exact
  const rough = product + low;
  const rest = low - (rough - product) + productError(high, scale, product);
  const top = rough + rest;
  const bottom = rest - (top - rough);

  const divisor = POWERS[power];
  const quotient = top / divisor;
  const back = quotient * divisor;
  const correction = (top - back - productError(quotient, divisor, back) + bottom) / divisor;
  const nearest = quotient + correction * (1 + DOUBT);
  return nearest === quotient + correction * (1 - DOUBT) ? nearest : Number.NaN;
}
