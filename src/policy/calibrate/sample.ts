/** What a calibration is fitted on: ranks with labels, each standing for so many rows. */

export type Sample = {
  readonly ranks: Float64Array;
  /** 1 positive, 0 negative. */
  readonly labels: Uint8Array;
  /** Above 0. */
  readonly weights: Float64Array;
};

/** From a rank on, a probability. */
export type Level = { readonly from: number; readonly probability: number };

/** The rows with these numbers. */
export function pick({ ranks, labels, weights }: Sample, rows: readonly number[]): Sample {
  return {
    ranks: Float64Array.from(rows, (row) => ranks[row]),
    labels: Uint8Array.from(rows, (row) => labels[row]),
    weights: Float64Array.from(rows, (row) => weights[row]),
  };
}

/** Weight of the positives over the weight of all. */
export function shareOfPositives({ labels, weights }: Sample): number {
  let positive = 0;
  let total = 0;
  for (let row = 0; row < labels.length; row++) {
    total += weights[row];
    if (labels[row] === 1) positive += weights[row];
  }
  return positive / total;
}

/** What a negative row and a positive row stand for on average. */
export function meanWeights({ labels, weights }: Sample): [negative: number, positive: number] {
  const sums = [0, 0];
  const counts = [0, 0];
  labels.forEach((label, row) => {
    sums[label] += weights[row];
    counts[label] += 1;
  });
  return [sums[0] / counts[0], sums[1] / counts[1]];
}

/**
 * The same rows weighted so that positives are the given share of all (Elkan 2001; Saerens and others 2002). Right
 * where the rows were drawn by their label alone: among positives, and among negatives, as they come in the mail.
 */
export function atBaseRate(sample: Sample, baseRate: number): Sample {
  const share = shareOfPositives(sample);
  const factors = [(1 - baseRate) / (1 - share), baseRate / share];
  return { ...sample, weights: sample.weights.map((weight, row) => weight * factors[sample.labels[row]]) };
}
