/** `postern watchlist search`: who on the lists is meant, by which attribute, how surely, and why not more so. */
import { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { defaultCorroboration } from '../../watchlist/corroboration.ts';
import { type EntryKind, entryKinds } from '../../watchlist/entry.ts';
import { readFrequencies } from '../../watchlist/frequencies/frequencyFile.ts';
import type { Attribute } from '../../watchlist/index/attributes.ts';
import { readListFile } from '../../watchlist/listFile.ts';
import { NameSearch } from '../../watchlist/search/nameSearch.ts';
import { queryOf } from '../../watchlist/search/queryText.ts';
import { type EntryHit, type Query, searchEntries } from '../../watchlist/search/searchEntries.ts';
import { colours as pc } from '../colours.ts';
import { printable } from '../printable.ts';
import { count } from '../progress.ts';
import { wholeNumber } from '../wholeNumber.ts';

type Options = {
  list: string[];
  kind: string;
  address?: string;
  phone?: string;
  email?: string;
  wallet?: string;
  number?: string;
  frequencies?: string;
  least: string;
  most: string;
  json?: true;
};

const several = (value: string, before: string[]): string[] => [...before, value];

export function watchlistSearchCommand(): Command {
  return new Command('search')
    .description(
      'Search lists for a name, a phrase, an address, a phone, a mailbox, a wallet or a number; every hit is explained',
    )
    .argument('[text]', 'a name, or goods as described; mailboxes, wallets, phone and CAS numbers in it are recognised')
    .option('--list <file>', 'file of postern watchlist import; may be given again', several, [])
    .option('--kind <kind>', `only entries of this kind: ${entryKinds.join(', ')}`, 'unknown')
    .option('--address <text>', 'address as written on a parcel')
    .option('--phone <text>')
    .option('--email <text>')
    .option('--wallet <text>')
    .option('--number <text>', 'number of a document, register or ship; a handle, PGP fingerprint or CAS number')
    .option('--frequencies <file>', 'how common words are in own mail, of postern watchlist frequencies')
    .option(
      '--least <score>',
      'how alike names must be at least, above 0 to 1; the calibrated score may be lower',
      '0.7',
    )
    .option('--most <n>', 'entries shown, 1 or more', '10')
    .option('--json', 'print hits as JSON')
    .addHelpText('after', '\nExit codes: 0 hits, 2 none, 1 failure. A name alone is a reason to look, never a proof.')
    .action(search);
}

async function search(text: string | undefined, options: Options): Promise<void> {
  const query = queryFrom(text, options);
  const least = Number(options.least);
  if (!(least > 0 && least <= 1)) throw new RangeError(`expected --least above 0 and at most 1, got ${options.least}`);
  const most = wholeNumber('--most', options.most, 1);
  if (options.list.length === 0) throw new RangeError('expected --list FILE; make one with: postern watchlist import');
  const lists = await Promise.all(options.list.map((path) => readListFile(path)));
  const entries = lists.flatMap((list) => list.entries);
  const counted = options.frequencies === undefined ? [] : [readFrequencies(readFileSync(options.frequencies, 'utf8'))];
  const search = new NameSearch(query.name === null ? [] : entries, ...counted);
  const { numFound, entries: hits } = searchEntries(search, entries, query, { leastScore: least, most });
  if (numFound === 0) process.exitCode = 2;
  if (options.json) {
    process.stdout.write(`${JSON.stringify(hits, undefined, 2)}\n`);
    return;
  }
  const names = lists.map(({ header }) => `${header.list} ${header.version.slice(0, 12)}`).join(', ');
  const shown = hits.length < numFound ? `, the best ${count(hits.length)} shown` : '';
  const asked = query.name === null ? '' : `, names alike to ${least} or more`;
  const head = `${numFound === 0 ? 'none' : count(numFound)} of ${count(entries.length)} entries found${asked}${shown} (${names})`;
  process.stdout.write([pc.bold(head), ...hits.flatMap(hitLines), ''].join('\n'));
}

function queryFrom(text: string | undefined, { kind, address, phone, email, wallet, number }: Options): Query {
  if (!entryKinds.includes(kind as EntryKind))
    throw new RangeError(`expected a kind of ${entryKinds.join(', ')}, got "${kind}"`);
  const found = queryOf(text ?? '', kind as EntryKind);
  const query = {
    ...found,
    address: address ?? null,
    phones: [...found.phones, ...(phone === undefined ? [] : [phone])],
    emails: [...found.emails, ...(email === undefined ? [] : [email])],
    wallets: [...found.wallets, ...(wallet === undefined ? [] : [wallet])],
    numbers: [...found.numbers, ...(number === undefined ? [] : [number])],
  };
  const isEmpty = [query.phones, query.emails, query.wallets, query.numbers].every(({ length }) => length === 0);
  if (isEmpty && query.name === null && query.address === null) {
    throw new RangeError('expected a name or one of --address, --phone, --email, --wallet, --number');
  }
  return query;
}

function hitLines({ entry, score, hits }: EntryHit): string[] {
  const { id, list, kind, programmes, indicators, handling, confidence } = entry;
  const name = indicators.find((indicator) => indicator.kind === 'name')?.text ?? '';
  const marks = [
    ...(programmes.length > 0 ? [`[${programmes.join(', ')}]`] : []),
    ...(handling === 'clear' ? [] : [`TLP:${handling.toUpperCase()}`]),
    ...(confidence === null ? [] : [`confidence ${confidence}`]),
  ];
  return [
    '',
    `${pc.bold(score.toFixed(3))}  ${printable(`${list} ${id}  ${kind}`)}  ${pc.bold(printable(name))}  ${printable(marks.join('  '))}`.trimEnd(),
    ...hits.flatMap(({ attribute, query, listed, score: one, likeness, detail }) => [
      printable(`  ${attribute} ${scoreText(one, likeness)}: "${query}" and "${listed}"`),
      ...detail.map((line) => pc.dim(printable(`    ${line}`))),
    ]),
    ...(hits.length === 1 ? [pc.dim(`  not higher: ${whyAlone(hits[0].attribute)}`)] : []),
  ];
}

/** Of a name both scores: the first orders entries, the second is what --least asks for. */
function scoreText(score: number, likeness: number | undefined): string {
  return likeness === undefined ? score.toFixed(3) : `${score.toFixed(3)} calibrated, ${likeness.toFixed(3)} alike`;
}

function whyAlone(attribute: Attribute): string {
  const { strengths, alone } = defaultCorroboration;
  const most = Math.min(strengths[attribute], alone[attribute]);
  return `nothing but the ${attribute} matched, which alone reaches ${most} at most`;
}
