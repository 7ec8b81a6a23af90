/** `postern log cat`: entries as NDJSON, all of them or those of one item or day. */
import { Command } from 'commander';
import { DayKeys } from '../../log/dayKeys.ts';
import { dayOf, isNote, type LogEntry } from '../../log/entry.ts';
import { pseudonymOf } from '../../log/pseudonym.ts';
import { readEntries } from '../../log/readEntries.ts';
import { keyFolderOf, type KeyOptions, requireLog, withKeyFolder } from '../logOptions.ts';
import { openOutput } from '../outputFile.ts';

type Options = KeyOptions & { item?: string; day?: string };

export function catCommand(): Command {
  const command = new Command('cat')
    .description('Print entries as NDJSON')
    .argument('<log>', 'folder of the log')
    .option('--item <id>', 'entries of this item only; found on days whose key is kept')
    .option('--day <date>', 'entries of this UTC day only, YYYY-MM-DD')
    .action(cat);
  return withKeyFolder(command);
}

async function cat(folder: string, options: Options): Promise<void> {
  requireLog(folder);
  const output = await openOutput('-');
  const isWanted = chooser(new DayKeys(keyFolderOf(folder, options)), options);
  for await (const entry of readEntries(folder)) {
    if (isWanted(entry)) await output.write(`${JSON.stringify(entry)}\n`);
  }
}

function chooser(keys: DayKeys, { item, day }: Options): (entry: LogEntry) => boolean {
  /** The item's name on each day; undefined where the key is gone. */
  const names = new Map<string, string | undefined>();
  const nameOn = (date: string, id: string): string | undefined => {
    if (!names.has(date)) {
      const set = keys.read(date);
      names.set(date, set && pseudonymOf(set.item, id));
    }
    return names.get(date);
  };
  return (entry) => {
    const date = dayOf(entry.at);
    if (day !== undefined && date !== day) return false;
    if (item === undefined) return true;
    return !isNote(entry) && entry.item !== null && entry.item === nameOn(date, item);
  };
}
