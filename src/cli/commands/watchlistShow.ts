/** `postern watchlist show`: all that a list says of one entry, as reasons name it. */
import { Command } from 'commander';
import { addressText } from '../../watchlist/compare/address.ts';
import type { Entry, Indicator } from '../../watchlist/entry.ts';
import { readListFile } from '../../watchlist/listFile.ts';
import { colours as pc } from '../colours.ts';
import { printable } from '../printable.ts';

const WHAT_WIDTH = 16;

type Options = { list: string[]; json?: true };

export function watchlistShowCommand(): Command {
  return new Command('show')
    .description('Print an entry whole: names, addresses, numbers, programmes, validity, confidence and handling')
    .argument('<id>', 'its id, as reasons and searches tell it')
    .requiredOption('--list <file...>', 'files of postern watchlist import')
    .option('--json', 'print the entries as JSON')
    .addHelpText('after', '\nExit codes: 0 found, 2 no list has it, 1 failure.')
    .action(show);
}

async function show(id: string, { list, json }: Options): Promise<void> {
  const lists = await Promise.all(list.map((path) => readListFile(path)));
  const found = lists.flatMap(({ entries }) => entries.filter((entry) => entry.id === id));
  if (found.length === 0) process.exitCode = 2;
  if (json) process.stdout.write(`${JSON.stringify(found, undefined, 2)}\n`);
  else if (found.length > 0) process.stdout.write(`${found.map(asText).join('\n')}\n`);
  else process.stdout.write(`no entry ${printable(id)} on ${lists.map(({ header }) => header.list).join(', ')}\n`);
}

function asText(entry: Entry): string {
  const { id, list, kind, programmes, validFrom, validUntil, confidence, handling, indicators, related } = entry;
  const facts: readonly (readonly [what: string, value: string | null])[] = [
    ['programmes', programmes.join(', ') || null],
    ['valid', validText(validFrom, validUntil)],
    ['confidence', confidence === null ? null : String(confidence)],
    ['handling', `TLP:${handling.toUpperCase()}`],
    ...indicators.map(indicatorFact),
    ['related', related.join(', ') || null],
  ];
  return [
    pc.bold(printable(`${list} ${id}  ${kind}`)),
    ...facts.flatMap(([what, value]) => (value === null ? [] : [printable(`  ${what.padEnd(WHAT_WIDTH)}${value}`)])),
    '',
  ].join('\n');
}

function indicatorFact(indicator: Indicator): readonly [what: string, value: string] {
  switch (indicator.kind) {
    case 'name':
      return [indicator.quality === 'primary' ? 'name' : `name, ${indicator.quality}`, indicator.text];
    case 'address':
      return ['address', addressText(indicator)];
    case 'wallet':
      return ['wallet', `${indicator.symbol} ${indicator.address}`];
    default:
      return [indicator.kind, indicator.text];
  }
}

function validText(from: string | null, until: string | null): string | null {
  if (from === null && until === null) return null;
  return [from === null ? '' : `from ${from}`, until === null ? '' : `until ${until}`].filter(Boolean).join(' ');
}
