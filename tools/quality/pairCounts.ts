/** Pairs by what a threshold makes of them, and the rates that this gives. */

/** Matches above the threshold, others above it, and matches below. */
export type PairCounts = { readonly found: number; readonly wrong: number; readonly missed: number };
export type ScoredPair = { readonly isMatch: boolean; readonly score: number };

export function countsOf(pairs: readonly ScoredPair[], threshold: number): PairCounts {
  let [found, wrong, missed] = [0, 0, 0];
  for (const { isMatch, score } of pairs) {
    if (score >= threshold && isMatch) found++;
    else if (score >= threshold) wrong++;
    else if (isMatch) missed++;
  }
  return { found, wrong, missed };
}

export function ratesOf({ found, wrong, missed }: PairCounts): [precision: number, recall: number, f1: number] {
  return [found / (found + wrong), found / (found + missed), (2 * found) / (2 * found + wrong + missed)];
}
