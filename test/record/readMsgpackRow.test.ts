import { Packr } from 'msgpackr';
import { expect, test } from 'vitest';
import { defaultLimits } from '../../src/contract/limits.ts';
import { readMsgpackRow } from '../../src/record/readMsgpackRow.ts';
import type { RowReading } from '../../src/record/rowReading.ts';

const packr = new Packr({ useRecords: false });
const parcel = {
  itemId: 'RB123456785CN',
  sender: { name: 'Li Wei', country: 'CN' },
  recipient: { country: 'US' },
  totalGrossWeightG: 120,
  aedReceivedAt: 1_760_000_000_000,
  contents: [{ description: 'cotton shirts', value: { amountMinor: 1999, currency: 'USD' } }],
};

const read = (row: unknown): RowReading => readMsgpackRow(packr.pack(row), defaultLimits);

/** The fault as one line. */
function faultOf(reading: RowReading): string {
  return reading.ok
    ? 'good'
    : [reading.fault.code, reading.fault.pointer, reading.fault.expected, reading.fault.got].join(' | ');
}

/** A row in hex, with the item id `x` before what is given. */
function rowOf(hex: string, numPairs = 2): Uint8Array {
  return Buffer.concat([
    Buffer.of(0x80 | numPairs, 0xa6),
    Buffer.from('itemId'),
    Buffer.from('a178', 'hex'),
    Buffer.from(hex, 'hex'),
  ]);
}

const hexKey = (key: string): string => (0xa0 | key.length).toString(16) + Buffer.from(key).toString('hex');
const faultOfBytes = (row: Uint8Array): string => faultOf(readMsgpackRow(row, defaultLimits));

test('a record that msgpackr wrote comes back as it was', () => {
  expect(read(parcel)).toEqual({ ok: true, parcel, unknownKeys: 0 });
});

test('undefined, nil and empty texts are missing, and unknown keys are counted at every depth', () => {
  const sender = { ...parcel.sender, name: undefined, city: null, region: '', shoeSize: 43 };
  const reading = read({ ...parcel, sender, hold: Buffer.from([1, 2]), seen: new Date(0) });
  expect(reading).toEqual({ ok: true, parcel: { ...parcel, sender: { country: 'CN' } }, unknownKeys: 3 });
});

test('floats with a whole value are numbers, and -0 is 0', () => {
  const reading = readMsgpackRow(Buffer.concat([packr.pack({ ...parcel, scannedWeightG: 0.5 })]), defaultLimits);
  expect(faultOf(reading)).toBe(
    'NUMBER_OUT_OF_RANGE | /scannedWeightG | an integer from 0 to 4294967295 | a number with a fraction',
  );
  const row = Buffer.from(packr.pack({ ...parcel, scannedWeightG: 0.5 }));
  row.writeDoubleBE(-0, row.indexOf('scannedWeightG') + 'scannedWeightG'.length + 1);
  const zero = readMsgpackRow(row, defaultLimits);
  expect(zero.ok && Object.is(zero.parcel.scannedWeightG, 0)).toBe(true);
});

test('faults of the record carry their JSON pointer', () => {
  const line = { description: 'toys', value: { amountMinor: -1, currency: 'USD' } };
  expect(faultOf(read({ ...parcel, contents: [line] }))).toBe(
    'NUMBER_OUT_OF_RANGE | /contents/0/value/amountMinor | an integer from 0 to 9007199254740991 | a number below 0',
  );
  expect(faultOf(read({ ...parcel, postage: { amountMinor: 2n ** 64n - 1n } }))).toBe(
    'NUMBER_OUT_OF_RANGE | /postage/amountMinor | an integer from 0 to 9007199254740991 | a number above 9007199254740991',
  );
  expect(faultOf(read({ ...parcel, flight: Buffer.from('CA981') }))).toBe(
    'TYPE_INVALID | /flight | a text | binary data',
  );
  expect(faultOf(read({ ...parcel, postingDate: new Date(0) }))).toBe(
    'TYPE_INVALID | /postingDate | a text | an extension value',
  );
  expect(faultOf(read({ ...parcel, recipient: { country: 'us' } }))).toBe(
    'CODE_INVALID | /recipient/country | two capital letters (ISO 3166) | a text of 2 characters',
  );
  expect(faultOf(read({ ...parcel, contents: [] }))).toBe(
    'FIELD_REQUIRED | /contents | a content line with a description | no content line',
  );
  expect(faultOf(read([parcel]))).toBe('TYPE_INVALID |  | an object | a list of 1 item');
});

test.each([
  ['', 'ROW_SYNTAX |  | a value | the end of the row after 10 bytes'],
  [`${hexKey('flight')}da00`, 'ROW_SYNTAX |  | 2 more bytes | the end of the row after 19 bytes'],
  [`${hexKey('flight')}a9414243`, 'ROW_SYNTAX |  | 9 more bytes | the end of the row after 21 bytes'],
  [`${hexKey('flight')}c1`, 'ROW_SYNTAX |  | a value | something else at byte 17'],
  ['2a01', 'ROW_SYNTAX |  | a text as key | something else at byte 10'],
  ['c4016101', 'ROW_SYNTAX |  | a text as key | something else at byte 10'],
  [`${hexKey('flight')}a241ff`, 'ROW_UTF8 |  | valid UTF-8 | an invalid sequence between bytes 18 and 20'],
  [`${hexKey('itemId')}a179`, 'KEY_DUPLICATE | /itemId | the key once | the key again'],
  [`${hexKey('x')}d4724091a16101`, 'KEYS_PACKED |  | plain maps | a packed record at byte 12'],
  [`${hexKey('x')}d572409191a16101`, 'KEYS_PACKED |  | plain maps | a packed record at byte 12'],
  [`${hexKey('x')}0101`, 'ROW_SYNTAX |  | the end of the row | something else at byte 13'],
  [`${hexKey('x')}${'91'.repeat(32)}01`, 'ROW_TOO_DEEP |  | nesting of at most 32 | nesting of 33 at byte 43'],
])('a row that goes on with %s is refused: %s', (hex, fault) => {
  expect(faultOfBytes(rowOf(hex))).toBe(fault);
});

test('what the default Packr writes is refused by name', () => {
  expect(faultOfBytes(new Packr().pack(parcel))).toBe('KEYS_PACKED |  | plain maps | a packed record at byte 0');
});

test('the item id of a row that is faulty further on is given', () => {
  const reading = readMsgpackRow(rowOf(`${hexKey('flight')}c1`), defaultLimits);
  expect(!reading.ok && reading.itemId).toBe('x');
});

test('a row over the limit is not looked into', () => {
  const limits = { ...defaultLimits, rowBytes: 100 };
  expect(faultOf(readMsgpackRow(packr.pack(parcel), limits))).toMatch(
    /^ROW_TOO_LONG \| {2}\| a row of at most 100 bytes/,
  );
});
