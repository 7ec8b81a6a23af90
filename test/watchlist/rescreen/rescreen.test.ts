import { expect, test } from 'vitest';
import { Random } from '../../../src/base/random.ts';
import type { Parcel } from '../../../src/contract/parcel.ts';
import type { Entry } from '../../../src/watchlist/entry.ts';
import { attributes } from '../../../src/watchlist/rescreen/attributes.ts';
import { ParcelIndexBuilder } from '../../../src/watchlist/rescreen/buildParcelIndex.ts';
import { facetsOf } from '../../../src/watchlist/rescreen/facets.ts';
import { isValidOn, keepBest, type ListHit, ListMatcher } from '../../../src/watchlist/rescreen/listMatcher.ts';
import { ParcelIndex } from '../../../src/watchlist/rescreen/parcelIndex.ts';
import { areSame, rescreen } from '../../../src/watchlist/rescreen/rescreen.ts';
import { laterList, madeList, mail } from './changingList.ts';

/** Every indicator of every entry with every text of the parcel: no key, no index. */
function matchAll(parcel: Parcel, entries: readonly Entry[]): ListHit[] {
  const facets = facetsOf(parcel);
  const best = new Map<string, ListHit>();
  for (const attribute of attributes) {
    const texts = attribute.facetsOf(facets);
    for (const entry of entries) {
      if (!isValidOn(entry, facets.day)) continue;
      for (const indicator of entry.indicators) {
        const listed = attribute.listedOf(indicator, entry);
        if (listed === null) continue;
        for (const { side, text } of texts) {
          const score = attribute.score(text, listed);
          if (score >= attribute.least) keepBest(best, entry, attribute.name, side, score);
        }
      }
    }
  }
  return [...best].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, hit]) => hit);
}

function indexOf(parcels: readonly Parcel[]): ParcelIndex {
  const builder = new ParcelIndexBuilder();
  for (const [i, parcel] of parcels.entries()) {
    builder.add({ parcel, row: Buffer.from(JSON.stringify(parcel)), start: i, end: i + 1 });
  }
  return new ParcelIndex(builder.finish(parcels.length));
}

test.each([1, 2, 3, 4])(
  'what a changed list affects is what full screening with both lists says (seed %i)',
  async (seed) => {
    const random = new Random(seed);
    const parcels = mail(160, seed);
    const before = madeList(parcels, 80, random);
    const after = laterList(before, parcels, random);
    const found = await rescreen(indexOf(parcels), (number) => parcels[number], before, after);

    const expected = parcels.flatMap((parcel, number) => {
      const [was, is] = [matchAll(parcel, before), matchAll(parcel, after)];
      return areSame(was, is) ? [] : [{ parcel: number, itemId: parcel.itemId, before: was, after: is }];
    });
    expect(found.affected).toEqual(expected);
    expect(expected.length).toBeGreaterThan(5);
    expect(found.looked).toBeLessThan(parcels.length);
    const kinds = new Set(expected.flatMap((one) => [...one.before, ...one.after]).map(({ attribute }) => attribute));
    console.log(
      `seed ${seed}: ${found.looked} of ${parcels.length} looked at, ${expected.length} affected, by ${[...kinds].sort().join(' ')}`,
    );
  },
);

test('an unchanged list affects nothing and looks at nothing', async () => {
  const parcels = mail(100, 7);
  const list = madeList(parcels, 50, new Random(7));
  const found = await rescreen(indexOf(parcels), (number) => parcels[number], list, structuredClone(list));
  expect(found).toEqual({ looked: 0, affected: [] });
});

test('the matcher finds by keys what comparing everything finds', () => {
  const parcels = mail(60, 11);
  const list = madeList(parcels, 100, new Random(11));
  const matcher = new ListMatcher(list);
  for (const parcel of parcels) expect(matcher.match(facetsOf(parcel))).toEqual(matchAll(parcel, list));
});

test('a damaged index is refused', () => {
  const builder = new ParcelIndexBuilder();
  const [parcel] = mail(1, 1);
  builder.add({ parcel, row: new Uint8Array(3), start: 0, end: 3 });
  const bytes = builder.finish(3);
  expect(bytes.subarray(0, 8)).toEqual(Uint8Array.from([0x50, 0x50, 0x41, 0x52, 1, 0, 0, 0]));
  expect(new ParcelIndex(bytes).numParcels).toBe(1);
  expect(() => new ParcelIndex(bytes.subarray(0, 20))).toThrow('ends before its header');
  expect(() => new ParcelIndex(bytes.subarray(0, bytes.length - 4))).toThrow('expected');
  expect(() => new ParcelIndex(new Uint8Array(100))).toThrow('it is none');
});
