/**
 * Isotonic regression by pooling adjacent violators (Ayer and others 1955): the rising step function nearest to the
 * labels. On the ranks it was fitted on it is scikit-learn's IsotonicRegression; between them a step and no slope.
 */
import { type Level, meanWeights, type Sample } from './sample.ts';

/** Ranks from `from` on, pooled: weight in all, weight of the positives. */
type Pool = { readonly from: number; total: number; positive: number };

/** Steps of a sample, rising; at least one. Probabilities may be 0 at the low end and 1 at the high one. */
export function fitIsotonic(sample: Sample): Level[] {
  return poolsOf(sample).map(({ from, total, positive }) => ({ from, probability: positive / total }));
}

/**
 * The same, where nothing is certain: a step that saw one label only is given half an average row of the other, and is
 * held between its neighbours. Where few lawful rows stand for many, that is much, and rightly so.
 */
export function fitOpenIsotonic(sample: Sample): Level[] {
  const pools = poolsOf(sample);
  const [halfNegative, halfPositive] = meanWeights(sample).map((weight) => weight / 2);
  const steps = pools.map(({ from, total, positive }) => {
    if (positive === 0) return { from, probability: halfPositive / (total + halfPositive) };
    if (positive === total) return { from, probability: total / (total + halfNegative) };
    return { from, probability: positive / total };
  });
  return steps.map(({ from, probability }, i) => {
    const above = steps[i + 1]?.probability ?? 1;
    const below = steps[i - 1]?.probability ?? 0;
    if (pools[i].positive === 0) return { from, probability: Math.min(probability, above / 2) };
    return { from, probability: Math.max(probability, pools[i].positive === pools[i].total ? (1 + below) / 2 : 0) };
  });
}

function poolsOf({ ranks, labels, weights }: Sample): Pool[] {
  const order = Uint32Array.from(ranks, (_, row) => row).sort((a, b) => ranks[a] - ranks[b]);
  const pools: Pool[] = [];
  let at = 0;
  while (at < order.length) {
    // rows of one rank are one
    const here: Pool = { from: ranks[order[at]], total: 0, positive: 0 };
    for (; at < order.length && ranks[order[at]] === here.from; at++) {
      here.total += weights[order[at]];
      if (labels[order[at]] === 1) here.positive += weights[order[at]];
    }
    pools.push(here);
    while (pools.length > 1 && !isBelow(pools[pools.length - 2], pools[pools.length - 1])) mergeLast(pools);
  }
  return pools;
}

function isBelow(lower: Pool, upper: Pool): boolean {
  return lower.positive * upper.total < upper.positive * lower.total;
}

function mergeLast(pools: Pool[]): void {
  const { total, positive } = pools.pop() as Pool;
  const merged = pools[pools.length - 1];
  merged.total += total;
  merged.positive += positive;
}
