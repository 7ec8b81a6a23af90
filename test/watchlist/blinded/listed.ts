/** Entries of a synthetic list, for tests of what may be seen of it. */
import type { Entry, Indicator } from '../../../src/watchlist/entry.ts';

export function listed(
  id: string,
  kind: Entry['kind'],
  indicators: readonly Indicator[],
  more: Partial<Entry> = {},
): Entry {
  return {
    id,
    list: 'synthetic-list',
    kind,
    programmes: ['PROGRAMME-SECRET'],
    validFrom: null,
    validUntil: null,
    confidence: null,
    handling: 'clear',
    indicators,
    related: [],
    ...more,
  };
}

export const name = (text: string): Indicator => ({ kind: 'name', text, quality: 'primary' });
