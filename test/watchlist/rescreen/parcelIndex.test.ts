import { expect, test } from 'vitest';
import { ParcelIndexBuilder } from '../../../src/watchlist/rescreen/buildParcelIndex.ts';
import { entryChange } from '../../../src/watchlist/rescreen/entryChange.ts';
import { ParcelIndex } from '../../../src/watchlist/rescreen/parcelIndex.ts';
import { Random } from '../../../src/base/random.ts';
import { madeList, mail } from './changingList.ts';

test('a damaged index is refused', () => {
  const builder = new ParcelIndexBuilder();
  const [parcel] = mail(1, 1);
  builder.add({ parcel, row: new Uint8Array(3), start: 0, end: 3 });
  const bytes = builder.finish(3);
  expect(bytes.subarray(0, 8)).toEqual(Uint8Array.from([0x50, 0x50, 0x41, 0x52, 2, 0, 0, 0]));
  expect(new ParcelIndex(bytes).numParcels).toBe(1);
  expect(() => new ParcelIndex(bytes.subarray(0, 20))).toThrow('ends before its header');
  expect(() => new ParcelIndex(bytes.subarray(0, bytes.length - 4))).toThrow('expected');
  expect(() => new ParcelIndex(new Uint8Array(100))).toThrow('it is none');
  bytes[4] = 1;
  expect(() => new ParcelIndex(bytes)).toThrow('it has version 1, expected 2; make it again with: postern');
});

test('what changed are entries that came, went, differ, or overtook others', () => {
  const list = madeList(mail(50, 2), 20, new Random(2));
  const ids = (entries: readonly { id: string }[]): string[] => entries.map(({ id }) => id);
  const changeTo = (after: typeof list): [string[], string[]] => {
    const { before, after: now } = entryChange(list, after);
    return [ids(before), ids(now)];
  };
  expect(changeTo(structuredClone(list))).toEqual([[], []]);
  expect(changeTo(list.slice(1))).toEqual([['E0'], []]);
  expect(changeTo(list.map((entry, i) => (i === 3 ? { ...entry, validUntil: '2020-01-01' } : entry)))).toEqual([
    ['E3'],
    ['E3'],
  ]);
  const [first, ...others] = list;
  expect(changeTo([...others, first])).toEqual([['E0'], ['E0']]);
  expect(changeTo(list.toReversed())[0]).toHaveLength(19);
});
