import { expect, test } from 'vitest';
import { Random } from '../../src/base/random.ts';
import { disguise, disguises } from '../../bench/lists/disguise.ts';
import { MultipliedList } from '../../bench/lists/multiply.ts';
import { plantedMail } from '../../bench/lists/plantedMail.ts';
import { syntheticBase, syntheticInnocents } from '../../bench/lists/synthetic.ts';
import { checkWallet } from '../../src/watchlist/text/wallets/checkWallet.ts';
import type { Entry, Indicator } from '../../src/watchlist/entry.ts';

const base = { origin: 'synthetic', entries: syntheticBase(), innocents: syntheticInnocents() } as const;
const numBase = base.entries.length;
const list = new MultipliedList(base);

const kindsOf = ({ indicators }: Entry): string[] => indicators.map(({ kind }: Indicator) => kind);
const namesOf = ({ indicators }: Entry): string[] =>
  indicators.flatMap((one) => (one.kind === 'name' ? [one.text] : []));

test('an entry is the same whatever was asked before', () => {
  const again = new MultipliedList(base);
  for (const place of [numBase + 5, 3, 40 * numBase]) expect(again.entryAt(place)).toEqual(list.entryAt(place));
});

test('the first entries are those of the base with further indicators behind', () => {
  const entry = list.entryAt(17);
  const { id, indicators } = base.entries[17];
  expect(entry.id).toBe(id);
  expect(entry.indicators.slice(0, indicators.length)).toEqual(indicators);
});

test('a later entry has other names, and as many indicators of each kind', () => {
  for (let place = 0; place < 300; place++) {
    const [first, later] = [base.entries[place], list.entryAt(place + 3 * numBase)];
    expect(kindsOf(later).slice(0, first.indicators.length)).toEqual(kindsOf(first));
    if (first.kind === 'person') expect(namesOf(later)[0]).not.toBe(namesOf(first)[0]);
  }
});

test('no two of a thousand entries share an id', () => {
  const ids = Array.from({ length: 1000 }, (_, i) => list.entryAt(i * 97).id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('wallets that carry a checksum carry a right one', () => {
  const wallets = Array.from({ length: 2000 }, (_, i) => list.entryAt(i)).flatMap(({ indicators }) =>
    indicators.flatMap((one) => (one.kind === 'wallet' ? [one] : [])),
  );
  expect(wallets.length).toBeGreaterThan(50);
  for (const { symbol, address, isChecked } of wallets) {
    expect(checkWallet(symbol, address)).toBe(isChecked ? 'right' : 'unchecked');
  }
});

test('every disguise changes a name but the first', () => {
  const random = new Random(1);
  for (const as of disguises) {
    const name = disguise('HELALOV, Munir Ibrahim', as, random);
    expect(name === 'HELALOV, Munir Ibrahim', as).toBe(as === 'exact');
  }
  expect(disguise('HELALOV, Munir Ibrahim', 'reordered', random)).toBe('Munir Ibrahim HELALOV');
});

test('planted mail has its share of listed parties, distinct innocents and descriptions of 150 bytes', () => {
  const options = { parcels: 2000, plantedShare: 0.05, parties: null, isLatinOnly: false };
  const mail = plantedMail(base, (random) => list.entryAt(random.below(5000)), options);
  const planted = mail.filter((row) => row.planted !== null);
  expect(planted.length).toBeGreaterThan(60);
  expect(planted.length).toBeLessThan(140);
  expect(new Set(mail.map(({ parcel }) => JSON.stringify(parcel.sender))).size).toBe(mail.length);
  for (const { parcel } of mail) expect(Buffer.byteLength(parcel.contents[0].description ?? '')).toBe(150);
});
