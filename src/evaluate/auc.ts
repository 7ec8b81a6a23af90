import type { BandSums } from './ranking.ts';

/**
 * Area under the ROC curve: the chance that a positive is ranked above a negative, ties counting half
 * (the Mann-Whitney statistic over its maximum). NaN when either kind is absent.
 */
export function areaUnderCurve({ total, positive }: BandSums): number {
  let positives = 0;
  let negatives = 0;
  let ordered = 0;
  for (let band = total.length - 1; band >= 0; band--) {
    const here = positive[band] as number;
    const others = (total[band] as number) - here;
    ordered += here * (negatives + others / 2);
    positives += here;
    negatives += others;
  }
  return ordered / (positives * negatives);
}
