/**
 * A list on disk: NDJSON, a header on the first line, an entry on each line after it. It appears under its name
 * only when it is complete. The version of a list is the SHA-256 of its entries, so equal lists have equal versions.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { PosternError } from '../contract/errors.ts';
import { byteLines, decodeUtf8 } from './byteLines.ts';
import { checkEntry } from './checkEntry.ts';
import type { Entry } from './entry.ts';
import type { Fault } from './faults.ts';
import type { PhoneCounts } from './listedPhones.ts';

export const LIST_FORMAT = 'postern-list/1';

export type ListHeader = {
  readonly format: typeof LIST_FORMAT;
  readonly list: string;
  /** Name of the source's format, such as `ofac-csv`. */
  readonly source: string;
  /** SHA-256 of everything after the first line, in hexadecimal. */
  readonly version: string;
  /** ISO 8601, as the publisher says; null where the files do not. */
  readonly publishedAt: string | null;
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
  readonly counts: {
    readonly entries: number;
    readonly indicators: number;
    readonly refused: number;
    readonly left: Readonly<Record<string, number>>;
    readonly danglingReferences: number;
    readonly inCircles?: number;
    /** How phones were written; not there in lists that were imported before it was counted. */
    readonly phones?: PhoneCounts;
    /** Indicators that can hardly match, by what they are; not there in lists that were imported before it was counted. */
    readonly unmatchable?: Readonly<Record<string, number>>;
  };
};

const CHUNK_BYTES = 1 << 18;
/** The longest line: a header names its files, and a feed has thousands; entries are shorter. */
const HEADER_BYTES = 1 << 24;

/**
 * Write a list.
 * @param headerOf called when all entries are written: what is only known then belongs into it; when it throws, nothing
 * is left behind
 */
export async function writeListFile(
  path: string,
  entries: AsyncIterable<Entry>,
  headerOf: (version: string) => ListHeader,
): Promise<ListHeader> {
  const [body, whole] = [`${path}.entries.partial`, `${path}.partial`];
  try {
    const header = headerOf(await writeEntries(body, entries));
    const file = await open(whole, 'w');
    try {
      await file.write(`${JSON.stringify(header)}\n`);
      for await (const chunk of createReadStream(body, { highWaterMark: CHUNK_BYTES }))
        await file.write(chunk as Buffer);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(whole, path);
    return header;
  } finally {
    await Promise.all([rm(body, { force: true }), rm(whole, { force: true })]);
  }
}

/** @returns their SHA-256 */
async function writeEntries(path: string, entries: AsyncIterable<Entry>): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path, 'w');
  let text = '';
  const flush = async (): Promise<void> => {
    const bytes = Buffer.from(text);
    hash.update(bytes);
    await file.write(bytes);
    text = '';
  };
  try {
    for await (const entry of entries) {
      text += `${JSON.stringify(entry)}\n`;
      if (text.length > CHUNK_BYTES) await flush();
    }
    await flush();
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

export type ListItem = { readonly entry: Entry } | { readonly fault: Fault };

/**
 * Header first, then the entries as they stream; a line that holds none is a fault with its place.
 * @throws PosternError BODY_INVALID where the first line is no header, or at the end where the entries are not those
 * that the header's version names
 */
export async function openListFile(path: string): Promise<{ header: ListHeader; items: AsyncGenerator<ListItem> }> {
  const hash = createHash('sha256');
  const chunks = createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>;
  const lines = byteLines(chunks, HEADER_BYTES);
  const { value: first } = await lines.next();
  const header = parseHeader(path, first === undefined || first.bytes === null ? null : decodeUtf8(first.bytes));
  async function* items(): AsyncGenerator<ListItem> {
    for await (const { line, bytes } of lines) {
      const fault = (reason: string): ListItem => ({ fault: { file: path, line, reason } });
      if (bytes === null) {
        yield fault('the line is too long');
        continue;
      }
      hash.update(bytes).update('\n');
      const text = decodeUtf8(bytes);
      const entry = text === null ? 'expected UTF-8' : parseEntry(text);
      yield typeof entry === 'string' ? fault(entry) : { entry };
    }
    if (hash.digest('hex') !== header.version) {
      throw new PosternError(
        'BODY_INVALID',
        `${path}: the entries are not those of version ${header.version}; import the list again`,
      );
    }
  }
  return { header, items: items() };
}

/** All entries of a list that must be whole. @throws PosternError BODY_INVALID naming the first fault */
export async function readListFile(path: string): Promise<{ header: ListHeader; entries: Entry[] }> {
  const { header, items } = await openListFile(path);
  const entries: Entry[] = [];
  for await (const item of items) {
    if ('fault' in item) throw new PosternError('BODY_INVALID', `${path}:${item.fault.line}: ${item.fault.reason}`);
    entries.push(item.entry);
  }
  return { header, entries };
}

function parseEntry(text: string): Entry | string {
  try {
    return checkEntry(JSON.parse(text));
  } catch {
    return 'expected JSON';
  }
}

function parseHeader(path: string, text: string | null): ListHeader {
  let value: Partial<ListHeader> = {};
  try {
    value = JSON.parse(text ?? '') as Partial<ListHeader>;
  } catch {
    // told below
  }
  if (value?.format !== LIST_FORMAT || typeof value.version !== 'string' || typeof value.list !== 'string') {
    throw new PosternError(
      'BODY_INVALID',
      `${path}: expected a list of format ${LIST_FORMAT}; make one with: postern watchlist import`,
    );
  }
  return value as ListHeader;
}
