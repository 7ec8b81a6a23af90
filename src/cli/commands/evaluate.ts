/** `postern evaluate`: precision, recall and lift at fixed capacities, from a CSV of scores and labels. */
import { Command, InvalidArgumentError } from 'commander';
import { PosternError } from '../../contract/errors.ts';
import { evaluateWeighted } from '../../evaluate/weighted.ts';
import { type EvaluationInput, evaluate } from '../../evaluate/evaluate.ts';
import { groupsOf } from '../../evaluate/resample.ts';
import { evaluationReport } from '../evaluationReport.ts';
import { weightedReport } from '../weightedReport.ts';
import { type Columns, headerOf, readColumns, toFinite, toLabel } from '../scoreTable.ts';

type Flags = {
  label: string;
  score: string;
  truth?: string;
  group?: string;
  weight?: string;
  baseline?: string;
  at: number[];
  resamples: number;
  seed: number;
  weighted?: true;
  inclusion: string;
  inspected: string;
  json?: true;
};

export function evaluateCommand(): Command {
  return new Command('evaluate')
    .argument('<scores>', 'CSV with a header, or - for standard input')
    .requiredOption('--label <column>', 'truth: 1 or 0, true or false; rows where it is empty are left out')
    .option('--score <column>', 'higher is more suspect', 'score')
    .option('--truth <file>', 'CSV of the same rows in the same order, for columns that the scores lack')
    .option('--group <column>', 'rows of one seller or story, resampled together; empty for a row by itself')
    .option('--weight <column>', 'how many rows each row stands for')
    .option('--baseline <column>', 'other scores of the same rows, judged beside and compared paired')
    .option('--at <shares>', 'shares to inspect', toShares, [0.001, 0.005, 0.01, 0.05, 0.1])
    .option('--resamples <count>', 'bootstrap resamples', toCount, 500)
    .option('--seed <integer>', 'seed of the resamples', toCount, 1)
    .option('--weighted', 'estimate what was missed, from the chance of each row to be inspected; needs no score')
    .option('--inclusion <column>', 'with --weighted: that chance, as decisions log it', 'inclusionProbability')
    .option('--inspected <column>', 'with --weighted: 1 where the row was chosen for inspection', 'inspected')
    .option('--json', 'print everything as JSON')
    .action(run);
}

async function run(path: string, flags: Flags): Promise<void> {
  if (flags.weighted) return runWeighted(path, flags);
  const columns = await collect(path, flags);
  const labels = (columns[flags.label] as readonly string[]).map(toLabel);
  const kept = [...labels.keys()].filter((row) => !Number.isNaN(labels[row] as number));
  const numbers = (column: string): Float64Array =>
    Float64Array.from(kept, (row) => toFinite(columns[column]?.[row] ?? '', row, column));
  const { at, resamples, seed, weight, group, baseline } = flags;
  const input: EvaluationInput = {
    scores: numbers(flags.score),
    labels: Uint8Array.from(kept, (row) => labels[row] as number),
    ...(weight === undefined ? {} : { weights: numbers(weight) }),
    ...(group === undefined ? {} : { groups: groupsOf(kept.map((row) => columns[group]?.[row] ?? '')) }),
    ...(baseline === undefined ? {} : { baseline: numbers(baseline) }),
    at,
    resamples,
    seed,
  };
  const evaluation = evaluate(input);
  const unlabelled = labels.length - kept.length;
  if (flags.json) {
    process.stdout.write(`${JSON.stringify({ ...evaluation, unlabelled }, undefined, 2)}\n`);
    return;
  }
  if (unlabelled > 0) process.stdout.write(`${unlabelled} rows without a label are left out\n`);
  process.stdout.write(evaluationReport(evaluation, { score: flags.score, baseline: baseline ?? '' }));
}

/** A row without a label has no outcome, or none yet. */
async function runWeighted(path: string, { label, inclusion, inspected, json }: Flags): Promise<void> {
  const columns = await readColumns(path, [...new Set([label, inclusion, inspected])]);
  const values = (column: string): readonly string[] => columns[column] as readonly string[];
  const found = evaluateWeighted({
    inclusion: Float64Array.from(values(inclusion), (text, row) => toFinite(text, row, inclusion)),
    chosen: Uint8Array.from(values(inspected), (text, row) => toChosen(text, row, inspected)),
    labels: Float64Array.from(values(label), toLabel),
  });
  process.stdout.write(json ? `${JSON.stringify(found, undefined, 2)}\n` : weightedReport(found));
}

function toChosen(text: string, row: number, column: string): number {
  const chosen = toLabel(text, row);
  if (!Number.isNaN(chosen)) return chosen;
  throw new PosternError('REQUEST_INVALID', `row ${row + 1}: expected 1 or 0 in "${column}", got nothing`);
}

async function collect(path: string, { label, score, truth, group, weight, baseline }: Flags): Promise<Columns> {
  const wanted = [...new Set([label, score, group, weight, baseline].filter((name) => name !== undefined))];
  if (truth === undefined) return readColumns(path, wanted);
  if (path === '-') throw new InvalidArgumentError('--truth needs scores from a file.');
  const header = await headerOf(path);
  const here = wanted.filter((name) => header.includes(name));
  const there = wanted.filter((name) => !header.includes(name));
  const [ours, theirs] = await Promise.all([readColumns(path, here), readColumns(truth, there)]);
  const lengths = [ours, theirs].map((columns) => Object.values(columns)[0]?.length);
  if (here.length > 0 && there.length > 0 && lengths[0] !== lengths[1]) {
    throw new InvalidArgumentError(`${truth}: expected ${lengths[0]} rows as in ${path}, got ${lengths[1]}.`);
  }
  return { ...ours, ...theirs };
}

/** `1%,0.05` as shares above 0 and at most 1. */
function toShares(text: string): number[] {
  return text.split(',').map((part) => {
    const trimmed = part.trim();
    const share = trimmed.endsWith('%') ? Number(trimmed.slice(0, -1)) / 100 : Number(trimmed);
    if (share > 0 && share <= 1) return share;
    throw new InvalidArgumentError(`Expected shares such as 1%,5% or 0.01, got "${part}".`);
  });
}

function toCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 0) return count;
  throw new InvalidArgumentError('Expected a whole number.');
}
