import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { betaLogit, betaSteps, fitBeta, logistic } from '../../src/policy/calibrate/beta.ts';
import { calibrate } from '../../src/policy/calibrate/calibrate.ts';
import { fitIsotonic, fitOpenIsotonic } from '../../src/policy/calibrate/isotonic.ts';
import { atBaseRate, type Sample, shareOfPositives } from '../../src/policy/calibrate/sample.ts';
import { stepOf } from '../../src/policy/calibration.ts';
import { seededRandom } from '../oracle/random.ts';

const fixtures = new URL('../fixtures/calibration/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', fixtures), 'utf8')) as {
  cases: { name: string; numRows: number }[];
};

function readCase(name: string): { sample: Sample; fitted: Float64Array } {
  const bytes = Uint8Array.from(readFileSync(new URL(`${name}.f64`, fixtures)));
  const values = new Float64Array(bytes.buffer);
  const column = (at: number): Float64Array => values.filter((_, i) => i % 4 === at);
  const sample = { ranks: column(0), labels: Uint8Array.from(column(1)), weights: column(2) };
  return { sample, fitted: column(3) };
}

/** Ranks of a normal distribution, labels by a known curve. */
function drawSample(numRows: number, seed: number, logit: (rank: number) => number): Sample {
  const random = seededRandom(seed);
  const unit = (): number => (random.below(2 ** 31) + 0.5) / 2 ** 31;
  const ranks = Float64Array.from({ length: numRows }, () => unit() + unit() + unit() + unit() - 2).map(
    (z) => 3 * z - 2,
  );
  return {
    ranks,
    labels: Uint8Array.from(ranks, (rank) => (unit() < logistic(logit(rank)) ? 1 : 0)),
    weights: new Float64Array(numRows).fill(1),
  };
}

for (const { name } of manifest.cases) {
  test(`isotonic steps are those of scikit-learn: ${name}`, () => {
    const { sample, fitted } = readCase(name);
    const steps = fitIsotonic(sample);
    const from = steps.map((step) => step.from);
    sample.ranks.forEach((rank, row) => expect(steps[stepOf(from, rank)].probability).toBeCloseTo(fitted[row], 12));
    for (let i = 1; i < steps.length; i++) expect(steps[i].probability).toBeGreaterThan(steps[i - 1].probability);
  });

  test(`where nothing is certain, isotonic steps still rise, and differ at the ends only: ${name}`, () => {
    const { sample } = readCase(name);
    const steps = fitOpenIsotonic(sample);
    fitIsotonic(sample).forEach(({ from, probability }, i) => {
      expect(steps[i].from).toBe(from);
      if (probability > 0 && probability < 1) expect(steps[i].probability).toBe(probability);
      expect(steps[i].probability).toBeGreaterThan(i === 0 ? 0 : steps[i - 1].probability);
      expect(steps[i].probability).toBeLessThan(1);
    });
  });
}

/** Descends the same loss with steps that adapt to each parameter: slow, and with nothing to get wrong. */
function plainBeta({ ranks, labels, weights }: Sample): number[] {
  const inputs = Array.from(ranks, (rank) => [Math.log(logistic(rank)), -Math.log(logistic(-rank)), 1]);
  const total = weights.reduce((a, b) => a + b, 0);
  let at = [1, 1, 0];
  let momentum = [0, 0, 0];
  for (let round = 0; round < 60_000; round++) {
    const gradient = [0, 0, 0];
    inputs.forEach((input, row) => {
      const error = weights[row] * (logistic(at[0] * input[0] + at[1] * input[1] + at[2]) - labels[row]);
      for (let i = 0; i < 3; i++) gradient[i] += (error * input[i]) / total;
    });
    if (Math.max(...gradient.map(Math.abs)) < 1e-9) break;
    momentum = momentum.map((each, i) => 0.95 * each - 0.05 * gradient[i]);
    at = at.map((each, i) => each + momentum[i]);
  }
  return at;
}

test('beta calibration is where plain gradient descent ends', () => {
  const sample = drawSample(300, 3, (rank) => 0.7 * rank - 0.4);
  sample.weights.forEach((_, row) => (sample.weights[row] = 1 + (row % 3)));
  const { a, b, c } = fitBeta(sample);
  const plain = plainBeta(sample);
  if (plain[0] >= 0 && plain[1] >= 0) [a, b, c].forEach((each, i) => expect(each).toBeCloseTo(plain[i], 4));
  expect(a).toBeGreaterThanOrEqual(0);
  expect(b).toBeGreaterThanOrEqual(0);
}, 30_000);

test('beta calibration never falls, even where positives have the lower ranks', () => {
  const curve = fitBeta(drawSample(2000, 7, (rank) => -rank));
  for (let rank = -8; rank < 8; rank++)
    expect(betaLogit(curve, rank + 1)).toBeGreaterThanOrEqual(betaLogit(curve, rank));
  expect(betaSteps(curve, -8, 8).length).toBe(1);
});

test('labels that ranks part without error have no best curve, and it says so', () => {
  const ranks = Float64Array.from({ length: 40 }, (_, i) => i - 20);
  const sample = {
    ranks,
    labels: Uint8Array.from(ranks, (rank) => (rank >= 0 ? 1 : 0)),
    weights: new Float64Array(40).fill(1),
  };
  expect(() => fitBeta(sample)).toThrow(/no curve is best: use --method isotonic/);
});

for (const method of ['isotonic', 'beta'] as const) {
  test(`${method} finds the probability that the labels were drawn with`, () => {
    const sample = drawSample(40_000, 11, (rank) => 0.8 * rank - 2);
    const { calibration, crossFitted } = calibrate(sample, { method, numParts: 5, seed: 1 });
    const { steps } = calibration;
    const from = steps.map(([rank]) => rank);
    let error = 0;
    sample.ranks.forEach((rank, row) => {
      const truth = logistic(0.8 * rank - 2);
      error += Math.abs(steps[stepOf(from, rank)][1] - truth) + Math.abs(crossFitted[row] - truth);
    });
    expect(error / sample.ranks.length / 2).toBeLessThan(method === 'beta' ? 0.005 : 0.012);
  });

  test(`${method} at a base rate finds the probability in that mail from a sample enriched in positives`, () => {
    // in the mail 2 % are positive; the sample keeps all of them and 1 in 20 of the others
    const mail = drawSample(400_000, 13, (rank) => 1.2 * rank - 4);
    const share = shareOfPositives(mail);
    const rows = [...mail.labels.keys()].filter((row) => mail.labels[row] === 1 || row % 20 === 0);
    const enriched = {
      ranks: Float64Array.from(rows, (row) => mail.ranks[row]),
      labels: Uint8Array.from(rows, (row) => mail.labels[row]),
      weights: new Float64Array(rows.length).fill(1),
    };
    expect(shareOfPositives(enriched)).toBeGreaterThan(4 * share);
    expect(shareOfPositives(atBaseRate(enriched, share))).toBeCloseTo(share, 12);
    const { steps } = calibrate(enriched, { method, baseRate: share, numParts: 5, seed: 1 }).calibration;
    const from = steps.map(([rank]) => rank);
    // a step of isotonic regression is a mean over some ranks
    const slack = method === 'beta' ? 1.25 : 1.6;
    for (const rank of [0, 1, 2]) {
      const ratio = steps[stepOf(from, rank)][1] / logistic(1.2 * rank - 4);
      expect(ratio).toBeGreaterThan(1 / slack);
      expect(ratio).toBeLessThan(slack);
    }
  });
}

test('rows of one group are never predicted by a fit on the others of it', () => {
  // each group has a rank of its own, and its label is a toss: whoever sees the group knows it
  const random = seededRandom(17);
  const groups = Uint32Array.from({ length: 6000 }, (_, row) => Math.floor(row / 20));
  const tosses = Uint8Array.from({ length: 300 }, () => random.below(2));
  const sample = {
    ranks: Float64Array.from(groups, (group) => ((group * 7919) % 300) / 10),
    labels: Uint8Array.from(groups, (group) => tosses[group]),
    weights: new Float64Array(6000).fill(1),
  };
  const { crossFitted } = calibrate(sample, { method: 'isotonic', groups, numParts: 5, seed: 3 });
  const right = crossFitted.reduce(
    (sum, probability, row) => sum + (probability > 0.5 === (sample.labels[row] === 1) ? 1 : 0),
    0,
  );
  expect(right / 6000).toBeLessThan(0.62);
});

test('what cannot be calibrated is refused by its own message', () => {
  const sample = drawSample(50, 19, (rank) => rank);
  const options = { method: 'isotonic', numParts: 5, seed: 1 } as const;
  expect(() => calibrate({ ...sample, labels: new Uint8Array(50) }, options)).toThrow(/rows of both labels/);
  expect(() => calibrate(sample, { ...options, baseRate: 1 })).toThrow(/base rate between 0 and 1, got 1/);
  expect(() => calibrate(sample, { ...options, numParts: 1 })).toThrow(/at least 2 parts/);
  expect(() => calibrate(sample, { ...options, numParts: 51 })).toThrow(/51 parts of 50 groups/);
  const single = { ...sample, labels: Uint8Array.from({ length: 50 }, (_, row) => (row === 0 ? 1 : 0)) };
  expect(() => calibrate(single, options)).toThrow(/both labels in the rows outside each of 5 parts/);
});
