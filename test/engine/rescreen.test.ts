/** Parcels that a change of lists affects: exactly those of which the engine finds other things with the whole lists. */
import { describe, expect, test } from 'vitest';
import { readBase } from '../../bench/lists/base.ts';
import { MultipliedList } from '../../bench/lists/multiply.ts';
import { plantedMail } from '../../bench/lists/plantedMail.ts';
import { onFirstUse } from '../../src/base/onFirstUse.ts';
import { Random } from '../../src/base/random.ts';
import type { Parcel } from '../../src/contract/parcel.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { openListScreen } from '../../src/engine/lists/listScreen.ts';
import { rescreen, type RescreenSources, type Rescreening, screenAll } from '../../src/engine/rescreen/rescreen.ts';
import { type ParcelRow, TwoLists, twoListsOf } from '../../src/engine/rescreen/twoLists.ts';
import type { Entry, Indicator } from '../../src/watchlist/entry.ts';
import { buildDeltaIndex } from '../../src/watchlist/index/deltaIndex.ts';
import { openListIndex } from '../../src/watchlist/index/listIndex.ts';
import { ParcelIndexBuilder } from '../../src/watchlist/rescreen/buildParcelIndex.ts';
import { ParcelIndex } from '../../src/watchlist/rescreen/parcelIndex.ts';
import { listTile } from '../oracle/listTile.ts';
import { address, listEntry, name, phrase, testLists } from '../oracle/testLists.ts';
import { laterList, madeList, mail, withTexts } from '../watchlist/rescreen/changingList.ts';
import { bundleWith, givenOf } from './patchFixture.ts';

const rowOf = (parcel: Parcel): Buffer => Buffer.from(JSON.stringify(parcel));

function sourcesOf(parcels: readonly Parcel[], before: readonly Entry[], after: readonly Entry[]): RescreenSources {
  const builder = new ParcelIndexBuilder();
  for (const [i, parcel] of parcels.entries()) builder.add({ parcel, row: rowOf(parcel), start: i, end: i + 1 });
  async function* rowsOf(numbers: Iterable<number>): AsyncGenerator<ParcelRow> {
    for (const parcel of numbers) yield { parcel, row: rowOf(parcels[parcel]) };
  }
  const index = new ParcelIndex(builder.finish(parcels.length));
  const entries = { before, after };
  return { index, entries, counted: [], whole: onFirstUse(() => twoListsOf(entries, [])), rowsOf };
}

/** Hits and signals of every parcel with the whole list, by the stage as the pipeline runs it. */
function screened(parcels: readonly Parcel[], entries: readonly Entry[]): { hits: string[]; signals: string }[] {
  const found = listTile(testLists(entries).index).match(Buffer.concat(parcels.map((one) => rowWithEnd(one))));
  expect(found).toHaveLength(parcels.length);
  return found.map(({ hits, signals }) => ({
    hits: hits
      .map(({ entry, attribute, party, score }) => [entries[entry].list, entries[entry].id, attribute, party, score])
      .map((hit) => JSON.stringify(hit))
      .sort(),
    // a list without names says nothing of names, and one whose names do not match says none
    signals: JSON.stringify(Object.entries(signals).filter(([, value]) => value !== 0)),
  }));
}

const rowWithEnd = (parcel: Parcel): Buffer => Buffer.from(`${JSON.stringify(parcel)}\n`);

type Compared = { sources: RescreenSources; found: Rescreening; expected: number[]; attributes: string[] };

async function compared(
  parcels: readonly Parcel[],
  before: readonly Entry[],
  after: readonly Entry[],
): Promise<Compared> {
  const sources = sourcesOf(parcels, before, after);
  const found = await rescreen(sources);
  const [was, is] = [screened(parcels, before), screened(parcels, after)];
  const differ = parcels.map((_, i) => was[i].hits.join() !== is[i].hits.join());
  const expected = [...parcels.keys()].filter((i) => differ[i]);
  expect(found.affected.map(({ parcel }) => parcel)).toEqual(expected);
  for (const { parcel, itemId, before: old, after: now } of found.affected) {
    const textsOf = (hits: typeof old): string[] =>
      hits.map(({ list, id, attribute, party, score }) => JSON.stringify([list, id, attribute, party, score])).sort();
    expect(itemId).toBe(parcels[parcel].itemId);
    expect([textsOf(old), textsOf(now)]).toEqual([was[parcel].hits, is[parcel].hits]);
  }
  // no signal changes of its own
  for (const i of parcels.keys()) if (!differ[i]) expect(was[i].signals).toBe(is[i].signals);
  const changed = found.affected.flatMap(({ before: old, after: now }) => [...old, ...now]);
  return { sources, found, expected, attributes: [...new Set(changed.map(({ attribute }) => attribute))].sort() };
}

test.each([1, 2, 3])('all kinds of changes at once, seed %i', async (seed) => {
  const random = new Random(seed);
  const parcels = withTexts(mail(300, seed), random);
  const before = madeList(parcels, 120, random);
  const after = laterList(before, parcels, random);
  const { sources, found, expected, attributes } = await compared(parcels, before, after);
  expect(await screenAll(sources)).toEqual(expected);
  expect(expected.length).toBeGreaterThan(10);
  expect(found.candidates).toBeLessThan(parcels.length);
  console.log(
    `seed ${seed}: ${found.candidates} of ${parcels.length} looked at, ${found.matched} match, ` +
      `${expected.length} affected, by ${attributes.join(' ')}`,
  );
});

const isKind =
  (...kinds: readonly Indicator['kind'][]) =>
  ({ kind }: Indicator): boolean =>
    kinds.includes(kind);
const without =
  (gone: (one: Indicator) => boolean) =>
  (entry: Entry): Entry => ({ ...entry, indicators: entry.indicators.filter((one) => !gone(one)) });
const renamed = (entry: Entry): Entry => ({
  ...entry,
  indicators: entry.indicators.map((one) => (one.kind === 'name' ? { ...one, text: `${one.text} Quarrington` } : one)),
});
const weakened = (entry: Entry): Entry => ({
  ...entry,
  indicators: entry.indicators.map((one) => (one.kind === 'name' ? { ...one, quality: 'weak' } : one)),
});
const identifiers = isKind('phone', 'email', 'wallet', 'cas', 'handle', 'pgp', 'document');
const everyThird =
  (change: (entry: Entry) => Entry) =>
  (entries: readonly Entry[]): Entry[] =>
    entries.map((entry, i) => (i % 3 === 0 ? change(entry) : entry));

const changes: Readonly<Record<string, (entries: readonly Entry[]) => Entry[]>> = {
  removed: (entries) => entries.filter((_, i) => i % 3 !== 0),
  renamed: everyThird(renamed),
  'no longer valid': everyThird((entry) => ({ ...entry, validUntil: '2025-01-01' })),
  'valid on other days': everyThird((entry) => ({ ...entry, validFrom: '2026-02-14', validUntil: '2026-02-20' })),
  'aliases now weak': everyThird(weakened),
  'identifiers gone': everyThird(without(identifiers)),
  'another kind': everyThird((entry) => ({ ...entry, kind: entry.kind === 'person' ? 'organisation' : 'goods' })),
};

test.each(Object.entries(changes))('%s, and the other way round', async (what, change) => {
  const random = new Random(what.length);
  const parcels = withTexts(mail(200, what.length), random);
  const before = madeList(parcels, 120, random);
  const after = change(before);
  const { expected } = await compared(parcels, before, after);
  expect(expected.length).toBeGreaterThan(0);
  expect((await compared(parcels, after, before)).expected).toEqual(expected);
});

const sorts = { names: isKind('name'), addresses: isKind('address'), identifiers, phrases: isKind('phrase', 'handle') };

test.each(Object.entries(sorts))('lists of %s alone, of which some come, go and change', async (what, isOfSort) => {
  const random = new Random(what.length + 40);
  const parcels = withTexts(mail(250, what.length + 40), random);
  const only = without((one) => !isOfSort(one));
  const before = madeList(parcels, 150, random);
  const after = laterList(before, parcels, random).filter((_, i) => i % 7 !== 0);
  const { expected } = await compared(parcels, before.map(only), after.map(only));
  expect(expected.length).toBeGreaterThan(1);
});

test('what says nothing of matches affects nothing; where nothing changed nobody is looked at', async () => {
  const parcels = mail(100, 3);
  const before = madeList(parcels, 50, new Random(3));
  const same = await compared(parcels, before, structuredClone(before));
  expect(same.found).toEqual({ came: 0, went: 0, candidates: 0, matched: 0, affected: [] });
  const { found } = await compared(
    parcels,
    before,
    before.map((entry) => ({ ...entry, programmes: ['OTHER'] })),
  );
  expect([found.came, found.matched > 0, found.affected]).toEqual([50, true, []]);
  expect((await compared(parcels, [], [])).expected).toEqual([]);
  expect((await compared(parcels, [], before)).expected).toEqual((await compared(parcels, before, [])).expected);
});

describe('more namesakes than the engine tells of', () => {
  const NAMESAKE = 'Zdravko Kvisnipolov Trebuchet';
  const STREET = address('77 Quarrington Crescent', 'Wexhollow', '90417', 'GB');
  const GOODS = 'blue powder of grade nine';
  const [plain, ...others] = mail(40, 6);
  const party = { name: NAMESAKE, addressLines: STREET.lines, city: STREET.city, postcode: STREET.postcode };
  const parcels: Parcel[] = [
    { ...plain, sender: { ...party, country: 'GB' }, explanation: GOODS },
    { ...plain, recipient: { ...party, business: 'Zdravko Trebuchet', country: 'GB' }, postingDate: '2026-02-02' },
    ...others,
  ];
  const crowd = (size: number, rest: Partial<Entry> = {}): Entry[] =>
    Array.from({ length: size }, (_, i) => listEntry(`C${i}`, [name(NAMESAKE), STREET, phrase(GOODS)], rest));

  test('one that came behind them all is told of by nobody; one before them is', async () => {
    const late = listEntry('late', [name(NAMESAKE)]);
    expect((await compared(parcels, crowd(20), [...crowd(20), late])).expected).toEqual([]);
    expect((await compared(parcels, crowd(20), [late, ...crowd(20)])).expected).toEqual([0, 1]);
    expect((await compared(parcels, crowd(12), [...crowd(12), late])).expected).toEqual([0, 1]);
  });

  test('one that went makes room for the next, and one that is of no importance for none', async () => {
    expect((await compared(parcels, crowd(20), crowd(20).slice(1))).expected).toEqual([0, 1]);
    expect((await compared(parcels, crowd(20), crowd(20).slice(0, -1))).expected).toEqual([]);
    const expired = crowd(20).map((entry, i) => (i < 6 ? { ...entry, validUntil: '2020-01-01' } : entry));
    expect((await compared(parcels, crowd(20), expired)).expected).toEqual([0, 1]);
  });

  test('a list in another order', async () => {
    expect((await compared(parcels, crowd(20), crowd(20).toReversed())).expected).toEqual([0, 1]);
    expect((await compared(parcels, crowd(10), crowd(10).toReversed())).expected).toEqual([]);
  });
});

test.each([31, 32])(
  'a patch of a bundle affects what the engine that has it in force answers otherwise, seed %i',
  async (seed) => {
    const random = new Random(seed);
    const parcels = withTexts(mail(200, seed), random);
    const before = [...madeList(parcels, 100, random), ...madeList(parcels.slice(0, 2), 60, random, 'C')];
    const after = laterList(before, parcels, random);
    const base = testLists(before).index;
    const { index: delta } = buildDeltaIndex(openListIndex(base), ['first', 'second'], after);
    const lists = new TwoLists(openListScreen(base), openListScreen(base, delta));
    const sources = { ...sourcesOf(parcels, before, after), whole: () => lists };
    const { affected } = await rescreen(sources);
    expect(affected.length).toBeGreaterThan(5);
    expect(affected.map(({ parcel }) => parcel)).toEqual(await screenAll(sources));
  },
);

test('a real list, multiplied, and mail with planted parties', async () => {
  const base = await readBase();
  const list = new MultipliedList(base);
  const numEntries = base.entries.length + 2000;
  const before = Array.from({ length: numEntries }, (_, i) => list.entryAt(i)).filter((_, i) => i % 4 === 3);
  const random = new Random(17);
  const planted = plantedMail(base, () => random.pick(before), {
    parcels: 500,
    plantedShare: 0.5,
    parties: null,
    isLatinOnly: false,
  });
  const parcels = planted.map(({ parcel }) => parcel);
  const named = planted.flatMap(({ planted: truth }) => (truth === null ? [] : [truth.entry.id]));
  const changing = new Set(named.filter((_, i) => i % 4 === 0));
  const later = [renamed, weakened, without(isKind('address'))];
  const after = before.flatMap((entry, i) => {
    if (!changing.has(entry.id)) return i % 97 === 0 ? [] : [entry];
    return i % 4 === 0 ? [] : [later[i % later.length](entry)];
  });
  const { found, expected } = await compared(parcels, before, after);
  expect(expected.length).toBeGreaterThan(40);
  console.log(
    `${base.origin}: ${before.length} entries, ${found.came} came, ${found.went} went; ${found.candidates} of ` +
      `${parcels.length} looked at, ${found.matched} match, ${expected.length} affected`,
  );
}, 60_000);

test('decisions that differ between engines with the old and the new lists are of affected parcels', async () => {
  const random = new Random(23);
  const parcels = withTexts(mail(250, 23), random);
  const before = madeList(parcels, 100, random);
  const after = laterList(before, parcels, random);
  const answersWith = async (entries: readonly Entry[]): Promise<string[]> => {
    const engine = createEngine({ bundle: bundleWith(givenOf(entries, 'any')) });
    const answers = await Promise.all(parcels.map((parcel) => engine.screen(parcel)));
    await engine.close();
    return answers.map((answer) => JSON.stringify({ ...answer, bundle: null }));
  };
  const [was, is] = [await answersWith(before), await answersWith(after)];
  const differing = [...parcels.keys()].filter((i) => was[i] !== is[i]);
  const { affected } = await rescreen(sourcesOf(parcels, before, after));
  const found = new Set(affected.map(({ parcel }) => parcel));
  expect(differing.filter((i) => !found.has(i))).toEqual([]);
  expect(differing.length).toBeGreaterThan(5);
});
