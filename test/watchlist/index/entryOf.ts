/** Synthetic entries for tests of the list index. */
import type { Entry } from '../../../src/watchlist/entry.ts';

export function entryOf(id: string, rest: Partial<Entry> = {}): Entry {
  return {
    id,
    list: 'synthetic',
    kind: 'unknown',
    programmes: [],
    validFrom: null,
    validUntil: null,
    confidence: null,
    handling: 'clear',
    indicators: [],
    related: [],
    ...rest,
  };
}
