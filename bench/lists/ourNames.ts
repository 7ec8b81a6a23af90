/** Our names of the multiplied list as the other matchers are: by the core's kernel, and by the plain comparison. */
import { createStandaloneNameMatcher } from '../../src/core/nameMatcher.ts';
import { openListIndex } from '../../src/watchlist/index/listIndex.ts';
import { openNames } from '../../src/watchlist/index/names/open.ts';
import { NameSearch } from '../../src/watchlist/search/nameSearch.ts';
import type { NameMatcher } from '../peers/nameMatchers.ts';
import { indexedList } from './listEngine.ts';

async function namesPart(numEntries: number): Promise<Uint8Array> {
  const { index } = await indexedList(numEntries, 'all');
  const { names } = openListIndex(index).parts;
  if (names === null) throw new Error('the index has no names');
  return names;
}

/** Scores are calibrated (src/watchlist/compare/rarity.ts). */
export async function createOurNames(numEntries: number): Promise<NameMatcher> {
  const matcher = createStandaloneNameMatcher(await namesPart(numEntries));
  return {
    name: 'Postern',
    match: async (queries) => {
      const started = performance.now();
      const found = queries.map(({ text }) => matcher.match(text, 'party'));
      return {
        milliseconds: performance.now() - started,
        best: found.map((hits) => hits[0]?.score ?? -1),
        meant: found.map((hits, i) => hits.find(({ entry }) => entry === queries[i].owner)?.score ?? -1),
      };
    },
    close: () => undefined,
  };
}

/** Every listed name that a word could make a hit, compared in TypeScript. */
export async function createPlainNames(numEntries: number): Promise<NameMatcher> {
  const { list } = await indexedList(numEntries, 'all');
  const { leastAlike, leastCalibrated } = openNames(await namesPart(numEntries));
  const places = new Map<object, number>();
  const entries = Array.from(list.entries(numEntries), (entry, place) => {
    places.set(entry, place);
    return entry;
  });
  const search = new NameSearch(entries);
  return {
    name: 'plain',
    match: async (queries) => {
      const started = performance.now();
      const found = queries.map(({ text }) =>
        search.search(text, 'party', leastAlike).filter((hit) => hit.calibrated >= leastCalibrated),
      );
      return {
        milliseconds: performance.now() - started,
        best: found.map((hits) => hits[0]?.calibrated ?? -1),
        meant: found.map((hits, i) => {
          return hits.find(({ listed }) => places.get(listed.entry) === queries[i].owner)?.calibrated ?? -1;
        }),
      };
    },
    close: () => undefined,
  };
}
