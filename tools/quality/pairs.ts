/** Precision, recall and F1 on labelled pairs of names, by group. */
import { Random } from '../../src/base/random.ts';
import { type Interval, percentiles, wilson } from '../../src/evaluate/intervals.ts';
import { nameComparator } from '../../src/watchlist/compare/name.ts';
import { readTable, schemaKinds } from './data.ts';
import { scoredByFrozen } from './frozen.ts';
import { countsOf, ratesOf, type ScoredPair } from './pairCounts.ts';

export type Pair = {
  readonly group: string;
  readonly fromModel: boolean;
  readonly isMatch: boolean;
  readonly score: number;
  /** Whether the frozen baseline has a score for it. */
  readonly isFrozen: boolean;
};
export type Figure = { readonly value: number; readonly interval: Interval };
export type PairFigures = {
  readonly precision: Figure;
  readonly recall: Figure;
  readonly f1: Figure;
  readonly pairs: number;
};

const RESAMPLES = 1000;

type CaseRow = Readonly<Record<'case_group' | 'schema' | 'name1' | 'name2' | 'is_match' | 'category', string>>;

export async function scoredCases(): Promise<Pair[]> {
  const rows = (await readTable('names/nomenklatura/cases.csv')) as CaseRow[];
  const isFrozen = scoredByFrozen(rows);
  return rows.map(({ case_group, schema, name1, name2, is_match, category }, i) => ({
    group: case_group,
    fromModel: category.startsWith('LLM'),
    isMatch: is_match === 'true',
    score: nameComparator(schemaKinds[schema]).compare(name1, name2).score,
    isFrozen: isFrozen[i],
  }));
}

/** Intervals of precision and recall are Wilson's; of F1, which is no share, percentiles of resampled pairs. */
export function pairFigures(pairs: readonly ScoredPair[], threshold: number): PairFigures {
  const random = new Random(20_261);
  const f1s = Array.from({ length: RESAMPLES }, () => {
    const [, , f1] = ratesOf(
      countsOf(
        pairs.map(() => random.pick(pairs)),
        threshold,
      ),
    );
    return f1;
  });
  const counts = countsOf(pairs, threshold);
  const { found, wrong, missed } = counts;
  const [precision, recall, f1] = ratesOf(counts);
  return {
    precision: { value: precision, interval: wilson(found, found + wrong) },
    recall: { value: recall, interval: wilson(found, found + missed) },
    f1: { value: f1, interval: percentiles(f1s) },
    pairs: pairs.length,
  };
}
