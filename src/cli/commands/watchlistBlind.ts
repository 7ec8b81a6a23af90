/** `postern watchlist blind`: a list as keyed hashes, for carriers to match without reading it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { dayNumber } from '../../base/calendar.ts';
import { newBlindKeyText, parseBlindKey } from '../../watchlist/blinded/blindKey.ts';
import { blindList, type BlindReport } from '../../watchlist/blinded/blindList.ts';
import { type Handling, handlings } from '../../watchlist/entry.ts';
import { readListFile } from '../../watchlist/listFile.ts';
import { colours as pc } from '../colours.ts';
import { printable } from '../printable.ts';
import { count } from '../progress.ts';
import { writeNewKey } from '../writeNewKey.ts';

type Options = { keyFile?: string; newKey?: string; out?: string; handling: string; day: string };

const HELP = `
The result holds no name, number or id of the list. Put it into a bundle for carriers (postern bundle redact --blinded) and
give the carrier the key by another way. What someone with the key and a dictionary could learn, and what sizes tell, stands
in src/watchlist/blinded/README.md. Each carrier gets a key of its own.`;

export function watchlistBlindCommand(): Command {
  return new Command('blind')
    .description('Make of lists what a carrier can match names and identifiers with and not read')
    .argument('[list...]', 'files of postern watchlist import')
    .option('--key-file <file>', "the carrier's secret, 64 hexadecimal digits")
    .option('--out <file>', 'what postern bundle redact --blinded takes')
    .option('--handling <tlp>', `entries of a stricter handling are left out: ${handlings.join(', ')}`, 'green')
    .option('--day <date>', 'entries that are not in force on it are left out', new Date().toISOString().slice(0, 10))
    .option('--new-key <file>', 'make a key, and nothing else')
    .addHelpText('after', HELP)
    .action(blind);
}

async function blind(paths: readonly string[], options: Options): Promise<void> {
  if (options.newKey !== undefined) {
    makeKey(options.newKey);
    return;
  }
  const { keyFile, out, handling, day } = options;
  if (keyFile === undefined || out === undefined || paths.length === 0)
    throw new RangeError('expected lists, --key-file and --out, or --new-key');
  if (!handlings.includes(handling as Handling))
    throw new RangeError(`expected --handling of ${handlings.join(', ')}, got "${handling}"`);
  if (dayNumber(day) === undefined)
    throw new RangeError(`expected --day: a date of the calendar, YYYY-MM-DD, got "${day}"`);
  const key = parseBlindKey(readFileSync(keyFile, 'utf8'));
  const lists = await Promise.all(paths.map((path) => readListFile(path)));
  const entries = lists.flatMap((list) => list.entries);
  const { index, report } = blindList(entries, key, { mostHandling: handling as Handling, day });
  writeFileSync(out, index);
  process.stdout.write(asText(out, index.length, entries.length, report));
}

function makeKey(path: string): void {
  // never over another key: lists that were blinded with it could not be matched any more
  writeNewKey(path, newBlindKeyText());
  process.stdout.write(`${path}: the secret of one carrier; keep it, and give it to that carrier only\n`);
}

function asText(out: string, numBytes: number, numRead: number, { entries, tokens, left }: BlindReport): string {
  return [
    `${pc.bold(out)}: ${count(entries)} of ${count(numRead)} entries, ${count(tokens)} hashes, ${count(numBytes)} bytes`,
    ...left.sorted().map(([what, times]) => `left out: ${count(times)} x ${printable(what)}`),
    '',
  ].join('\n');
}
