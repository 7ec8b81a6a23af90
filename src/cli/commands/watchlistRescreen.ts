/** `postern watchlist rescreen`: which parcels of the past a change of a list affects, without screening the rest. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { onFirstUse } from '../../base/onFirstUse.ts';
import { PosternError } from '../../contract/errors.ts';
import { readCounted, readListEntries } from '../../engine/bundle/readLists.ts';
import { rescreen, type RescreenSources, type Rescreening, screenAll } from '../../engine/rescreen/rescreen.ts';
import { twoListsOf } from '../../engine/rescreen/twoLists.ts';
import { ParcelIndex } from '../../watchlist/rescreen/parcelIndex.ts';
import { openOutput } from '../outputFile.ts';
import { count, createProgress } from '../progress.ts';
import { bundleLists } from '../rescreening/bundleLists.ts';
import { openParcels, type ParcelOptions, withLogOptions } from '../rescreening/openParcels.ts';
import { indexParcels, isAnother, type ParcelSource } from '../rescreening/parcelSource.ts';

type Options = ParcelOptions & {
  from: string[];
  to: string[];
  frequencies?: string;
  bundle?: string;
  patch?: string;
  trust?: string[];
  input?: string;
  index?: string;
  out: string;
  check?: true;
};
/** What was done and the seconds that it took. */
type Timed<T> = { readonly found: T; readonly seconds: number };

const EXIT_AFFECTED = 2;

export function watchlistRescreenCommand(): Command {
  const command = new Command('rescreen')
    .description('Find every parcel whose matches a change of lists changes, screening only those that may be')
    .requiredOption('--from <file...>', 'lists before, as postern watchlist import writes them')
    .requiredOption('--to <file...>', 'the same lists now')
    .option('--frequencies <file>', 'words of names counted in own mail, if bundles are built with them: the same file')
    .option('--bundle <file>', 'bundle with the lists of --from, whose index is taken instead of one made anew')
    .option('--patch <file>', 'with --bundle: the patch of it that brings the lists of --to')
    .option('--trust <key.pem...>', 'public keys that may have signed them (default: the demonstration key)')
    .option('--input <file>', 'the parcels, NDJSON')
    .option('--index <file>', 'index of them, from: postern watchlist index-parcels (default: made in memory)');
  return withLogOptions(command)
    .option('--out <file>', 'a line of JSON an affected parcel, with its matches before and now', '-')
    .option('--check', 'screen every parcel with both lists too: must come to the same, and says what it takes')
    .addHelpText(
      'after',
      '\nMatches are those that the engine finds with such lists, on the day of each parcel.' +
        '\nExit codes: 0 nothing is affected, 2 something is, 1 failure.',
    )
    .action(run);
}

async function run(options: Options): Promise<void> {
  const source = await openParcels(options.input, options);
  try {
    const given = await sourcesOf(source, options);
    let making = 0;
    const whole = onFirstUse(() => {
      const started = performance.now();
      const lists = given.whole();
      making = (performance.now() - started) / 1000;
      return lists;
    });
    const sources = { ...given, whole };
    const { found, seconds } = await timed((onParcel) => rescreen(sources, onParcel));
    // whole lists are made once, however many parcels there are
    const rescreening = { found, seconds: seconds - making };
    const { affected } = found;
    const output = await openOutput(options.out, options.input);
    for (const { parcel: _, ...one } of affected) await output.write(`${JSON.stringify(one)}\n`);
    await output.commit();
    process.stderr.write(summary(rescreening, making, sources.index.numParcels, source.numPassed));
    if (options.check) await checkAll(sources, rescreening);
    if (affected.length > 0) process.exitCode = EXIT_AFFECTED;
  } finally {
    await source.close();
  }
}

async function sourcesOf(source: ParcelSource, options: Options): Promise<RescreenSources> {
  const [before, after] = [await readListEntries(options.from), await readListEntries(options.to)];
  const entries = { before: before.entries, after: after.entries };
  const counted = readCounted(options.frequencies);
  const ofBundle = options.bundle === undefined ? undefined : bundleLists(options.bundle, options, before, after);
  const bytes = options.index === undefined ? (await indexParcels(source)).bytes : readFileSync(options.index);
  const index = new ParcelIndex(bytes);
  if (index.inputBytes !== source.inputBytes) {
    const sizeOf = (numBytes: number): string => (numBytes === 0 ? 'a log' : `a file of ${numBytes} bytes`);
    const got = `the index is of ${sizeOf(index.inputBytes)}, the parcels are in ${sizeOf(source.inputBytes)}`;
    throw isAnother(got);
  }
  return {
    index,
    entries,
    counted,
    whole: ofBundle ?? (() => twoListsOf(entries, counted)),
    rowsOf: (parcels) => source.rowsOf(index, parcels),
  };
}

async function timed<T>(work: (onParcel: () => void) => Promise<T>): Promise<Timed<T>> {
  const progress = createProgress(undefined);
  const started = performance.now();
  let numParcels = 0;
  const found = await work(() => progress.update(++numParcels, 0)).finally(progress.end);
  return { found, seconds: (performance.now() - started) / 1000 };
}

async function checkAll(sources: RescreenSources, rescreening: Timed<Rescreening>): Promise<void> {
  const { found, seconds } = await timed((onParcel) => screenAll(sources, onParcel));
  const parcels = rescreening.found.affected.map(({ parcel }) => parcel);
  if (found.join() !== parcels.join()) {
    throw new PosternError('INTERNAL', `screening all parcels finds ${found.length} affected, not the same as above`);
  }
  process.stderr.write(
    `checked: screening all ${count(sources.index.numParcels)} with both lists finds the same in ${seconds.toFixed(2)} s, ` +
      `${(seconds / rescreening.seconds).toFixed(1)} times as long\n`,
  );
}

function summary(
  { found, seconds }: Timed<Rescreening>,
  making: number,
  numParcels: number,
  numPassed: number,
): string {
  const { came, went, candidates, matched, affected } = found;
  const gained = affected.filter(({ before, after }) => after.length > before.length).length;
  const lost = affected.filter(({ before, after }) => after.length < before.length).length;
  const made = making > 0 ? `; ${making.toFixed(2)} s more for the whole lists` : '';
  const passed = numPassed > 0 ? `; ${count(numPassed)} rows are no parcels, were not kept or are gone` : '';
  return [
    `${count(came)} entries came or changed, ${count(went)} went or changed`,
    `${count(affected.length)} of ${count(numParcels)} parcels affected${passed}`,
    `  ${count(gained)} match more than before, ${count(lost)} less, ${count(affected.length - gained - lost)} otherwise`,
    `  ${count(candidates)} looked at, ${count(matched)} match what changed: ${seconds.toFixed(2)} s, ${count(candidates / seconds)} a second${made}`,
    '',
  ].join('\n');
}
