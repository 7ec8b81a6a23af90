/** Labelled pairs of names beside the frozen baseline. */
import { markdownTable } from '../../../src/cli/textTable.ts';
import type { Bar } from '../bars.ts';
import { type FrozenRates, frozenRates } from '../frozen.ts';
import { type Pair, type PairFigures, pairFigures, scoredCases } from '../pairs.ts';
import { columns, figureText, type Section } from '../section.ts';

const THRESHOLDS = [0.7, 0.85];
/** F1 must lie so far above the baseline, on the same pairs. */
const LEAST_ABOVE = 0.05;
const SAME = ', that the baseline scored';

type Measured = PairFigures & { readonly name: string; readonly threshold: number };

export async function casesSection(): Promise<Section> {
  const cases = await scoredCases();
  const byPeople = cases.filter(({ fromModel }) => !fromModel);
  const groups: (readonly [string, readonly Pair[]])[] = [
    ['all', cases],
    [`all${SAME}`, cases.filter(({ isFrozen }) => isFrozen)],
    ['proposed by no language model', byPeople],
    [`proposed by no language model${SAME}`, byPeople.filter(({ isFrozen }) => isFrozen)],
    ...[...new Set(cases.map(({ group }) => group))].map(
      (name) => [name, cases.filter(({ group }) => group === name)] as const,
    ),
  ];
  const measured = THRESHOLDS.flatMap((threshold) =>
    groups.map(([name, pairs]) => ({ name, threshold, ...pairFigures(pairs, threshold) })),
  );
  return {
    lines: markdownTable(
      columns('pairs of names', ['pairs', 'threshold', 'precision', 'recall', 'F1', 'frozen baseline, same pairs']),
      measured.map(({ name, threshold, pairs, precision, recall, f1 }) => [
        name,
        String(pairs),
        String(threshold),
        ...[precision, recall, f1].map(figureText),
        frozenText(frozenOf(name, threshold)),
      ]),
    ),
    figures: Object.fromEntries(
      measured
        // a handful of pairs says nothing
        .filter(({ pairs }) => pairs >= 50)
        .flatMap(({ name, threshold, precision, recall, f1 }) => [
          [`pairs, ${name}, precision at ${threshold}`, { ...precision, better: 'higher' }],
          [`pairs, ${name}, recall at ${threshold}`, { ...recall, better: 'higher' }],
          [`pairs, ${name}, F1 at ${threshold}`, { ...f1, better: 'higher' }],
        ]),
    ),
    bars: measured.flatMap(aboveBaseline),
  };
}

/** The baseline of a group, where these are just the pairs that it scored. */
function frozenOf(name: string, threshold: number): FrozenRates | null {
  const isWhole = name === 'nk_unit_tests';
  return name.endsWith(SAME) || isWhole ? frozenRates(name.replace(SAME, ''), threshold) : null;
}

function frozenText(rates: FrozenRates | null): string {
  if (rates === null) return '';
  const { precision, recall, f1 } = rates;
  return `P ${precision.toFixed(3)}, R ${recall.toFixed(3)}, F1 ${f1.toFixed(3)}`;
}

function aboveBaseline({ name, threshold, f1 }: Measured): Bar[] {
  const rates = threshold === THRESHOLDS[0] ? frozenOf(name, threshold) : null;
  if (rates === null) return [];
  const value = f1.value - rates.f1;
  return [{ name: `pairs, ${name}, F1 at ${threshold} above the frozen baseline`, value, least: LEAST_ABOVE }];
}
