/** Indexes of the multiplied list, and engines that screen with one: the default bundle with the lists put in. */
import type { ScreeningHost } from '../../src/contract/host.ts';
import { assemble } from '../../src/engine/bundle/buildBundle.ts';
import { generateKeys, readPrivateKey } from '../../src/engine/bundle/keys.ts';
import { readManifest } from '../../src/engine/bundle/readManifest.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { readDefaultBundle } from '../../src/engine/defaultBundle.ts';
import { defaultCorroboration, encodeCorroboration } from '../../src/watchlist/corroboration.ts';
import type { Entry } from '../../src/watchlist/entry.ts';
import { buildListIndex } from '../../src/watchlist/index/buildListIndex.ts';
import type { ListPart } from '../../src/watchlist/index/listLayout.ts';
import { readBase } from './base.ts';
import { MultipliedList } from './multiply.ts';

/** What of the entries is indexed: everything, or identifiers and phrases alone. */
export type Attributes = 'all' | 'identifiers';

const corroboration = encodeCorroboration(defaultCorroboration);
const withoutNames: Readonly<Partial<Record<ListPart, null>>> = { names: null, addresses: null };

export type IndexedList = { readonly list: MultipliedList; readonly index: Uint8Array };

let list: Promise<MultipliedList> | undefined;
const built = new Map<string, Promise<IndexedList>>();

export function multipliedList(): Promise<MultipliedList> {
  list ??= readBase().then((base) => new MultipliedList(base));
  return list;
}

/** Built once a process. */
export function indexedList(numEntries: number, attributes: Attributes): Promise<IndexedList> {
  const key = `${numEntries} ${attributes}`;
  const known = built.get(key) ?? build(numEntries, attributes);
  built.set(key, known);
  return known;
}

async function build(numEntries: number, attributes: Attributes): Promise<IndexedList> {
  const entries = await multipliedList();
  return { list: entries, index: indexOf(entries.entries(numEntries), attributes) };
}

export function indexOf(entries: Iterable<Entry>, attributes: Attributes): Uint8Array {
  return buildListIndex(entries, { parts: { corroboration, ...(attributes === 'all' ? {} : withoutNames) } });
}

export function openWithLists(index: Uint8Array, numEntries: number): ScreeningHost {
  // the key lives as long as this engine: what it signs is never kept
  const { publicKey, privateKey } = generateKeys();
  const { manifest, sections } = readManifest(readDefaultBundle());
  const { sections: _, ...about } = manifest;
  const unhashed = '0'.repeat(64);
  const lists = [{ name: 'multiplied', version: unhashed, publishedAt: null, entries: numEntries, sha256: unhashed }];
  const bundle = assemble({ ...about, lists }, { ...sections, lists: index }, readPrivateKey(privateKey));
  return createEngine({ bundle, trustedKeys: { bench: publicKey } });
}
