/** `postern log`: look at a decision log, take it elsewhere, and forget a day of it. */
import { Command } from 'commander';
import { eraseDay } from '../../log/eraseDay.ts';
import { type LoggedDay, type Verification, verifyLog } from '../../log/verifyLog.ts';
import { keyFolderOf, type KeyOptions, requireLog, withKeyFolder } from '../logOptions.ts';
import { count, createProgress } from '../progress.ts';
import { catCommand } from './logCat.ts';
import { exportCommand } from './logExport.ts';

const EXIT_NOT_WHOLE = 3;

export function logCommand(): Command {
  const command = new Command('log');
  const verifying = command
    .command('verify')
    .description('Check every block against its CRC and the hash chain, and say what is left of each day')
    .argument('<log>', 'folder of the log')
    .option('--head <hash>', 'chain hash noted at an earlier time: fails unless it stands in the chain')
    .addHelpText('after', '\nExit codes: 0 whole, 3 not whole, 1 failure.')
    .action(verify);
  withKeyFolder(verifying);
  command.addCommand(catCommand()).addCommand(exportCommand());
  const erasing = command
    .command('erase')
    .description("Destroy a day's key and its kept rows; the entries stay, and nobody can tell of whom they are")
    .argument('<log>', 'folder of the log')
    .requiredOption('--day <date>', 'UTC day, YYYY-MM-DD, that ended an hour ago or earlier')
    .action(erase);
  withKeyFolder(erasing);
  return command;
}

async function verify(folder: string, options: KeyOptions & { head?: string }): Promise<void> {
  requireLog(folder);
  const progress = createProgress(undefined);
  const started = performance.now();
  const found = await verifyLog(folder, {
    keyFolder: keyFolderOf(folder, options),
    head: options.head,
    onBlock: progress.update,
  }).finally(progress.end);
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(describe(found, seconds));
  if (!found.isWhole) process.exitCode = EXIT_NOT_WHOLE;
}

function describe({ end, numBlocks, numBytes, days, hasHead }: Verification, seconds: number): string {
  const numEntries = days.reduce((sum, day) => sum + day.numEntries, 0);
  const rate = `${count(numEntries / seconds)} entries/s, ${(numBytes / seconds / 1e6).toFixed(0)} MB/s`;
  const lines = [
    end.damage === undefined ? 'whole' : `not whole: ${end.damage}`,
    `  ${count(numEntries)} entries in ${count(numBlocks)} blocks of ${count(end.numSegments)} segments, ${rate}`,
  ];
  if (end.damage === undefined) lines.push(`  head ${end.head.toString('hex')}`);
  if (end.tailBytes > 0) {
    lines.push(`  ${count(end.tailBytes)} bytes of an unfinished block follow: the next writer moves them to cut/`);
  }
  if (hasHead === true) lines.push('  the noted head stands in the chain: nothing before it was changed');
  if (hasHead === false) lines.push('  the noted head is not in the chain: entries before it were changed or removed');
  return [...lines, ...days.map(dayLine)].join('\n').concat('\n');
}

const keyWords: Readonly<Record<LoggedDay['key'], string>> = {
  kept: 'key kept',
  erased: 'erased',
  missing: 'key missing, and not by erasing',
  other: 'NOT THE KEY these entries were made under',
};

function dayLine({ day, numEntries, key, rows }: LoggedDay): string {
  const rest = rows && rows.restBytes > 0 ? `, then ${count(rows.restBytes)} bytes that are no whole record` : '';
  const kept = rows ? `, ${count(rows.numRows)} rows kept${rest}` : '';
  return `  ${day}  ${count(numEntries).padStart(12)} entries  ${keyWords[key]}${kept}`;
}

async function erase(folder: string, options: KeyOptions & { day: string }): Promise<void> {
  requireLog(folder);
  await eraseDay(folder, keyFolderOf(folder, options), options.day, Date.now());
  process.stdout.write(
    `${options.day} is erased: its key is destroyed, its rows are removed, its entries stay in the chain\n` +
      'copies of the key in backups or snapshots would undo this: see to them\n',
  );
}
