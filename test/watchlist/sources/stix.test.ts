/** What of STIX bundles is listed, in which version and how far it may be passed on. */
import { expect, test } from 'vitest';
import type { Entry } from '../../../src/watchlist/entry.ts';
import type { ImportReport } from '../../../src/watchlist/importList.ts';
import { fileOf, importFiles } from '../fromText.ts';

type Given = Readonly<Record<string, unknown>>;

async function importBundle(...objects: unknown[]): Promise<{ entries: Entry[]; report: ImportReport }> {
  const lines = objects.map((object) => JSON.stringify(object)).join(',\n');
  return importFiles([fileOf('b.json', `{"type":"bundle","id":"bundle--1","objects":[\n${lines}\n]}`)]);
}

const indicator = (n: number | string, rest: Given = {}): Given => ({
  type: 'indicator',
  id: `indicator--${n}`,
  pattern_type: 'stix',
  pattern: `[email-addr:value = '${n}@example.org']`,
  ...rest,
});
const identity = (n: number | string, rest: Given = {}): Given => ({
  type: 'identity',
  id: `identity--${n}`,
  name: `Party ${n}`,
  identity_class: 'individual',
  ...rest,
});
const relation = (source_ref: string, relationship_type: string, target_ref: string): Given => ({
  type: 'relationship',
  id: `relationship--${source_ref}${target_ref}`,
  source_ref,
  relationship_type,
  target_ref,
});
const red = 'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed';

test('markings and revocations that cannot be read refuse the object at its place', async () => {
  const { entries, report } = await importBundle(
    indicator(1),
    indicator(2, { object_marking_refs: red }),
    indicator(3, { object_marking_refs: [7] }),
    indicator(4, { granular_markings: { marking_ref: red } }),
    indicator(5, { granular_markings: [red] }),
    indicator(6, { granular_markings: [{ selectors: ['name'] }] }),
    indicator(7, { revoked: 'true' }),
    indicator(8, { revoked: null }),
    indicator(9, { granular_markings: [{ lang: 'en', selectors: ['name'] }] }),
    indicator('null', { object_marking_refs: null }),
    indicator(10, { granular_markings: [{ marking_ref: red, selectors: ['name'] }] }),
  );
  expect(entries.map(({ id, handling }) => [id, handling])).toEqual([
    ['indicator--1', 'clear'],
    ['indicator--9', 'clear'],
    ['indicator--10', 'red'],
  ]);
  expect(report.faults.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7, 8, 9, 11]);
  expect(report.reasons.toJSON()).toEqual({
    'expected granular_markings: a list of objects with marking_ref or lang': 3,
    'expected object_marking_refs: a list of ids': 3,
    'expected revoked: true or false': 2,
  });
});

test('of two definitions of one marking the stricter counts', async () => {
  const definition = (tlp: string): Given => ({
    type: 'marking-definition',
    id: 'marking-definition--own',
    definition_type: 'tlp',
    definition: { tlp },
  });
  const marked = indicator(1, { object_marking_refs: ['marking-definition--own'] });
  expect((await importBundle(marked, definition('red'), definition('green'))).entries[0].handling).toBe('red');
});

test('the newest version of an object counts, wherever it stands; a newer revocation takes it away', async () => {
  const at = (modified: string, rest: Given = {}): Given => ({ modified, ...rest });
  const { entries, report } = await importBundle(
    indicator(1, at('2024-06-01T00:00:00.000Z', { confidence: 60 })),
    indicator(1, at('2024-01-01T00:00:00Z', { confidence: 10 })),
    indicator(2, at('2024-01-01T00:00:00Z', { confidence: 10 })),
    indicator(2, at('2024-06-01T00:00:00Z', { confidence: 60 })),
    indicator(3, at('2024-01-01T00:00:00Z')),
    indicator(3, at('2024-06-01T00:00:00Z', { revoked: true })),
    indicator(4, at('2024-06-01T00:00:00Z')),
    indicator(4, at('2024-01-01T00:00:00Z', { revoked: true })),
    indicator(5, at('2024-01-01T00:00:00Z')),
    indicator(5, at('2024-01-01T00:00:00.000Z')),
    indicator(6, at('lately')),
  );
  expect(entries.map(({ id, confidence }) => [id, confidence])).toEqual([
    ['indicator--1', 0.6],
    ['indicator--2', 0.6],
    ['indicator--4', null],
    ['indicator--5', null],
  ]);
  expect(report.left.toJSON()).toEqual({ 'older version of indicator': 4, 'revoked indicator': 1 });
  expect(report.faults.map(({ line, reason }) => [line, reason])).toEqual([
    [11, 'an entry before it has the same id'],
    [12, 'expected modified: a time, ISO 8601'],
  ]);
});

test('identities are listed where a threat or a wallet is theirs or nobody names them, not as authors or victims', async () => {
  const { entries, report } = await importBundle(
    identity('author'),
    identity('sighter'),
    identity('victim'),
    identity('suspect', { created_by_ref: 'identity--author' }),
    identity('holder', { created_by_ref: 'identity--author' }),
    identity('alone', { created_by_ref: 'identity--alone' }),
    identity('authorAndSuspect'),
    indicator(1, { created_by_ref: 'identity--author' }),
    indicator(2, { created_by_ref: 'identity--authorAndSuspect' }),
    { type: 'sighting', id: 'sighting--1', where_sighted_refs: ['identity--sighter'] },
    relation('threat-actor--1', 'attributed-to', 'identity--suspect'),
    relation('indicator--1', 'indicates', 'identity--authorAndSuspect'),
    relation('threat-actor--1', 'targets', 'identity--victim'),
    { type: 'x-cryptocurrency-wallet', id: 'x-cryptocurrency-wallet--1', value: 'x', holder_ref: 'identity--holder' },
  );
  expect(entries.filter(({ id }) => id.startsWith('identity')).map(({ id }) => id.slice(10))).toEqual([
    'suspect',
    'holder',
    'alone',
    'authorAndSuspect',
  ]);
  expect(report.left.toJSON()).toMatchObject({ 'identity that is only an author, a place of sighting or a victim': 3 });
});

test('contact information gives mailboxes and international phones; what else it says is counted', async () => {
  const { entries, report } = await importBundle(
    identity(1, { contact_information: 'Tel +7 495 123 45 67, ivan@sidorov.example.org, 12 Main St' }),
    identity(2, { contact_information: 'Phone: +44 20 7946 0958; e-mail: a@example.org' }),
  );
  const found = entries.map(({ indicators }) =>
    indicators.slice(1).map((one) => ('text' in one ? one.text : one.kind)),
  );
  expect(found).toEqual([
    ['ivan@sidorov.example.org', '+74951234567'],
    ['a@example.org', '+442079460958'],
  ]);
  expect(report.left.toJSON()).toEqual({
    'contact information that is neither a mailbox nor an international phone': 1,
  });
});

test('an end that cannot be read refuses the object; a confidence that cannot is counted', async () => {
  const { entries, report } = await importBundle(
    indicator(1, { valid_from: '2024-01-01T00:00:00Z', valid_until: '2024-06-01T00:00:00.000Z' }),
    indicator(2, { valid_until: '2024-13-45T00:00:00Z' }),
    indicator(3, { valid_until: 'garbage' }),
    indicator(4, { valid_from: '2024-06-01T00:00:00Z', valid_until: '2024-01-01T00:00:00Z' }),
    indicator(5, { valid_until: 20_240_101 }),
    indicator(6, { confidence: 900 }),
    indicator(7, { confidence: 'high' }),
  );
  expect(entries.map(({ id, validFrom, validUntil, confidence }) => [id, validFrom, validUntil, confidence])).toEqual([
    ['indicator--1', '2024-01-01', '2024-06-01', null],
    ['indicator--6', null, null, null],
    ['indicator--7', null, null, null],
  ]);
  expect(report.faults.map(({ line }) => line)).toEqual([3, 4, 5, 6]);
  expect(report.left.toJSON()).toEqual({ 'confidence that is not 0 to 100': 2 });
});
