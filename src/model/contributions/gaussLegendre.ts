/** Points and weights that integrate every polynomial of degree below twice their number exactly over [0, 1]. */
export type Quadrature = { readonly points: Float64Array; readonly weights: Float64Array };

const MAX_STEPS = 100;

/** @param numPoints at least 1 */
export function gaussLegendre(numPoints: number): Quadrature {
  const points = new Float64Array(numPoints);
  const weights = new Float64Array(numPoints);
  for (let i = 0; i < numPoints; i++) {
    // roots of the Legendre polynomial by Newton, from a first guess that is good to a few digits (Abramowitz 22.16.6)
    let x = Math.cos((Math.PI * (i + 0.75)) / (numPoints + 0.5));
    let slope = 0;
    for (let step = 0; step < MAX_STEPS; step++) {
      const value = legendre(numPoints, x);
      slope = value.slope;
      const change = value.height / slope;
      x -= change;
      if (Math.abs(change) < 1e-16) break;
    }
    points[numPoints - 1 - i] = (1 + x) / 2;
    weights[numPoints - 1 - i] = 1 / ((1 - x * x) * slope * slope);
  }
  return { points, weights };
}

function legendre(degree: number, x: number): { height: number; slope: number } {
  let before = 1;
  let height = x;
  for (let k = 2; k <= degree; k++) [before, height] = [height, ((2 * k - 1) * x * height - (k - 1) * before) / k];
  return { height, slope: (degree * (before - x * height)) / (1 - x * x) };
}
