/** What is written can be read again, and what can never match is told. */
import { expect, test } from 'vitest';
import { faultText, placeText } from '../../src/watchlist/faults.ts';
import { parseMapping } from '../../src/watchlist/sources/mapping.ts';
import { fileOf, importFiles } from './fromText.ts';

const person = (id: string, properties: object): string => `${JSON.stringify({ id, schema: 'Person', properties })}\n`;

test('an entry that a list file cannot hold is refused at its place, and its neighbours are kept', async () => {
  const names = Array.from({ length: 30_000 }, (_, i) => `N ${i}`);
  const long = Array.from({ length: 10 }, (_, i) => `${i} ${'ж'.repeat(60_000)}`);
  const rows = [
    person('1', { name: ['A'] }),
    person('2', { name: names }),
    person('3', { name: long.slice(0, 8) }),
    person('4', { name: long }),
    person('5', { name: ['B'] }),
  ];
  const { entries, report } = await importFiles([fileOf('e.ndjson', rows.join(''), 1 << 16)]);
  expect(entries.map(({ id }) => id)).toEqual(['1', '3', '5']);
  expect(report.faults.map(faultText)).toEqual([
    'e.ndjson:2: expected indicators: at most 20000',
    expect.stringMatching(/^e\.ndjson:4: /) as string,
  ]);
});

test('what is quoted longer than it was read is refused too', async () => {
  const names = Array.from({ length: 12 }, (_, i) => `${i}${'\\"'.repeat(49_000)}`);
  const mapping = parseMapping('{"separator":"|","columns":{"id":"id","name":"name","aka":"alias"}}');
  const table = `id,name,aka\n1,A,B\n2,A,${names.join('|')}\n`;
  const { entries, report } = await importFiles([fileOf('own.tsv', table, 1 << 16)], mapping);
  expect(entries.map(({ id }) => id)).toEqual(['1']);
  expect(report.reasons.toJSON()).toEqual({
    [report.faults[0].reason]: 1,
  });
});

test('indicators that can hardly match are on the list, counted by kind with the first places', async () => {
  const columns = ['phone', 'email', 'wallet', 'phrase', 'pgp', 'cas', 'handle', 'name'] as const;
  const rows = [
    ['12', 'nobody', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb', '?!', 'ABCD', '', '@', '...'],
    ['+1', 'a@', 'XBT 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb', 'x'.repeat(300), '', '', '', ''],
    [
      '+1',
      'a@example.org',
      '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
      'poppy straw',
      'a1'.repeat(20),
      '437-38-7',
      '@x',
      'A',
    ],
    ['5', 'ж@пример.рф', '0x52908400098527886e0f7030069857d2e4169ee7', 'Ж', '', '', 'seller', 'Ж'],
    ['1', '', 'notawallet', '', '', '', '', ''],
  ];
  const mapping = parseMapping(
    JSON.stringify({ columns: Object.fromEntries(['id', ...columns].map((name) => [name, name])) }),
  );
  const table = [['id', ...columns], ...rows.map((row, i) => [String(i + 1), ...row])]
    .map((row) => row.join(','))
    .join('\n');
  const { entries, report } = await importFiles([fileOf('own.csv', `${table}\n`)], mapping);
  expect([entries.length, report.refused]).toEqual([5, 0]);
  expect(report.unmatchable.counts.toJSON()).toEqual({
    'phone of fewer than six digits': 5,
    'e-mail that is no address': 2,
    'wallet that is no address of its chain': 1,
    'wallet that is an address of no chain known here': 1,
    'wallet without the shape of an address': 1,
    'phrase without a letter or digit': 1,
    'phrase of more than 250 bytes': 1,
    'PGP fingerprint that is not 40 hexadecimal digits': 1,
    'handle that is empty or too long': 1,
    'name without a letter or digit': 1,
  });
  expect(report.unmatchable.places.get('phone of fewer than six digits')?.map(placeText)).toEqual(
    [2, 3, 4].map((line) => `own.csv:${line}`),
  );
});
