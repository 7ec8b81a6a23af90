/** Where kept rows lie: `rows/DAY.rows` in the log's folder. Written by the log's writer only, read by replay. */
import { constants, mkdirSync } from 'node:fs';
import { type FileHandle, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PosternError } from '../contract/errors.ts';
import type { KeptRows } from '../contract/recording.ts';
import type { DayKeys } from './dayKeys.ts';
import {
  decodeKeptHeader,
  encodeKeptFileHeader,
  KEPT_FILE_BYTES,
  KEPT_HEADER_BYTES,
  KEPT_MAGIC,
  openRows,
  sealRows,
} from './keptRows.ts';
import { cutAside } from './cutAside.ts';
import { readAt } from './readAt.ts';
import { syncFolder } from './segments.ts';
import { hasUnwrittenSector } from './unfinishedEnd.ts';
import { findWhole } from './wholeBlocks.ts';
import { writeAll } from './writeAll.ts';

/** Files that a writer may have been busy with when it ended: yesterday's and today's. */
const RECENT_FILES = 2;

export function rowFolder(folder: string): string {
  return join(folder, 'rows');
}

export function rowPath(folder: string, day: string): string {
  return join(rowFolder(folder), `${day}.rows`);
}

export async function keptDays(folder: string): Promise<string[]> {
  const names = await readdir(rowFolder(folder)).catch(() => [] as string[]);
  return names
    .filter((name) => /^\d{4}-\d{2}-\d{2}\.rows$/.test(name))
    .map((name) => name.slice(0, 10))
    .sort();
}

export class RowWriter {
  readonly #folder: string;
  readonly #keys: DayKeys;
  #handle: FileHandle | undefined;
  #day = '';
  #offset = 0;

  constructor(folder: string, keys: DayKeys) {
    this.#folder = folder;
    this.#keys = keys;
  }

  /** Write, without syncing yet; returns how to take it back. @throws LOG_FULL, LOG_FAILED */
  async write(
    day: string,
    batches: readonly { firstSequence: number; rows: KeptRows }[],
  ): Promise<() => Promise<void>> {
    if (day !== this.#day) await this.#openDay(day);
    const handle = this.#handle as FileHandle;
    const { store } = this.#keys.readOrCreate(day);
    const before = this.#offset;
    const parts = batches.flatMap(({ firstSequence, rows }) => sealRows(store, day, firstSequence, rows));
    this.#offset += await writeAll(handle, parts, before);
    return async () => {
      await handle.truncate(before);
      this.#offset = before;
    };
  }

  async sync(): Promise<void> {
    try {
      await this.#handle?.datasync();
    } catch (cause) {
      throw new PosternError('LOG_FAILED', `kept rows of ${this.#day} could not be synced`, { cause });
    }
  }

  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
    this.#day = '';
  }

  async #openDay(day: string): Promise<void> {
    await this.close();
    mkdirSync(rowFolder(this.#folder), { recursive: true, mode: 0o700 });
    const handle = await open(rowPath(this.#folder, day), constants.O_RDWR | constants.O_CREAT, 0o600);
    this.#handle = handle;
    this.#offset = (await handle.stat()).size;
    if (this.#offset < KEPT_FILE_BYTES) {
      this.#offset = await writeAll(handle, [encodeKeptFileHeader(day)], 0);
      await handle.sync();
      await syncFolder(rowFolder(this.#folder));
    }
    this.#day = day;
  }
}

/**
 * Move aside rows whose decisions did not reach the log, and an unfinished record. @returns bytes cut.
 * @throws LOG_DAMAGED where records follow a broken one, or the last is all there and broken
 */
export async function recoverRows(folder: string, nextSequence: number): Promise<number> {
  let cutBytes = 0;
  for (const day of (await keptDays(folder)).slice(-RECENT_FILES)) {
    const handle = await open(rowPath(folder, day), 'r+');
    try {
      const { size } = await handle.stat();
      let offset = KEPT_FILE_BYTES;
      for (;;) {
        const header = await recordAt(handle, offset, size);
        if (!header || header.firstSequence + header.count > nextSequence) break;
        offset += KEPT_HEADER_BYTES + header.cipherBytes;
      }
      if (size <= offset) continue;
      const isLater = async (at: number): Promise<boolean> => {
        const header = await recordAt(handle, at, size);
        return header !== undefined && header.firstSequence + header.count <= nextSequence;
      };
      if ((await findWhole(handle, offset + 1, size, KEPT_MAGIC, isLater)) !== undefined) {
        throw damaged(day, offset);
      }
      const isBroken = size - offset >= KEPT_HEADER_BYTES && !(await headerAt(handle, offset, size));
      if (isBroken && !(await hasUnwrittenSector(handle, offset, size))) throw damaged(day, offset);
      await cutAside(folder, handle, rowPath(folder, day), { offset, size });
      cutBytes += size - offset;
    } finally {
      await handle.close();
    }
  }
  return cutBytes;
}

export type KeptBatch = KeptRows & { readonly firstSequence: number };

/** Kept rows of a day in the order they were written, one batch in memory at a time; nothing without the day's key. */
export async function* readRows(folder: string, day: string, keys: DayKeys): AsyncGenerator<KeptBatch> {
  const set = keys.read(day);
  const handle = set && (await open(rowPath(folder, day), 'r').catch(() => undefined));
  if (!set || !handle) return;
  try {
    const { size } = await handle.stat();
    for (let offset = KEPT_FILE_BYTES; ; ) {
      const header = await recordAt(handle, offset, size);
      if (!header) return;
      const headerBytes = await readAt(handle, offset, KEPT_HEADER_BYTES);
      const cipherText = await readAt(handle, offset + KEPT_HEADER_BYTES, header.cipherBytes);
      yield { ...openRows(set.store, day, headerBytes, cipherText), firstSequence: header.firstSequence };
      offset += KEPT_HEADER_BYTES + header.cipherBytes;
    }
  } finally {
    await handle.close();
  }
}

/** How many rows the whole records of a day hold, by their headers, and the bytes after the last of them. */
export async function countRows(folder: string, day: string): Promise<{ numRows: number; restBytes: number }> {
  const handle = await open(rowPath(folder, day), 'r');
  try {
    const { size } = await handle.stat();
    let numRows = 0;
    for (let offset = KEPT_FILE_BYTES; ; ) {
      const header = await recordAt(handle, offset, size);
      if (!header) return { numRows, restBytes: Math.max(0, size - offset) };
      numRows += header.count;
      offset += KEPT_HEADER_BYTES + header.cipherBytes;
    }
  } finally {
    await handle.close();
  }
}

/** The header of the whole record at `offset`, or undefined. */
async function recordAt(
  handle: FileHandle,
  offset: number,
  size: number,
): Promise<ReturnType<typeof decodeKeptHeader>> {
  const header = await headerAt(handle, offset, size);
  return header && offset + KEPT_HEADER_BYTES + header.cipherBytes <= size ? header : undefined;
}

/** The header of the record at `offset`, whether the record is all there or not. */
async function headerAt(
  handle: FileHandle,
  offset: number,
  size: number,
): Promise<ReturnType<typeof decodeKeptHeader>> {
  return decodeKeptHeader(await readAt(handle, offset, Math.max(0, Math.min(KEPT_HEADER_BYTES, size - offset))));
}

function damaged(day: string, offset: number): PosternError {
  return new PosternError(
    'LOG_DAMAGED',
    `kept rows of ${day}, byte ${offset}: broken; nothing was changed: bring back the file from a copy, or move it out of the folder, without which its decisions cannot be replayed`,
  );
}
