import * as fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../../src/record/parseJson.ts';
import { SourceObject, type SourceValue } from '../../src/record/sourceValue.ts';
import { escapedTexts, numberTexts } from '../oracle/awkward.ts';
import { randomRow } from '../oracle/mutate.ts';
import { seededRandom } from '../oracle/random.ts';

const NO_LIMIT = 1_000_000;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What Node itself makes of the bytes; undefined when it refuses them. */
function oracle(bytes: Uint8Array): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(strictUtf8.decode(bytes)) };
  } catch {
    return undefined;
  }
}

/** As JSON.parse would have it: of keys that repeat, the last stays. */
function plain(value: SourceValue): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!(value instanceof SourceObject)) return value;
  return Object.fromEntries(value.keys.map((key, i) => [key, plain(value.values[i])]));
}

function expectAsOracle(bytes: Uint8Array): void {
  const wanted = oracle(bytes);
  const { tree, fault } = parseJson(bytes, NO_LIMIT);
  const got = fault === undefined ? { value: plain(tree as SourceValue) } : undefined;
  if (isDeepStrictEqual(got, wanted)) return;
  expect({ bytes: Buffer.from(bytes).toString('latin1'), ...got, fault }).toStrictEqual(wanted);
}

/** One document a line. */
const ODD_DOCUMENTS = String.raw`
[,]
[1,]
[1 2]
{"a":1,}
{,}
{"a"}
{'a':1}
{"a":}
{"a" 1}
{a:1}
{1:1}
{"a":1,,"b":2}
[}
{]
[1}
"a
"a"b
tru
truex
nul
nullnull
True
1 1
[]]
{}{}
[[[[]]]]
{"a":{"a":{"a":1}}}
//
/**/1
[1]//
{"a":1,"a":2}
{"__proto__":1,"__proto__":{"a":2}}`.split('\n');

const ODD_CHARACTERS = [
  '\ufeff{}',
  '{}\ufeff',
  '\u00a0{}',
  '{}\u0000',
  '"\n"',
  '"\t"',
  '"\u007f"',
  '"\u0080"',
  '\v1',
  '\f1',
];
const BLANKS = '\r\n\t {"a" :\r1 ,\n"b":\t2 } ';

const nested = (depth: number): Uint8Array => Buffer.from('['.repeat(depth) + ']'.repeat(depth));

describe('the JSON reader', () => {
  test('takes what a fatal decoder and JSON.parse take, with the same values, on odd documents', () => {
    for (const text of [...ODD_DOCUMENTS, ...ODD_CHARACTERS, BLANKS]) expectAsOracle(Buffer.from(text));
    for (const text of [...numberTexts, ...escapedTexts]) {
      for (const document of [text, ` ${text} `, `[${text}]`, `{"a":${text},"b":[${text},${text}]}`]) {
        expectAsOracle(Buffer.from(document));
      }
    }
  });

  test('agrees on every pair of bytes, alone and in a text', () => {
    for (let first = 0; first < 256; first++) {
      expectAsOracle(Uint8Array.of(first));
      for (let second = 0; second < 256; second++) {
        expectAsOracle(Uint8Array.of(first, second));
        expectAsOracle(Uint8Array.of(0x22, first, second, 0x22));
      }
    }
  });

  test('agrees on any JSON value in any spacing', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), fc.integer({ min: 0, max: 4 }), (value, indent) => {
        expectAsOracle(Buffer.from(JSON.stringify(value, null, indent)));
      }),
      { numRuns: 2_000, seed: 7 },
    );
  });

  test('agrees on any number', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.integer({ min: 1, max: 20 }),
        (value, digits) => {
          expectAsOracle(Buffer.from(`[${value},${value.toExponential(digits)},${value.toPrecision(digits)}]`));
        },
      ),
      { numRuns: 2_000, seed: 7 },
    );
  });

  test('agrees on texts of any code units, escaped or raw', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 12 }),
        fc.array(fc.integer({ min: 0, max: 0xffff })),
        (text, units) => {
          const escaped = units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
          expectAsOracle(Buffer.from(`["${text}","${escaped}"]`));
        },
      ),
      { numRuns: 2_000, seed: 7 },
    );
  });

  test('agrees on any short run of bytes that JSON is made of', () => {
    const parts = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      'a',
      '0',
      '1',
      '-',
      '.',
      'e',
      ' ',
      'null',
      'true',
      '"a":',
      '\\u0041',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 8 }), (list) =>
        expectAsOracle(Buffer.from(list.join(''))),
      ),
      { numRuns: 20_000, seed: 7 },
    );
  });

  test('agrees on 3,000 mutated rows', () => {
    const random = seededRandom(11);
    for (let i = 0; i < 3_000; i++) expectAsOracle(randomRow(random).row);
  });

  test('keeps keys that stand twice, in order', () => {
    const { tree } = parseJson(Buffer.from('{"a":1,"b":2,"\\u0061":3}'), 1);
    expect(tree).toEqual(Object.assign(new SourceObject(), { keys: ['a', 'b', 'a'], values: [1, 2, 3] }));
  });

  test('keeps what it read before a fault', () => {
    const { tree, fault } = parseJson(Buffer.from('{"a":1,"b":[2,{"c":"x"},tru'), 9);
    expect(fault).toEqual({
      code: 'ROW_SYNTAX',
      pointer: '',
      expected: 'a JSON value',
      got: 'another character at byte 24',
    });
    expect(plain(tree as SourceValue)).toEqual({ a: 1, b: [2, { c: 'x' }] });
  });

  test('names a byte order mark', () => {
    expect(parseJson(Buffer.from('\uFEFF{}'), 9).fault?.got).toBe('a byte order mark at byte 0');
  });

  test('names where a row ends too early', () => {
    expect(parseJson(Buffer.from('{"a":1'), 9).fault?.got).toBe('the end of the row after 6 bytes');
  });

  test('tells invalid UTF-8 from invalid syntax', () => {
    expect(parseJson(Buffer.from('22ff22', 'hex'), 9).fault?.code).toBe('ROW_UTF8');
    expect(parseJson(Buffer.from('ff', 'hex'), 9).fault?.code).toBe('ROW_SYNTAX');
    expect(parseJson(Buffer.from('22eda08022', 'hex'), 9).fault?.code).toBe('ROW_UTF8');
  });

  test('takes nesting at the limit and refuses it one above', () => {
    expect(parseJson(nested(31), 32).fault).toBeUndefined();
    expect(parseJson(nested(32), 32).fault).toBeUndefined();
    expect(parseJson(nested(33), 32).fault).toEqual({
      code: 'ROW_TOO_DEEP',
      pointer: '',
      expected: 'nesting of at most 32',
      got: 'nesting of 33 at byte 32',
    });
  });

  test('does not run out of stack on any depth', () => {
    const depth = 200_000;
    expect(parseJson(nested(depth), depth).fault).toBeUndefined();
  });

  test('reads bytes that lie in shared memory', () => {
    const bytes = new Uint8Array(new SharedArrayBuffer(4));
    bytes.set(Buffer.from('"\u00e9"'));
    expect(parseJson(bytes, 1).tree).toBe('\u00e9');
  });
});
