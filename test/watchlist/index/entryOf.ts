/** Synthetic entries for tests of the list index. */
import { type Entry, entryWith } from '../../../src/watchlist/entry.ts';

export function entryOf(id: string, rest: Partial<Entry> = {}): Entry {
  return entryWith({ id, list: 'synthetic', ...rest });
}
