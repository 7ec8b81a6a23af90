/** Options and small texts that the commands around a decision log share. */
import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { PosternError } from '../contract/errors.ts';
import { defaultKeyFolder } from '../log/keyFolder.ts';

export type KeyOptions = { keys?: string };

export function withKeyFolder(command: Command): Command {
  return command.option('--keys <folder>', 'folder of the day keys (default: keys in the folder of the log)');
}

export function keyFolderOf(log: string, { keys }: KeyOptions): string {
  return keys ?? defaultKeyFolder(log);
}

/** A mistyped folder must not look like an empty log. */
export function requireLog(folder: string): void {
  if (existsSync(folder)) return;
  throw new PosternError('REQUEST_INVALID', `expected the folder of a decision log, got ${folder}: there is none`);
}
