/** A bundle with synthetic lists that name parties of synthetic mail, and patches of it. */
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { Random } from '../../src/base/random.ts';
import { buildBundle } from '../../src/engine/bundle/buildBundle.ts';
import { demonstrationKeys } from '../../src/engine/bundle/demonstrationKey.ts';
import { readPrivateKey } from '../../src/engine/bundle/keys.ts';
import { type OpenBundle, openBundle } from '../../src/engine/bundle/openBundle.ts';
import type { ListEntry } from '../../src/engine/bundle/bundleLayout.ts';
import { indexOf } from '../../src/engine/bundle/readLists.ts';
import { buildPatch } from '../../src/engine/patch/buildPatch.ts';
import { defaultCorroboration, encodeCorroboration } from '../../src/watchlist/corroboration.ts';
import type { Entry } from '../../src/watchlist/entry.ts';
import { demoPrivateKey, testSources } from '../oracle/testBundle.ts';
import { laterList, madeList, mail, mailRows } from '../watchlist/rescreen/changingList.ts';

export const key: KeyObject = readPrivateKey(demoPrivateKey);
/** Of no trusted key. */
export const otherKey: KeyObject = createPrivateKey(
  '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n-----END PRIVATE KEY-----\n',
);

export type Given = { lists: ListEntry[]; entries: Entry[] };

export function givenOf(entries: readonly Entry[], version: string): Given {
  const names = [...new Set(entries.map(({ list }) => list))].sort();
  const lists = names.map((name) => ({
    name,
    version: `${version} ${name}`,
    publishedAt: null,
    entries: entries.filter(({ list }) => list === name).length,
    sha256: version,
  }));
  return { lists, entries: [...entries] };
}

export function bundleWith({ lists, entries }: Given, version = '1.0.0'): Uint8Array {
  const index = indexOf(entries, encodeCorroboration(defaultCorroboration));
  return buildBundle({ ...testSources({ version }), lists: { lists, index } }, key);
}

export function opened(bytes: Uint8Array): OpenBundle {
  return openBundle(bytes, { trustedKeys: demonstrationKeys, check: true });
}

export type Fixture = {
  readonly rows: Buffer;
  readonly base: Uint8Array;
  readonly baseGiven: Given;
  /** Patches of the base, and the lists that each stands for. */
  readonly patches: readonly Uint8Array[];
  readonly given: readonly Given[];
};

export function patchFixture(numPatches: number, numParcels = 600): Fixture {
  const [random, parcels] = [new Random(3), mail(numParcels, 3)];
  const before = madeList(parcels, 60, random);
  const baseGiven = givenOf(before, 'before');
  const base = bundleWith(baseGiven);
  const given = Array.from({ length: numPatches }, (_, i) => givenOf(laterList(before, parcels, random), `later ${i}`));
  return {
    rows: Buffer.from(`${mailRows(numParcels, 3).join('\n')}\n`),
    base,
    baseGiven,
    patches: given.map((each) => buildPatch(opened(base), each, key)),
    given,
  };
}
