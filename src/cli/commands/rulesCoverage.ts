/** `postern rules coverage`: how often the rules of a pack speak on samples of mail. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { type Coverage, measureCoverage } from '../../engine/rulePacks/coverage.ts';
import { createJudge } from '../../engine/rulePacks/judge.ts';
import { simulateMail } from '../../simulate/mail.ts';
import { coverageJson, coverageMarkdown, coverageText, type Sample } from '../coverageReport.ts';
import { writeBetweenMarks } from '../markedText.ts';
import { openWorkbench, PACK_ARGUMENT, requirePackAt } from '../ruleWorkbench.ts';

type Options = {
  sample: string[];
  parcels?: string;
  seed: string;
  bundle?: string;
  json?: true;
  markdown?: true;
  into?: string;
};

const DEFAULT_PARCELS = 50_000;

export function rulesCoverageCommand(): Command {
  return new Command('coverage')
    .description('Count on samples of mail which rules speak, never speak, always speak, or say what others say')
    .argument('<pack>', PACK_ARGUMENT)
    .option(
      '--sample <file>',
      'parcels as NDJSON, - for standard input, or name=file; may be given again',
      (file: string, before: string[]) => [...before, file],
      [],
    )
    .option('--parcels <n>', `synthetic ordinary mail beside them (default without a sample: ${DEFAULT_PARCELS})`)
    .option('--seed <n>', 'seed of the synthetic mail', '31')
    .option('--bundle <file>', 'bundle whose model and tables are used (default: the shipped one)')
    .option('--json', 'print the counts as JSON')
    .option('--markdown', 'print the table as Markdown')
    .option('--into <file>', 'write that Markdown between the marks <!-- coverage --> and <!-- /coverage --> of a file')
    .addHelpText('after', '\nExit codes: 0 measured, 1 failure (the pack has faults, too).')
    .action(coverage);
}

function coverage(path: string, options: Options): void {
  const pack = requirePackAt(path);
  const rules = pack.rules.map(({ rule }) => rule);
  const judge = createJudge(openWorkbench(path, options.bundle));
  const measure = (rows: Iterable<Uint8Array>): Coverage => measureCoverage(rules, judge, rows);
  const samples: Sample[] = options.sample.map((given) => {
    const [, name, file] = /^([^=]+)=(.+)$/.exec(given) ?? [undefined, given, given];
    return { name, synthetic: false, coverage: measure(rowsOf(file)) };
  });
  if (options.parcels !== undefined || samples.length === 0) {
    const parcels = Number(options.parcels ?? DEFAULT_PARCELS);
    const name = `ordinary mail (synthetic, seed ${options.seed})`;
    samples.push({ name, synthetic: true, coverage: measure(ordinaryMail(parcels, Number(options.seed))) });
  }
  if (options.into !== undefined) writeBetweenMarks(options.into, 'coverage', coverageMarkdown(pack, samples));
  else if (options.markdown) process.stdout.write(coverageMarkdown(pack, samples));
  else process.stdout.write(options.json ? coverageJson(pack, samples) : coverageText(pack, samples));
}

function* rowsOf(file: string): Generator<Uint8Array> {
  const text = readFileSync(file === '-' ? 0 : file, 'utf8');
  for (const line of text.split('\n')) if (line.trim() !== '') yield Buffer.from(line);
}

/** Lawful parcels only: what the simulator plants is left out by its own labels. */
function* ordinaryMail(parcels: number, seed: number): Generator<Uint8Array> {
  for (const { ndjson, labels } of simulateMail({ parcels, seed })) {
    const lines = ndjson.toString('utf8').trimEnd().split('\n');
    for (const [row, line] of lines.entries()) if (!labels[row].illicit) yield Buffer.from(line);
  }
}
