/** `postern watchlist import`: files of a publisher into one list file, with counts of everything. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Command } from 'commander';
import { PosternError } from '../../contract/errors.ts';
import { faultText } from '../../watchlist/faults.ts';
import { emptyReport, importEntries, type ImportReport } from '../../watchlist/importList.ts';
import { LIST_FORMAT, type ListHeader, writeListFile } from '../../watchlist/listFile.ts';
import { hashFile, openSourceFile } from '../../watchlist/openSourceFile.ts';
import { parseMapping } from '../../watchlist/sources/mapping.ts';
import type { SourceFile } from '../../watchlist/sources/source.ts';
import { recognise, sourceOf, sources } from '../../watchlist/sources/sources.ts';
import { colours as pc } from '../colours.ts';
import { printable } from '../printable.ts';
import { count } from '../progress.ts';

type Options = { out: string; list?: string; format?: string; mapping?: string; faults: string; json?: true };

export function watchlistImportCommand(): Command {
  return new Command('import')
    .description('Read lists of one format into one list file; what is refused is told with its place and counted')
    .argument('<source...>', 'files of one format, or a folder of them; gzip is unpacked')
    .requiredOption('--out <file>', 'list file to write (NDJSON: a header, then an entry a line)')
    .option('--list <name>', 'name of the list (default: the name of its format)')
    .option(
      '--format <name>',
      `do not recognise the format but take it as told: ${sources.map(({ name }) => name).join(', ')}`,
    )
    .option('--mapping <file>', 'JSON that says which column of a plain CSV or NDJSON file is what')
    .option('--faults <n>', 'refused rows told one by one', '10')
    .option('--json', 'print the header and the faults as JSON')
    .addHelpText('after', '\nExit codes: 0 all rows were taken, 2 rows were refused and the rest imported, 1 failure.')
    .action(importList);
}

async function importList(paths: readonly string[], options: Options): Promise<void> {
  const { kept, passedOver } = await openSources(paths, options.format);
  const source = sourceOf(
    kept.map(({ file }) => file),
    options.format,
  );
  const mapping = options.mapping === undefined ? null : parseMapping(readFileSync(options.mapping, 'utf8'));
  const list = options.list ?? source.list;
  const report = emptyReport();
  for (const name of passedOver) report.left.add(`file ${name}: of no known format`);
  const hashes = await Promise.all(
    kept.map(async ({ path }) => ({ name: basename(path), sha256: await hashFile(path) })),
  );
  const entries = importEntries(
    source,
    kept.map(({ file }) => file),
    { list, mapping },
    report,
  );
  const header = await writeListFile(options.out, entries, (version) => ({
    format: LIST_FORMAT,
    list,
    source: source.name,
    version,
    publishedAt: report.publishedAt,
    files: hashes,
    counts: countsOf(report),
  }));
  if (report.refused > 0) process.exitCode = 2;
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ header, faults: report.faults }, undefined, 2)}\n`
      : asText(header, report, options),
  );
}

type Kept = { readonly path: string; readonly file: SourceFile };

/** Files of folders that no source knows are passed over and told; a file that was named must be known. */
async function openSources(
  paths: readonly string[],
  format: string | undefined,
): Promise<{ kept: Kept[]; passedOver: string[] }> {
  const kept: Kept[] = [];
  const passedOver: string[] = [];
  for (const path of paths) {
    if (!statSync(path).isDirectory()) {
      kept.push({ path, file: await openSourceFile(path) });
      continue;
    }
    for (const found of readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isFile())) {
      const inside = join(path, found.name);
      const file = await openSourceFile(inside);
      if (format !== undefined || recognise(file) !== undefined) kept.push({ path: inside, file });
      else passedOver.push(found.name);
    }
  }
  if (kept.length === 0) {
    throw new PosternError(
      'FORMAT_UNSUPPORTED',
      `expected a folder with files of a known format, got ${passedOver.length} others`,
    );
  }
  return { kept, passedOver };
}

function countsOf({ entries, indicators, refused, left, danglingReferences }: ImportReport): ListHeader['counts'] {
  return { entries, indicators, refused, left: left.toJSON(), danglingReferences };
}

function asText(
  { list, source, version, files, counts }: ListHeader,
  report: ImportReport,
  { out, faults }: Options,
): string {
  const told = report.faults.slice(0, Number(faults));
  return [
    `${pc.bold(list)}: ${count(counts.entries)} entries, ${count(counts.indicators)} indicators from ${files.length} files (${source})`,
    `version ${version}`,
    `${count(counts.refused)} rows refused${counts.refused > 0 ? ':' : ''}`,
    ...report.reasons.sorted().map(([reason, times]) => `  ${count(times)}  ${reason}`),
    ...told.map((fault) => pc.yellow(`  ${printable(faultText(fault))}`)),
    ...(counts.refused > told.length
      ? [`  ... ${count(counts.refused - told.length)} more; --faults N tells them`]
      : []),
    ...report.left.sorted().map(([what, times]) => `left out: ${count(times)} x ${printable(what)}`),
    ...(counts.danglingReferences > 0
      ? [`${count(counts.danglingReferences)} references to entries that the list does not hold`]
      : []),
    `written to ${out}`,
    '',
  ].join('\n');
}
