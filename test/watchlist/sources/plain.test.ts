/** Tables without a header, several values of a cell, and ends of lines of old. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Entry } from '../../../src/watchlist/entry.ts';
import { emptyReport, importEntries } from '../../../src/watchlist/importList.ts';
import { openSourceFile } from '../../../src/watchlist/openSourceFile.ts';
import { parseMapping } from '../../../src/watchlist/sources/mapping.ts';
import { plain } from '../../../src/watchlist/sources/plain/source.ts';
import type { SourceFile } from '../../../src/watchlist/sources/source.ts';
import { fileOf } from '../fromText.ts';
import { sharedPath, testWithData } from '../sharedData.ts';

const folder = mkdtempSync(join(tmpdir(), 'postern-plain-'));
afterAll(() => rmSync(folder, { recursive: true }));

const bitcoin = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa';
const ether = '0x52908400098527886e0f7030069857d2e4169ee7';

async function importPlain(mapping: object, ...files: SourceFile[]): Promise<{ entries: Entry[]; faults: string[] }> {
  const report = emptyReport();
  const entries: Entry[] = [];
  const options = { list: 'own', mapping: parseMapping(JSON.stringify(mapping)) };
  for await (const entry of importEntries(plain, files, options, report)) entries.push(entry);
  return { entries, faults: report.faults.map(({ line, reason }) => `${line} ${reason}`) };
}

test('phrases of one cell are split, names are not', async () => {
  const mapping = { columns: { id: 'id', name: 'name', words: 'phrase' } };
  const { entries } = await importPlain(mapping, fileOf('own.csv', 'id,name,words\n1,A; B,poppy straw; khat ;\n'));
  expect(entries[0].indicators).toEqual([
    { kind: 'name', text: 'A; B', quality: 'primary' },
    { kind: 'phrase', text: 'poppy straw' },
    { kind: 'phrase', text: 'khat' },
  ]);
});

test('without a header columns are numbers, and the first value is the id', async () => {
  const mapping = { header: false, separator: '|', columns: { 1: 'phrase' } };
  const { entries } = await importPlain(mapping, fileOf('words.txt', 'poppy straw, dried\n\nkhat; fresh\r\n'));
  expect(entries.map(({ id }) => id)).toEqual(['poppy straw, dried', 'khat; fresh']);
  const table = await importPlain({ header: false, columns: { 2: 'name', 1: 'id' } }, fileOf('x.csv', 'a,A\nb,B\nc\n'));
  expect(table.entries.map(({ id, indicators }) => [id, indicators[0]])).toEqual([
    ['a', { kind: 'name', text: 'A', quality: 'primary' }],
    ['b', { kind: 'name', text: 'B', quality: 'primary' }],
  ]);
  expect(table.faults).toEqual(['3 expected 2 columns, got 1']);
  const narrow = await importPlain({ header: false, columns: { 1: 'id', 3: 'name' } }, fileOf('x.csv', 'a,A\n'));
  expect(narrow.faults).toEqual(['1 the table has no column "3" of the mapping', '1 the row has nothing to match']);
  expect(() => parseMapping('{"columns":{"1":"wallet"}}')).toThrow(/a column that is the id/);
  expect(() => parseMapping('{"header":"no","columns":{"1":"wallet"}}')).toThrow(/header: true or false/);
});

test('the symbol of wallets is that of the cell, else of the mapping, else of the name of a file without a header', async () => {
  const symbolsOf = async (mapping: object, name: string, text: string): Promise<string[]> =>
    (await importPlain(mapping, fileOf(name, text))).entries.flatMap(({ indicators }) =>
      indicators.map((one) => (one.kind === 'wallet' ? `${one.symbol} ${one.isChecked}` : one.kind)),
    );
  const lines = { header: false, columns: { 1: 'wallet' } };
  expect(await symbolsOf(lines, 'sanctioned_addresses_USDC.txt', `${ether}\nETH ${ether}\n`)).toEqual([
    'USDC false',
    'ETH false',
  ]);
  expect(await symbolsOf({ ...lines, symbol: 'ETC' }, 'x_USDC.txt', `${ether}\n`)).toEqual(['ETC false']);
  expect(await symbolsOf(lines, 'x_OLD.txt', `${bitcoin}\n`)).toEqual(['XBT true']);
  const table = { columns: { id: 'id', w: 'wallet' } };
  expect(await symbolsOf(table, 'x_USDT.csv', `id,w\n1,${bitcoin}\n`)).toEqual(['XBT true']);
  expect(await symbolsOf({ ...table, symbol: 'USDT' }, 'x.csv', `id,w\n1,${bitcoin}\n`)).toEqual(['USDT true']);
});

test('lines that end with a carriage return alone are read', async () => {
  writeFileSync(join(folder, 'cr.csv'), 'id,name\r1,A\r2,B\r');
  const file = await openSourceFile(join(folder, 'cr.csv'));
  const { entries, faults } = await importPlain({ columns: { id: 'id', name: 'name' } }, file);
  expect([entries.map(({ id }) => id), faults]).toEqual([['1', '2'], []]);
});

testWithData('the address files of OFAC are taken by their names, each address once a chain', async () => {
  const names = readdirSync(sharedPath('ofac', 'crypto')).filter((name) => name.endsWith('.txt'));
  const files = await Promise.all(names.map((name) => openSourceFile(sharedPath('ofac', 'crypto', name))));
  const { entries, faults } = await importPlain({ header: false, columns: { 1: 'wallet' } }, ...files);
  const lines = names.map((name) =>
    readFileSync(sharedPath('ofac', 'crypto', name), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== ''),
  );
  expect([entries.length, faults]).toEqual([lines.flat().length, []]);
});
