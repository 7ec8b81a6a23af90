/** The core's addresses beside the comparator: every pair that scores, and no other, to the bit, in both builds. */
import { expect, test } from 'vitest';
import { Random } from '../../../src/base/random.ts';
import { type AddressHit, addressMatcherBytes, createAddressMatcher } from '../../../src/core/matchAddresses.ts';
import { type Build, compileCore, instantiateCore } from '../../../src/core/wasm.ts';
import {
  addressText,
  type ListedAddress,
  listedAddress,
  queriedAddress,
  scoreElsewhere,
  scoreAddress,
} from '../../../src/watchlist/compare/address.ts';
import type { AddressIndicator, Entry } from '../../../src/watchlist/entry.ts';
import { addressesBuilder } from '../../../src/watchlist/index/addresses/build.ts';
import { openAddresses } from '../../../src/watchlist/index/addresses/open.ts';
import { readOfacList } from '../../../tools/quality/data.ts';
import { testWithData } from '../sharedData.ts';
import { entryOf } from './entryOf.ts';
import { mutateAddress } from './mutateAddress.ts';

const builds: readonly Build[] = ['simd', 'scalar'];
const LEAST = 0.8;
const ALL = 1000;

type Listed = { readonly entry: number; readonly listed: ListedAddress };
type Sides = { readonly part: Uint8Array; readonly listed: readonly Listed[]; readonly texts: readonly string[] };

function sidesOf(entries: readonly Entry[]): Sides {
  const builder = addressesBuilder(LEAST);
  for (const [number, entry] of entries.entries()) builder.add(entry, number);
  const texts = entries.flatMap(({ indicators }, entry) =>
    indicators.filter((one) => one.kind === 'address').map((one) => ({ entry, text: addressText(one) })),
  );
  return {
    part: builder.finish() as Uint8Array,
    listed: texts.map(({ entry, text }) => ({ entry, listed: listedAddress(text) })),
    texts: texts.map(({ text }) => text),
  };
}

/** Best score of each entry, best entries first. */
function bruteForce(query: string, listed: readonly Listed[]): { entry: number; score: number }[] {
  const queried = queriedAddress(query);
  const best = new Map<number, number>();
  for (const one of listed) {
    const { score } = scoreAddress(queried, one.listed);
    if (score >= LEAST && score > (best.get(one.entry) ?? 0)) best.set(one.entry, score);
  }
  return [...best]
    .map(([entry, score]) => ({ entry, score }))
    .sort((one, two) => two.score - one.score || one.entry - two.entry);
}

function matcherOf(part: Uint8Array, build: Build): (text: string, most?: number) => AddressHit[] {
  const pages = Math.ceil((addressMatcherBytes(part) + 4 * 65_536) / 65_536) + 4;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const core = instantiateCore(compileCore(build), memory);
  const matcher = createAddressMatcher(core, Math.ceil(core.heapBase() / 64) * 64, part);
  return (text, most = ALL) => matcher.match(text, most);
}

class Lazy<T> {
  readonly #make: () => Promise<T>;
  #value: Promise<T> | undefined;

  constructor(make: () => Promise<T>) {
    this.#make = make;
  }

  value(): Promise<T> {
    this.#value ??= this.#make();
    return this.#value;
  }
}

function addressOf(line: string, city: string, country: string): AddressIndicator {
  return { kind: 'address', lines: [line], city, region: null, postcode: null, country };
}

/** Of no country, or of another one. */
function otherCountry(text: string, i: number): string {
  return text.replace(/, [^,]*$/, i % 2 === 0 ? '' : ', ZW');
}

/** Made once: comparing with all addresses is what takes long. */
const ofac = new Lazy(async () => {
  const sides = sidesOf(await readOfacList());
  const random = new Random(11);
  const queries = Array.from({ length: 250 }, (_, i) => {
    const text = random.pick(sides.texts);
    return mutateAddress(i % 5 === 0 ? otherCountry(text, i) : text, random.pick(sides.texts), random);
  });
  return { ...sides, cases: queries.map((query) => ({ query, expected: bruteForce(query, sides.listed) })) };
});

for (const build of builds) {
  testWithData(`${build}: what the core finds of real addresses is what comparing with every one finds`, async () => {
    const { part, cases } = await ofac.value();
    const match = matcherOf(part, build);
    for (const { query, expected } of cases) {
      const hits = match(query);
      expect(
        hits.map(({ entry, score }) => ({ entry, score })),
        query,
      ).toEqual(expected);
      expect(match(query, 2), query).toEqual(hits.slice(0, 2));
    }
    expect(cases.filter(({ expected }) => expected.length > 0).length).toBeGreaterThan(60);
  });
}

testWithData('a listed address finds itself when it names a house, and thin ones lie in no index', async () => {
  const { part, listed, texts } = await ofac.value();
  const match = matcherOf(part, 'simd');
  const { numAddresses } = openAddresses(part);
  const lying = listed.filter(({ listed: one }) => one.factor === 1);
  const twice = lying.filter(({ listed: one }) => one.country !== null && scoreElsewhere(0, one) >= LEAST);
  expect(numAddresses).toBe(lying.length + twice.length);
  for (const [i, { entry, listed: one }] of listed.entries()) {
    if (i % 7 === 0) expect(match(texts[i]).some((hit) => hit.entry === entry)).toBe(one.factor === 1);
  }
});

test('in both builds, hits say which address, are cut to the best, and forget another index', () => {
  const entries = [
    entryOf('a', { indicators: [addressOf('12 Main Street, Apt 4', 'Springfield 12345', 'United States')] }),
    entryOf('b', { indicators: [addressOf('P.O. Box 4470', 'Damascus', 'Syria')] }),
    entryOf('c', { indicators: [addressOf('12 Main St', 'Springfield', 'US'), addressOf('1 Elm Rd', 'Ely', 'GB')] }),
    entryOf('d', { indicators: [addressOf('', 'Damascus', 'Syria')] }),
  ];
  const { part } = sidesOf(entries);
  const { part: other } = sidesOf(entries.slice(1));
  for (const build of builds) {
    const match = matcherOf(part, build);
    expect(match('12 main street, apt. 4, Springfield 12345-6789, US').map(({ entry }) => entry)).toEqual([0, 2]);
    expect(match('12 main street, apt. 4, Springfield 12345, US', 1).map(({ entry }) => entry)).toEqual([0]);
    expect(match('PO BOX 4470, DAMASCUS, SY').map(({ entry, address }) => [entry, address])).toEqual([[1, 1]]);
    expect(match('1 elmroad, Ely, GB')).toEqual([]);
    expect(match('1 Elm Road, Ely, GB').map(({ address }) => address)).toEqual([0]);
    expect(match('')).toEqual([]);
    expect(matcherOf(other, build)('PO BOX 4470, DAMASCUS, SY').map(({ entry }) => entry)).toEqual([0]);
  }
});

test('a query finds addresses of its country and those with so much in common that another one does not matter', () => {
  const long = 'Ibex Trading House, 12 Old Harbour Customs Gate Avenue, Floor 3, Warehouse District 88';
  const entries = [
    entryOf('a', { indicators: [addressOf('12 Harbour Gate', 'Springfield', 'US')] }),
    entryOf('b', { indicators: [addressOf('12 Harbour Gate', 'Springfield', 'Canada')] }),
    entryOf('c', { indicators: [addressOf('12 Harbour Gate', 'Springfield', '')] }),
    entryOf('d', { indicators: [addressOf(long, 'Springfield', 'Canada')] }),
  ];
  const { part, listed } = sidesOf(entries);
  const queries = ['12 Harbour Gate, Springfield', '12 Harbuor Gate, Sprngfield', long, long.replace('Ibex', 'Ibexa')]
    .flatMap((text) => [text, `${text}, Springfield`])
    .flatMap((text) => ['', ', US', ', CA', ', ZW'].map((country) => text + country));
  const numFound = new Map<string, number>();
  for (const build of builds) {
    const match = matcherOf(part, build);
    for (const query of queries) {
      const hits = match(query).map(({ entry, score }) => ({ entry, score }));
      expect(hits, query).toEqual(bruteForce(query, listed));
      numFound.set(query, hits.length);
    }
  }
  expect(queries.slice(0, 4).map((query) => numFound.get(query))).toEqual([3, 2, 2, 1]);
  expect(numFound.get(`${long}, Springfield, ZW`)).toBe(2);
});
