/** `postern screen`: a file of parcels in, a file of decisions out. */
import { Command } from 'commander';
import { defaultLimits } from '../../contract/limits.ts';
import { parseExplainTop } from '../explainTop.ts';
import { inputFormat, openInput, parseFormat } from '../inputFile.ts';
import { type LogOptions, openLogged, withLogOptions } from '../openLogged.ts';
import { openOutput } from '../outputFile.ts';
import { openPlanned, type PlannedOptions, withPlanOptions } from '../planned.ts';
import { createProgress } from '../progress.ts';
import { openScreener, type ScreenerOptions, sourceOf, tierOption, withScreenerOptions } from '../screener.ts';
import { numRowErrors, numRows, summarise } from '../summary.ts';

type Options = ScreenerOptions &
  LogOptions &
  PlannedOptions & { from?: string; to: string; out: string; explainTop: string };

/** Exit code when every row was answered and some of the answers are row errors. */
const EXIT_ROW_ERRORS = 2;

export function screenCommand(): Command {
  const command = new Command('screen')
    .argument('<file>', 'NDJSON, JSON array, msgpack or CSV; - for standard input')
    .option('--from <format>', 'ndjson, json, msgpack or csv (default: by file name, else ndjson)')
    .option('--to <format>', 'ndjson, json, msgpack or csv', 'ndjson')
    .option('--explain-top <n>', 'show what moved the score most of parcels that are not released, 0 to 20', '0')
    .addOption(tierOption())
    .option('--out <file>', 'where decisions go; - for standard output', '-')
    .addHelpText('after', '\nExit codes: 0 every row decided, 2 some rows were errors, 1 failure, 130 interrupted.');
  return withScreenerOptions(withPlanOptions(withLogOptions(command))).action(screen);
}

async function screen(file: string, options: Options): Promise<void> {
  const from = inputFormat(file, options.from);
  const to = parseFormat(options.to);
  const planned = openPlanned(options, { from, to });
  await planned?.keep();
  const input = openInput(file);
  const explainTop = parseExplainTop(options.explainTop);
  const tell = (text: string): void => void process.stderr.write(`${text}\n`);
  const screener = await openLogged(
    openScreener(options, { explainTop }),
    options,
    { explainTop, limits: defaultLimits, ...sourceOf(options) },
    tell,
    planned,
  );
  const output = await openOutput(options.out, file);
  const progress = createProgress(input.totalBytes);
  const started = performance.now();
  let numBytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of input.chunks) {
      numBytes += chunk.length;
      yield chunk;
    }
  }
  try {
    const answered = screener.screenStream(planned?.watch(counted()) ?? counted(), { from, to });
    // with a log, the plan has decided before it
    const decided = options.log === undefined ? (planned?.decide(answered) ?? answered) : answered;
    for await (const answers of decided) {
      await planned?.keep();
      await output.write(answers);
      progress.update(numRows(screener.stats()), numBytes);
    }
    await output.commit();
  } catch (error) {
    output.discard();
    throw error;
  } finally {
    progress.end();
    await screener.close();
  }
  const stats = screener.stats();
  process.stderr.write(
    summarise(stats, await screener.bundle(), (performance.now() - started) / 1000, planned?.moved()),
  );
  if (planned !== null) process.stderr.write(await planned.finish());
  if (numRowErrors(stats) > 0) process.exitCode = EXIT_ROW_ERRORS;
}
