/** `postern demo`: a generated sample of mail through the worker pool; what was found, and how fast. */
import { Command } from 'commander';
import { colours as pc } from '../colours.ts';
import type { Answer } from '../../contract/decision.ts';
import type { ParcelLabel } from '../../simulate/facility.ts';
import { simulateMail } from '../../simulate/mail.ts';
import { count, createProgress } from '../progress.ts';
import { openScreener, type ScreenerOptions, withScreenerOptions } from '../screener.ts';
import { numRows, summarise } from '../summary.ts';

type Options = ScreenerOptions & { parcels: string; seed: string };

/** More contraband than real mail holds, so that a small sample shows some. */
const BASE_RATE = 1 / 1000;
const NUM_SHOWN = 3;

export function demoCommand(): Command {
  const command = new Command('demo')
    .option('--parcels <n>', 'parcels to generate', '100000')
    .option('--seed <n>', 'seed of the generator', '3');
  return withScreenerOptions(command).action(demo);
}

async function demo(options: Options): Promise<void> {
  const parcels = Number(options.parcels);
  process.stdout.write(`Generating ${count(parcels)} parcels of synthetic mail, one in 1,000 with contraband ...\n`);
  const chunks: Buffer[] = [];
  const labels: ParcelLabel[] = [];
  for (const chunk of simulateMail({ parcels, seed: Number(options.seed), baseRate: BASE_RATE })) {
    chunks.push(chunk.ndjson);
    labels.push(...chunk.labels);
  }

  const screener = openScreener(options);
  const answers: Buffer[] = [];
  const progress = createProgress(undefined);
  const started = performance.now();
  for await (const part of screener.screenStream(each(chunks), { from: 'ndjson' })) {
    answers.push(Buffer.from(part));
    progress.update(numRows(screener.stats()), 0);
  }
  const seconds = (performance.now() - started) / 1000;
  progress.end();
  process.stdout.write(`\n${summarise(screener.stats(), await screener.bundle(), seconds)}`);
  process.stdout.write(found(Buffer.concat(answers).toString('utf8').trimEnd().split('\n'), labels));
  await screener.close();
}

async function* each(chunks: readonly Buffer[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

/** How many of the planted parcels were referred, how many others, and a few reasons. */
function found(lines: readonly string[], labels: readonly ParcelLabel[]): string {
  let planted = 0;
  let caught = 0;
  let referred = 0;
  const shown: string[] = [];
  lines.forEach((line, row) => {
    const { illicit } = labels[row];
    if (illicit) planted += 1;
    if (line.includes('"action":"release"') || line.includes('"error":')) return;
    referred += 1;
    if (!illicit) return;
    caught += 1;
    if (shown.length < NUM_SHOWN) shown.push(describe(JSON.parse(line) as Answer));
  });
  const share = ((100 * referred) / lines.length).toFixed(2);
  return [
    `Planted contraband: ${planted} parcels, ${pc.bold(String(caught))} of them among the ${count(referred)} referred (${share} % of all).`,
    'For example:',
    ...shown,
    '',
  ].join('\n');
}

function describe(answer: Answer): string {
  if ('error' in answer) return '';
  return `  ${answer.itemId}  ${answer.action}: ${answer.reasons.map((reason) => reason.text).join('; ')}`;
}
