import { expect, test } from 'vitest';
import { defaultLimits } from '../../src/contract/limits.ts';
import { readCsvRow } from '../../src/record/readCsvRow.ts';
import type { RowReading } from '../../src/record/rowReading.ts';

const columns = ['itemId', 'sender.country', 'recipient.country', 'contents.0.description'];
const cells = ['RB123456785CN', 'CN', 'US', 'cotton shirts'];

function read(header: readonly string[], row: string | Uint8Array, limits = defaultLimits): RowReading {
  return readCsvRow(typeof row === 'string' ? Buffer.from(row) : row, header, limits);
}

/** The required cells and these. */
const readWith = (extra: Record<string, string>): RowReading =>
  read([...columns, ...Object.keys(extra)], [...cells, ...Object.values(extra)].join(','));

function faultOf(reading: RowReading): string {
  return reading.ok
    ? 'good'
    : [reading.fault.code, reading.fault.pointer, reading.fault.expected, reading.fault.got].join(' | ');
}

test('cells go where their dotted names say, and empty ones are missing', () => {
  const reading = readWith({
    'sender.addressLines.1': '"5 ""Old"" Road, Flat 2"',
    'recipient.name': '',
    'contents.0.value.amountMinor': '1999',
    'contents.2.quantity': '1e1',
    'payment.walletAddresses.0.symbol': 'BTC',
    aedWaiver: 'false',
    postingDate: '2025-10-31',
  });
  expect(reading).toEqual({
    ok: true,
    parcel: {
      itemId: 'RB123456785CN',
      sender: { country: 'CN', addressLines: ['', '5 "Old" Road, Flat 2'] },
      recipient: { country: 'US' },
      contents: [{ description: 'cotton shirts', value: { amountMinor: 1999 } }, {}, { quantity: 10 }],
      payment: { walletAddresses: [{ symbol: 'BTC' }] },
      aedWaiver: false,
      postingDate: '2025-10-31',
    },
    unknownKeys: 0,
  });
});

test('columns that name no field count as unknown keys where they are not empty', () => {
  const reading = readWith({
    note: 'x',
    sender: 'x',
    'contents.0': 'x',
    'contents.00.unit': 'x',
    'contents.1.x': 'x',
    hold: '',
  });
  expect(reading.ok && reading.unknownKeys).toBe(5);
  expect(reading.ok && reading.parcel.contents.length).toBe(1);
});

test.each([
  [{ totalGrossWeightG: 'heavy' }, 'TYPE_INVALID | /totalGrossWeightG | a number | a text of 5 characters'],
  [{ totalGrossWeightG: ' 5' }, 'TYPE_INVALID | /totalGrossWeightG | a number | a text of 2 characters'],
  [{ totalGrossWeightG: '05' }, 'TYPE_INVALID | /totalGrossWeightG | a number | a text of 2 characters'],
  [
    { totalGrossWeightG: '-5' },
    'NUMBER_OUT_OF_RANGE | /totalGrossWeightG | an integer from 0 to 4294967295 | a number below 0',
  ],
  [{ aedWaiver: 'TRUE' }, 'TYPE_INVALID | /aedWaiver | true or false | a text of 4 characters'],
  [
    { 'contents.1.originCountry': 'cn' },
    'CODE_INVALID | /contents/1/originCountry | two capital letters (ISO 3166) | a text of 2 characters',
  ],
  [{ 'contents.256.unit': 'x' }, 'TOO_MANY_ITEMS | /contents | at most 256 items | a list of 257 items'],
  [{ 'contents.999999999.unit': 'x' }, 'TOO_MANY_ITEMS | /contents | at most 256 items | a list of 257 items'],
  [{ 'sender.addressLines.3': 'x' }, 'TOO_MANY_ITEMS | /sender/addressLines | at most 3 items | a list of 4 items'],
  [
    { postingDate: '31/10/2025' },
    'DATE_INVALID | /postingDate | a calendar date YYYY-MM-DD, 1900 to 2099 | a text of 10 characters',
  ],
])('%o is refused at its place', (extra, fault) => {
  expect(faultOf(readWith(extra as Record<string, string>))).toBe(fault);
});

test.each([
  ['a,b,c', 'ROW_SYNTAX |  | 4 cells | 3 cells'],
  ['a,b,c,d,', 'ROW_SYNTAX |  | 4 cells | 5 cells'],
  ['a,"b', 'ROW_SYNTAX |  | CSV by RFC 4180 | a quote that is not closed, in cell 2'],
  ['a,"b"c,d,e', 'ROW_SYNTAX |  | CSV by RFC 4180 | text after a closing quote, in cell 2'],
  ['a,b"c,d,e', 'ROW_SYNTAX |  | CSV by RFC 4180 | a quote inside a cell without quotes, in cell 2'],
])('the row %s is refused', (row, fault) => {
  expect(faultOf(read(columns, row))).toBe(fault);
});

test('a row that is not UTF-8 is refused, whichever cell it is in', () => {
  const row = Buffer.concat([Buffer.from(cells.join(',')), Buffer.from([0xff])]);
  expect(faultOf(read(columns, row))).toBe('ROW_UTF8 |  | valid UTF-8 | an invalid sequence');
});

test('required fields without a column are row errors', () => {
  expect(faultOf(read(['itemId', 'recipient.country'], 'x,US'))).toBe(
    'FIELD_REQUIRED | /sender/country | a text | nothing',
  );
});

test('the carriage return of a line end is no part of the last cell', () => {
  const reading = read(columns, `${cells.join(',')}\r`);
  expect(reading.ok && reading.parcel.contents[0].description).toBe('cotton shirts');
});

test('a row over the limit is not looked into', () => {
  const reading = read(columns, cells.join(','), { ...defaultLimits, rowBytes: 10 });
  expect(faultOf(reading)).toBe('ROW_TOO_LONG |  | a row of at most 10 bytes | a row of 33 bytes');
});
