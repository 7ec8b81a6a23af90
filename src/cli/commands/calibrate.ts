/** `postern calibrate`: from labelled scores to the calibration that a bundle's answers speak in. */
import { writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { PosternError } from '../../contract/errors.ts';
import { type Reliability, reliability } from '../../evaluate/reliability.ts';
import { groupsOf } from '../../evaluate/resample.ts';
import type { Calibration } from '../../policy/calibration.ts';
import { calibrate, type Fit, type Method } from '../../policy/calibrate/calibrate.ts';
import { reliabilityReport } from '../reliabilityReport.ts';
import { readColumns, toFinite, toLabel } from '../scoreTable.ts';

type Flags = {
  label: string;
  score: string;
  weight?: string;
  group?: string;
  method: Method;
  baseRate?: number;
  parts: number;
  seed: number;
  note?: string;
  out?: string;
};

export function calibrateCommand(): Command {
  return new Command('calibrate')
    .argument('<scores>', 'CSV with a header, or - for standard input')
    .requiredOption('--label <column>', 'truth: 1 or 0, true or false; rows where it is empty are left out')
    .option('--score <column>', 'raw margin; where rules have weights, margin and weights: the rank', 'score')
    .option('--weight <column>', 'how many rows each row stands for')
    .option('--group <column>', 'rows of one seller or story, never in two parts; empty for a row by itself')
    .addOption(new Option('--method <name>', 'how it is fitted').choices(['isotonic', 'beta']).default('beta'))
    .option('--base-rate <share>', 'share of positives in what will be screened, 1/16000 or 0.00006', toShare)
    .option('--parts <count>', 'parts of the cross-fitting', toCount, 5)
    .option('--seed <integer>', 'seed of the parts', toCount, 1)
    .option('--note <text>', 'where the rows come from; kept in the file')
    .option('--out <file>', "the calibration, as a bundle's sources hold it: calibration.json")
    .addHelpText('after', HELP)
    .action(run);
}

const HELP = `
Labelled rows hold more positives than the mail does. A probability fitted on them as they are is one of such rows;
--base-rate weights them to the mail's share, which is right where rows were chosen by their label alone. Where rows
were inspected because of their score, give --weight with 1 over each row's chance of inspection instead.`;

async function run(path: string, flags: Flags): Promise<void> {
  const { label, score, weight, group, method, baseRate, parts, seed } = flags;
  const wanted = [label, score, weight, group].filter((name) => name !== undefined);
  const columns = await readColumns(path, [...new Set(wanted)]);
  const labels = columns[label].map(toLabel);
  const kept = [...labels.keys()].filter((row) => !Number.isNaN(labels[row]));
  const numbers = (column: string): Float64Array =>
    Float64Array.from(kept, (row) => toFinite(columns[column][row], row, column));
  const sample = {
    ranks: numbers(score),
    labels: Uint8Array.from(kept, (row) => labels[row]),
    weights: weight === undefined ? new Float64Array(kept.length).fill(1) : numbers(weight),
  };
  const unusable = sample.weights.findIndex((each) => !(each > 0 && each < Infinity));
  if (unusable >= 0) {
    const got = `got ${sample.weights[unusable]}`;
    throw new PosternError('REQUEST_INVALID', `row ${kept[unusable] + 1}: expected a weight above 0, ${got}`);
  }
  const fit = calibrate(sample, {
    method,
    numParts: parts,
    seed,
    ...(baseRate !== undefined && { baseRate }),
    ...(group !== undefined && { groups: groupsOf(kept.map((row) => columns[group][row])).ofRow }),
  });
  const judged = reliability({ probabilities: fit.crossFitted, labels: sample.labels, weights: fit.weights });
  const unlabelled = labels.length - kept.length;
  process.stdout.write(report(fit, judged, { ...flags, unlabelled }));
  if (flags.out !== undefined) writeFileSync(flags.out, fileOf(fit.calibration, judged, flags));
}

function report(
  { calibration }: Fit,
  judged: Reliability,
  { parts, baseRate, unlabelled }: Flags & { unlabelled: number },
): string {
  const { numRows, numPositives } = judged;
  const { method, steps } = calibration;
  const [[, lowest], [from, highest]] = [steps[0], steps[steps.length - 1]];
  const share = oneIn(judged.baseRate);
  const lines = [
    ...(unlabelled > 0 ? [`${unlabelled} rows without a label are left out`] : []),
    `${method}: ${steps.length} steps from ${numRows} rows, ${numPositives} positive`,
    baseRate === undefined
      ? `a probability is one among rows like these, of which ${share} are positive`
      : `a probability is one in mail of which ${share} are positive`,
    `from ${lowest} at the lowest scores to ${highest} from ${from} on`,
    `judged by cross-fitting: each row by a fit on the other ${parts - 1} of ${parts} parts`,
    '',
  ];
  return `${lines.join('\n')}\n${reliabilityReport(judged)}`;
}

/** Steps on a line each: a review sees what moved. */
function fileOf(calibration: Calibration, judged: Reliability, { note, parts, seed, score }: Flags): string {
  const { steps, ...about } = calibration;
  const fit = {
    ...about,
    ...(note !== undefined && { note }),
    score,
    crossFitting: { parts, seed },
    reliability: judged,
  };
  const head = JSON.stringify(fit, rounded, 2).slice(0, -2);
  return `${head},\n  "steps": [\n${steps.map((step) => `    ${JSON.stringify(step)}`).join(',\n')}\n  ]\n}\n`;
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
}

function oneIn(share: number): string {
  return share > 0.05 ? `${(100 * share).toFixed(1)} %` : `1 in ${Math.round(1 / share).toLocaleString('en')}`;
}

/** `1/16000`, `0.5%` or `0.005`. */
function toShare(text: string): number {
  const [over, under] = text.split('/').map((part) => Number(part.trim().replace(/%$/, '')));
  const share = (over / (under ?? 1)) * (text.trim().endsWith('%') ? 0.01 : 1);
  if (share > 0 && share < 1) return share;
  throw new InvalidArgumentError('Expected a share between 0 and 1, such as 1/16000 or 0.5%.');
}

function toCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 0) return count;
  throw new InvalidArgumentError('Expected a whole number.');
}
