/** Figures counted the slow, plain way: over every pair of rows and every order of ties. */

export function pairwiseAuc(scores: readonly number[], labels: readonly number[], weights: readonly number[]): number {
  let won = 0;
  let all = 0;
  scores.forEach((positive, i) => {
    if (labels[i] !== 1) return;
    scores.forEach((negative, j) => {
      if (labels[j] !== 0) return;
      const pair = (weights[i] as number) * (weights[j] as number);
      all += pair;
      won += positive > negative ? pair : positive === negative ? pair / 2 : 0;
    });
  });
  return won / all;
}

/** Positives among the first `count` rows: over all permutations that respect the scores. Few rows only. */
export function foundOverAllOrders(
  scores: readonly number[],
  labels: readonly number[],
  count: number,
): { mean: number; best: number; worst: number } {
  const found: number[] = [];
  for (const order of permutations([...scores.keys()])) {
    const ordered = order.every(
      (row, i) => i === 0 || (scores[order[i - 1] as number] as number) >= (scores[row] as number),
    );
    if (ordered) found.push(order.slice(0, count).filter((row) => labels[row] === 1).length);
  }
  return {
    mean: found.reduce((sum, n) => sum + n, 0) / found.length,
    best: Math.max(...found),
    worst: Math.min(...found),
  };
}

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}
