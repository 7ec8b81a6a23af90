/** Counted words reach the index: what a facility sees on every parcel tells little. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createStandaloneNameMatcher } from '../../../src/core/nameMatcher.ts';
import { readCounted } from '../../../src/engine/bundle/readLists.ts';
import { rarity } from '../../../src/watchlist/compare/rarity.ts';
import type { WordCounts } from '../../../src/watchlist/compare/wordShares.ts';
import { buildListIndex } from '../../../src/watchlist/index/buildListIndex.ts';
import { openListIndex } from '../../../src/watchlist/index/listIndex.ts';
import { NameSearch } from '../../../src/watchlist/search/nameSearch.ts';
import { entryOf } from '../index/entryOf.ts';

const NAME = 'Gorbanian Ashurbek';
const entry = entryOf('1', { kind: 'person', indicators: [{ kind: 'name', text: NAME, quality: 'primary' }] });

function scoreWith(counted: readonly WordCounts[]): number {
  const { names } = openListIndex(buildListIndex([entry], { names: { counted } })).parts;
  const [hit] = createStandaloneNameMatcher(names as Uint8Array).match(NAME, 'person');
  const [plain] = new NameSearch([entry], ...counted).search(NAME, 'person', 0.8);
  expect(hit.score).toBe(plain.calibrated);
  return hit.score;
}

test('a name of which a facility sees many is no longer worth a look, in the core as in the plain search', () => {
  const folder = mkdtempSync(join(tmpdir(), 'postern-frequencies-'));
  try {
    const path = join(folder, 'words.csv');
    writeFileSync(path, 'word,count\n*,1000000\ngorbanian,9000\nashurbek,8000\n');
    expect(scoreWith([])).toBeGreaterThan(rarity.review);
    expect(scoreWith(readCounted(path))).toBeLessThan(rarity.review);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
