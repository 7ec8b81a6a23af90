/** An evaluation by inclusion probability as a table for people, beside the truth where someone knows it. */
import type { Interval } from '../evaluate/intervals.ts';
import type { Estimate, WeightedEvaluation } from '../evaluate/weighted.ts';
import { alignedRows } from './alignedRows.ts';

/** What a simulator knows and nobody else. */
export type Truth = { readonly bad: number; readonly missed: number; readonly recall: number };

export function weightedReport(found: WeightedEvaluation, truth?: Truth): string {
  const { rows, certain, open, uncovered, unusedLabels, bad, missed, prevalence, recall } = found;
  // of nothing that was drawn an outcome is known: how much was missed is anyone's guess
  const isGuess = open.rows > 0 && open.known === 0;
  const row = (
    name: string,
    { value, interval }: Estimate,
    show: (value: number) => string,
    known?: number,
    of: 'mail' | 'inspected' = 'mail',
  ): string[] => [
    name,
    Number.isNaN(value) || (isGuess && of !== 'inspected') ? 'not known' : show(value),
    range(interval, show),
    ...(truth === undefined ? [] : [known === undefined || Number.isNaN(known) ? '' : show(known)]),
  ];
  const lines = [
    `${rows} rows: ${certain.rows} inspected by rule or rank (${certain.bad} bad of ${certain.known} with an outcome),`,
    `${open.rows} open to the draw, ${open.drawn} of them drawn (${open.bad} bad of ${open.known} with an outcome)`,
    ...(uncovered === 0 ? [] : [`${uncovered} rows had no chance to be drawn: nothing below speaks of these`]),
    ...(unusedLabels === 0
      ? []
      : [`${unusedLabels} rows have an outcome though they were not inspected: those outcomes are not used`]),
    '',
  ];
  const table = alignedRows([
    ['', 'estimate', '95 %', ...(truth === undefined ? [] : ['truth'])],
    row('bad parcels', bad, whole, truth?.bad),
    row('of them missed', missed, whole, truth?.missed),
    row('bad of all mail', prevalence, percent, truth === undefined ? undefined : truth.bad / (rows - uncovered)),
    row('recall of rule and rank', recall, percent, truth?.recall),
    row('hit rate of rule and rank', found.hitRateCertain, percent, undefined, 'inspected'),
    row('hit rate of the drawn', found.hitRateDrawn, percent, undefined, 'inspected'),
  ]);
  const byRatio = found.badOpenHajek + bad.value - found.badOpen.value;
  const ratio = Number.isNaN(byRatio)
    ? ''
    : `By the share of bad ones among the drawn (Hajek): ${whole(byRatio)} bad parcels. `;
  const intervals = "Intervals: Fay and Feuer's for weighted counts, Wilson's for hit rates.";
  return `${lines.join('\n')}${table}${ratio}${intervals}\n`;
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
