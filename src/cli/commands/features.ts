/** `postern features`: the table of feature columns, or the feature rows of a file of parcels. */
import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { colours as pc } from '../colours.ts';
import { type FeatureTile, featureTiles } from '../../engine/featureStream.ts';
import { featureTable } from '../../features/table.ts';
import { inputFormat, openInput } from '../inputFile.ts';
import { openOutput } from '../outputFile.ts';
import { count, createProgress } from '../progress.ts';
import { readReference } from '../reference.ts';

type Options = { input?: string; from?: string; out: string; bundle?: string; source?: string };

export function featuresCommand(): Command {
  return new Command('features')
    .option('--input <file>', 'parcels; - for standard input')
    .option('--from <format>', 'ndjson, json, msgpack or csv (default: by file name, else ndjson)')
    .option(
      '--out <file>',
      '.csv for text; .f32 for row-major little-endian float32 beside a .json of names and counts',
      '-',
    )
    .option('--bundle <file>', 'bundle whose reference tables are used (default: the shipped one)')
    .option('--source <dir>', 'compile the reference tables of a bundle source folder instead')
    .action(features);
}

async function features(options: Options): Promise<void> {
  if (options.input === undefined) {
    process.stdout.write(featureList());
    return;
  }
  const input = openInput(options.input);
  const from = inputFormat(options.input, options.from);
  const binary = options.out.endsWith('.f32');
  const output = await openOutput(options.out);
  const progress = createProgress(input.totalBytes);
  let numRows = 0;
  let numFlagged = 0;
  try {
    if (!binary) await output.write(`${featureTable.map(({ name }) => name).join(',')}\n`);
    for await (const tile of featureTiles(input.chunks, from, readReference(options))) {
      await output.write(binary ? rowMajor(tile) : csvRows(tile));
      numRows += tile.numRows;
      numFlagged += tile.numFlagged;
      progress.update(numRows, 0);
    }
    await output.commit();
  } catch (error) {
    output.discard();
    throw error;
  } finally {
    progress.end();
  }
  if (binary) writeFileSync(`${options.out}.json`, `${JSON.stringify(sidecar(numRows, numFlagged), undefined, 2)}\n`);
  process.stderr.write(`${count(numRows)} feature rows, ${count(numFlagged)} of them unreadable (all missing)\n`);
}

function sidecar(numRows: number, numFlagged: number): object {
  const names = featureTable.map(({ name }) => name);
  return { dtype: 'float32', order: 'row', numRows, numColumns: names.length, numFlagged, names };
}

function rowMajor({ numRows, columns, stride }: FeatureTile): Uint8Array {
  const numColumns = featureTable.length;
  const rows = new Float32Array(numRows * numColumns);
  for (let column = 0; column < numColumns; column++) {
    for (let row = 0; row < numRows; row++) rows[row * numColumns + column] = columns[column * stride + row];
  }
  return new Uint8Array(rows.buffer);
}

/** Shortest decimals of the float32 values; an empty cell is missing. */
function csvRows({ numRows, columns, stride }: FeatureTile): string {
  let text = '';
  for (let row = 0; row < numRows; row++) {
    for (let column = 0; column < featureTable.length; column++) {
      const value = columns[column * stride + row];
      text += `${column > 0 ? ',' : ''}${Number.isNaN(value) ? '' : value}`;
    }
    text += '\n';
  }
  return text;
}

function featureList(): string {
  let text = '';
  let family = '';
  featureTable.forEach((feature, column) => {
    if (feature.family !== family) text += `\n${pc.bold(feature.family)}\n`;
    family = feature.family;
    const head = `  ${String(column).padStart(2)}  ${feature.name.padEnd(26)} ${feature.unit.padEnd(14)}`;
    text += `${head} ${feature.why} ${pc.dim(`(missing: ${feature.missing})`)}\n`;
  });
  return text;
}
