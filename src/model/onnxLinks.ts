/**
 * Post-transforms of ONNX's tree operators, in the single-precision steps of onnxruntime: a transform that is computed
 * better than there gives other digits. Source: onnxruntime/core/providers/cpu/ml/ml_common.h.
 */
const f32 = Math.fround;

/** Below this a score counts as 0 and takes no part in softmaxZero's sum. */
const NEARLY_ZERO = f32(1e-7);
const SQRT2 = f32(Math.SQRT2);
/** Of Winitzki's approximation of the inverse error function. */
const A = f32(0.147);
const TWO_BY_PI_A = f32(2 / f32(f32(Math.PI) * A));
const ONE_BY_A = f32(1 / A);

/** A sigmoid that is exact about 0 and 1 only to 2^-24: of negative scores it is 1 minus that of the positive. */
export function logistic(score: number): number {
  const x = f32(score);
  const value = f32(1 / f32(1 + f32(Math.exp(-Math.abs(x)))));
  return x < 0 ? f32(1 - value) : value;
}

/** Score of the other class. */
export function complement(score: number): number {
  return f32(1 - score);
}

/** Softmax in which scores near 0 stay near 0. */
export function softmaxZero(scores: Float64Array): Float64Array {
  const singles = scores.map(f32);
  const most = singles.reduce((a, b) => Math.max(a, b));
  const nearlyZeroFactor = f32(Math.exp(-most));
  let sum = 0;
  const powers = singles.map((x) => {
    if (!(x > NEARLY_ZERO || x < -NEARLY_ZERO)) return f32(x * nearlyZeroFactor);
    const power = f32(Math.exp(f32(x - most)));
    sum = f32(sum + power);
    return power;
  });
  return powers.map((power) => f32(power / sum));
}

/** Inverse of the normal distribution, by an approximation good to some thousandths; NaN outside of 0 to 1. */
export function probit(score: number): number {
  const x = f32(f32(2 * f32(score)) - 1);
  const log = f32(Math.log(f32(f32(1 - x) * f32(1 + x))));
  const v = f32(TWO_BY_PI_A + f32(0.5 * log));
  const root = f32(Math.sqrt(f32(f32(v * v) - f32(ONE_BY_A * log))));
  const value = f32(Math.sqrt(f32(root - v)));
  return f32(SQRT2 * (x < 0 ? -value : value));
}
