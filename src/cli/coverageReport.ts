/** Counts of rules on samples of mail: as tables for people, as Markdown for a README, as JSON. */
import {
  type Coverage,
  type Implied,
  impliedRules,
  MOST_COMPARED,
  type Overlap,
  overlappingRules,
} from '../engine/rulePacks/coverage.ts';
import { wilson } from '../evaluate/intervals.ts';
import type { Pack, PackRule } from '../rules/pack/pack.ts';
import { colours as pc } from './colours.ts';
import { doesText } from './commands/rulesCheck.ts';
import { type Column, markdownTable, textTable } from './textTable.ts';

export type Sample = { readonly name: string; readonly synthetic: boolean; readonly coverage: Coverage };

export function coverageText(pack: Pack, samples: readonly Sample[]): string {
  const blocks = samples.map((sample) => [
    pc.bold(headline(sample)),
    '',
    ...textTable(columnsOf(), rowsOf(pack, sample)),
    '',
    ...remarks(pack, sample),
    '',
  ]);
  return `${blocks.flat().join('\n')}`;
}

const columnsOf = (): Column[] => [
  { title: 'rule', align: 'left' },
  { title: 'does', align: 'left' },
  { title: 'hits', align: 'right' },
  { title: 'share', align: 'right' },
  { title: '95 %', align: 'right' },
  { title: 'alone', align: 'right' },
  { title: 'not evaluated', align: 'right' },
];

function rowsOf({ rules }: Pack, { coverage }: Sample): string[][] {
  return rules.map(({ rule }, i) => {
    const { hits, alone, errors } = coverage.rules[i];
    const cells = [
      String(hits),
      ...shareCells(hits, coverage.parcels),
      String(alone),
      errors === 0 ? '' : String(errors),
    ];
    return [rule.code, doesText(rule), ...cells];
  });
}

function shareCells(hits: number, parcels: number): [share: string, interval: string] {
  if (parcels === 0) return ['', ''];
  const { low, high } = wilson(hits, parcels);
  return [percent(hits / parcels), `${percent(low)} to ${percent(high)}`];
}

/** Three digits, and no more zeros than the eye needs. */
function percent(share: number): string {
  const value = 100 * share;
  if (value === 0) return '0 %';
  return `${value >= 10 ? value.toFixed(1) : value >= 0.1 ? value.toFixed(2) : value.toPrecision(2)} %`;
}

function headline({ name, coverage }: Sample): string {
  const { parcels, rowErrors, raised, asked, hit } = coverage;
  const told = (count: number): string => {
    const [share, interval] = shareCells(count, parcels);
    return `${count}${share === '' ? '' : ` (${share}, ${interval})`}`;
  };
  const errors = rowErrors === 0 ? '' : `, ${rowErrors} rows that are no parcel left out`;
  return `${name}: ${parcels} parcels${errors}; raised by rules on risk, lists or links ${told(raised)}; others asked about their data ${told(asked)}; hit by any rule ${hit}`;
}

function remarks(pack: Pack, { coverage }: Sample): string[] {
  const rules = pack.rules.map(({ rule }) => rule);
  const silent = pack.rules.filter((_, i) => coverage.rules[i].hits === 0);
  const constant = rules.filter((_, i) => coverage.parcels > 0 && coverage.rules[i].hits === coverage.parcels);
  const failing = coverage.rules.flatMap(({ errors, why }, i) =>
    errors === 0 ? [] : [`  ${rules[i].code}: ${errors} parcels, ${why}`],
  );
  return [
    ...named('never fires', silent.filter(({ needs }) => needs === null).map(codeOf)),
    ...named(
      'never fires, needs what this sample does not hold',
      silent.filter(({ needs }) => needs !== null).map(codeOf),
    ),
    ...named(
      'always fires',
      constant.map(({ code }) => code),
    ),
    ...(failing.length > 0 ? ['not evaluated:', ...failing] : []),
    ...impliedLines(impliedRules(rules, coverage)),
    ...overlapLines(overlappingRules(rules, coverage)),
    ...(rules.length > MOST_COMPARED ? [`conditions were not compared: more than ${MOST_COMPARED} rules`] : []),
  ];
}

const LINE_WIDTH = 120;

/** An item of a Markdown list over as many lines as it needs. */
function wrapped(item: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of item.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > LINE_WIDTH) {
      lines.push(line);
      line = ' ';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

const codeOf = ({ rule }: PackRule): string => rule.code;

function named(title: string, codes: readonly string[]): string[] {
  return codes.length === 0 ? [] : [`${title}: ${codes.join(', ')}`];
}

function impliedLines(implied: readonly Implied[]): string[] {
  if (implied.length === 0) return [];
  return [
    'hits only where another rule hits:',
    ...implied.map(({ rule, by, hits, byStructure }) => {
      const how = byStructure ? 'by its condition' : `on this sample, all ${hits} hits`;
      return `  ${rule} -> ${by} (${how})`;
    }),
  ];
}

function overlapLines(overlaps: readonly Overlap[]): string[] {
  if (overlaps.length === 0) return [];
  const lines = overlaps.map(
    ({ rules: [one, other], both, share }) => `  ${one}, ${other}: ${both} both, ${percent(share)}`,
  );
  return ['hit much the same parcels:', ...lines];
}

/** One table with a pair of columns a sample, and what the catalogue says of each topic. */
export function coverageMarkdown(pack: Pack, samples: readonly Sample[]): string {
  const columns: Column[] = [
    { title: 'rule', align: 'left' },
    { title: 'topics', align: 'left' },
    { title: 'does', align: 'left' },
    ...samples.flatMap(({ name }): Column[] => [
      { title: `${name}: hits`, align: 'right' },
      { title: 'share (95 %, Wilson)', align: 'right' },
    ]),
    { title: 'needs', align: 'left' },
  ];
  const rows = pack.rules.map(({ rule, covers, needs }, i) => [
    rule.code,
    covers.join(' '),
    doesText(rule),
    ...samples.flatMap(({ coverage }) => {
      const { hits } = coverage.rules[i];
      const [share, interval] = shareCells(hits, coverage.parcels);
      return [String(hits), `${share} (${interval})`];
    }),
    needs ?? '',
  ]);
  const topics = pack.catalogue.map(({ name, title, limits }) => {
    const codes = pack.rules.filter(({ covers }) => covers.includes(name)).map(codeOf);
    return [name, title, codes.join(', ') || 'none', limits ?? ''];
  });
  const topicColumns = ['topic', 'what', 'rules', 'what rules cannot say'].map(
    (title): Column => ({ title, align: 'left' }),
  );
  return [
    ...samples.flatMap((sample) => wrapped(`- ${headline(sample)}.`)),
    '',
    ...markdownTable(columns, rows),
    '',
    ...(topics.length > 0 ? markdownTable(topicColumns, topics) : []),
    '',
  ].join('\n');
}

export function coverageJson(pack: Pack, samples: readonly Sample[]): string {
  const rules = pack.rules.map(({ rule }) => rule);
  const told = samples.map(({ name, synthetic, coverage }) => ({
    name,
    synthetic,
    parcels: coverage.parcels,
    rowErrors: coverage.rowErrors,
    raised: coverage.raised,
    asked: coverage.asked,
    hit: coverage.hit,
    rules: coverage.rules.map((count, i) => ({
      code: rules[i].code,
      ...count,
      interval95: wilson(count.hits, coverage.parcels),
    })),
    implied: impliedRules(rules, coverage),
    overlaps: overlappingRules(rules, coverage),
  }));
  return `${JSON.stringify(told, undefined, 2)}\n`;
}
