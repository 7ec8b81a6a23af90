import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { PosternError } from '../../../src/contract/errors.ts';
import type { ModelValue } from '../../../src/model/json/modelValue.ts';
import { readJson } from '../../../src/model/json/readJson.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What JSON.parse would have given. */
function plain(value: ModelValue): unknown {
  if (value instanceof Map) {
    return Object.fromEntries([...(value as Map<string, ModelValue>)].map(([k, v]) => [k, plain(v)]));
  }
  if (ArrayBuffer.isView(value)) return Array.from(value);
  return Array.isArray(value) ? value.map(plain) : value;
}

function outcome(run: () => unknown): unknown {
  try {
    return { value: run() };
  } catch (error) {
    return { code: error instanceof PosternError ? error.code : error };
  }
}

test('reads every JSON value as JSON.parse does, blanks and escapes included', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6, noUnicodeString: false }), fc.nat(3), (text, blanks) => {
      const spaced = JSON.stringify(JSON.parse(text), null, blanks);
      expect(plain(readJson(bytes(spaced)))).toEqual(JSON.parse(spaced));
    }),
    { seed: 1, numRuns: 100 },
  );
});

test('accepts what JSON.parse accepts and nothing more, but for a key that stands twice', () => {
  const pieces = fc.constantFrom(
    ...'{}[],:"\\ \n\t0123456789-+.eEtrue',
    'true',
    'null',
    '"a"',
    '1,',
    '[1',
    '{"b":',
    '\\u00e9',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      const ours = outcome(() => plain(readJson(bytes(text))));
      const theirs = outcome(() => JSON.parse(text));
      if ('value' in (theirs as object)) {
        const isTwice = JSON.stringify(ours).includes('code');
        if (!isTwice) expect(ours).toEqual(theirs);
        else expect(text.match(/"[ab]"/g)?.length).toBeGreaterThan(1);
      } else expect(ours).toEqual({ code: 'MODEL_INVALID' });
    }),
    { seed: 2, numRuns: 6000 },
  );
});

test('reads every number to the last bit', () => {
  const number = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.float({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
  );
  const written = fc.oneof(
    number.map((x) => JSON.stringify(x)),
    number.map((x) => x.toExponential()),
    number.map((x) => x.toPrecision(17)),
    fc.tuple(number, fc.nat(100)).map(([x, digits]) => (Math.abs(x) < 1e20 ? x.toFixed(digits) : String(x))),
    fc.tuple(fc.maxSafeNat(), fc.integer({ min: -340, max: 330 })).map(([m, e]) => `${m}E${e}`),
  );
  fc.assert(
    fc.property(fc.array(written, { minLength: 9, maxLength: 20 }), (texts) => {
      expect(readJson(bytes(`[${texts.join(',')}]`))).toEqual(Float64Array.from(texts, Number));
      expect(readJson(bytes(texts[0]))).toBe(Number(texts[0]));
    }),
    { seed: 3, numRuns: 1000 },
  );
});

test('knows the numbers that JSON has not', () => {
  expect(plain(readJson(bytes('{"a":NaN,"b":[-Infinity,Infinity, NaN ,-0]}')))).toEqual({
    a: Number.NaN,
    b: [-Infinity, Infinity, Number.NaN, -0],
  });
});

test.each([
  ['[1,]', 'at byte 3'],
  ['[1 2]', 'expected "," or "]", got byte 0x32'],
  ['[1,2,3,4,5,6,7,8,9', 'got the end of the file'],
  ['[1,2', 'got the end of the file'],
  ['{"a":1,"a":2}', 'each key once in an object'],
  ['{"a":1,}', 'expected a key'],
  ['"\u0001"', 'expected a text'],
  ['"\\x"', 'expected a text'],
  ['"\\', 'expected a text'],
  ['01', 'expected a value'],
  ['1.', 'expected a value'],
  ['+1', 'expected a value'],
  ['-NaN', 'expected a value'],
  ['1 1', 'expected the end of the file'],
  ['', 'got the end of the file'],
  ['[1,2,x]', 'at byte 5'],
])('refuses %s', (text, message) => {
  expect(() => readJson(bytes(text))).toThrow(message);
});

test('refuses bytes that are not UTF-8 and a nesting without end', () => {
  expect(() => readJson(Uint8Array.of(0x22, 0xff, 0x22))).toThrow('UTF-8');
  expect(() => readJson(bytes('['.repeat(100_000)))).toThrow('at most 512 levels');
  expect(() => readJson(bytes('{"a":'.repeat(100_000)))).toThrow('at most 512 levels');
});

test('a number of a million digits is read in no time', () => {
  expect(readJson(bytes(`0.${'1'.repeat(1_000_000)}`))).toBeCloseTo(1 / 9, 12);
});
