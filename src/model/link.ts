/**
 * From raw margins to the scale of the label. Margins are exact and are what Postern orders and cuts by; a link is the
 * one step that depends on the maths library, so its results are good to a stated bound and not to the last bit.
 */

/**
 * Relative bounds, u = 2^-53, or 2^-24 for `precision: 'f32'`: identity, hinge, signedSquare and argMax exact; exp 4u;
 * sigmoid 8u; log1pExp 8u; softmax over K outputs (8 + 2K)u.
 */
export type Link =
  | { readonly kind: 'identity' | 'signedSquare' | 'hinge' | 'argMax' }
  /** A custom objective: only margins are known. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'exp' | 'log1pExp' | 'softmax'; readonly precision: 'f32' | 'f64' }
  /** 1 / (1 + exp(-scale * x)) of each output. */
  | { readonly kind: 'sigmoid'; readonly scale: number; readonly precision: 'f32' | 'f64' };

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
        margins.map((x) => 1 / (1 + Math.exp(-link.scale * x))),
        link.precision,
      );
    case 'softmax':
      return rounded(softmax(margins), link.precision);
  }
}

function softmax(margins: Float64Array): Float64Array {
  const most = margins.reduce((a, b) => Math.max(a, b));
  const powers = margins.map((x) => Math.exp(x - most));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

function rounded(values: Float64Array, precision: 'f32' | 'f64'): Float64Array {
  return precision === 'f32' ? values.map(Math.fround) : values;
}
