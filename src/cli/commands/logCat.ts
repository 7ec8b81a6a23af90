/** `postern log cat`: entries as NDJSON, all of them or those of one item or day. */
import { Command } from 'commander';
import { PosternError } from '../../contract/errors.ts';
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
  if (options.day !== undefined) requireDay(options.day);
  const output = await openOutput('-');
  const goneDays = new Set<string>();
  const isWanted = chooser(new DayKeys(keyFolderOf(folder, options)), options, goneDays);
  for await (const entry of readEntries(folder)) {
    if (isWanted(entry)) await output.write(`${JSON.stringify(entry)}\n`);
  }
  if (goneDays.size === 0) return;
  process.stderr.write(`the item cannot be looked for on days whose key is gone: ${[...goneDays].join(', ')}\n`);
}

function requireDay(day: string): void {
  const start = Date.parse(`${day}T00:00:00Z`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(start) && dayOf(start) === day) return;
  throw new PosternError('REQUEST_INVALID', `expected --day with a calendar date YYYY-MM-DD, got "${day}"`);
}

/** @param goneDays is given the days on which an item cannot be told */
function chooser(keys: DayKeys, { item, day }: Options, goneDays: Set<string>): (entry: LogEntry) => boolean {
  /** The item's name on each day; undefined where the key is gone. */
  const names = new Map<string, string | undefined>();
  const nameOn = (date: string, id: string): string | undefined => {
    if (!names.has(date)) {
      const set = keys.read(date);
      if (!set) goneDays.add(date);
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
