/** Where parcels of the past come from: a file, or days of a decision log that kept them. */
import type { Command } from 'commander';
import { PosternError } from '../../contract/errors.ts';
import { keyFolderOf, requireLog } from '../logOptions.ts';
import { openParcelFile } from './parcelFile.ts';
import { openParcelLog } from './parcelLog.ts';
import type { ParcelSource } from './parcelSource.ts';

export type ParcelOptions = {
  log?: string;
  logKeys?: string;
  days?: string;
  since?: string;
  until?: string;
};

const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d\d-\d\d$/;

export function withLogOptions(command: Command): Command {
  return command
    .option('--log <folder>', 'instead: parcels that this decision log kept')
    .option('--log-keys <folder>', 'where its day keys are (default: keys in the folder of the log)')
    .option('--days <n>', 'with --log: of the last n UTC days, today among them')
    .option('--since <date>', 'with --log: from this UTC day on, YYYY-MM-DD')
    .option('--until <date>', 'with --log: up to this UTC day, YYYY-MM-DD');
}

/** @throws PosternError REQUEST_INVALID unless it is one file, or one log and days of it */
export async function openParcels(file: string | undefined, options: ParcelOptions): Promise<ParcelSource> {
  const { log, logKeys } = options;
  const range = rangeOf(options);
  if (file !== undefined && log === undefined && range === undefined) return openParcelFile(file);
  if (log === undefined || file !== undefined) {
    throw invalid('expected a file of parcels, or --log FOLDER with or without --days N, --since and --until');
  }
  requireLog(log);
  return openParcelLog(log, keyFolderOf(log, { ...(logKeys && { keys: logKeys }) }), range);
}

/** First and last day, both included. */
function rangeOf({ days, since, until }: ParcelOptions): readonly [string, string] | undefined {
  if (days === undefined && since === undefined && until === undefined) return undefined;
  for (const [name, day] of Object.entries({ since, until })) {
    if (day !== undefined && !DAY.test(day)) throw invalid(`expected --${name} as YYYY-MM-DD, got "${day}"`);
  }
  if (days === undefined) return [since ?? '', until ?? '9'];
  if (since !== undefined) throw invalid('expected --days or --since, got both');
  if (!/^[1-9]\d{0,5}$/.test(days)) throw invalid(`expected --days as a number from 1, got "${days}"`);
  return [new Date(Date.now() - (Number(days) - 1) * DAY_MS).toISOString().slice(0, 10), until ?? '9'];
}

function invalid(text: string): PosternError {
  return new PosternError('REQUEST_INVALID', text);
}
