/** `postern watchlist import`: files of a publisher into one list file, with counts of everything. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { Command } from 'commander';
import { faultText, placeText } from '../../watchlist/faults.ts';
import { emptyReport, importEntries, type ImportReport, refuse } from '../../watchlist/importList.ts';
import { LIST_FORMAT, type ListHeader, writeListFile } from '../../watchlist/listFile.ts';
import { hashFile } from '../../watchlist/openSourceFile.ts';
import { parseMapping, targets, whole } from '../../watchlist/sources/mapping.ts';
import { recognise, sourceOf, sources } from '../../watchlist/sources/sources.ts';
import { colours as pc } from '../colours.ts';
import { refuseEmpty } from '../emptyImport.ts';
import { openSources } from '../openSources.ts';
import { requireFolder } from '../outputFile.ts';
import { printable } from '../printable.ts';
import { count } from '../progress.ts';
import { wholeNumber } from '../wholeNumber.ts';

type Options = {
  out: string;
  list?: string;
  format?: string;
  mapping?: string;
  encoding?: string;
  faults: string;
  json?: true;
};

/** It stands in reasons and in one column of keys. */
const LIST_NAME = /^(?=.*\S)[\p{L}\p{M}\p{N}\p{P}\p{S} ]{1,64}$/u;
const MAPPING_HELP = `
A mapping: { "kind": "person", "separator": ";", "columns": { "ref": "id", "full name": "name", "aka": "alias" } }
Columns are ${targets.slice(0, 10).join(', ')},
${targets.slice(10).join(', ')}; others are left out and counted. Separator and kind may be left out.
Several values of one cell are split at the separator (";"), but not those of ${whole.join(', ')}.
Without a header: { "header": false, "symbol": "XBT", "columns": { "1": "wallet" } }. Columns are called 1, 2 and so on, the
first value is the id where no column is, and the symbol of wallets may also stand at the end of the file's name (..._XBT.txt).`;

export function watchlistImportCommand(): Command {
  return new Command('import')
    .description('Read lists of one format into one list file; what is refused is told with its place and counted')
    .argument('<source...>', 'files of one format, or a folder of them; gzip and zip are unpacked')
    .requiredOption('--out <file>', 'list file to write (NDJSON: a header, then an entry a line)')
    .option('--list <name>', 'name of the list (default: the name of its format)')
    .option(
      '--format <name>',
      `do not recognise the format but take it as told: ${sources.map(({ name }) => name).join(', ')}`,
    )
    .option('--mapping <file>', 'JSON that says which column of a plain CSV or NDJSON file is what')
    .option('--encoding <name>', 'of files that do not say it: utf-8, utf-16le, utf-16be, latin1, windows-1252')
    .option('--faults <n>', 'refused rows told one by one', '10')
    .option('--json', 'print the header and the faults as JSON')
    .addHelpText('after', MAPPING_HELP)
    .addHelpText('after', '\nExit codes: 0 all rows were taken, 2 rows were refused and the rest imported, 1 failure.')
    .action(importList);
}

async function importList(paths: readonly string[], options: Options): Promise<void> {
  const mostTold = wholeNumber('--faults', options.faults, 0);
  if (options.list !== undefined && !LIST_NAME.test(options.list))
    throw new RangeError(`expected --list of 1 to 64 letters, digits and signs, got "${printable(options.list)}"`);
  const { kept, passedOver, faults } = await openSources(paths, options.format, options.encoding);
  const mapping = options.mapping === undefined ? null : parseMapping(readFileSync(options.mapping, 'utf8'));
  const files = kept.map(({ file }) => file);
  // of what nothing else knows, a mapping says what it is
  const isMapped = mapping !== null && files.some((file) => recognise(file) === undefined);
  const source = sourceOf(files, options.format ?? (isMapped ? 'plain' : undefined));
  const list = options.list ?? source.listOf(files);
  const report = emptyReport();
  for (const what of passedOver) report.left.add(what);
  for (const fault of faults) refuse(report, fault);
  const packed = [...new Set(kept.map(({ path }) => path))];
  requireFolder(options.out);
  refuseOverwriting(options.out, [...packed, ...(options.mapping === undefined ? [] : [options.mapping])]);
  const hashes: { name: string; sha256: string }[] = [];
  // one after the other: a feed has thousands
  for (const path of packed) hashes.push({ name: basename(path), sha256: await hashFile(path) });
  const entries = importEntries(source, files, { list, mapping }, report);
  const header = await writeListFile(options.out, entries, (version) => {
    refuseEmpty(report, kept.length);
    const { publishedAt } = report;
    const counts = countsOf(report);
    return { format: LIST_FORMAT, list, source: source.name, version, publishedAt, files: hashes, counts };
  });
  if (report.refused > 0) process.exitCode = 2;
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ header, faults: report.faults }, undefined, 2)}\n`
      : asText(header, report, options.out, mostTold),
  );
}

/** A source may be given by another path, or lie in a folder that was given. */
function refuseOverwriting(out: string, read: readonly string[]): void {
  if (!existsSync(out)) return;
  const target = realpathSync(out);
  const same = read.find((path) => realpathSync(path) === target);
  if (same !== undefined) throw new RangeError(`expected --out other than what is read, got ${same} for both`);
}

function countsOf(report: ImportReport): ListHeader['counts'] {
  const { entries, indicators, refused, left, danglingReferences, inCircles, phones, unmatchable } = report;
  return {
    entries,
    indicators,
    refused,
    left: left.toJSON(),
    danglingReferences,
    inCircles,
    phones,
    unmatchable: unmatchable.counts.toJSON(),
  };
}

function unmatchableLines({ counts, places }: ImportReport['unmatchable']): string[] {
  return counts.sorted().map(([what, times]) => {
    const first = (places.get(what) ?? []).map((place) => printable(placeText(place)));
    const more = times > first.length ? ', ...' : '';
    return `can hardly match: ${count(times)} x ${what} (${first.join(', ')}${more})`;
  });
}

function phoneLine({ international, completed, kept }: ImportReport['phones']): string[] {
  if (international + completed + kept === 0) return [];
  return [
    `phones: ${count(international)} written international, ${count(completed)} completed by a country of the entry, ${count(kept)} kept as digits`,
  ];
}

function asText(
  { list, source, version, files, counts }: ListHeader,
  report: ImportReport,
  out: string,
  mostTold: number,
): string {
  const told = report.faults.slice(0, mostTold);
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
    ...unmatchableLines(report.unmatchable),
    ...phoneLine(report.phones),
    ...(counts.danglingReferences > 0
      ? [`${count(counts.danglingReferences)} references to entries that the list does not hold`]
      : []),
    ...(report.inCircles > 0
      ? [`${count(report.inCircles)} entries belong to themselves, through others or directly`]
      : []),
    ...(report.reasons.sorted().some(([reason]) => reason.includes('not UTF-8'))
      ? ['lines that are not UTF-8 may be in another encoding: import again with --encoding latin1, if they are']
      : []),
    `written to ${out}`,
    '',
  ].join('\n');
}
