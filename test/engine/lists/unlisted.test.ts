/** Names and addresses that were on no list are not looked for again; what is listed is found each time. */
import { describe, expect, test } from 'vitest';
import type { Parcel, Party } from '../../../src/contract/parcel.ts';
import { simulateParcels } from '../../../src/simulate/mail.ts';
import type { EntryKind } from '../../../src/watchlist/entry.ts';
import { listTile } from '../../oracle/listTile.ts';
import { address, listEntry, name, testLists } from '../../oracle/testLists.ts';
import { builds } from '../../watchlist/index/listKernels.ts';

const FIRM = 'Kvisnipolov Trebuchet Works';
const STREET = address('77 Quarrington Crescent', 'Wexhollow', '90417', 'GB');
const { index } = testLists([
  listEntry('firm', [name(FIRM), STREET], { kind: 'organisation', validFrom: '2026-03-01' }),
]);

const rows = (parcels: readonly Parcel[]): Buffer =>
  Buffer.from(parcels.map((parcel) => `${JSON.stringify(parcel)}\n`).join(''));
const innocents = simulateParcels(60, 5);
const sentBy = (parcel: Parcel, party: Partial<Party>): Parcel => ({
  ...parcel,
  sender: { ...parcel.sender, ...party },
});
const on = (day: string, parcel: Parcel): Parcel => ({
  ...parcel,
  postingDate: null,
  aedReceivedAt: Date.parse(`${day}T12:00:00Z`),
});

describe.each(builds)('texts that are on no list, %s build', (build) => {
  test('come again with other parties and are left out; another generation of lists forgets them', () => {
    const tile = listTile(index, build);
    const first = tile.match(rows(innocents));
    expect(first.every(({ hits }) => hits.length === 0)).toBe(true);
    const { matched, unlisted } = tile.counts();
    const mixed = innocents.map((parcel, i) =>
      sentBy(parcel, { name: innocents[(i + 1) % innocents.length].sender.name ?? null }),
    );
    const again = tile.match(rows(mixed));
    // their parties are new, their texts are not
    expect(tile.counts().matched).toBeGreaterThan(matched + innocents.length / 2);
    expect(tile.counts().unlisted).toBeGreaterThan(unlisted + innocents.length);
    expect(again).toEqual(listTile(index, build).match(rows(mixed)));
    const before = tile.counts();
    tile.match(rows(mixed.slice(0, 1)), 2);
    expect(tile.counts()).toEqual({ ...before, matched: before.matched + 2 });
  });

  test('a firm that gives its name twice is found wherever it comes from next', () => {
    const tile = listTile(index, build);
    const parcels = innocents.map((parcel) => on('2026-05-01', sentBy(parcel, { name: FIRM, business: FIRM })));
    for (const { hits } of tile.match(rows(parcels))) expect(hits.map(({ attribute }) => attribute)).toEqual(['name']);
  });

  test('what is listed from a later day on is not taken for unlisted before it', () => {
    const tile = listTile(index, build);
    const listed = { name: FIRM, business: null, addressLines: STREET.lines, city: STREET.city, region: null };
    const from = { ...listed, postcode: STREET.postcode, country: 'GB' };
    const early = on('2026-02-01', sentBy(innocents[0], from));
    const late = on('2026-03-01', sentBy(innocents[1], { ...from, business: 'Another Trade' }));
    const [none, both] = tile.match(rows([early, late]));
    expect(none.hits).toEqual([]);
    expect(both.hits.map(({ attribute }) => attribute).toSorted()).toEqual(['address', 'name']);
  });

  test('a sender is no ship of that name, but may be a firm of it', () => {
    const parcel = sentBy(innocents[0], { name: FIRM, business: null });
    const named = (kind: EntryKind) => testLists([listEntry('named', [name(FIRM)], { kind })]).index;
    for (const kind of ['vessel', 'aircraft', 'goods'] as const) {
      expect(listTile(named(kind), build).match(rows([parcel]))[0].hits).toEqual([]);
    }
    for (const kind of ['organisation', 'person', 'unknown'] as const) {
      expect(listTile(named(kind), build).match(rows([parcel]))[0].hits).toHaveLength(1);
    }
  });
});
