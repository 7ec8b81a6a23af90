/** A bundle with the multiplied list, and later versions of it as patches and as a bundle of its own, in a folder. */
import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble } from '../../src/engine/bundle/buildBundle.ts';
import { generateKeys, readPrivateKey } from '../../src/engine/bundle/keys.ts';
import { openBundle } from '../../src/engine/bundle/openBundle.ts';
import { readManifest } from '../../src/engine/bundle/readManifest.ts';
import { readDefaultBundle } from '../../src/engine/defaultBundle.ts';
import { buildPatch, type NewLists } from '../../src/engine/patch/buildPatch.ts';
import { mergeBundle } from '../../src/engine/patch/mergeBundle.ts';
import type { Entry } from '../../src/watchlist/entry.ts';
import { indexOf, multipliedList } from './listEngine.ts';

export const patchFiles = { base: 'base.postern', merged: 'merged.postern', key: 'key.pem' } as const;
export const NUM_PATCHES = 2;

/** One entry in a hundred goes, one comes, and two change. */
const EVERY = 100;

export async function makePatches(numEntries: number): Promise<string> {
  const list = await multipliedList();
  const folder = mkdtempSync(join(tmpdir(), 'postern-patches-'));
  const { publicKey, privateKey } = generateKeys();
  const [key, trustedKeys] = [readPrivateKey(privateKey), { bench: publicKey }];
  const write = (name: string, bytes: Uint8Array | string): void => writeFileSync(join(folder, name), bytes);
  const given = (version: string, entries: Iterable<Entry>): NewLists => {
    const sha256 = createHash('sha256').update(version).digest('hex');
    return {
      lists: [{ name: 'multiplied', version: sha256, publishedAt: null, entries: numEntries, sha256 }],
      entries,
    };
  };
  function* laterEntries(number: number): Generator<Entry> {
    for (let place = 0; place < numEntries; place++) {
      const [entry, turn] = [list.entryAt(place), (place + number) % EVERY];
      if (turn === 0) yield { ...list.entryAt(numEntries + place), id: `came ${place}` };
      else if (turn < 3) yield { ...entry, indicators: entry.indicators.slice(1) };
      else yield entry;
    }
  }
  const { manifest, sections } = readManifest(readDefaultBundle());
  const { sections: _, ...about } = manifest;
  const { lists, entries } = given('base', list.entries(numEntries));
  const base = assemble({ ...about, lists }, { ...sections, lists: indexOf(entries, 'all') }, key);
  const open = openBundle(base, { trustedKeys, check: true });
  write(patchFiles.base, base);
  write(patchFiles.key, publicKey);
  for (let i = 0; i < NUM_PATCHES; i++)
    write(`${i}.patch`, buildPatch(open, given(`later ${i}`, laterEntries(i)), key));
  write(patchFiles.merged, mergeBundle({ base, trustedKeys, ...given('merged', laterEntries(0)) }, key));
  return folder;
}
