/** `postern watchlist index-parcels`: make the reverse index that finds the parcels a changed list affects. */
import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { count } from '../progress.ts';
import { openParcels, type ParcelOptions, withLogOptions } from '../rescreening/openParcels.ts';
import { indexParcels } from '../rescreening/parcelSource.ts';

export function watchlistIndexParcelsCommand(): Command {
  const command = new Command('index-parcels')
    .description('Index parcels once, so that rescreen need not read them all for each change of a list')
    .argument('[parcels]', 'NDJSON, as it was screened')
    .requiredOption('--out <file>', 'the index to write')
    .addHelpText(
      'after',
      '\nThe index holds hashes of words, places of rows and no text; it is of one file as it is now, or of those entries' +
        '\nof a log.',
    );
  return withLogOptions(command).action(run);
}

async function run(path: string | undefined, { out, ...options }: ParcelOptions & { out: string }): Promise<void> {
  const source = await openParcels(path, options);
  try {
    const started = performance.now();
    const { bytes, numParcels } = await indexParcels(source);
    writeFileSync(out, bytes);
    const seconds = (performance.now() - started) / 1000;
    const passed = source.numPassed > 0 ? `, ${count(source.numPassed)} rows are none or were not kept` : '';
    process.stdout.write(
      `${out}: ${count(numParcels)} parcels${passed}, ${count(bytes.length)} bytes in ${seconds.toFixed(2)} s\n`,
    );
  } finally {
    await source.close();
  }
}
