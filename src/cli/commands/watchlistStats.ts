/** `postern watchlist stats`: what is on a list, counted. */
import { Command } from 'commander';
import { countEntry, emptyCounts, type ListCounts } from '../../watchlist/countList.ts';
import type { Tally } from '../../watchlist/faults.ts';
import { type ListHeader, openListFile } from '../../watchlist/listFile.ts';
import { colours as pc } from '../colours.ts';
import { printable } from '../printable.ts';
import { count } from '../progress.ts';

const MOST_SHOWN = 12;

export function watchlistStatsCommand(): Command {
  return new Command('stats')
    .description('Count the entries of a list by kind, programme, indicator and handling')
    .argument('<list>', 'file of postern watchlist import')
    .option('--all', `every programme, not the first ${MOST_SHOWN}`)
    .option('--json', 'print the header and the counts as JSON')
    .action(stats);
}

async function stats(path: string, { json, all }: { json?: true; all?: true }): Promise<void> {
  const { header, items } = await openListFile(path);
  const counts = emptyCounts();
  let faults = 0;
  for await (const item of items) {
    if ('entry' in item) countEntry(counts, item.entry);
    else faults++;
  }
  if (faults > 0) process.exitCode = 2;
  process.stdout.write(
    json ? `${JSON.stringify({ header, counts, faults }, undefined, 2)}\n` : asText(header, counts, faults, all),
  );
}

function asText(header: ListHeader, counts: ListCounts, faults: number, all: true | undefined): string {
  const { list, source, version, publishedAt, files } = header;
  return [
    `${pc.bold(list)}: ${count(counts.entries)} entries (${source}, ${publishedAt === null ? 'date of publication unknown' : `published ${publishedAt}`})`,
    `version ${version}`,
    ...files.map(({ name, sha256 }) => pc.dim(`  ${printable(name)}  SHA-256 ${sha256}`)),
    ...(faults > 0 ? [pc.red(`${faults} lines are no entries`)] : []),
    ...block('kind', counts.kinds),
    ...block('programme', counts.programmes, all ? Infinity : MOST_SHOWN),
    ...block('indicator', counts.indicators),
    ...block('handling', counts.handling),
    ...block('wallets, by what their checksum says', counts.wallets, Infinity),
    ...(counts.wrongWallets.length > 0 ? ['', pc.bold('wallets that are no address of their chain')] : []),
    ...counts.wrongWallets.map(({ id, symbol, address }) => printable(`  entry ${id}: ${symbol} ${address}`)),
    '',
  ].join('\n');
}

function block(title: string, tally: Tally, most = MOST_SHOWN): string[] {
  const rows = tally.sorted();
  if (rows.length === 0) return [];
  const width = Math.max(...rows.map(([, number]) => count(number).length));
  const shown = rows.slice(0, most).map(([what, number]) => `  ${count(number).padStart(width)}  ${printable(what)}`);
  return [
    '',
    pc.bold(title),
    ...shown,
    ...(rows.length > shown.length ? [`  ... ${rows.length - shown.length} others`] : []),
  ];
}
