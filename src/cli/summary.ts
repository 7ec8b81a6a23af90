/** What a screening run came to: rows by action, by rule and by error, and how fast. */
import { errorColours as pc } from './colours.ts';
import { type Action, actions } from '../contract/decision.ts';
import type { BundleInfo } from '../contract/screener.ts';
import type { ScreeningStats } from '../contract/host.ts';
import { count } from './progress.ts';

const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);

/** Rows that were answered with an error. */
export function numRowErrors(stats: ScreeningStats): number {
  return sum(stats.rowErrorsByCode);
}

/** Rows answered so far, errors among them. */
export function numRows(stats: ScreeningStats): number {
  return sum(stats.rowsByAction) + numRowErrors(stats);
}

/** @param moved  under a plan: rows by which each action became more, or fewer, than was proposed */
export function summarise(
  stats: ScreeningStats,
  bundle: BundleInfo,
  seconds: number,
  moved?: ReadonlyMap<Action, number>,
): string {
  const byAction = (more: ReadonlyMap<Action, number>): [string, number][] =>
    actions.map((action) => [action, stats.rowsByAction[action] + (more.get(action) ?? 0)]);
  const rows = numRows(stats);
  const lines = [
    `${pc.bold(count(rows))} rows in ${seconds.toFixed(2)} s, ${count(rows / seconds)} rows/s`,
    `bundle ${bundle.name} ${bundle.version} (${bundle.hash})${bundle.synthetic ? ', model trained on synthetic mail' : ''}`,
    '',
    ...(moved === undefined ? [] : table('proposed', byAction(new Map()), rows)),
    ...table('action', byAction(moved ?? new Map()), rows),
    ...table('rule', ranked(stats.ruleHits), rows),
    ...table('rule not evaluated', ranked(stats.ruleErrors), rows),
    ...table('row error', ranked(stats.rowErrorsByCode), rows),
  ];
  return `${lines.join('\n')}\n`;
}

function ranked(counts: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(counts)
    .filter(([, hits]) => hits > 0)
    .sort((a, b) => b[1] - a[1]);
}

function table(title: string, entries: readonly [string, number][], total: number): string[] {
  if (entries.length === 0) return [];
  const width = Math.max(title.length, ...entries.map(([name]) => name.length));
  const row = ([name, hits]: [string, number]): string =>
    `  ${name.padEnd(width)}  ${count(hits).padStart(12)}  ${((100 * hits) / Math.max(1, total)).toFixed(3).padStart(8)} %`;
  return [pc.dim(`  ${title.padEnd(width)}  ${'rows'.padStart(12)}  ${'share'.padStart(10)}`), ...entries.map(row), ''];
}
