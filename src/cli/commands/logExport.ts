/** `postern log export`: a log as NDJSON, CSV or Parquet for other tools. */
import { extname } from 'node:path';
import { Command } from 'commander';
import { type DecisionEntry, isNote } from '../../log/entry.ts';
import { CSV_HEADER, csvLine } from '../../log/export/csv.ts';
import { createParquetExport } from '../../log/export/parquet.ts';
import { readEntries } from '../../log/readEntries.ts';
import { requireLog } from '../logOptions.ts';
import { openOutput, type Output } from '../outputFile.ts';
import { count, createProgress } from '../progress.ts';

type Table = { add(entry: DecisionEntry): Promise<void>; finish(): Promise<void> };

const BUFFER_CHARACTERS = 1 << 16;

const tables: Readonly<Record<string, (output: Output) => Table>> = {
  ndjson: (output) => textTable(output, '', (entry) => `${JSON.stringify(entry)}\n`),
  csv: (output) => textTable(output, CSV_HEADER, csvLine),
  parquet: ({ write }) => createParquetExport(write),
};

export function exportCommand(): Command {
  return new Command('export')
    .description('Write the decisions of a log as NDJSON, CSV or Parquet')
    .argument('<log>', 'folder of the log')
    .requiredOption('--out <file>', 'the file to write; - for standard output')
    .option('--to <format>', 'ndjson, csv or parquet (default: by file name)')
    .action(exportLog);
}

async function exportLog(folder: string, { out, to }: { out: string; to?: string }): Promise<void> {
  requireLog(folder);
  const format = to ?? extname(out).slice(1);
  const open = tables[format];
  if (open === undefined) {
    throw new RangeError(
      `expected --to of ${Object.keys(tables).join(', ')}, or a file name that tells, got "${format}"`,
    );
  }
  const output = await openOutput(out);
  const progress = createProgress(undefined);
  const started = performance.now();
  let numEntries = 0;
  try {
    const table = open(output);
    for await (const entry of readEntries(folder)) {
      if (isNote(entry)) continue;
      await table.add(entry);
      numEntries += 1;
      progress.update(numEntries, 0);
    }
    await table.finish();
    await output.commit();
  } catch (error) {
    output.discard();
    throw error;
  } finally {
    progress.end();
  }
  const rate = numEntries / ((performance.now() - started) / 1000);
  process.stderr.write(`${count(numEntries)} decisions, ${count(rate)} a second\n`);
}

function textTable({ write }: Output, header: string, lineOf: (entry: DecisionEntry) => string): Table {
  let text = header;
  const flush = async (): Promise<void> => {
    const part = text;
    text = '';
    await write(part);
  };
  return {
    add: async (entry) => {
      text += lineOf(entry);
      if (text.length >= BUFFER_CHARACTERS) await flush();
    },
    finish: flush,
  };
}
