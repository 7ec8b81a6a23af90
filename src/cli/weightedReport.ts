/** An evaluation by inclusion probability as a table for people, beside the truth where someone knows it. */
import type { Interval } from '../evaluate/intervals.ts';
import type { Estimate, WeightedEvaluation } from '../evaluate/weighted.ts';
import { alignedRows } from './alignedRows.ts';

/** What a simulator knows and nobody else. */
export type Truth = { readonly bad: number; readonly missed: number; readonly recall: number };

export function weightedReport(found: WeightedEvaluation, truth?: Truth): string {
  const { rows, certain, open, uncovered, bad, missed, hitRate, recall } = found;
  const row = (
    name: string,
    { value, interval }: Estimate,
    show: (value: number) => string,
    known?: number,
  ): string[] => [
    name,
    Number.isNaN(value) ? 'not known' : show(value),
    range(interval, show),
    ...(truth === undefined || known === undefined ? [] : [show(known)]),
  ];
  const lines = [
    `${rows} rows: ${certain.rows} inspected by rule or rank (${certain.bad} bad of ${certain.known} with an outcome),`,
    `${open.rows} open to the draw, ${open.drawn} of them drawn (${open.bad} bad of ${open.known} with an outcome)`,
    ...(uncovered === 0 ? [] : [`${uncovered} rows had no chance to be drawn: nothing below speaks of these`]),
    '',
  ];
  const table = alignedRows([
    ['', 'estimate', '95 %', ...(truth === undefined ? [] : ['truth'])],
    row('bad parcels', bad, whole, truth?.bad),
    row('of them missed', missed, whole, truth?.missed),
    row('hit rate', hitRate, percent, truth === undefined ? undefined : truth.bad / rows),
    row('recall of rule and rank', recall, percent, truth?.recall),
  ]);
  const ratio = `By the share of bad ones among the drawn (Hajek): ${whole(found.badOpenHajek + bad.value - found.badOpen.value)} bad parcels.`;
  return `${lines.join('\n')}${table}${ratio} Intervals: Fay and Feuer's for weighted counts.\n`;
}

function range({ low, high }: Interval, show: (value: number) => string): string {
  return Number.isNaN(low) || Number.isNaN(high) ? 'not known' : `${show(low)} to ${show(high)}`;
}

function whole(value: number): string {
  return value.toFixed(value < 10 ? 1 : 0);
}

function percent(value: number): string {
  return `${(100 * value).toPrecision(3)} %`;
}
