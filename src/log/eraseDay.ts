/** Forgetting a day: its key goes, and with it what can be known of its items and rows. The chain stays as it is. */
import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { PosternError } from '../contract/errors.ts';
import { cutFolder } from './cutAside.ts';
import { DayKeys } from './dayKeys.ts';
import { rowPath } from './rowStore.ts';

/** A batch taken in just before midnight may still be on its way into the log. */
const GRACE_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** @throws REQUEST_INVALID for what is no day, a day that is not over, or a day without a key */
export async function eraseDay(folder: string, keyFolder: string, day: string, now: number): Promise<void> {
  const start = Date.parse(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(start)) {
    throw new PosternError('REQUEST_INVALID', `expected a day as YYYY-MM-DD, got "${day}"`);
  }
  if (start + DAY_MS + GRACE_MS > now) {
    throw new PosternError(
      'REQUEST_INVALID',
      `expected a day that ended an hour ago or earlier, got ${day}: a writer may hold its key`,
    );
  }
  new DayKeys(keyFolder).destroy(day, now);
  const rows = rowPath(folder, day);
  await rm(rows, { force: true });
  const cut = await readdir(cutFolder(folder)).catch(() => [] as string[]);
  for (const name of cut.filter((each) => each.startsWith(`${basename(rows)}-`))) {
    await rm(join(cutFolder(folder), name));
  }
}
