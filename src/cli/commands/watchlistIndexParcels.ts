/** `postern watchlist index-parcels`: make the reverse index that finds the parcels a changed list affects. */
import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { ParcelIndexBuilder } from '../../watchlist/rescreen/buildParcelIndex.ts';
import { count } from '../progress.ts';
import { openParcelFile } from '../rescreening/parcelFile.ts';
import type { ParcelSource } from '../rescreening/parcelSource.ts';

export function watchlistIndexParcelsCommand(): Command {
  return new Command('index-parcels')
    .description('Index parcels once, so that rescreen need not read them all for each change of a list')
    .argument('<parcels>', 'NDJSON, as it was screened')
    .requiredOption('--out <file>', 'the index to write')
    .addHelpText(
      'after',
      '\nThe index holds hashes of words, places of rows and no text; it is of one file as it is now.',
    )
    .action(indexParcels);
}

async function indexParcels(path: string, { out }: { out: string }): Promise<void> {
  const source = await openParcelFile(path, () => {
    throw new RangeError('expected no row to be asked for while parcels are indexed');
  });
  try {
    const { bytes, numParcels } = await indexOf(source);
    writeFileSync(out, bytes);
    const passed = source.numPassed > 0 ? `, ${count(source.numPassed)} rows are none` : '';
    process.stdout.write(`${out}: ${count(numParcels)} parcels${passed}, ${count(bytes.length)} bytes\n`);
  } finally {
    await source.close();
  }
}

export async function indexOf(source: ParcelSource): Promise<{ bytes: Uint8Array; numParcels: number }> {
  const builder = new ParcelIndexBuilder();
  let numParcels = 0;
  for await (const row of source.rows()) {
    builder.add(row);
    numParcels++;
  }
  return { bytes: builder.finish(source.inputBytes), numParcels };
}
