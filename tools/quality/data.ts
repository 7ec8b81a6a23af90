/** The labelled data beside the repository, read. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { byteLines } from '../../src/watchlist/byteLines.ts';
import { csvRows } from '../../src/watchlist/csvRows.ts';
import type { Entry, EntryKind } from '../../src/watchlist/entry.ts';
import { emptyReport, importEntries } from '../../src/watchlist/importList.ts';
import { openSourceFile } from '../../src/watchlist/openSourceFile.ts';
import { ofacCsv } from '../../src/watchlist/sources/ofacCsv/source.ts';

/** Beside the repository, from where commands are run. */
export const dataFolder: string = resolve('../shared/data');
export const hasData = (): boolean => existsSync(dataFolder);

/** Rows as objects by the names of the first one; lines that begin with # are none. */
export async function readTable(path: string, header?: readonly string[]): Promise<Record<string, string>[]> {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(readFileSync(join(dataFolder, path)));
  }
  const rows: Record<string, string>[] = [];
  let names = header;
  for await (const row of csvRows(byteLines(bytes()))) {
    if ('fault' in row) throw new Error(`${path}:${row.line}: ${row.fault}`);
    if (row.cells[0].startsWith('#')) continue;
    if (names === undefined) names = row.cells;
    else rows.push(Object.fromEntries(names.map((name, i) => [name, row.cells[i] ?? ''])));
  }
  return rows;
}

export async function readOfacList(): Promise<Entry[]> {
  const names = ['sdn.csv', 'alt.csv', 'add.csv', 'sdn_comments.csv'];
  const files = await Promise.all(names.map((name) => openSourceFile(join(dataFolder, 'ofac', name))));
  const entries: Entry[] = [];
  for await (const entry of importEntries(ofacCsv, files, { list: 'ofac-sdn', mapping: null }, emptyReport())) {
    entries.push(entry);
  }
  return entries;
}

export const schemaKinds: Readonly<Record<string, EntryKind>> = {
  Person: 'person',
  Company: 'organisation',
  Organization: 'organisation',
  Vessel: 'vessel',
};
