/** Precision, recall and F1 on labelled pairs of names, by group. */
import { Random } from '../../src/base/random.ts';
import { type Interval, percentiles } from '../../src/evaluate/intervals.ts';
import { nameComparator } from '../../src/watchlist/compare/name.ts';
import { readTable, schemaKinds } from './data.ts';

export type Pair = {
  readonly group: string;
  readonly fromModel: boolean;
  readonly isMatch: boolean;
  readonly score: number;
};
export type Figure = { readonly value: number; readonly interval: Interval };
export type PairFigures = {
  readonly precision: Figure;
  readonly recall: Figure;
  readonly f1: Figure;
  readonly pairs: number;
};

const RESAMPLES = 1000;

export async function scoredCases(): Promise<Pair[]> {
  const rows = await readTable('names/nomenklatura/cases.csv');
  return rows.map(({ case_group, schema, name1, name2, is_match, category }) => ({
    group: case_group,
    fromModel: category.startsWith('LLM'),
    isMatch: is_match === 'true',
    score: nameComparator(schemaKinds[schema]).compare(name1, name2).score,
  }));
}

/** Intervals are percentiles of resampled pairs. */
export function pairFigures(pairs: readonly Pair[], threshold: number): PairFigures {
  const random = new Random(20_261);
  const resampled = Array.from({ length: RESAMPLES }, () =>
    figuresOf(
      pairs.map(() => random.pick(pairs)),
      threshold,
    ),
  );
  const [precision, recall, f1] = figuresOf(pairs, threshold).map((value, i) => ({
    value,
    interval: percentiles(resampled.map((figures) => figures[i])),
  }));
  return { precision, recall, f1, pairs: pairs.length };
}

function figuresOf(pairs: readonly Pair[], threshold: number): [precision: number, recall: number, f1: number] {
  let [found, wrong, missed] = [0, 0, 0];
  for (const { isMatch, score } of pairs) {
    if (score >= threshold && isMatch) found++;
    else if (score >= threshold) wrong++;
    else if (isMatch) missed++;
  }
  return [found / (found + wrong), found / (found + missed), (2 * found) / (2 * found + wrong + missed)];
}
