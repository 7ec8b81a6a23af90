import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { PosternError } from '../../../src/contract/errors.ts';
import { entryKinds, handlings } from '../../../src/watchlist/entry.ts';
import { buildListIndex } from '../../../src/watchlist/index/buildListIndex.ts';
import { openEntries } from '../../../src/watchlist/index/entries/open.ts';
import { assembleListIndex, checkIdentity, openListIndex } from '../../../src/watchlist/index/listIndex.ts';
import { listParts } from '../../../src/watchlist/index/listLayout.ts';
import { entryOf } from './entryOf.ts';

const address = (country: string | null) =>
  ({ kind: 'address', lines: [], city: null, region: null, postcode: null, country }) as const;

const entryArbitrary = fc
  .record({
    id: fc.string({ minLength: 1, unit: 'grapheme' }),
    list: fc.constantFrom('one', 'two', 'drei'),
    kind: fc.constantFrom(...entryKinds),
    handling: fc.constantFrom(...handlings),
    programmes: fc.array(fc.constantFrom('SDGT', 'IRAN', 'with "quotes"\n', ''), { maxLength: 3 }),
    confidence: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  })
  .map(({ id, ...rest }) => entryOf(id, rest));

const codeOf = (run: () => unknown): string => {
  try {
    run();
    return 'none';
  } catch (error) {
    return error instanceof PosternError ? error.code : `other: ${String(error)}`;
  }
};

test('an index begins with PLIX, version 2 and its size, and its identity is that of its bytes', () => {
  const bytes = assembleListIndex({ phrases: Uint8Array.of(1, 2, 3) });
  expect(Buffer.from(bytes.subarray(0, 16)).toString('hex')).toBe('504c495802000000c000000008000000');
  expect(checkIdentity(bytes).identity).toMatch(/^[0-9a-f]{16}$/);
  expect(checkIdentity(assembleListIndex({ phrases: Uint8Array.of(1, 2, 4) })).identity).not.toBe(
    checkIdentity(bytes).identity,
  );
});

test('every part comes out as it went in, on a line of its own', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.uint8Array({ maxLength: 200 })), { maxLength: listParts.length }), (contents) => {
      const { bytes, parts } = openListIndex(
        assembleListIndex(Object.fromEntries(contents.map((part, i) => [listParts[i], part]))),
      );
      for (const [i, name] of listParts.entries()) {
        const part = contents[i] ?? new Uint8Array(0);
        expect(parts[name] ?? new Uint8Array(0)).toEqual(part);
        if (parts[name] !== null) expect((parts[name].byteOffset - bytes.byteOffset) % 64).toBe(0);
      }
    }),
  );
});

test('what is said of entries comes out as it went in', () => {
  fc.assert(
    fc.property(fc.array(entryArbitrary, { maxLength: 40 }), (entries) => {
      const view = openEntries(openListIndex(buildListIndex(entries)).parts.entries as Uint8Array);
      expect(view.numEntries).toBe(entries.length);
      for (const [i, entry] of entries.entries()) {
        const { id, list, kind, handling, programmes, confidence } = entry;
        expect(view.idOf(i)).toBe(Buffer.from(id).toString());
        expect([view.listOf(i), view.kindOf(i), view.handlingOf(i)]).toEqual([list, kind, handling]);
        expect([view.programmesOf(i), view.confidenceOf(i)]).toEqual([programmes, confidence]);
        expect(view.isValidOn(i, 0)).toBe(true);
      }
    }),
  );
});

test('an entry is valid on its first and last day and on none outside, and knows four countries at most', () => {
  const entries = [
    entryOf('a', { validFrom: '1970-01-02', validUntil: '2024-02-29', indicators: [address('Korea, North')] }),
    entryOf('b', {
      validFrom: '0099-01-01',
      indicators: ['DE', null, 'Germany', 'Iran', 'nowhere', 'UK', "Cote d'Ivoire", 'FR'].map(address),
    }),
  ];
  const view = openEntries(openListIndex(buildListIndex(entries)).parts.entries as Uint8Array);
  const lastDay = Date.UTC(2024, 1, 29) / 86_400_000;
  expect([0, 1, lastDay, lastDay + 1].map((day) => view.isValidOn(0, day))).toEqual([false, true, true, false]);
  expect([view.isValidOn(1, -690_000), view.isValidOn(1, 3e6)]).toEqual([false, true]);
  expect([view.countriesOf(0), view.countriesOf(1)]).toEqual([['KP'], ['DE', 'IR', 'GB', 'CI']]);
});

test('a place outside the entries is refused', () => {
  const view = openEntries(openListIndex(buildListIndex([entryOf('a')])).parts.entries as Uint8Array);
  for (const number of [-1, 1, Number.NaN]) expect(codeOf(() => view.kindOf(number))).toBe('BUNDLE_INVALID');
});

test('each fault of the container is told by its code', () => {
  const whole = buildListIndex([entryOf('a')]);
  const changed = (at: number, byte: number): Uint8Array => {
    const bytes = whole.slice();
    bytes[at] = byte;
    return bytes;
  };
  expect(codeOf(() => openListIndex(changed(0, 0)))).toBe('BUNDLE_MAGIC');
  expect(codeOf(() => openListIndex(changed(4, 1)))).toBe('BUNDLE_VERSION');
  expect(codeOf(() => openListIndex(whole.subarray(0, -1)))).toBe('BUNDLE_TRUNCATED');
  expect(codeOf(() => openListIndex(whole.subarray(0, 100)))).toBe('BUNDLE_TRUNCATED');
  expect(codeOf(() => openListIndex(changed(12, 7)))).toBe('BUNDLE_INVALID');
  expect(codeOf(() => openListIndex(changed(64, 129)))).toBe('BUNDLE_INVALID');
  expect(codeOf(() => openListIndex(changed(64, 64)))).toBe('BUNDLE_INVALID');
  expect(codeOf(() => openListIndex(changed(71, 255)))).toBe('BUNDLE_INVALID');
  expect(codeOf(() => checkIdentity(changed(whole.length - 1, 9)))).toBe('BUNDLE_HASH');
});

test('hostile bytes are refused or answered, and never read outside', () => {
  const whole = buildListIndex([
    entryOf('one', { programmes: ['A', 'B'] }),
    entryOf('two', { list: 'other', confidence: 0.5, indicators: [address('Iran')] }),
  ]);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.constantFrom(0, 1, 7, 64, 127, 128, 255)), { minLength: 1 }),
      (changes) => {
        const bytes = whole.slice();
        for (const [at, byte] of changes) bytes[at] = byte;
        const code = codeOf(() => {
          const part = openListIndex(bytes).parts.entries;
          if (part === null) return;
          const view = openEntries(part);
          for (let i = 0; i < Math.min(view.numEntries, 3); i++) {
            view.idOf(i);
            view.listOf(i);
            view.countriesOf(i);
            view.isValidOn(i, 1);
            view.handlingOf(i);
          }
        });
        expect(code).toMatch(/^(none|BUNDLE_[A-Z]+)$/);
      },
    ),
    { numRuns: 500 },
  );
});
