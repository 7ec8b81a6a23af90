/** Lists for tests. All of it is synthetic: nobody on them exists. */
import type { ListSources } from '../../src/engine/bundle/buildBundle.ts';
import { type Corroboration, defaultCorroboration, encodeCorroboration } from '../../src/watchlist/corroboration.ts';
import {
  type AddressIndicator,
  type Entry,
  entryWith,
  type Indicator,
  type NameIndicator,
} from '../../src/watchlist/entry.ts';
import { buildListIndex } from '../../src/watchlist/index/buildListIndex.ts';

export const LIST = 'synthetic-list';

export function listEntry(id: string, indicators: readonly Indicator[], rest: Partial<Entry> = {}): Entry {
  return entryWith({ id, list: LIST, kind: 'person', programmes: ['TEST'], indicators, ...rest });
}

export const name = (text: string): NameIndicator => ({ kind: 'name', text, quality: 'primary' });

export function address(line: string, city: string, postcode: string, country: string): AddressIndicator {
  return { kind: 'address', lines: [line], city, region: null, postcode, country };
}

export const phone = (text: string): Indicator => ({ kind: 'phone', text });
export const email = (text: string): Indicator => ({ kind: 'email', text });
export const phrase = (text: string): Indicator => ({ kind: 'phrase', text });
export const wallet = (symbol: string, text: string): Indicator => ({
  kind: 'wallet',
  symbol,
  address: text,
  isChecked: true,
});

/** What a bundle takes of them. */
export function testLists(
  entries: readonly Entry[],
  corroboration: Corroboration = defaultCorroboration,
  version: string = 'a'.repeat(64),
): ListSources {
  const index = buildListIndex(entries, { parts: { corroboration: encodeCorroboration(corroboration) } });
  return {
    lists: [{ name: LIST, version, publishedAt: null, entries: entries.length, sha256: 'b'.repeat(64) }],
    index,
  };
}
