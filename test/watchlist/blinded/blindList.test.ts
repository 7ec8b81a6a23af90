/** What a blinded list holds and what it does not. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { BlindKeys, blindedKinds, newBlindKeyText, parseBlindKey } from '../../../src/watchlist/blinded/blindKey.ts';
import { blindList } from '../../../src/watchlist/blinded/blindList.ts';
import { normalName } from '../../../src/watchlist/blinded/normalForms.ts';
import { tokensOf } from '../../../src/watchlist/blinded/tokensOf.ts';
import { BLINDED_KIND_IS_PHONE_TAIL } from '../../../src/watchlist/index/blinded/layout.ts';
import { openBlinded } from '../../../src/watchlist/index/blinded/open.ts';
import { openListIndex } from '../../../src/watchlist/index/listIndex.ts';
import type { Entry, Indicator } from '../../../src/watchlist/entry.ts';
import { openSourceFile } from '../../../src/watchlist/openSourceFile.ts';
import { importFiles } from '../fromText.ts';
import { sharedPath, testWithData } from '../sharedData.ts';
import { BlindedCore } from './blindedCore.ts';
import { listed, name } from './listed.ts';

const key = parseBlindKey(newBlindKeyText());
const options = { mostHandling: 'green', day: '2026-06-01' } as const;
const partOf = (index: Uint8Array): Uint8Array => openListIndex(index).parts.blinded as Uint8Array;

const textsOf = (one: Indicator): string[] => {
  if (one.kind === 'address') return [...one.lines, one.city ?? '', one.postcode ?? ''];
  return one.kind === 'wallet' ? [one.address] : [one.text];
};

/** Words and identifiers of four and more letters or digits. */
function secretsOf(entries: readonly Entry[]): Set<string> {
  const words = entries.flatMap(({ id, list, programmes, indicators }) =>
    [id, list, ...programmes, ...indicators.flatMap(textsOf)].flatMap((text) => [
      text,
      ...text.split(/[^\p{L}\p{N}]+/u),
    ]),
  );
  return new Set(words.map((word) => word.toLowerCase()).filter((word) => word.length >= 4));
}

/**
 * No secret stands in the bytes. Random bytes hold any word of four letters once in 2^30 places, so words of four are
 * only looked for in small lists.
 */
function expectNothingPlain(index: Uint8Array, secrets: Iterable<string>, least: number): void {
  const bytes = Buffer.from(index.map((byte) => (byte >= 65 && byte <= 90 ? byte | 32 : byte))).toString('latin1');
  // every place of so many bytes, so that a long list is looked through once
  const windows = new Set(Array.from({ length: bytes.length }, (_, at) => bytes.slice(at, at + least)));
  const found = [...secrets].flatMap((secret) =>
    [Buffer.from(secret), Buffer.from(secret, 'utf16le')]
      .map((form) => form.toString('latin1'))
      .filter((form) => secret.length >= least && windows.has(form.slice(0, least)) && bytes.includes(form)),
  );
  expect(found).toEqual([]);
}

test('no word, number or id of a list stands in its blinded form', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnoprstuvzäéж'), minLength: 5, maxLength: 12 });
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 7, maxLength: 12 });
  const entry = fc.record({
    id: word,
    names: fc.array(fc.tuple(word, word), { minLength: 1, maxLength: 4 }),
    phone: digits,
    mail: word,
  });
  fc.assert(
    fc.property(fc.uniqueArray(entry, { maxLength: 12, selector: ({ id }) => id }), (made) => {
      const entries = made.map(({ id, names, phone, mail }) =>
        listed(id, 'person', [
          ...names.map((parts) => name(parts.join(' '))),
          { kind: 'phone', text: `+${phone}` },
          { kind: 'email', text: `${mail}@example.org` },
          { kind: 'document', text: `P${phone}` },
          { kind: 'address', lines: [`${mail} street`], city: mail, region: null, postcode: phone, country: null },
        ]),
      );
      const { index, report } = blindList(entries, key, options);
      expect(report.entries).toBe(entries.length);
      expectNothingPlain(index, secretsOf(entries), 4);
      expect(Buffer.from(index).includes(Buffer.from(key))).toBe(false);
    }),
    { numRuns: 100, seed: 10 },
  );
});

test('entries are in no order of their list; the same list and key give the same bytes, another key others', () => {
  const entries = Array.from({ length: 50 }, (_, i) =>
    listed(`${i}`, 'person', [{ kind: 'phone', text: `+4915100${1000 + i}` }]),
  );
  const { index } = blindList(entries, key, options);
  expect(Buffer.from(blindList(entries, key, options).index).equals(index)).toBe(true);
  expect(Buffer.from(blindList(entries.toReversed(), key, options).index).equals(index)).toBe(true);
  const other = blindList(entries, parseBlindKey(newBlindKeyText()), options).index;
  expect(Buffer.from(other).equals(index)).toBe(false);
  const view = openBlinded(partOf(index));
  const keys = new BlindKeys(key);
  const places = entries.map(({ list, id }) => {
    const pseudonym = Buffer.from(keys.pseudonym(list, id)).toString('hex');
    return entries.findIndex((_, place) => view.pseudonymOf(place) === pseudonym);
  });
  expect(places.toSorted((a, b) => a - b)).toEqual(entries.map((_, i) => i));
  expect(places).not.toEqual(entries.map((_, i) => i));
});

test('strict handling, entries not in force and names of many are left out and counted', () => {
  const phone: Indicator = { kind: 'phone', text: '+491511234567' };
  const { report } = blindList(
    [
      listed('1', 'person', [phone], { handling: 'amber' }),
      listed('2', 'person', [phone], { validUntil: '2026-05-31' }),
      listed('3', 'person', [phone], { validFrom: '2026-06-02' }),
      listed('4', 'person', [name('Mohammed Ali')]),
      listed('5', 'person', [phone, { kind: 'phrase', text: 'a powder' }]),
    ],
    key,
    options,
  );
  expect([report.entries, report.tokens]).toEqual([1, 2]);
  expect(report.left.toJSON()).toEqual({
    'entry of TLP:AMBER': 1,
    'entry that is no longer in force': 1,
    'entry that is not in force yet': 1,
    'entry with nothing to be hashed': 1,
    'name that many people bear': 1,
    'phrase that has no form to be hashed': 1,
  });
});

test('damaged blinded lists are refused', () => {
  const entries = Array.from({ length: 20 }, (_, i) =>
    listed(`${i}`, 'person', [{ kind: 'phone', text: `+4915100${1000 + i}` }]),
  );
  const part = partOf(blindList(entries, key, options).index);
  for (const [at, value] of [
    [0, 21],
    [4, 3],
    [8, 0],
    [8, 40],
    [12, 1 << 20],
    [16, 3],
    [20, part.length],
    [64, 9],
  ]) {
    const damaged = part.slice();
    new DataView(damaged.buffer).setUint32(at, value, true);
    expect(() => openBlinded(damaged).check(), `word ${at} is ${value}`).toThrow(/list index, part blinded/);
  }
});

testWithData(
  'every token of the real list is found by the core, by the spelling on the list, and a hit names its entry',
  async () => {
    const files = await Promise.all(
      ['sdn.csv', 'alt.csv', 'add.csv', 'sdn_comments.csv'].map((file) => openSourceFile(sharedPath('ofac', file))),
    );
    const { entries } = await importFiles(files);
    const { index, report } = blindList(entries, key, { ...options, mostHandling: 'red' });
    expect(report.entries).toBeGreaterThan(8000);
    expectNothingPlain(index, secretsOf(entries), 7);
    const part = partOf(index);
    const view = openBlinded(part);
    view.check();
    const core = new BlindedCore(key, part);
    const keys = new BlindKeys(key);
    let [numAsked, numNames] = [0, 0];
    for (const entry of entries.filter((_, i) => i % 3 === 0)) {
      const pseudonym = Buffer.from(keys.pseudonym(entry.list, entry.id)).toString('hex');
      for (const indicator of entry.indicators) {
        if (indicator.kind === 'address' || indicator.kind === 'phrase') continue;
        const text = indicator.kind === 'wallet' ? indicator.address : indicator.text;
        const tokens = tokensOf(indicator, entry.kind).filter(({ kind }) => kind !== BLINDED_KIND_IS_PHONE_TAIL);
        const isOnList = tokens.length > 0 && view.entriesOf(keys.token(tokens[0].kind, tokens[0].normal)).length > 0;
        if (!isOnList) continue;
        const hits = core.match(blindedKinds[indicator.kind], text, 64).map((hit) => view.pseudonymOf(hit.entry));
        // a name of more than one entry may be left out for one of them
        expect(hits.length).toBeGreaterThan(0);
        if (indicator.kind !== 'name') expect(hits).toContain(pseudonym);
        numAsked++;
        if (indicator.kind === 'name') numNames++;
      }
    }
    console.log(`${numAsked} identifiers and names of the real list asked, ${numNames} of them names, all found`);
    expect(numNames).toBeGreaterThan(4000);
  },
);

test('words of free text that look like an identifier are looked up, others are not', () => {
  const wallet = 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq';
  const entries = [
    listed('1', 'person', [{ kind: 'wallet', symbol: 'XBT', address: wallet, isChecked: true }]),
    listed('2', 'person', [{ kind: 'email', text: 'a.b@example.org' }]),
    listed('3', 'person', [{ kind: 'handle', text: 'dark_vendor' }]),
    listed('4', 'goods', [{ kind: 'cas', text: '437-38-7' }]),
    listed('5', 'person', [{ kind: 'pgp', text: 'A'.repeat(20) + 'B'.repeat(20) }]),
  ];
  const core = new BlindedCore(key, partOf(blindList(entries, key, options).index));
  const numbersOf = (text: string): number => core.matchText(text).length;
  expect(numbersOf(`send to ${wallet.toUpperCase()}, or (a.b+x@Example.org). é`)).toBe(2);
  expect(numbersOf('ask @Dark_Vendor; CAS 437-38-7, key: ' + 'a'.repeat(20) + 'b'.repeat(20))).toBe(3);
  expect(numbersOf('dark vendor 437387 a.b at example.org')).toBe(0);
  expect(numbersOf(`${'x@example.org '.repeat(64)}a.b@example.org`)).toBe(0);
});

test('normal names: order, case, marks, legal forms and points do not matter', () => {
  expect(normalName('SMITH, John A.', false)).toBe(normalName("john a smith'", false));
  expect(normalName('Müller & Söhne GmbH', true)).toBe(normalName('SOHNE AND MULLER', true));
  expect(normalName('Пётр Иванов', false)).toBe(normalName('Ivanov Petr', false));
  expect(normalName('Co., Ltd.', true)).toBe('co');
});

test('a key is made of random bytes that are never told in a refusal', () => {
  expect(newBlindKeyText()).not.toBe(newBlindKeyText());
  expect(() => parseBlindKey('secretsecret')).toThrow(/^the key of a blinded list: expected 64 hexadecimal digits/);
  expect(() => parseBlindKey('secretsecret')).not.toThrow(/secretsecret/);
  const bytes: unknown = Buffer.alloc(32);
  expect(() => parseBlindKey(bytes as string)).toThrow(/^the key of a blinded list: expected 64 hexadecimal digits/);
});
