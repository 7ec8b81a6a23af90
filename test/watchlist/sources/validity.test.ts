/** An end that cannot be read may not become an open one, in no format. */
import { expect, test } from 'vitest';
import { checkEntry } from '../../../src/watchlist/checkEntry.ts';
import { entryWith } from '../../../src/watchlist/entry.ts';
import { parseMapping } from '../../../src/watchlist/sources/mapping.ts';
import { validityOf } from '../../../src/watchlist/sources/validity.ts';
import { fileOf, importFiles } from '../fromText.ts';

test('days are those of the calendar, with or without a time', () => {
  for (const day of ['2024-02-29', ' 2024-02-29 ', '2024-02-29T10:11:12.5Z', '2024-02-29 10:11', '2024-02-29+02:00'])
    expect(validityOf(day, null)).toEqual({ validFrom: '2024-02-29', validUntil: null });
  for (const none of ['2023-02-29', '2024-13-01', '1899-12-31', '2100-01-01', '2024-1-1', 'x', '', 20_240_101, {}])
    expect([none, validityOf(null, none)]).toEqual([
      none,
      { reason: expect.stringContaining('expected dates') as string },
    ]);
  expect(validityOf('2024-02-01', '2024-01-31')).toEqual({ reason: expect.stringContaining('not before') as string });
  expect(validityOf('2024-02-01', '2024-02-01')).toMatchObject({ validUntil: '2024-02-01' });
  expect(validityOf(undefined, null)).toEqual({ validFrom: null, validUntil: null });
});

test('a list file holds no other dates', () => {
  const entry = entryWith({ id: '1', list: 'x', validFrom: '2024-02-01', validUntil: '2024-02-29' });
  expect(checkEntry(entry)).toBe(entry);
  for (const wrong of ['2023-02-29', '2024-13-01', '2024-01-31'])
    expect(typeof checkEntry({ ...entry, validUntil: wrong })).toBe('string');
  expect(typeof checkEntry({ ...entry, validFrom: '0000-01-01' })).toBe('string');
});

test('rows of a table and elements of the United Nations are refused with their lines', async () => {
  const mapping = parseMapping('{"columns":{"id":"id","email":"email","from":"validFrom","to":"validUntil"}}');
  const rows = [
    '1,a@x.org,,2027-02-31',
    '2,a@x.org,2020-99-99,',
    '3,a@x.org,2025-12-31,2025-01-01',
    '4,a@x.org,,2027-02-28',
  ];
  const table = await importFiles([fileOf('own.csv', `id,email,from,to\n${rows.join('\n')}\n`)], mapping);
  expect(table.entries.map(({ id, validUntil }) => [id, validUntil])).toEqual([['4', '2027-02-28']]);
  expect(table.report.faults.map(({ line }) => line)).toEqual([2, 3, 4]);
  const element = (id: number, listed: string): string =>
    `<INDIVIDUAL><DATAID>${id}</DATAID><FIRST_NAME>A</FIRST_NAME><LISTED_ON>${listed}</LISTED_ON></INDIVIDUAL>\n`;
  const un = await importFiles([
    fileOf(
      'un.xml',
      `<CONSOLIDATED_LIST>\n${element(1, '2001-02-30')}${element(2, '2001-02-28-05:00')}</CONSOLIDATED_LIST>`,
    ),
  ]);
  expect(un.entries.map(({ id, validFrom }) => [id, validFrom])).toEqual([['2', '2001-02-28']]);
  expect(un.report.faults.map(({ line }) => line)).toEqual([2]);
});
