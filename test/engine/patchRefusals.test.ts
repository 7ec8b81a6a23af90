/** Patches and merges that would not mean what they seem to: refused, with what allows or mends them. */
import { expect, test } from 'vitest';
import { buildBundle } from '../../src/engine/bundle/buildBundle.ts';
import { demonstrationKeys } from '../../src/engine/bundle/demonstrationKey.ts';
import { indexOf } from '../../src/engine/bundle/readLists.ts';
import { readManifest } from '../../src/engine/bundle/readManifest.ts';
import { buildPatch } from '../../src/engine/patch/buildPatch.ts';
import { mergeBundle } from '../../src/engine/patch/mergeBundle.ts';
import { readPatch } from '../../src/engine/patch/readPatch.ts';
import { WordCounts } from '../../src/watchlist/compare/wordShares.ts';
import { defaultCorroboration, encodeCorroboration } from '../../src/watchlist/corroboration.ts';
import type { Entry } from '../../src/watchlist/entry.ts';
import { frequenciesHash } from '../../src/watchlist/frequencies/frequenciesHash.ts';
import { testSources } from '../oracle/testBundle.ts';
import { type Given, givenOf, key, opened, patchFixture } from './patchFixture.ts';

const {
  base,
  baseGiven,
  given: [later],
} = patchFixture(1);

test('a patch of lists that are no later versions of the bundle’s own is refused unless that is allowed', () => {
  const bundle = opened(base);
  const [{ list }] = baseGiven.entries;
  const ofList = baseGiven.entries.filter((entry) => entry.list === list);
  const listOf = (entries: readonly Entry[], name = list): Given => ({
    ...givenOf(entries, 'other'),
    lists: [{ ...givenOf(ofList, 'other').lists[0], name, entries: entries.length }],
  });
  const renamed = listOf(
    ofList.map((entry) => ({ ...entry, list: 'renamed' })),
    'renamed',
  );
  expect(() => buildPatch(bundle, renamed, key)).toThrow(
    new RegExp(`the bundle has no list "renamed", only .*"${list}".*--allow-new-lists`),
  );
  const added = readPatch(buildPatch(bundle, { ...renamed, allowed: { newLists: true } }, key));
  expect(added.manifest.counts).toMatchObject({ came: ofList.length, went: 0 });
  expect(() => buildPatch(bundle, listOf([]), key)).toThrow(
    new RegExp(`takes ${ofList.length} of ${ofList.length} entries of the list "${list}" away: .*--allow-mass-removal`),
  );
  const tenth = Math.ceil(ofList.length / 10);
  expect(() => buildPatch(bundle, listOf(ofList.slice(0, tenth - 1)), key)).toThrow('--allow-mass-removal');
  expect(readPatch(buildPatch(bundle, listOf(ofList.slice(0, tenth)), key)).manifest.counts.same).toBe(tenth);
  const emptied = buildPatch(bundle, { ...listOf([]), allowed: { massRemoval: true } }, key);
  expect(readPatch(emptied).manifest.counts.went).toBe(ofList.length);
});

test('names are weighed in a patch or merge by the words that the bundle was built with, or it is refused', () => {
  const counts = (...words: readonly [word: string, count: number][]): WordCounts => {
    const counted = new WordCounts();
    for (const [word, count] of words) counted.add(word, count);
    return counted;
  };
  const [mine, other] = [[counts(['ana', 5], ['kim', 7])], [counts(['ana', 5], ['kim', 8])]];
  const index = indexOf(baseGiven.entries, encodeCorroboration(defaultCorroboration), mine);
  const lists = { lists: baseGiven.lists, index, frequencies: frequenciesHash(mine) };
  const weighed = buildBundle({ ...testSources({ version: '1.0.0' }), lists }, key);
  const patchWith = (counted?: readonly WordCounts[]): Uint8Array =>
    buildPatch(opened(weighed), { ...later, ...(counted && { counted }) }, key);
  const mergeWith = (counted?: readonly WordCounts[]): Uint8Array =>
    mergeBundle({ base: weighed, trustedKeys: demonstrationKeys, ...later, ...(counted && { counted }) }, key);
  for (const made of [patchWith, mergeWith]) {
    expect(() => made()).toThrow('and none are given: give --frequencies with the file');
    expect(() => made(other)).toThrow('give --frequencies with the file that it was built with');
    // in another order, as the same words from another file would be
    expect(() => made([counts(['kim', 7], ['ana', 5])])).not.toThrow();
  }
  expect(() => buildPatch(opened(base), { ...later, counted: mine }, key)).toThrow('leave --frequencies out');
  expect(readManifest(mergeWith(mine)).manifest.frequencies).toBe(frequenciesHash(mine));
});
