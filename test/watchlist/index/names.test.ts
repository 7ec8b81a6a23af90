/** The name kernel beside the plain search: the same entries, the same scores to the last bit, in both builds. */
import { describe, expect, test } from 'vitest';
import { Random } from '../../../src/base/random.ts';
import { createNameMatcher, type NameHit, nameMatcherBytes, type PartyKind } from '../../../src/core/nameMatcher.ts';
import { type Build, compileCore, instantiateCore } from '../../../src/core/wasm.ts';
import type { Entry, EntryKind } from '../../../src/watchlist/entry.ts';
import { namesBuilder } from '../../../src/watchlist/index/names/build.ts';
import { openNames } from '../../../src/watchlist/index/names/open.ts';
import { NameSearch } from '../../../src/watchlist/search/nameSearch.ts';
import { readOfacList } from '../../../tools/quality/data.ts';
import { testWithData } from '../sharedData.ts';
import { entryOf } from './entryOf.ts';
import { mutateName } from './mutateName.ts';

const LEAST = 0.8;
const ROOM = 4096;
const PAGE_BYTES = 65_536;
const builds: readonly Build[] = ['simd', 'scalar'];

function partOf(entries: readonly Entry[]): Uint8Array {
  const builder = namesBuilder({ leastAlike: LEAST });
  for (const [number, entry] of entries.entries()) builder.add(entry, number);
  return builder.finish() as Uint8Array;
}

function matcherOf(part: Uint8Array, build: Build): (text: string, kind: PartyKind) => NameHit[] {
  const pages = Math.ceil((nameMatcherBytes(part, ROOM) + (1 << 20)) / PAGE_BYTES);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const core = instantiateCore(compileCore(build), memory);
  const { match } = createNameMatcher(core, memory, part, core.heapBase(), ROOM);
  return match;
}

/** What the plain search finds, one hit an entry, in the kernel's order. */
function plainHits(search: NameSearch, numbers: ReadonlyMap<Entry, number>, text: string, kind: PartyKind): NameHit[] {
  const best = new Map<number, NameHit>();
  for (const { listed, calibrated } of search.search(text, kind, LEAST)) {
    const entry = numbers.get(listed.entry) as number;
    const name = listed.entry.indicators.filter((one) => one.kind === 'name').indexOf(listed.name);
    const known = best.get(entry);
    if (known === undefined || known.score < calibrated || (known.score === calibrated && known.name > name)) {
      best.set(entry, { entry, name, score: calibrated });
    }
  }
  return [...best.values()].sort((one, two) => two.score - one.score || one.entry - two.entry);
}

function entriesOf(names: readonly (readonly [kind: EntryKind, ...texts: string[]])[]): Entry[] {
  return names.map(([kind, ...texts], i) =>
    entryOf(String(i), {
      kind,
      indicators: texts.map((text, place) => ({
        kind: 'name',
        text,
        quality: place === 0 ? 'primary' : place === 2 ? 'weak' : 'strong',
      })),
    }),
  );
}

const synthetic = entriesOf([
  ['person', 'IBRAGIMOV, Anzor Astemirovich', 'Anzor Ibragimov', 'A. Ibrahimov'],
  ['person', 'AL-HASSAN, Abd al-Rahman bin Yusuf', 'Abdulrahman Alhassan'],
  ['person', 'ABU EL', 'bin al'],
  ['person', 'J. M. Vandervelde', 'Jan Maria van der Velde'],
  ['person', 'Sasha Petrov'],
  ['organisation', 'North & South Shipping Trading Co., Ltd.', 'N.S.S.T. Co Ltd', 'NSST'],
  ['organisation', 'THE OF AND FOR'],
  ['organisation', 'Brigade Forty-Four of the Volga', '44 Brigade Volga'],
  ['organisation', 'Gazprominvestholding GmbH', 'Gazprom Invest Holding'],
  ['unknown', 'Крылов и Сыновья', 'บริษัท ทดสอบ'],
  ['vessel', 'OCEAN PEARL'],
  [
    'organisation',
    'International Trading Shipping Logistics Holding Group Bank of the Industrial Development Investment Management Services Systems Energy Oil',
  ],
]);

describe.each(builds)('the name kernel, %s build', (build) => {
  test('finds what the plain search finds, with the same scores, on names made to be hard', () => {
    const search = new NameSearch(synthetic);
    const numbers = new Map(synthetic.map((entry, i) => [entry, i]));
    const match = matcherOf(partOf(synthetic), build);
    const random = new Random(11);
    let numHits = 0;
    for (let i = 0; i < 3000; i++) {
      const listed = random.pick(search.names);
      const text = mutateName(listed.name.text, random, () => random.pick(search.names).name.text);
      const kind = random.pick<PartyKind>(['unknown', 'person', 'organisation', 'party']);
      const expected = plainHits(search, numbers, text, kind);
      numHits += expected.length;
      expect(match(text, kind), `${text} as ${kind}`).toEqual(expected);
    }
    expect(numHits).toBeGreaterThan(1000);
  });

  testWithData('finds what the plain search finds on the real list, with the same scores', async () => {
    // every eighth entry: plain search compares each word with all listed ones
    const entries = (await readOfacList()).filter((_, i) => i % 8 === 0);
    const search = new NameSearch(entries);
    const numbers = new Map(entries.map((entry, i) => [entry, i]));
    const match = matcherOf(partOf(entries), build);
    const random = new Random(build === 'simd' ? 12 : 13);
    let numHits = 0;
    for (let i = 0; i < 300; i++) {
      const listed = random.pick(search.names);
      const text = mutateName(listed.name.text, random, () => random.pick(search.names).name.text);
      const kind = random.pick<PartyKind>(['unknown', listed.prepared.isPerson ? 'person' : 'organisation']);
      const expected = plainHits(search, numbers, text, kind);
      numHits += expected.length;
      expect(match(text, kind), `${text} as ${kind}`).toEqual(expected);
    }
    expect(numHits).toBeGreaterThan(120);
  });
});

test('room for fewer hits keeps the best ones', () => {
  const part = partOf(synthetic);
  const match = matcherOf(part, 'simd');
  const all = match('Anzor Ibragimov', 'unknown');
  expect(all[0]).toMatchObject({ entry: 0, name: 1 });
});

test('a part says how large its scratch is, and one that is cut short is refused', () => {
  const part = partOf(synthetic);
  expect(openNames(part)).toMatchObject({ numNames: 22, leastAlike: LEAST, leastCalibrated: 0 });
  for (const length of [0, 100, part.length >> 1]) expect(() => openNames(part.subarray(0, length))).toThrow(/names/);
});

test('equal names give equal parts', () => {
  expect(Buffer.from(partOf(synthetic)).equals(partOf(synthetic))).toBe(true);
});
