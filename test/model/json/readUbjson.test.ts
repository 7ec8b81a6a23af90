import { expect, test } from 'vitest';
import { readUbjson } from '../../../src/model/json/readUbjson.ts';

const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));
const bytes = (...parts: (string | number)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? ascii(part) : [part])));
const int64 = (...low: number[]): number[] => [...Array.from({ length: 8 - low.length }, () => 0), ...low];

test('reads objects, texts, truth values and numbers of every width', () => {
  const file = bytes(
    '{',
    'L',
    ...int64(1),
    'aSi',
    2,
    'xy',
    'U',
    1,
    'bZ',
    'i',
    1,
    'cT',
    'i',
    1,
    'dF',
    'i',
    1,
    'e[i',
    0xff,
  );
  const rest = bytes(
    'U',
    0xff,
    'I',
    0x80,
    0,
    'l',
    0,
    1,
    0,
    0,
    'L',
    ...int64(2, 0),
    'd',
    0x3f,
    0x80,
    0,
    0,
    'D',
    0x3f,
    0xf0,
  );
  const value = readUbjson(Uint8Array.of(...file, ...rest, 0, 0, 0, 0, 0, 0, ...bytes(']}')));
  expect(value).toEqual(
    new Map<string, unknown>([
      ['a', 'xy'],
      ['b', null],
      ['c', true],
      ['d', false],
      ['e', [-1, 255, -32768, 65536, 512, 1, 1]],
    ]),
  );
});

test('reads columns in their own type, short ones as lists', () => {
  expect(readUbjson(bytes('[$U#i', 2, 7, 8))).toEqual([7, 8]);
  expect(readUbjson(bytes('[$U#i', 9, ...int64(1), 9))).toEqual(Uint8Array.of(...int64(1), 9));
  const nine = (type: string, one: readonly number[]): Uint8Array =>
    bytes('[$', type, '#L', ...int64(9), ...Array.from({ length: 9 }, () => one).flat());
  expect(readUbjson(nine('l', [0xff, 0xff, 0xff, 0xfe]))).toEqual(new Int32Array(9).fill(-2));
  expect(readUbjson(nine('d', [0x3f, 0, 0, 0]))).toEqual(new Float32Array(9).fill(0.5));
  expect(readUbjson(nine('D', [0x3f, 0xe0, 0, 0, 0, 0, 0, 0]))).toEqual(new Float64Array(9).fill(0.5));
  expect(readUbjson(nine('L', int64(3)))).toEqual(new Float64Array(9).fill(3));
  expect(readUbjson(nine('I', [1, 0]))).toEqual(new Int16Array(9).fill(256));
});

test('reads lists of a declared length and empty ones', () => {
  expect(readUbjson(bytes('[#i', 2, 'TF'))).toEqual([true, false]);
  expect(readUbjson(bytes('[#L', ...int64(0)))).toEqual([]);
  expect(readUbjson(bytes('[]'))).toEqual([]);
  expect(readUbjson(bytes('{}'))).toEqual(new Map());
});

test.each([
  ['a length beyond the file', bytes('[$d#L', ...int64(0x7f, 0xff, 0xff, 0xff), 1, 2, 3)],
  ['a length beyond 2^53', bytes('Sl', 0x7f, 0xff, 0xff, 0xff)],
  ['a negative length', bytes('Si', 0xff)],
  ['a length that is a fraction', bytes('Sd', 0x3f, 0, 0, 0)],
  ['a number beyond 2^53', bytes('L', 0x7f, 0, 0, 0, 0, 0, 0, 0)],
  ['a key that stands twice', bytes('{i', 1, 'aTi', 1, 'aT}')],
  ['a text that is not UTF-8', bytes('Si', 1, 0xff)],
  ['a marker that is none', bytes('N')],
  ['a column of texts', bytes('[$S#i', 1, 'i', 0)],
  ['bytes behind the value', bytes('TT')],
  ['no byte at all', bytes()],
])('refuses %s', (_, file) => {
  expect(() => readUbjson(file)).toThrow('Not valid UBJSON at byte');
});

test('refuses nesting without end', () => {
  expect(() => readUbjson(new Uint8Array(1_000_000).fill(0x5b))).toThrow('at most 512 levels');
});
