import { expect, test } from 'vitest';
import { PosternError } from '../../src/contract/errors.ts';
import { openReference } from '../../src/features/openReference.ts';
import { referenceFeatures } from '../../src/features/reference/referenceFeatures.ts';
import { REF_BYTES, REFERENCE_VERSION, REF_VERSION } from '../../src/features/referenceLayout.ts';
import type { ReferenceFile } from '../../src/features/referenceSources.ts';
import { compileWith, defaultSources } from './defaultReference.ts';

const reference = compileWith({});

/** The message of the error that a changed source ends in. */
function failure(file: ReferenceFile, from: string | RegExp, to: string): string {
  const text = defaultSources[file].replace(from, to);
  expect(text).not.toBe(defaultSources[file]);
  try {
    compileWith({ [file]: text });
  } catch (error) {
    expect(error).toBeInstanceOf(PosternError);
    expect((error as PosternError).code).toBe('BUNDLE_INVALID');
    return (error as PosternError).message;
  }
  throw new Error('expected the build to fail');
}

test('the same sources give the same bytes, which begin with PREF and version 1', () => {
  expect(Buffer.compare(compileWith({}), reference)).toBe(0);
  expect(Buffer.from(reference.subarray(0, 8)).toString('latin1')).toBe('PREF\u0001\0\0\0');
  expect(new DataView(reference.buffer).getUint32(REF_BYTES, true)).toBe(reference.length);
});

test('the tables are read back as they were written', () => {
  const tables = openReference(reference);
  expect(tables.about).toEqual({ rateId: 'illustrative-1', rateDate: '2025-01-01' });
  expect(tables.rate('USD')).toBe(0.01);
  expect(tables.rate('JPY')).toBe(0.0067);
  expect(tables.rate('KWD')).toBe(3.25 / 1000);
  expect(tables.rate('XXX')).toBeUndefined();
  expect(tables.hs.get(293333)).toBe(3);
  expect(tables.hs.get(293339)).toBe(2);
  expect(tables.hs.get(847989)).toBe(1);
  expect(tables.cas.has(43738)).toBe(true);
  expect(tables.chapter(77)).toBeUndefined();
  expect(tables.chapter(61)?.section).toBe(11);
  expect(tables.country('US').callingCodes).toEqual(['1']);
  expect(tables.country('XK')).toMatchObject({ isIso: true, callingCodes: ['383', '381'] });
  expect(tables.country('ZZ').isIso).toBe(false);
  expect(tables.words.get('powder')?.bits).toBe(128);
  expect(tables.words.get('dresses')?.chapter).toBe(62);
});

test('all 249 countries of ISO 3166 and Kosovo are members', () => {
  const tables = openReference(reference);
  const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i));
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  expect(codes.filter((code) => tables.country(code).isIso)).toHaveLength(250);
});

test('phrases are found inside others, and words between them break them', () => {
  const tables = openReference(
    compileWith({
      'lexicon.json': JSON.stringify({
        classes: { press: ['a b c', 'b d'], chemical: ['b c'], powder: ['c'] },
        goodsByChapter: {},
      }),
    }),
  );
  const bits = (text: string): number => {
    let state = 0;
    let found = 0;
    for (const word of text.split(' ')) {
      const next = tables.nextState(state, tables.words.get(word)?.symbol ?? 0);
      state = next.state;
      found |= next.bits;
    }
    return found;
  };
  expect(bits('a b c')).toBe(4 | 64);
  expect(bits('a b d')).toBe(4);
  expect(bits('a a b c')).toBe(4 | 64);
  expect(bits('a x b c')).toBe(64);
  expect(bits('a b x c')).toBe(0);
});

test('a source at fault is named with its line', () => {
  expect(failure('precursors.csv', '437-38-7', '437-38-8')).toMatch(/^precursors\.csv, line 5: .*cas.*437-38-8/);
  expect(failure('hs.csv', '293333,', '29333,')).toMatch(/^hs\.csv, line 4: .*six digits/);
  expect(failure('hs.csv', 'controlled\n', 'forbidden\n')).toMatch(/^hs\.csv, line 4: .*press, watched, controlled/);
  expect(failure('rates.csv', 'USD,2,1', 'USD,2,')).toMatch(/^rates\.csv, line 5: .*usdPerUnit/);
  expect(failure('rates.csv', 'EUR,', 'USD,')).toMatch(/^rates\.csv, line 6: .*listed once/);
  expect(failure('rates.csv', '# id', '# name')).toMatch(/^rates\.csv, line 1: .*id/);
  expect(failure('countries.csv', /^US,1,/m, 'US,1-,')).toMatch(/^countries\.csv, line \d+: .*callingCode/);
  expect(failure('countries.csv', /^US,1,,9/m, 'US,1,,X9')).toMatch(/^countries\.csv, line \d+: .*9 and A/);
  expect(failure('norms.csv', '01,1,', '101,1,')).toMatch(/^norms\.csv, line 5: .*chapter/);
  expect(failure('norms.csv', 'chapter,section', 'chapter,part')).toMatch(/^norms\.csv, line 4: expected the header/);
  expect(failure('lexicon.json', '"filler"', '"fill"')).toMatch(/^lexicon\.json.*"fill"/);
});

test('bytes that are no reference tables of this version are refused', () => {
  const other = reference.slice();
  new DataView(other.buffer).setUint32(REF_VERSION, REFERENCE_VERSION + 1, true);
  for (const bytes of [new Uint8Array(0), new Uint8Array(4096), other, reference.subarray(0, reference.length - 1)])
    expect(() => openReference(bytes)).toThrowError(PosternError);
});

test('a waiver in the table counts for parcels that say nothing of one', () => {
  const tables = openReference(
    compileWith({ 'countries.csv': defaultSources['countries.csv'].replace(/^(LI,.*),$/m, '$1,1') }),
  );
  const parcel = {
    itemId: 'X',
    sender: { country: 'LI' },
    recipient: { country: 'US' },
    contents: [{ description: 'x' }],
  };
  const waived = (aedWaiver?: boolean): boolean =>
    ((referenceFeatures(aedWaiver === undefined ? parcel : { ...parcel, aedWaiver }, tables).findings >> 22n) & 1n) ===
    1n;
  expect([waived(), waived(false), waived(true)]).toEqual([true, false, true]);
});
