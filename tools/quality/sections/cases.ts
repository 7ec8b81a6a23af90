/** Labelled pairs of names beside the frozen baseline. */
import { markdownTable } from '../../../src/cli/textTable.ts';
import { type Pair, pairFigures, scoredCases } from '../pairs.ts';
import { columns, figureText, type Section } from '../section.ts';

/** F1 of logic_v2 of opensanctions/nomenklatura on 563 of these rows, as its authors froze it beside them. */
const frozen: Readonly<Record<string, string>> = {
  'all 0.7': 'P .682, R .814, F1 .742',
  'all 0.85': 'P .888, R .544',
  'nk_unit_tests 0.7': 'F1 .882',
};
const THRESHOLDS = [0.7, 0.85];

export async function casesSection(): Promise<Section> {
  const cases = await scoredCases();
  const groups: (readonly [string, readonly Pair[]])[] = [
    ['all', cases],
    ['proposed by no language model', cases.filter(({ fromModel }) => !fromModel)],
    ...[...new Set(cases.map(({ group }) => group))].map(
      (name) => [name, cases.filter(({ group }) => group === name)] as const,
    ),
  ];
  const measured = THRESHOLDS.flatMap((threshold) =>
    groups.map(([name, pairs]) => ({ name, threshold, ...pairFigures(pairs, threshold) })),
  );
  return {
    lines: markdownTable(
      columns('pairs of names', ['pairs', 'threshold', 'precision', 'recall', 'F1', 'frozen baseline']),
      measured.map(({ name, threshold, pairs, precision, recall, f1 }) => [
        name,
        String(pairs),
        String(threshold),
        ...[precision, recall, f1].map(figureText),
        frozen[`${name} ${threshold}`] ?? '',
      ]),
    ),
    figures: Object.fromEntries(
      measured
        // a handful of pairs says nothing
        .filter(({ pairs }) => pairs >= 50)
        .map(({ name, threshold, f1 }) => [`pairs, ${name}, F1 at ${threshold}`, { ...f1, better: 'higher' }]),
    ),
  };
}
