/**
 * Lists of a bundle: the files `lists/*.ndjson` of its folder and those named beside it, as `postern watchlist import`
 * writes them, made into one index; how far their matches go stands in lists/corroboration.json, how common the words of
 * names are in the facility's mail in lists/frequencies.csv.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PosternError } from '../../contract/errors.ts';
import {
  type Corroboration,
  defaultCorroboration,
  encodeCorroboration,
  parseCorroboration,
} from '../../watchlist/corroboration.ts';
import type { WordCounts } from '../../watchlist/compare/wordShares.ts';
import type { Entry } from '../../watchlist/entry.ts';
import { frequenciesHash } from '../../watchlist/frequencies/frequenciesHash.ts';
import { readFrequencies } from '../../watchlist/frequencies/frequencyFile.ts';
import { buildListIndex } from '../../watchlist/index/buildListIndex.ts';
import { openListFile } from '../../watchlist/listFile.ts';
import type { ListSources } from './buildBundle.ts';
import type { ListEntry } from './bundleLayout.ts';

const TABLE = 'corroboration.json';
const FREQUENCIES = 'frequencies.csv';
/** Two bundles lie in a memory of 4 GiB, beside all else. */
const MOST_INDEX_BYTES = 1 << 30;
/** Entry numbers leave a bit free in the core. */
const MOST_ENTRIES = 2 ** 31 - 1;

/**
 * @param folder  of a bundle's sources
 * @param files   further list files
 * @param frequencies  a file of counted words in place of the folder's
 * @returns undefined where there are no lists
 * @throws PosternError BUNDLE_INVALID, BODY_INVALID naming file and line of the first fault: a list that is not whole is
 *         no list
 */
export async function readLists(
  folder: string,
  files: readonly string[] = [],
  frequencies?: string,
): Promise<ListSources | undefined> {
  const paths = [...listFilesOf(join(folder, 'lists')), ...files];
  if (paths.length === 0) return undefined;
  const { lists, entries } = await readListEntries(paths);
  const table = readTable(join(folder, 'lists', TABLE));
  const ofFolder = join(folder, 'lists', FREQUENCIES);
  const counted = readCounted(frequencies ?? (existsSync(ofFolder) ? ofFolder : undefined));
  const index = indexOf(entries, encodeCorroboration(table), counted);
  return { lists, index, frequencies: frequenciesHash(counted) };
}

/** List files, each list once. @throws as readLists */
export async function readListEntries(paths: readonly string[]): Promise<{ lists: ListEntry[]; entries: Entry[] }> {
  const entries: Entry[] = [];
  const lists: ListEntry[] = [];
  for (const path of paths) {
    const list = await readList(path, entries);
    const same = lists.find(({ name }) => name === list.name);
    if (same !== undefined) throw invalid(`${path}: another file has the list "${list.name}" too; give each list once`);
    lists.push(list);
  }
  return { lists, entries };
}

/** @param path of postern watchlist frequencies; @throws PosternError REQUEST_INVALID with the first line that is none */
export function readCounted(path: string | undefined): WordCounts[] {
  return path === undefined ? [] : [readFrequencies(readFileSync(path, 'utf8'))];
}

/**
 * @param corroboration  as a part of the index
 * @param counted        words of a facility's mail
 */
export function indexOf(
  entries: Iterable<Entry>,
  corroboration: Uint8Array,
  counted: readonly WordCounts[] = [],
): Uint8Array {
  const index = buildListIndex(entries, { names: { counted }, parts: { corroboration } });
  if (index.length > MOST_INDEX_BYTES) {
    throw invalid(`the lists take ${index.length} bytes, expected at most ${MOST_INDEX_BYTES}: leave one out`);
  }
  return index;
}

/** In an order that no file system changes. */
function listFilesOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const others = [TABLE, FREQUENCIES];
  const isList = (name: string): boolean => !name.startsWith('.') && !/\.md$/i.test(name) && !others.includes(name);
  const names = readdirSync(folder).filter(isList);
  const strange = names.find((name) => !name.endsWith('.ndjson'));
  if (strange !== undefined) {
    throw invalid(
      `lists/${strange}: expected list files (.ndjson), ${TABLE} and ${FREQUENCIES}; see postern watchlist import`,
    );
  }
  return names.sort().map((name) => join(folder, name));
}

async function readList(path: string, entries: Entry[]): Promise<ListEntry> {
  if (!existsSync(path)) throw invalid(`${path}: there is no such file`);
  const { header, items } = await openListFile(path);
  const first = entries.length;
  const ids = new Set<string>();
  for await (const item of items) {
    if ('fault' in item) throw new PosternError('BODY_INVALID', `${path}:${item.fault.line}: ${item.fault.reason}`);
    const { id, list } = item.entry;
    if (list !== header.list) throw invalid(`${path}: entry ${id} is of the list "${list}", not of "${header.list}"`);
    if (ids.has(id)) throw invalid(`${path}: two entries have the id ${id}`);
    ids.add(id);
    entries.push(item.entry);
    if (entries.length > MOST_ENTRIES) throw invalid(`expected at most ${MOST_ENTRIES} entries`);
  }
  return {
    name: header.list,
    version: header.version,
    publishedAt: header.publishedAt ?? null,
    entries: entries.length - first,
    sha256: await hashOf(path),
  };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function readTable(path: string): Corroboration {
  if (!existsSync(path)) return defaultCorroboration;
  const file = `lists/${basename(path)}`;
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new PosternError('BUNDLE_INVALID', `${file}: not JSON`, { cause });
  }
  return parseCorroboration(value, file);
}

function invalid(fault: string): PosternError {
  return new PosternError('BUNDLE_INVALID', fault);
}
