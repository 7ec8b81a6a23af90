/**
 * How well names are compared, on labelled data that was not made here: one table, with intervals of 95 %.
 *
 *   node dist/tools/quality/run.js [--innocents N] [--write]
 *
 * `--write` puts the tables into src/watchlist/README.md.
 */
import { parseArgs } from 'node:util';
import { wilson } from '../../src/evaluate/intervals.ts';
import { writeBetweenMarks } from '../../src/cli/markedText.ts';
import { type Column, markdownTable } from '../../src/cli/textTable.ts';
import { NameSearch } from '../../src/watchlist/search/nameSearch.ts';
import { hasData, readOfacList } from './data.ts';
import { aliasScores, crossScriptScores, innocentScores, positiveScores, type Share } from './lists.ts';
import { type Figure, type Pair, pairFigures, scoredCases } from './pairs.ts';

/** F1 of logic_v2 of opensanctions/nomenklatura on 563 of these rows, as its authors froze it beside them. */
const frozen: Readonly<Record<string, string>> = {
  'all 0.7': 'P .682, R .814, F1 .742',
  'all 0.85': 'P .888, R .544',
  'nk_unit_tests 0.7': 'F1 .882',
};
const PAIR_THRESHOLDS = [0.7, 0.85];
const LIST_THRESHOLDS = [0.7, 0.75, 0.8, 0.85, 0.9, 0.95];
const SEED = 7;

const { values } = parseArgs({
  options: { innocents: { type: 'string', default: '5000' }, write: { type: 'boolean' } },
});

if (!hasData()) {
  process.stdout.write('skipped: data not present\n');
} else {
  const text = [
    ...(await caseTable()),
    '',
    ...(await listTable(Number(values.innocents))),
    '',
    ...(await crossScript()),
  ].join('\n');
  process.stdout.write(`${text}\n`);
  if (values.write) writeBetweenMarks('src/watchlist/README.md', 'quality', text);
}

async function caseTable(): Promise<string[]> {
  const cases = await scoredCases();
  const groups: (readonly [string, readonly Pair[]])[] = [
    ['all', cases],
    ['proposed by no language model', cases.filter(({ fromModel }) => !fromModel)],
    ...[...new Set(cases.map(({ group }) => group))].map(
      (name) => [name, cases.filter(({ group }) => group === name)] as const,
    ),
  ];
  const rows = PAIR_THRESHOLDS.flatMap((threshold) =>
    groups.map(([name, pairs]) => {
      const { precision, recall, f1 } = pairFigures(pairs, threshold);
      const told = [precision, recall, f1].map(figureText);
      return [name, String(pairs.length), String(threshold), ...told, frozen[`${name} ${threshold}`] ?? ''];
    }),
  );
  return markdownTable(
    columns('pairs of names', ['pairs', 'threshold', 'precision', 'recall', 'F1', 'frozen baseline']),
    rows,
  );
}

async function listTable(numInnocents: number): Promise<string[]> {
  const entries = await readOfacList();
  const search = new NameSearch(entries);
  const innocents = await innocentScores(search, numInnocents, SEED);
  const positives = await positiveScores(search, entries);
  const meant = positives.filter(({ hasCounterpart }) => hasCounterpart).map(({ score }) => score);
  const others = positives.filter(({ hasCounterpart }) => !hasCounterpart).map(({ score }) => score);
  const aliases = aliasScores(entries);
  const aliasesOf = (isPerson: boolean): number[] =>
    aliases.filter(({ kind }) => (kind === 'person') === isPerson).map(({ score }) => score);
  const measured: (readonly [string, readonly number[]])[] = [
    [`innocents hit (sample of ${innocents.length}, seed ${SEED})`, innocents],
    ['UN names with a counterpart, found', meant],
    ['UN names without the same words on the list, any hit', others],
    ['aliases of people, alike to the primary name', aliasesOf(true)],
    ['aliases of others, alike to the primary name', aliasesOf(false)],
  ];
  const rows = measured.map(([name, scores]) => [
    name,
    String(scores.length),
    ...LIST_THRESHOLDS.map((least) =>
      shareText({ count: scores.filter((score) => score >= least).length, of: scores.length }),
    ),
  ]);
  return markdownTable(
    columns('against the real SDN list', ['names', ...LIST_THRESHOLDS.map((least) => `≥ ${least}`)]),
    rows,
  );
}

async function crossScript(): Promise<string[]> {
  const pairs = await crossScriptScores();
  const missed = pairs.filter(({ score }) => score < 0.7).map(({ query, expected }) => `${query} (${expected})`);
  const numFound = pairs.length - missed.length;
  const share = shareText({ count: numFound, of: pairs.length });
  return [`Cross-script pairs at 0.7: ${numFound} of ${pairs.length}, ${share}. Not found: ${missed.join(', ')}.`];
}

function columns(first: string, others: readonly string[]): Column[] {
  return [{ title: first, align: 'left' }, ...others.map((title): Column => ({ title, align: 'right' }))];
}

function figureText({ value, interval: { low, high } }: Figure): string {
  return `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
}

function shareText({ count, of }: Share): string {
  const { low, high } = wilson(count, of);
  return `${percent(count / of)} (${percent(low)} to ${percent(high)})`;
}

function percent(share: number): string {
  const value = 100 * share;
  return `${value >= 10 ? value.toFixed(1) : value >= 1 ? value.toFixed(2) : value.toPrecision(2)} %`.replace(
    '0.0 %',
    '0 %',
  );
}
