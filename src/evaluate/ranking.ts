/** Rows in order of score, as bands of equal scores: the only thing any figure needs to know of the scores. */
import { PosternError } from '../contract/errors.ts';

export type Ranking = {
  /** Row numbers, highest score first. */
  readonly order: Uint32Array;
  /** Where each band of equal scores begins in `order`; one more entry ends the last. */
  readonly bands: Uint32Array;
};

/** Sums over bands, highest score first: what was ranked there and how much of it is positive. */
export type BandSums = { readonly total: Float64Array; readonly positive: Float64Array };

/** @throws PosternError REQUEST_INVALID for a score that is not a number: missing scores have no place in an order. */
export function rank(scores: Float64Array): Ranking {
  const missing = scores.findIndex((score) => Number.isNaN(score));
  if (missing >= 0) throw new PosternError('REQUEST_INVALID', `row ${missing + 1}: expected a score, got none`);
  const order = Uint32Array.from(scores.keys()).sort((a, b) => {
    const [left, right] = [scores[a] as number, scores[b] as number];
    // not a difference: that of two infinities is no number
    return left > right ? -1 : left < right ? 1 : a - b;
  });
  const starts: number[] = [];
  for (let i = 0; i < order.length; i++) {
    if (i === 0 || scores[order[i] as number] !== scores[order[i - 1] as number]) starts.push(i);
  }
  starts.push(order.length);
  return { order, bands: Uint32Array.from(starts) };
}

/** @param weights  Length of the rows; how much each row stands for. */
export function sumBands({ order, bands }: Ranking, labels: Uint8Array, weights: Float64Array): BandSums {
  const numBands = Math.max(0, bands.length - 1);
  const total = new Float64Array(numBands);
  const positive = new Float64Array(numBands);
  for (let band = 0; band < numBands; band++) {
    const end = bands[band + 1] as number;
    let sum = 0;
    let positiveSum = 0;
    for (let i = bands[band] as number; i < end; i++) {
      const row = order[i] as number;
      const weight = weights[row] as number;
      sum += weight;
      if (labels[row] === 1) positiveSum += weight;
    }
    total[band] = sum;
    positive[band] = positiveSum;
  }
  return { total, positive };
}
