/**
 * What logic_v2 of opensanctions/nomenklatura scores on the labelled pairs, as its authors froze it
 * (contrib/name_bench/run_data/logicv2-frozen.csv, commit 0be02e8), counted here once by the pairs of names. Ten of the
 * 573 pairs came to the cases later and have no score there: the five of cust_cases, and those five of cluster_align
 * that stand in no other group. Figures are compared on the other 563.
 */
import { type PairCounts, ratesOf } from './pairCounts.ts';

const LATER_GROUPS = ['cust_cases', 'cluster_align'];

/** Found, wrong and missed at a threshold, by the group of pairs; they give the P, R and F1 that were published. */
const frozen: Readonly<Record<string, PairCounts>> = {
  'all 0.7': { found: 214, wrong: 100, missed: 49 },
  'all 0.85': { found: 143, wrong: 18, missed: 120 },
  'proposed by no language model 0.7': { found: 32, wrong: 1, missed: 8 },
  'nk_unit_tests 0.7': { found: 30, wrong: 1, missed: 7 },
};

export type FrozenRates = { readonly precision: number; readonly recall: number; readonly f1: number };

/** Null where none was counted for this group. */
export function frozenRates(group: string, threshold: number): FrozenRates | null {
  const counts = frozen[`${group} ${threshold}`];
  if (counts === undefined) return null;
  const [precision, recall, f1] = ratesOf(counts);
  return { precision, recall, f1 };
}

/** Whether the frozen scores have this pair; a pair may stand in several groups and is scored once. */
export function scoredByFrozen(rows: readonly { case_group: string; name1: string; name2: string }[]): boolean[] {
  const pairOf = ({ name1, name2 }: { name1: string; name2: string }): string => `${name1}\t${name2}`;
  const scored = new Set(rows.filter((row) => !LATER_GROUPS.includes(row.case_group)).map(pairOf));
  return rows.map((row) => scored.has(pairOf(row)));
}
