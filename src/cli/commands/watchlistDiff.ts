/** `postern watchlist diff`: who came, who went, what changed. */
import { Command } from 'commander';
import { diffLists, type ListDifference } from '../../watchlist/diffLists.ts';
import type { Entry } from '../../watchlist/entry.ts';
import { PosternError } from '../../contract/errors.ts';
import { type ListItem, openListFile, readListFile } from '../../watchlist/listFile.ts';
import { colours as pc } from '../colours.ts';
import { printable } from '../printable.ts';
import { count } from '../progress.ts';
import { wholeNumber } from '../wholeNumber.ts';

const MOST_SHOWN = 20;

export function watchlistDiffCommand(): Command {
  return new Command('diff')
    .description('Say who came, who went and what changed between two versions of a list')
    .argument('<old>', 'file of postern watchlist import')
    .argument('<new>', 'a later one')
    .option('--most <n>', 'entries told of each sort', String(MOST_SHOWN))
    .option('--json', 'print everything as JSON')
    .addHelpText('after', '\nExit codes: 0 equal, 2 they differ, 1 failure.')
    .action(diff);
}

async function diff(oldPath: string, newPath: string, { most, json }: { most: string; json?: true }): Promise<void> {
  const mostShown = wholeNumber('--most', most, 0);
  const before = await readListFile(oldPath);
  const { header, items } = await openListFile(newPath);
  checkNames(before.header.list, header.list);
  const difference = await diffLists(before.entries, entriesOf(newPath, items));
  const { came, went, changed } = difference;
  if (came.length + went.length + changed.length > 0) process.exitCode = 2;
  const versions = { old: before.header.version, new: header.version };
  process.stdout.write(
    json ? `${JSON.stringify({ versions, ...difference }, undefined, 2)}\n` : asText(versions, difference, mostShown),
  );
}

/** Ids mean the same in versions of one list only. */
function checkNames(old: string, now: string): void {
  if (old === now) return;
  throw new PosternError(
    'REQUEST_INVALID',
    `expected two versions of one list, got "${old}" and "${now}": import both under one name, with --list NAME`,
  );
}

async function* entriesOf(path: string, items: AsyncIterable<ListItem>): AsyncGenerator<Entry> {
  for await (const item of items) {
    if ('fault' in item) throw new PosternError('BODY_INVALID', `${path}:${item.fault.line}: ${item.fault.reason}`);
    yield item.entry;
  }
}

function asText(versions: { old: string; new: string }, difference: ListDifference, most: number): string {
  const { came, went, changed, same } = difference;
  const titled = ({ id, kind, programmes, indicators }: Entry): string => {
    const name = indicators.find((indicator) => indicator.kind === 'name')?.text ?? '';
    return printable(`${id}  ${kind}  ${name}${programmes.length > 0 ? `  [${programmes.join(', ')}]` : ''}`);
  };
  const more = (length: number): string[] =>
    length > most ? [`  ... ${count(length - most)} more; --most N tells them`] : [];
  return [
    `${versions.old.slice(0, 12)} -> ${versions.new.slice(0, 12)}: ${count(came.length)} came, ${count(went.length)} went, ${count(changed.length)} changed, ${count(same)} as before`,
    ...came.slice(0, most).map((entry) => pc.green(`+ ${titled(entry)}`)),
    ...more(came.length),
    ...went.slice(0, most).map((entry) => pc.red(`- ${titled(entry)}`)),
    ...more(went.length),
    ...changed
      .slice(0, most)
      .flatMap(({ id, added, removed }) => [
        `~ ${printable(id)}`,
        ...removed.map((fact) => pc.red(`    - ${printable(fact)}`)),
        ...added.map((fact) => pc.green(`    + ${printable(fact)}`)),
      ]),
    ...more(changed.length),
    '',
  ].join('\n');
}
