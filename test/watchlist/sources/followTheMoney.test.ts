/** Flat exports of FollowTheMoney: parts stand anywhere beside their owners, and become theirs. */
import { expect, test } from 'vitest';
import type { Entry } from '../../../src/watchlist/entry.ts';
import type { ImportReport } from '../../../src/watchlist/importList.ts';
import { fileOf, importFiles } from '../fromText.ts';

type Entity = { readonly id: string; readonly schema: string; readonly properties: Readonly<Record<string, unknown>> };

const entity = (id: string, schema: string, properties: Entity['properties']): Entity => ({ id, schema, properties });
const bitcoin = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa';

async function importEntities(...entities: Entity[]): Promise<{ entries: Entry[]; report: ImportReport }> {
  return importFiles([fileOf('e.ndjson', `${entities.map((one) => JSON.stringify(one)).join('\n')}\n`)]);
}

function textsOf({ indicators }: Entry): string[] {
  return indicators.map((one) => ('text' in one ? one.text : one.kind === 'wallet' ? one.address : one.lines.join()));
}

const parts = [
  entity('a', 'Address', { street: ['Main St 1'], city: ['Springfield'] }),
  entity('w', 'CryptoWallet', { publicKey: [bitcoin], currency: ['XBT'], holder: ['p'] }),
  entity('d', 'Passport', { number: ['998877'], holder: ['p'] }),
  entity('i', 'Identification', { number: ['5544'], holder: ['p'] }),
  entity('s', 'Sanction', { entity: ['p'], program: ['X'], startDate: ['2020'], endDate: ['2021-02'] }),
];
const person = entity('p', 'Person', { name: ['Jane Doe'], addressEntity: ['a'] });

test.each([
  ['before', [...parts, person]],
  ['behind', [person, ...parts]],
])('parts %s their owner are its indicators, programmes and validity, and no entries', async (_, entities) => {
  const { entries, report } = await importEntities(...entities);
  expect(entries).toHaveLength(1);
  expect(textsOf(entries[0]).sort()).toEqual(['Jane Doe', 'Main St 1', bitcoin, '998877', '5544'].sort());
  expect(entries[0]).toMatchObject({
    programmes: ['X'],
    validFrom: '2020-01-01',
    validUntil: '2021-02-28',
    related: [],
  });
  expect([report.refused, report.danglingReferences, report.left.toJSON()]).toEqual([0, 0, {}]);
});

test('parts of nobody are entries where they can be matched, and counted where not', async () => {
  const { entries, report } = await importEntities(...parts);
  expect(entries.map(({ id }) => id)).toEqual(['a', 'w']);
  expect(report.left.toJSON()).toEqual({
    'entity of schema Passport': 1,
    'entity of schema Identification': 1,
    'entity of schema Sanction': 1,
  });
});

test('an entity without a name of its own is what its parts say', async () => {
  const { entries } = await importEntities(entity('p', 'LegalEntity', {}), ...parts.slice(1, 2));
  expect(entries.map(textsOf)).toEqual([[bitcoin]]);
});

test('an address is that of all who name it', async () => {
  const other = entity('q', 'Company', { name: ['B'], addressEntity: ['a'] });
  const { entries } = await importEntities(other, person, parts[0]);
  expect(entries.map(textsOf)).toEqual([
    ['B', 'Main St 1'],
    ['Jane Doe', 'Main St 1'],
  ]);
});

test('sanctions that are nested or beside hold while one of them does; dates that are none refuse them and their owner', async () => {
  const sanction = (startDate: unknown, endDate?: unknown): Entity =>
    entity('s', 'Sanction', { entity: ['p'], startDate, endDate });
  const nested = (...sanctions: Entity[]): Entity => entity('p', 'Person', { name: ['Jane'], sanctions });
  const validity = async (...entities: Entity[]): Promise<unknown> =>
    (await importEntities(...entities)).entries.map(({ validFrom, validUntil }) => [validFrom, validUntil]);
  expect(await validity(nested(sanction(['2022-03-01'], ['2023-03-01'])))).toEqual([['2022-03-01', '2023-03-01']]);
  expect(await validity(nested(sanction('2022-03-01', '2023-03-01T10:00:00'), sanction(['2020-05'])))).toEqual([
    ['2020-05-01', null],
  ]);
  expect(await validity(nested(sanction(['2024-01-01'], ['2024-02'])), sanction(['2020'], ['2021', '2023']))).toEqual([
    ['2020-01-01', '2024-02-29'],
  ]);
  for (const wrong of [
    sanction(['2022-02-30']),
    sanction([2022]),
    sanction(['2022'], ['2021']),
    sanction([], ['soon']),
  ]) {
    expect((await importEntities(nested(wrong))).report.faults.map(({ line }) => line)).toEqual([1]);
    expect((await importEntities(person, wrong)).report.faults.map(({ line }) => line)).toEqual([1, 2]);
  }
});

test('a name in parts is a name; the country of a person is told as left out', async () => {
  const { entries, report } = await importEntities(
    entity('p', 'Person', { firstName: ['Only'], lastName: ['Parts'], country: ['ru'] }),
    entity('q', 'Person', { name: ['Whole Name'], firstName: ['Whole'] }),
  );
  expect(entries.map(textsOf)).toEqual([['Only Parts'], ['Whole Name']]);
  expect(report.left.toJSON()).toEqual({ 'property country': 1, 'property firstName': 1 });
});

test('values that are no texts are counted', async () => {
  const { entries, report } = await importEntities(
    entity('p', 'Person', { name: ['Jane', 5, null, { x: 1 }], owner: [{ id: 'q' }, 7] }),
  );
  expect(entries.map(textsOf)).toEqual([['Jane']]);
  expect(report.left.toJSON()).toEqual({
    'value of name that is no text': 2,
    'entity inside of owner': 1,
    'value of owner that is no text': 1,
  });
});

test('a JSON array is read as well, and a line whose beginning is too long to show its schema', async () => {
  for (const space of [0, 2]) {
    const { source, entries } = await importFiles([
      fileOf('e.json', JSON.stringify([person, ...parts], undefined, space)),
    ]);
    expect([source, entries.map(({ id }) => id)]).toEqual(['ftm', ['p']]);
  }
  const long = { id: 'p', caption: 'x'.repeat(70_000), schema: 'Person', properties: { name: ['Jane'] } };
  const { source, entries } = await importFiles([fileOf('e.json', JSON.stringify(long), 5000)]);
  expect([source, entries.length]).toEqual(['ftm', 1]);
});
