/** A new secret into a file that only its owner may read. */
import { writeFileSync } from 'node:fs';
import { PosternError } from '../contract/errors.ts';

const OWNER_ONLY = 0o600;

/** @throws PosternError REQUEST_INVALID where the file is there: what an older key made could be used no more */
export function writeNewKey(path: string, text: string): void {
  try {
    writeFileSync(path, text, { mode: OWNER_ONLY, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new PosternError('REQUEST_INVALID', `${path} is there already; keys are never overwritten`);
  }
}
