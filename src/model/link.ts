/**
 * From raw margins to the scale of the label. Margins are exact and are what Postern orders and cuts by; a link is the
 * one step that depends on the maths library, so its results are good to a stated bound and not to the last bit.
 */

import { complement, logistic, probit, softmaxZero } from './onnxLinks.ts';

/**
 * Relative bounds, u = 2^-53, or 2^-24 for `precision: 'f32'`: identity, hinge, signedSquare and argMax exact; exp 4u;
 * sigmoid 8u; log1pExp 8u; softmax and softmaxZero over K outputs (8 + 2K)u.
 * onnxruntime's own have absolute bounds: logistic and logisticPair 2^-22; complement 2^-22 times the larger of 1 and the
 * output for margins of f64 sums, exact for others, as is negatedPair; the square of a probit is good to 2^-16.
 */
export type Link =
  | { readonly kind: 'identity' | 'signedSquare' | 'hinge' | 'argMax' }
  /** A custom objective: only margins are known. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'exp' | 'log1pExp' | 'softmax'; readonly precision: 'f32' | 'f64' }
  /** 1 / (1 + exp(-scale * x)) of each output. */
  | {
      readonly kind: 'sigmoid';
      readonly scale: number;
      readonly precision: 'f32' | 'f64';
      /** Lower margins count as this one: XGBoost keeps its exponential finite. */
      readonly least?: number;
    }
  /** Post-transforms of ONNX, each step in f32. */
  | { readonly kind: 'softmaxZero' | 'logistic' | 'probit'; readonly precision: 'f32' }
  /** Two scores of one margin x: [1 - x, x], [-x, x], and logistic of [-x, x]. */
  | { readonly kind: 'complement' | 'negatedPair' }
  | { readonly kind: 'logisticPair'; readonly precision: 'f32' };

/** Outputs of one row from its margins; the arg-max is one number. @returns null when the link is unknown. */
export function applyLink(link: Link, margins: Float64Array): Float64Array | null {
  switch (link.kind) {
    case 'unknown':
      return null;
    case 'identity':
      return margins.slice();
    case 'signedSquare':
      return margins.map((x) => Math.sign(x) * x * x);
    case 'hinge':
      return margins.map((x) => (x > 0 ? 1 : 0));
    case 'argMax':
      return Float64Array.of(margins.indexOf(margins.reduce((most, x) => Math.max(most, x))));
    case 'exp':
      return rounded(margins.map(Math.exp), link.precision);
    case 'log1pExp':
      return rounded(
        margins.map((x) => Math.log1p(Math.exp(x))),
        link.precision,
      );
    case 'sigmoid':
      return rounded(
        margins.map((x) => 1 / (1 + Math.exp(-link.scale * Math.max(x, link.least ?? -Infinity)))),
        link.precision,
      );
    case 'softmax':
      return softmax(margins, link.precision === 'f32' ? Math.fround : (x) => x);
    case 'softmaxZero':
      return softmaxZero(margins);
    case 'logistic':
      return margins.map(logistic);
    case 'probit':
      return margins.map(probit);
    case 'complement':
      return Float64Array.of(complement(margins[0]), margins[0]);
    case 'negatedPair':
      return Float64Array.of(-margins[0], margins[0]);
    case 'logisticPair':
      return Float64Array.of(logistic(-margins[0]), logistic(margins[0]));
  }
}

/** In f32 the difference is rounded before the power, which would otherwise be off by as much as the exponent is large. */
function softmax(margins: Float64Array, round: (value: number) => number): Float64Array {
  const most = margins.reduce((a, b) => Math.max(a, b));
  const powers = margins.map((x) => round(Math.exp(round(round(x) - round(most)))));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => round(power / sum));
}

function rounded(values: Float64Array, precision: 'f32' | 'f64'): Float64Array {
  return precision === 'f32' ? values.map(Math.fround) : values;
}
