/** `postern watchlist rescreen`: which parcels of the past a change of a list affects, without looking at the rest. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { PosternError } from '../../contract/errors.ts';
import type { Entry } from '../../watchlist/entry.ts';
import { readListFile } from '../../watchlist/listFile.ts';
import { ParcelIndex } from '../../watchlist/rescreen/parcelIndex.ts';
import { type EntryChange, entryChange, rescreen, type Rescreening } from '../../watchlist/rescreen/rescreen.ts';
import { keyFolderOf, requireLog } from '../logOptions.ts';
import { openOutput } from '../outputFile.ts';
import { count } from '../progress.ts';
import { openParcelFile } from '../rescreening/parcelFile.ts';
import { openParcelLog } from '../rescreening/parcelLog.ts';
import type { ParcelSource } from '../rescreening/parcelSource.ts';
import { indexOf } from './watchlistIndexParcels.ts';

type Options = {
  from: string[];
  to: string[];
  input?: string;
  index?: string;
  log?: string;
  logKeys?: string;
  since?: string;
  out: string;
};

const EXIT_AFFECTED = 2;

export function watchlistRescreenCommand(): Command {
  return new Command('rescreen')
    .description('Find every parcel whose matches a change of lists changes, looking only at those that may be')
    .requiredOption('--from <file...>', 'lists before, as postern watchlist import writes them')
    .requiredOption('--to <file...>', 'the same lists now')
    .option('--input <file>', 'the parcels, NDJSON')
    .option('--index <file>', 'index of that file, from: postern watchlist index-parcels (default: made in memory)')
    .option('--log <folder>', 'instead: parcels that this decision log kept')
    .option('--log-keys <folder>', 'where its day keys are (default: keys in the folder of the log)')
    .option('--since <date>', 'with --log: from this UTC day on, YYYY-MM-DD')
    .option('--out <file>', 'a line of JSON an affected parcel, with its matches before and now', '-')
    .addHelpText('after', '\nExit codes: 0 nothing is affected, 2 something is, 1 failure.')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const [before, after] = [await entriesOf(options.from), await entriesOf(options.to)];
  let index: ParcelIndex | undefined;
  const source = await openSource(options, (number) => (index as ParcelIndex).placeOf(number));
  try {
    index = new ParcelIndex(options.index === undefined ? (await indexOf(source)).bytes : readFileSync(options.index));
    if (options.index !== undefined && index.inputBytes !== source.inputBytes) {
      const got = `${options.index} is of a file of ${index.inputBytes} bytes, ${options.input} has ${source.inputBytes}`;
      throw new PosternError('BODY_INVALID', `${got}; make it again with: postern watchlist index-parcels`);
    }
    const started = performance.now();
    const found = await rescreen(index, (number) => source.parcelOf(number), before, after);
    const seconds = (performance.now() - started) / 1000;
    const output = await openOutput(options.out, options.input);
    for (const { parcel: _, ...affected } of found.affected) await output.write(`${JSON.stringify(affected)}\n`);
    await output.commit();
    process.stderr.write(summary(entryChange(before, after), found, index.numParcels, source.numPassed, seconds));
    if (found.affected.length > 0) process.exitCode = EXIT_AFFECTED;
  } finally {
    await source.close();
  }
}

async function openSource(options: Options, placeOf: ParcelIndex['placeOf']): Promise<ParcelSource> {
  const { input, index, log, logKeys, since } = options;
  if (input !== undefined && log === undefined && since === undefined) return openParcelFile(input, placeOf);
  if (log === undefined || input !== undefined || index !== undefined) {
    throw new PosternError('REQUEST_INVALID', 'expected --input FILE with or without --index, or --log FOLDER alone');
  }
  if (since !== undefined && !/^\d{4}-\d\d-\d\d$/.test(since)) {
    throw new PosternError('REQUEST_INVALID', `expected --since as YYYY-MM-DD, got "${since}"`);
  }
  requireLog(log);
  return openParcelLog(log, keyFolderOf(log, { ...(logKeys && { keys: logKeys }) }), since);
}

async function entriesOf(paths: readonly string[]): Promise<Entry[]> {
  const lists = await Promise.all(paths.map((path) => readListFile(path)));
  return lists.flatMap(({ entries }) => entries);
}

function summary(
  change: EntryChange,
  { looked, affected }: Rescreening,
  numParcels: number,
  numPassed: number,
  seconds: number,
): string {
  const gained = affected.filter(({ before, after }) => after.length > before.length).length;
  const lost = affected.filter(({ before, after }) => after.length < before.length).length;
  const passed = numPassed > 0 ? `; ${count(numPassed)} rows are no parcels or were not kept` : '';
  return [
    `${count(change.after.length)} entries came or changed, ${count(change.before.length)} went or changed`,
    `${count(affected.length)} of ${count(numParcels)} parcels affected, ${count(looked)} looked at in ${seconds.toFixed(2)} s${passed}`,
    `  ${count(gained)} match more than before, ${count(lost)} less, ${count(affected.length - gained - lost)} otherwise`,
    '',
  ].join('\n');
}
