/** An evaluation as a table for people. */
import type { Evaluation, Figures, Rate } from '../evaluate/evaluate.ts';
import type { Interval } from '../evaluate/intervals.ts';

export function evaluationReport(evaluation: Evaluation, names: { score: string; baseline: string }): string {
  const { rows, positives, baseRate, groups, figures, baseline, differences } = evaluation;
  const lines = [
    `${rows} rows, ${positives} positive, base rate ${percent(baseRate)}${groups < rows ? `, ${groups} groups` : ''}`,
    '',
    ...block(names.score, figures),
  ];
  if (baseline !== null) lines.push('', ...block(names.baseline, baseline));
  if (differences !== null) {
    lines.push('', `${names.score} minus ${names.baseline}, 95 % of paired resamples`);
    differences.forEach(({ precision, recall }, cut) => {
      const share = percent((figures.cuts[cut] as Figures['cuts'][number]).share);
      lines.push(`  at ${share}: precision ${interval(precision)}, recall ${interval(recall)}`);
    });
  }
  lines.push('', 'Intervals are 95 %: bootstrap percentiles over groups or rows; Wilson in the --json form.');
  return `${lines.join('\n')}\n`;
}

function block(name: string, { auc, cuts }: Figures): string[] {
  const head = [
    'inspected',
    'rows',
    'precision',
    '95 %',
    'recall',
    '95 %',
    'lift',
    'exams per find',
    'tied at the cut',
  ];
  const body = cuts.map((cut) => [
    percent(cut.share),
    short(cut.inspected),
    cut.precision.mean.toPrecision(3),
    interval(cut.precision.bootstrap),
    cut.recall.mean.toPrecision(3),
    interval(cut.recall.bootstrap),
    cut.lift.toPrecision(3),
    short(cut.examsPerFind),
    cut.tied === 0 ? '-' : `${short(cut.tiedInspected)} of ${short(cut.tied)}, precision ${range(cut.precision)}`,
  ]);
  return [`${name}: AUC ${auc.value.toFixed(4)} (${interval(auc.bootstrap)})`, ...aligned([head, ...body])];
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] as string).length)));
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padStart(widths[column] as number)).join('  ')}`.trimEnd(),
  );
}

function interval({ low, high }: Interval): string {
  return Number.isNaN(low) ? 'not resampled' : `${low.toPrecision(3)} to ${high.toPrecision(3)}`;
}

function range({ worst, best }: Rate): string {
  return `${worst.toPrecision(3)} to ${best.toPrecision(3)}`;
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}

function short(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toPrecision(4);
}
