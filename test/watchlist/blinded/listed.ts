/** Entries of a synthetic list, for tests of what may be seen of it. */
import { type Entry, entryWith, type Indicator } from '../../../src/watchlist/entry.ts';

export function listed(
  id: string,
  kind: Entry['kind'],
  indicators: readonly Indicator[],
  more: Partial<Entry> = {},
): Entry {
  return entryWith({ id, list: 'synthetic-list', kind, programmes: ['PROGRAMME-SECRET'], indicators, ...more });
}

export const name = (text: string): Indicator => ({ kind: 'name', text, quality: 'primary' });
