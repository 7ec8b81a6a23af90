/** What inspecting the top share finds, with the tied band at the cut taken apart. */
import type { BandSums } from './ranking.ts';

/** Positives found, over all orders in which tied rows may be inspected. */
export type Found = { readonly mean: number; readonly best: number; readonly worst: number };

export type Cut = {
  /** Weight that is inspected. */
  readonly inspected: number;
  readonly found: Found;
  /** Weight of the band that the cut goes through, and how much of it is inspected; both 0 for a clean cut. */
  readonly tied: number;
  readonly tiedInspected: number;
};

/** Rows that a share stands for: the nearest whole number of equal rows, at least one; of weighted rows, the share itself. */
export function capacityOf(share: number, totalWeight: number, isWeighted: boolean): number {
  if (isWeighted) return share * totalWeight;
  return Math.min(totalWeight, Math.max(1, Math.round(share * totalWeight)));
}

export function cutAt({ total, positive }: BandSums, capacity: number): Cut {
  let inspected = 0;
  let sure = 0;
  for (let band = 0; band < total.length; band++) {
    const size = total[band] as number;
    const here = positive[band] as number;
    if (inspected + size > capacity) {
      const part = capacity - inspected;
      const found = {
        mean: sure + (part > 0 ? (here * part) / size : 0),
        best: sure + Math.min(here, part),
        worst: sure + Math.max(0, part - (size - here)),
      };
      return { inspected: capacity, found, tied: part > 0 ? size : 0, tiedInspected: part };
    }
    inspected += size;
    sure += here;
  }
  return { inspected, found: { mean: sure, best: sure, worst: sure }, tied: 0, tiedInspected: 0 };
}
