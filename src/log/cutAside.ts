/** Taking bytes off the end of a file without losing them: they are copied to `cut/` in the log's folder first. */
import { mkdirSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readAt } from './readAt.ts';
import { syncFolder } from './segments.ts';
import { writeAll } from './writeAll.ts';

const WINDOW_BYTES = 1 << 20;

export function cutFolder(folder: string): string {
  return join(folder, 'cut');
}

/** Copy bytes `[offset, size)` to a file named by where they stood and when they were cut, then cut them off. */
export async function cutAside(
  folder: string,
  handle: FileHandle,
  path: string,
  { offset, size }: { offset: number; size: number },
): Promise<void> {
  const folderOfCut = cutFolder(folder);
  mkdirSync(folderOfCut, { recursive: true, mode: 0o700 });
  const copy = await openNew(join(folderOfCut, `${basename(path)}-${offset}-${stamp()}`));
  try {
    for (let at = offset; at < size; at += WINDOW_BYTES) {
      await writeAll(copy, [await readAt(handle, at, Math.min(WINDOW_BYTES, size - at))], at - offset);
    }
    await copy.sync();
  } finally {
    await copy.close();
  }
  await syncFolder(folderOfCut);
  await syncFolder(folder);
  await handle.truncate(offset);
  await handle.sync();
}

/** A name that is not taken yet: two cuts of one place in a millisecond must both stay. */
async function openNew(path: string): Promise<FileHandle> {
  for (let turn = 0; ; turn++) {
    try {
      return await open(turn === 0 ? path : `${path}-${turn}`, 'wx', 0o600);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** The instant as file systems take it. */
function stamp(): string {
  return new Date().toISOString().replaceAll(':', '-');
}
