import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { byteLines } from '../../src/watchlist/byteLines.ts';
import { diffLists } from '../../src/watchlist/diffLists.ts';
import type { Entry } from '../../src/watchlist/entry.ts';
import {
  LIST_FORMAT,
  type ListHeader,
  openListFile,
  readListFile,
  writeListFile,
} from '../../src/watchlist/listFile.ts';
import { openSourceFile } from '../../src/watchlist/openSourceFile.ts';

const folder = mkdtempSync(join(tmpdir(), 'postern-list-'));
afterAll(() => rmSync(folder, { recursive: true }));

const entry = (id: string, name = `name ${id}`): Entry => ({
  id,
  list: 'test',
  kind: 'person',
  programmes: ['P'],
  validFrom: null,
  validUntil: '2030-01-01',
  confidence: 0.5,
  handling: 'amber',
  indicators: [
    { kind: 'name', text: name, quality: 'primary' },
    { kind: 'address', lines: ['Main St 1'], city: null, region: null, postcode: null, country: 'US' },
    { kind: 'wallet', symbol: 'XBT', address: 'x', isChecked: false },
  ],
  related: ['other'],
});
const header = (version: string): ListHeader => ({
  format: LIST_FORMAT,
  list: 'test',
  source: 'plain',
  version,
  publishedAt: null,
  files: [],
  counts: { entries: 2, indicators: 6, refused: 0, left: {}, danglingReferences: 2 },
});
async function* of<T>(...items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

test('a list comes back as it was written, and its version is the hash of its entries', async () => {
  const path = join(folder, 'a.ndjson');
  const written = await writeListFile(path, of(entry('1'), entry('2')), header);
  const read = await readListFile(path);
  expect(read).toEqual({ header: written, entries: [entry('1'), entry('2')] });
  const again = await writeListFile(join(folder, 'b.ndjson'), of(entry('1'), entry('2')), header);
  expect(again.version).toBe(written.version);
});

test('a list of as many files as a feed has can be read again', async () => {
  const files = Array.from({ length: 20_000 }, (_, i) => ({ name: `${i}.json`, sha256: 'a'.repeat(64) }));
  const path = join(folder, 'feed.ndjson');
  await writeListFile(path, of(entry('1')), (version) => ({ ...header(version), files }));
  expect((await readListFile(path)).header.files).toHaveLength(20_000);
});

test('a list that fails to be made leaves nothing behind, and what was there stays', async () => {
  const path = join(folder, 'kept.ndjson');
  await writeListFile(path, of(entry('1')), header);
  const before = readFileSync(path, 'utf8');
  async function* failing(): AsyncGenerator<Entry> {
    yield entry('2');
    throw new Error('the source broke');
  }
  await expect(writeListFile(path, failing(), header)).rejects.toThrow('the source broke');
  expect(readFileSync(path, 'utf8')).toBe(before);
  expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
});

test('another first line, a changed entry and a line that is none are told', async () => {
  const path = join(folder, 'c.ndjson');
  writeFileSync(path, '{"format":"other"}\n');
  await expect(openListFile(path)).rejects.toThrow(/expected a list of format postern-list\/1/);
  await writeListFile(path, of(entry('1'), entry('2')), header);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace('name 2', 'name 3'));
  await expect(readListFile(path)).rejects.toThrow(/entries are not those of version/);
  writeFileSync(path, text.replace('"kind":"person"', '"kind":"ghost"'));
  await expect(readListFile(path)).rejects.toThrow(/c\.ndjson:2: expected kind/);
});

test('a difference names who came, who went, and each changed fact', async () => {
  const changed = { ...entry('2', 'renamed'), handling: 'red' as const };
  const difference = await diffLists([entry('1'), entry('2'), entry('3')], of(entry('4'), changed, entry('1')));
  expect(difference.came.map(({ id }) => id)).toEqual(['4']);
  expect(difference.went.map(({ id }) => id)).toEqual(['3']);
  expect(difference.same).toBe(1);
  expect(difference.changed).toEqual([
    {
      id: '2',
      added: ['handling: red', 'name, primary: renamed'],
      removed: ['handling: amber', 'name, primary: name 2'],
    },
  ]);
});

test('a line of gigabytes is passed over in bounded memory, and the next one is read', async () => {
  const chunk = new Uint8Array(1 << 20).fill(120);
  async function* long(): AsyncGenerator<Uint8Array> {
    for (let i = 0; i < 2048; i++) yield chunk;
    yield Buffer.from('\nnext\n');
  }
  const before = process.memoryUsage().rss;
  const lines: (string | null)[] = [];
  for await (const { bytes } of byteLines(long())) lines.push(bytes === null ? null : Buffer.from(bytes).toString());
  expect(lines).toEqual([null, 'next']);
  expect(process.memoryUsage().rss - before).toBeLessThan(200 << 20);
});

test('gzip is unpacked; one that grows without measure, one that is broken, and archives that are none are refused', async () => {
  const write = (name: string, bytes: Uint8Array): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const drain = async (path: string): Promise<number> => {
    let numBytes = 0;
    for await (const chunk of (await openSourceFile(path)).open()) numBytes += chunk.length;
    return numBytes;
  };
  const file = await openSourceFile(write('x.csv.gz', gzipSync('a,b\n')));
  expect([file.name, file.start]).toEqual(['x.csv', 'a,b\n']);
  const bomb = gzipSync(new Uint8Array(400 << 20));
  await expect(drain(write('bomb.gz', bomb))).rejects.toThrow(/grows at most 200 times/);
  await expect(drain(write('cut.gz', gzipSync(Buffer.from('abc'.repeat(1000))).subarray(0, 20)))).rejects.toThrow(
    /cannot be unpacked/,
  );
  await expect(openSourceFile(write('a.zip', Buffer.from('PK\x03\x04')))).rejects.toThrow(
    /a whole zip archive, got one without a directory/,
  );
});
