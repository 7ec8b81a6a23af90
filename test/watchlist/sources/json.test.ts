import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openSourceFile } from '../../../src/watchlist/openSourceFile.ts';
import { parseMapping } from '../../../src/watchlist/sources/mapping.ts';
import { readPattern } from '../../../src/watchlist/sources/stix/pattern.ts';
import { fileOf, importFiles } from '../fromText.ts';
import { sharedPath, testWithData } from '../sharedData.ts';

const bitcoin = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa';

test('FollowTheMoney: names, references, nested and separate wallets; other schemas are counted', async () => {
  const lines = [
    {
      id: 'p1',
      schema: 'Person',
      properties: {
        name: ['Jane Doe', 'Doe Jane'],
        weakAlias: ['JD'],
        email: ['j@example.org'],
        addressEntity: ['a1'],
        topics: ['sanction'],
      },
    },
    { id: 'a1', schema: 'Address', properties: { street: ['Main St 1'], city: ['Springfield'], country: ['us'] } },
    { id: 'a2', schema: 'Address', properties: { full: ['Main St 2, Springfield'] } },
    { id: 'w2', schema: 'CryptoWallet', properties: { publicKey: [bitcoin], currency: ['XBT'], holder: ['nobody'] } },
    { id: 's1', schema: 'Sanction', properties: { entity: ['nobody'] } },
    { id: 'c1', schema: 'Company', properties: { name: ['A'], parent: ['c2'] } },
    { id: 'c2', schema: 'Company', properties: { name: ['B'], parent: ['c1', 'c9'] } },
  ].map((value) => JSON.stringify(value));
  const { source, entries, report } = await importFiles([
    fileOf('entities.ftm.json', `${lines.join('\n')}\n{"id":\n[1]\n${'['.repeat(100)}\n${lines[0]}\n`),
  ]);
  expect(source).toBe('ftm');
  expect(entries.map(({ id, kind, related }) => [id, kind, related])).toEqual([
    ['p1', 'person', []],
    ['a2', 'unknown', []],
    ['w2', 'unknown', ['nobody']],
    ['c1', 'organisation', ['c2']],
    ['c2', 'organisation', ['c1', 'c9']],
  ]);
  expect(entries[2].indicators).toEqual([{ kind: 'wallet', symbol: 'XBT', address: bitcoin, isChecked: true }]);
  expect(report.left.toJSON()).toEqual({ 'entity of schema Sanction': 1 });
  expect(report.faults.map(({ line }) => line)).toEqual([8, 9, 10, 11]);
  expect(report.danglingReferences).toBe(2);
});

test('patterns of STIX: values joined by OR are taken, everything else is refused by name', () => {
  expect(
    readPattern(
      `[email-addr:value = 'a@example.org' OR phone-number:value='+1 2' OR cryptocurrency-wallet:value = '${bitcoin}']`,
    ),
  ).toEqual({
    indicators: [
      { kind: 'email', text: 'a@example.org' },
      { kind: 'phone', text: '+1 2' },
      { kind: 'wallet', symbol: 'XBT', address: bitcoin, isChecked: true },
    ],
  });
  expect(readPattern("[identity:name = 'O\\'Neil']")).toMatchObject({ indicators: [{ text: "O'Neil" }] });
  const refused: [pattern: string, reason: RegExp][] = [
    ["[url:value = 'x']", /url:value is not supported/],
    ["[file:hashes.'SHA-256' = 'x']", /file:hashes/],
    ["[email-addr:value MATCHES '.*']", /operator MATCHES/],
    ["[email-addr:value NOT = 'x']", /operator NOT =/],
    ["[email-addr:value = 'x' AND email-addr:value = 'y']", /AND is not supported/],
    ["[email-addr:value = 'x'] FOLLOWEDBY [email-addr:value = 'y']", /several observations/],
    ["[email-addr:value = 'x'] WITHIN 5 SECONDS", /several observations and qualifiers/],
    ["[email-addr:value = 'x", /single quotes/],
    ['email-addr', /expected \[/],
    ['[', /type:property/],
  ];
  for (const [pattern, reason] of refused)
    expect(readPattern(pattern)).toEqual({ reason: expect.stringMatching(reason) as string });
});

testWithData(
  'the bundles of OASIS: authors and victims are no entries, cyber patterns are refused by name, all is counted',
  async () => {
    const names = readdirSync(sharedPath('stix')).filter((name) => name.endsWith('.json'));
    const files = await Promise.all(names.map((name) => openSourceFile(sharedPath('stix', name))));
    const { source, entries, report } = await importFiles(files);
    expect(source).toBe('stix');
    const numLeft = Object.entries(report.left.toJSON())
      .filter(([what]) => /^(object|identity)/.test(what))
      .reduce((sum, [, count]) => sum + count, 0);
    expect(entries.length + report.refused + numLeft).toBe(20);
    expect(report.reasons.toJSON()).toEqual({
      'pattern: url:value is not supported': 1,
      'pattern: operator MATCHES is not supported': 1,
      'pattern: ipv4-addr:value is not supported': 1,
    });
  },
);

test('markings of STIX become handling, also where they are defined later; unknown ones are strict and counted', async () => {
  const email = (n: number, ref: string): object => ({
    type: 'email-addr',
    id: `email-addr--${n}`,
    value: `${n}@example.org`,
    object_marking_refs: [ref],
  });
  const bundle = {
    type: 'bundle',
    id: 'bundle--1',
    objects: [
      email(1, 'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed'),
      email(2, 'marking-definition--own'),
      email(3, 'marking-definition--nowhere'),
      {
        type: 'marking-definition',
        id: 'marking-definition--own',
        definition_type: 'tlp',
        definition: { tlp: 'green' },
      },
    ],
  };
  const { entries, report } = await importFiles([fileOf('b.json', JSON.stringify(bundle))]);
  expect(entries.map(({ handling }) => handling)).toEqual(['red', 'green', 'amber+strict']);
  expect(report.left.toJSON()).toMatchObject({ 'object of type marking-definition': 1 });
  expect(Object.keys(report.left.toJSON())).toHaveLength(2);
});

test('MISP: what is not to_ids is counted and left out; objects are entries; tags are handling', async () => {
  const attribute = (uuid: string, type: string, value: string, to_ids: boolean, relation?: string): object => ({
    uuid,
    type,
    value,
    to_ids,
    ...(relation === undefined ? {} : { object_relation: relation }),
  });
  const event = {
    Event: {
      uuid: 'e1',
      date: '2026-03-04',
      Tag: [{ name: 'tlp:amber' }, { name: 'dark-web:topic="drugs"' }],
      Attribute: [
        attribute('1', 'email-src', 'a@example.org', true),
        attribute('2', 'phone-number', '+1 555', false),
        attribute('3', 'btc', bitcoin, true),
        attribute('4', 'url', 'x', true),
      ],
      Object: [
        {
          uuid: '5',
          name: 'person',
          Attribute: [
            attribute('6', 'first-name', 'Jane', true, 'first-name'),
            attribute('7', 'last-name', 'Doe', true, 'last-name'),
          ],
        },
        {
          uuid: '8',
          name: 'postal-address',
          Attribute: [
            attribute('9', 'text', 'Main St', true, 'street'),
            attribute('a', 'text', '1', true, 'number'),
            attribute('b', 'text', 'Springfield', true, 'city'),
          ],
        },
        { uuid: 'c', name: 'file', Attribute: [] },
      ],
    },
  };
  const { source, entries, report } = await importFiles([
    fileOf('e1.json', JSON.stringify(event)),
    fileOf('manifest.json', '{"5aa00000-0000-4000-8000-000000000000":{"info":"x"}}'),
  ]);
  expect(source).toBe('misp');
  expect(entries.map(({ id, kind, handling }) => [id, kind, handling])).toEqual([
    ['1', 'unknown', 'amber'],
    ['3', 'unknown', 'amber'],
    ['5', 'person', 'amber'],
    ['8', 'unknown', 'amber'],
  ]);
  expect(entries[2].indicators).toEqual([{ kind: 'name', text: 'Jane Doe', quality: 'primary' }]);
  expect(entries[3].indicators).toMatchObject([{ lines: ['1 Main St'], city: 'Springfield' }]);
  expect(report.left.toJSON()).toEqual({
    'attribute of type phone-number that is not to_ids': 1,
    'attribute of type url': 1,
    'object file': 1,
    'manifest of a feed': 1,
  });
});

test('plain CSV by a mapping: lists in cells, defaults, refusals with lines', async () => {
  const mapping = parseMapping(
    '{"kind":"person","columns":{"ref":"id","full name":"name","also":"alias","pay":"wallet","tlp":"handling"}}',
  );
  const { source, entries, report } = await importFiles(
    [
      fileOf(
        'own.csv',
        `ref,full name,also,pay,tlp\n1,"Doe, Jane",JD; Janie,${bitcoin},green\n2,,,,\n3,X,,,purple\n4,X\n`,
      ),
    ],
    mapping,
  );
  expect(source).toBe('plain');
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({ id: '1', kind: 'person', handling: 'green' });
  expect(entries[0].indicators.map((one) => (one.kind === 'name' ? one.text : one.kind))).toEqual([
    'Doe, Jane',
    'JD',
    'Janie',
    'wallet',
  ]);
  expect(report.faults.map(({ line, reason }) => `${line} ${reason.slice(0, 20)}`)).toEqual([
    '3 the row has nothing ',
    '4 expected a handling ',
    '5 expected 5 columns, ',
  ]);
  expect(() => parseMapping('{"columns":{"a":"colour"}}')).toThrow(/expected a meaning/);
  expect(() => parseMapping('{"columns":{"a":"name"}}')).toThrow(/a column that is the id/);
});
