/** More namesakes than a kernel keeps: dead entries never hide a live one, and what a party says of itself hides nothing. */
import { describe, expect, test } from 'vitest';
import type { Parcel } from '../../../src/contract/parcel.ts';
import { simulateParcels } from '../../../src/simulate/mail.ts';
import { defaultCorroboration } from '../../../src/watchlist/corroboration.ts';
import type { Entry } from '../../../src/watchlist/entry.ts';
import { buildDeltaIndex } from '../../../src/watchlist/index/deltaIndex.ts';
import { openListIndex } from '../../../src/watchlist/index/listIndex.ts';
import { listTile } from '../../oracle/listTile.ts';
import { plainLists, sorted } from '../../oracle/plainLists.ts';
import { address, email, LIST, listEntry, name, phrase, testLists } from '../../oracle/testLists.ts';
import { builds } from '../../watchlist/index/listKernels.ts';

const NAMESAKE = 'Zdravko Kvisnipolov Trebuchet';
const STREET = address('77 Quarrington Crescent', 'Wexhollow', '90417', 'GB');
const BOX = 'post@kvisnipolov.example.org';
const GOODS = 'blue powder of grade nine';
const NUM_DEAD = 20;

const all = [name(NAMESAKE), STREET, email(BOX), phrase(GOODS)];
const crowd = (rest: Partial<Entry>): Entry[] =>
  Array.from({ length: NUM_DEAD }, (_, i) => listEntry(`dead-${i}`, all, rest));
const live = (rest: Partial<Entry> = {}): Entry => listEntry('live', all, rest);

const [plainParcel] = simulateParcels(1, 51);
/** In Cyrillic letters too, which only TypeScript folds. */
function parcelOn(day: string | null, called: string = NAMESAKE): Parcel {
  return {
    ...plainParcel,
    postingDate: null,
    aedReceivedAt: day === null ? null : Date.parse(`${day}T12:00:00Z`),
    explanation: GOODS,
    sender: {
      ...plainParcel.sender,
      name: called,
      business: null,
      addressLines: STREET.lines,
      city: STREET.city,
      region: null,
      postcode: STREET.postcode,
      country: 'GB',
      email: BOX,
    },
  };
}

const rows = (parcels: readonly Parcel[]): Buffer =>
  Buffer.from(parcels.map((parcel) => `${JSON.stringify(parcel)}\n`).join(''));

describe.each(builds)('more namesakes than there is room for, %s build', (build) => {
  test('twenty expired ones before a live one', () => {
    const entries = [...crowd({ validUntil: '2020-12-31' }), live()];
    const plain = plainLists(entries, defaultCorroboration);
    const tile = listTile(testLists(entries).index, build);
    const parcels = [
      parcelOn('2026-03-01'),
      parcelOn('2026-03-01'),
      parcelOn('2026-03-02'),
      parcelOn('2026-03-01', 'Здравко Квисниполов Требучет'),
    ];
    // alone, and again when the party is remembered
    for (const portion of [parcels.slice(0, 1), parcels, parcels]) {
      for (const [i, { hits, signals }] of tile.match(rows(portion)).entries()) {
        const expected = plain.hitsOf(portion[i]);
        expect(expected.map(({ attribute }) => attribute)).toEqual(['name', 'address', 'email', 'phrase']);
        expect(sorted(hits.map(({ entry, attribute, score, party }) => ({ entry, attribute, score, party })))).toEqual(
          expected,
        );
        expect(signals).toEqual(plain.signalsOf(expected));
      }
    }
  });

  test('a party that comes on other days is matched for each: before, while and after the crowd is in force', () => {
    const entries = [
      ...crowd({ validFrom: '2026-02-01', validUntil: '2026-02-28' }),
      live({ validFrom: '2026-01-01', validUntil: '2026-03-31' }),
    ];
    const tile = listTile(testLists(entries).index, build);
    const named = (day: string | null): string[] => {
      const called = 'Здравко Квисниполов Требучет';
      const [{ hits }] = tile.match(rows([parcelOn(day, called)]));
      return hits.filter(({ attribute }) => attribute === 'name').map(({ entry }) => entries[entry].id);
    };
    const crowded = Array.from({ length: 12 }, (_, i) => `dead-${i}`);
    for (const _ of [1, 2]) {
      expect(named('2026-01-15')).toEqual(['live']);
      expect(named('2026-01-16')).toEqual(['live']);
      expect(named('2026-02-10')).toEqual(expect.arrayContaining(crowded));
      expect(named(null)).toEqual(expect.arrayContaining(crowded));
      expect(named('2026-03-10')).toEqual(['live']);
      expect(named('2025-12-31')).toEqual([]);
      expect(named('2026-04-01')).toEqual([]);
    }
  });

  test('twenty that a patch took off the list, and twenty that it replaced', () => {
    const entries = [...crowd({}), live()];
    const base = testLists(entries).index;
    const moved = crowd({}).map((entry) => ({ ...entry, indicators: [name('Somebody Altogether Else')] }));
    for (const left of [[live()], [...moved, live()]]) {
      const { index: delta } = buildDeltaIndex(openListIndex(base), [LIST], left);
      const tile = listTile(base, build, delta);
      for (const day of ['2026-03-01', null]) {
        for (const { hits } of tile.match(rows([parcelOn(day), parcelOn(day)]))) {
          expect(hits.map(({ entry, attribute, isDelta }) => [entries[entry].id, attribute, isDelta])).toEqual(
            ['name', 'address', 'email', 'phrase'].map((attribute) => ['live', attribute, false]),
          );
        }
      }
    }
  });

  test('a listed firm does not hide by calling itself a person, nor a person by calling itself a firm', () => {
    const entries = [
      listEntry('firm', [name('Kvisnipolov Quarrington Trading')], { kind: 'organisation' }),
      listEntry('person', [name('Zdravko Trebuchet')]),
    ];
    const tile = listTile(testLists(entries).index, build);
    for (const { id, indicators } of entries) {
      const [called] = indicators;
      const text = called.kind === 'name' ? called.text : '';
      for (const personType of ['natural', 'legal', 'unknown', null] as const) {
        for (const place of [{ name: text }, { name: null, business: text }, { name: text, business: text }]) {
          const sender = { country: 'GB', personType, ...place };
          const [{ hits }] = tile.match(rows([{ ...plainParcel, sender }]));
          const found = hits.filter(({ party }) => party === 'sender').map(({ entry }) => entries[entry].id);
          expect([id, personType, place, found]).toEqual([id, personType, place, [id]]);
        }
      }
    }
  });
});
