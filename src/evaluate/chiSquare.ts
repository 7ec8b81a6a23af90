/** Quantiles of the chi-square distribution, for exact intervals of counts. */

/** The value below which a chi-square variable of `degrees` (any positive number) lies with this probability. */
export function chiSquareQuantile(probability: number, degrees: number): number {
  const shape = degrees / 2;
  // the tail is bounded by this many degrees for every probability used here; bisection needs a bracket, no more
  let low = 0;
  let high = degrees + 20 * Math.sqrt(2 * degrees) + 100;
  for (let i = 0; i < 200 && high - low > 1e-12 * high; i++) {
    const middle = (low + high) / 2;
    if (lowerGamma(shape, middle / 2) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Regularised lower incomplete gamma function: by series below the mean, by continued fraction above (Lentz). */
function lowerGamma(shape: number, x: number): number {
  if (x <= 0) return 0;
  const scale = Math.exp(shape * Math.log(x) - x - logGamma(shape));
  if (x < shape + 1) {
    let term = 1 / shape;
    let sum = term;
    for (let n = 1; n < 10_000 && term > sum * 1e-16; n++) {
      term *= x / (shape + n);
      sum += term;
    }
    return sum * scale;
  }
  let b = x + 1 - shape;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 10_000; n++) {
    const a = -n * (n - shape);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return 1 - scale * fraction;
}

/** Stirling's series, after lifting the argument to where it holds to 15 digits. */
function logGamma(value: number): number {
  let lifted = value;
  let product = 1;
  while (lifted < 12) product *= lifted++;
  const z = 1 / (lifted * lifted);
  const series = (1 / 12 - z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - z / 1188)))) / lifted;
  return (lifted - 0.5) * Math.log(lifted) - lifted + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product);
}
