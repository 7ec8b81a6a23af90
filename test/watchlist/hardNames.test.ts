/** The five names of the README: written otherwise than on the real list, each finds its entry first. */
import { expect } from 'vitest';
import { openSourceFile } from '../../src/watchlist/openSourceFile.ts';
import { NameSearch } from '../../src/watchlist/search/nameSearch.ts';
import { queryOf } from '../../src/watchlist/search/queryText.ts';
import { searchEntries } from '../../src/watchlist/search/searchEntries.ts';
import { importFiles } from './fromText.ts';
import { sharedPath, testWithData } from './sharedData.ts';

const hard: Readonly<Record<string, string>> = {
  'Николас Мадуро Морос': '22790',
  'Joaquin Loera Guzman': '6861',
  'Ismael Zambada Garcai': '7226',
  'N. Maduro Moros': '22790',
  'AlZawahiri Aiman': '2676',
};

testWithData(
  'names in other letters, another order, mistyped, with an initial, joined, find their entries',
  async () => {
    const names = ['sdn.csv', 'alt.csv', 'add.csv', 'sdn_comments.csv'];
    const { entries } = await importFiles(
      await Promise.all(names.map((file) => openSourceFile(sharedPath('ofac', file)))),
    );
    const search = new NameSearch(entries);
    for (const [text, id] of Object.entries(hard)) {
      const {
        entries: [best],
      } = searchEntries(search, entries, queryOf(text, 'unknown'), { leastScore: 0.7, most: 1 });
      expect([text, best?.entry.id]).toEqual([text, id]);
    }
  },
);
