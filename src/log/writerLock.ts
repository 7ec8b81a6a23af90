/**
 * One writer a log: whoever holds `writer.lock`. The file names its process; a lock whose process is gone is taken
 * over. Where the system tells (Linux), the process's start time and the boot are compared too, because a number
 * that was free is soon another process's, and in a container often the same one again. The lock cannot see into
 * another machine or container: a folder belongs to one.
 */
import { mkdir, link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PosternError } from '../contract/errors.ts';

type Owner = { readonly pid: number; readonly started: string; readonly boot: string };

/** Locks of this process, which the process number alone would not tell apart. */
const held = new Set<string>();
let numCandidates = 0;

/** Become the writer of a log. Returns what gives the lock back. @throws LOG_LOCKED */
export async function lockForWriting(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'writer.lock');
  if (held.has(path)) throw lockedBy(folder, process.pid);
  const text = JSON.stringify(ownerOf(process.pid));
  numCandidates += 1;
  const candidate = `${path}.${process.pid}.${numCandidates}`;
  await writeFile(candidate, text);
  try {
    // linking is the step that only one of two can do, and it shows the file only with its content
    while (!(await tryLink(candidate, path))) await clearIfStale(folder, path, `${candidate}.stale`);
  } finally {
    await rm(candidate, { force: true });
  }
  held.add(path);
  return async () => {
    if (held.delete(path)) await rm(path, { force: true });
  };
}

async function tryLink(candidate: string, path: string): Promise<boolean> {
  try {
    await link(candidate, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function clearIfStale(folder: string, path: string, aside: string): Promise<void> {
  const seen = await readFile(path, 'utf8').catch(() => undefined);
  if (seen === undefined) return;
  refuseLive(folder, seen);
  // moved away before it is judged again: another may have taken the stale lock over in between
  await rename(path, aside).catch(() => undefined);
  const moved = await readFile(aside, 'utf8').catch(() => undefined);
  if (moved !== undefined && moved !== seen) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
  if (moved !== undefined) refuseLive(folder, moved);
}

function refuseLive(folder: string, text: string): void {
  const owner = parseOwner(text);
  if (owner && isAlive(owner)) throw lockedBy(folder, owner.pid);
}

function isAlive(owner: Owner): boolean {
  if (owner.boot !== bootId()) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    // a process of another user cannot be signalled, but it is there
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return owner.started === startOf(owner.pid);
}

function ownerOf(pid: number): Owner {
  return { pid, started: startOf(pid), boot: bootId() };
}

function parseOwner(text: string): Owner | undefined {
  try {
    const { pid, started, boot } = JSON.parse(text) as Partial<Owner>;
    return typeof pid === 'number' ? { pid, started: started ?? '', boot: boot ?? '' } : undefined;
  } catch {
    return undefined;
  }
}

/** Clock ticks since boot at which a process started; empty where the system does not tell. */
function startOf(pid: number): string {
  // the name before it is in parentheses and may hold blanks: field 22 is the 20th after it
  return readOrEmpty(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')[19] ?? '';
}

function bootId(): string {
  return readOrEmpty('/proc/sys/kernel/random/boot_id').trim();
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function lockedBy(folder: string, pid: number): PosternError {
  return new PosternError('LOG_LOCKED', `${folder}: process ${pid} is writing this log`);
}
