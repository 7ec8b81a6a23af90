/** What of MISP is matched, how far it may be passed on, and that nothing goes without a word. */
import { expect, test } from 'vitest';
import type { ImportReport } from '../../../src/watchlist/importList.ts';
import type { Entry } from '../../../src/watchlist/entry.ts';
import { fileOf, importFiles } from '../fromText.ts';

type Given = Readonly<Record<string, unknown>>;

const attribute = (uuid: string, rest: Given = {}): Given => ({
  uuid,
  type: 'email',
  value: `${uuid}@example.org`,
  to_ids: true,
  ...rest,
});
const part = (relation: string, value: string, rest: Given = {}): Given =>
  attribute(`part-${relation}`, { type: 'text', object_relation: relation, value, ...rest });
const tags = (...names: string[]): Given => ({ Tag: names.map((name) => ({ name })) });

async function importEvent(event: Given): Promise<{ entries: Entry[]; report: ImportReport }> {
  return importFiles([fileOf('e.json', JSON.stringify({ Event: event }))]);
}

test('an entry is handled as the strictest of its event, object and attribute', async () => {
  const { entries } = await importEvent({
    ...tags('tlp:green'),
    Attribute: [attribute('a'), attribute('b', tags('tlp:red')), attribute('c', tags('tlp:clear'))],
    Object: [
      { uuid: 'd', name: 'person', Attribute: [part('full-name', 'Jane Doe', tags('TLP:AMBER'))] },
      { uuid: 'e', name: 'person', ...tags('tlp:amber+strict'), Attribute: [part('full-name', 'Jane Roe')] },
      {
        uuid: 'f',
        name: 'person',
        Attribute: [part('full-name', 'J R'), part('x', 'y', { to_ids: false, ...tags('tlp:red') })],
      },
    ],
  });
  expect(entries.map(({ id, handling }) => [id, handling])).toEqual([
    ['a', 'green'],
    ['b', 'red'],
    ['c', 'green'],
    ['d', 'amber'],
    ['e', 'amber+strict'],
    ['f', 'red'],
  ]);
});

test.each([
  ['TLP: RED', 'red', 0],
  ['tlp:RED ', 'red', 0],
  ['tlp_red', 'red', 0],
  ['ＴＬＰ：ＲＥＤ', 'red', 0],
  ['iep:traffic-light-protocol="AMBER"', 'amber', 0],
  ['TLP:AMBER + STRICT', 'amber+strict', 0],
  ['tlp:white', 'clear', 0],
  ['tlp:unclear', 'amber+strict', 1],
  ['tlp:ex:chr', 'amber+strict', 1],
  ['tlp', 'amber+strict', 1],
  ['tlpurple', 'amber+strict', 1],
  ['operation:x', 'clear', 0],
  ['software:mytlptool', 'clear', 0],
])('the tag %s is %s', async (name, handling, numUnknown) => {
  for (const Tag of [[{ name }], { name }, [name]]) {
    const { entries, report } = await importEvent({ Tag, Attribute: [attribute('a')] });
    expect(entries[0].handling).toBe(handling);
    expect(Object.values(report.left.toJSON())).toEqual(numUnknown === 0 ? [] : [1]);
  }
});

test('what is no tag is strict', async () => {
  const { entries, report } = await importEvent({ Tag: [7, {}], Attribute: [attribute('a')] });
  expect([entries[0].handling, Object.values(report.left.toJSON())]).toEqual(['amber+strict', [2]]);
});

test('of objects only what is for detection is matched, and half a name is none', async () => {
  const off = { to_ids: false };
  const { entries, report } = await importEvent({
    Object: [
      {
        uuid: 'one',
        name: 'person',
        Attribute: [
          part('full-name', 'Jane Doe'),
          part('alias', 'JD', off),
          part('phone-number', '+44 20 7946 0958', { type: 'phone-number', ...off }),
          part('passport-number', 'X123', { type: 'passport-number', to_ids: '1' }),
          part('date-of-birth', '1980-01-01'),
          part('nationality', 'GB', off),
        ],
      },
      {
        uuid: 'two',
        name: 'person',
        Attribute: [
          part('first-name', 'Jane', off),
          part('last-name', 'Doe'),
          part('e-mail', 'j@example.org', { type: 'email' }),
        ],
      },
      { uuid: 'three', name: 'person', Attribute: [part('full-name', 'Not For Detection', off)] },
      { uuid: 'four', name: 'person', deleted: true, Attribute: [part('full-name', 'Gone Person')] },
      { uuid: 'five', name: 'person', Attribute: [part('full-name', 'Gone Too', { deleted: '1' })] },
      { uuid: 'six', name: 'person', Attribute: [part('full-name', 'A One'), part('full-name', 'A Two')] },
    ],
  });
  expect(
    entries.map(({ id, indicators }) => [id, indicators.map((one) => ('text' in one ? one.text : one.kind))]),
  ).toEqual([
    ['one', ['Jane Doe', 'X123']],
    ['two', ['j@example.org']],
    ['six', ['A One', 'A Two']],
  ]);
  expect(report.left.toJSON()).toEqual({
    'attribute alias of object person that is not to_ids': 1,
    'attribute phone-number of object person that is not to_ids': 1,
    'attribute nationality of object person that is not to_ids': 1,
    'attribute date-of-birth of object person': 1,
    'attribute first-name of object person that is not to_ids': 1,
    'attribute last-name of object person': 1,
    'attribute full-name of object person that is not to_ids': 1,
    'object person that is not to_ids': 2,
    'deleted object': 1,
    'deleted attribute': 1,
  });
});

test('faults are told with the place inside the event; nothing in a list goes without a word', async () => {
  const { entries, report } = await importEvent({
    Attribute: [
      attribute('a'),
      'text',
      null,
      attribute('b', { to_ids: 'maybe' }),
      attribute('c', { value: null }),
      attribute('a'),
      { type: 'email', value: 'x', to_ids: true },
    ],
    Object: [
      3,
      { uuid: 'd', name: 'person', Attribute: [part('full-name', 'Jane Doe'), 5] },
      { uuid: 'e', name: 'person', Attribute: 'x' },
    ],
  });
  expect(entries.map(({ id }) => id)).toEqual(['a', 'd']);
  expect(report.faults.map(({ at, reason }) => [at, reason])).toEqual([
    ['/Event/Attribute/1', 'expected an object'],
    ['/Event/Attribute/2', 'expected an object'],
    ['/Event/Attribute/3', 'expected to_ids: true or false'],
    ['/Event/Attribute/4', 'expected value: a text'],
    ['/Event/Attribute/5', 'an entry before it has the same id'],
    ['/Event/Attribute/6', 'expected uuid and type: texts'],
    ['/Event/Object/0', 'expected an object'],
    ['/Event/Object/1/Attribute/1', 'expected an object'],
    ['/Event/Object/2/Attribute', 'expected Attribute: a list'],
  ]);
});

test('lists of an event that are not taken, and times inside of objects, are counted', async () => {
  const { entries, report } = await importEvent({
    ShadowAttribute: [attribute('p'), attribute('q')],
    Galaxy: [],
    Object: [{ uuid: 'd', name: 'person', Attribute: [part('full-name', 'Jane Doe', { last_seen: '2024-01-01' })] }],
  });
  expect(entries).toHaveLength(1);
  expect(report.left.toJSON()).toEqual({
    'ShadowAttribute of an event': 2,
    'first_seen or last_seen of an attribute in an object': 1,
  });
});

test('what was seen from one day to another is valid then; what is not a day is refused', async () => {
  const seen = (first_seen: unknown, last_seen: unknown): Given => ({ first_seen, last_seen });
  const { entries, report } = await importEvent({
    date: '2024-05-01',
    Attribute: [
      attribute('a'),
      attribute('b', seen('2024-01-01T00:00:00+00:00', '2024-02-01T00:00:00.000000+00:00')),
      attribute('c', seen(null, '2024-02-31')),
      attribute('d', seen('2024-03-01', '2024-02-01')),
      attribute('e', seen(undefined, 'soon')),
    ],
  });
  expect(entries.map(({ id, validFrom, validUntil }) => [id, validFrom, validUntil])).toEqual([
    ['a', '2024-05-01', null],
    ['b', '2024-01-01', '2024-02-01'],
  ]);
  expect(report.faults.map(({ at }) => at)).toEqual([2, 3, 4].map((i) => `/Event/Attribute/${i}`));
  const event = await importEvent({ date: 'yesterday', Attribute: [attribute('a')] });
  expect([event.entries, event.report.faults.map(({ at }) => at)]).toEqual([[], ['/Event/date']]);
});
