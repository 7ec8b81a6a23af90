/** Values of every field, planted in every type, right and wrong: none of them may be readable in a decision log. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Field, parcelFields } from '../../src/contract/fields.ts';
import type { Format } from '../../src/contract/formats.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { LoggedHost } from '../../src/engine/recording/loggedHost.ts';
import { DecisionLog } from '../../src/log/decisionLog.ts';
import { readEntries } from '../../src/log/readEntries.ts';
import { temporaryFolder } from '../log/logFolder.ts';
import { collect, encodeBody, pieces } from '../oracle/bodies.ts';
import { buildTestBundle } from '../oracle/testBundle.ts';

type Path = readonly string[];
type Tree = { [key: string]: unknown };

const TEXT = 'Zzyzxq';
const NUMBER = 15_551_234_567;
/** What no file of the log may hold. */
const planted = [TEXT, TEXT.toUpperCase(), String(NUMBER), '1.5551234567', '-9876501', '987650.25', '9876543210987654'];

const wrongValues: readonly unknown[] = [
  TEXT,
  TEXT.repeat(2000),
  TEXT.toUpperCase().slice(0, 6),
  NUMBER,
  -NUMBER,
  -9_876_501,
  987_650.25,
  9_876_543_210_987_654,
  String(NUMBER),
  [TEXT],
  [NUMBER],
  Array.from({ length: 300 }, () => TEXT),
  { [TEXT]: TEXT, itemId: NUMBER },
  [{ [TEXT]: NUMBER }],
];

/** Paths of everything that a record can hold, and of what holds it. */
function pathsOf(fields: Readonly<Record<string, Field>>, parents: Path): Path[] {
  return Object.entries(fields).flatMap(([key, field]): Path[] => {
    const path = [...parents, key];
    if (field.kind === 'object') return [path, ...pathsOf(field.fields, path)];
    if (field.kind === 'list') return [path, [...path, '0'], ...pathsOf(field.item, [...path, '0'])];
    return field.kind === 'texts' ? [path, [...path, '0']] : [path];
  });
}

const paths = pathsOf(parcelFields, []);

function good(): Tree {
  const party = { name: `${TEXT} Ltd`, phone: `+${NUMBER}`, city: TEXT, addressLines: [`${TEXT} 1`] };
  return {
    itemId: `${TEXT}-${NUMBER}`,
    sender: { ...party, country: 'CN' },
    recipient: { ...party, country: 'US' },
    contents: [{ description: `toys of ${TEXT}` }],
  };
}

function withValue(path: Path, value: unknown): Tree {
  const tree = good();
  let place = tree;
  for (const [depth, key] of path.slice(0, -1).entries()) {
    place[key] ??= /^\d+$/.test(path[depth + 1]) ? [] : {};
    place = place[key] as Tree;
  }
  place[path[path.length - 1]] = value;
  return tree;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });
}

test('no value of a record is readable in the log, whatever field it stands in and whatever type it has', async () => {
  const folder = temporaryFolder();
  const log = await DecisionLog.open(folder);
  const host = new LoggedHost(createEngine({ bundle: buildTestBundle() }), log, { keepRows: true });
  const trees = paths.flatMap((path) => wrongValues.map((value) => withValue(path, value)));
  const rows = trees.map((tree) => JSON.stringify(tree));
  const broken = rows.slice(0, 200).map((row, i) => row.slice(0, 20 + i));
  const ids = [NUMBER, TEXT, String(NUMBER)].map((id) => `{"itemId":${JSON.stringify(id)},"itemId":"${TEXT}"}`);
  const bodies: [Format, Uint8Array][] = [
    ['ndjson', Buffer.from([...rows, ...broken, ...ids, ''].join('\n'))],
    ['json', encodeBody('json', trees as never)],
    ['msgpack', encodeBody('msgpack', trees as never)],
    ['csv', csvOf()],
  ];
  let numAnswers = 0;
  let numErrors = 0;
  for (const [from, body] of bodies) {
    const answers = await collect(host.screenStream(pieces(body, 40_000), { from, to: 'ndjson' }));
    for (const line of answers.toString().trimEnd().split('\n')) {
      const answer = JSON.parse(line) as { error?: { got: string; expected: string } };
      numAnswers += 1;
      if (!answer.error) continue;
      numErrors += 1;
      for (const value of planted) expect(answer.error.got).not.toContain(value);
    }
  }
  await host.close();
  let numEntries = 0;
  for await (const entry of readEntries(folder)) numEntries += 'decision' in entry ? 1 : 0;
  expect(numEntries).toBe(numAnswers);
  expect(numErrors).toBeGreaterThan(3 * paths.length);
  for (const file of filesIn(folder)) {
    const bytes = readFileSync(file);
    for (const value of planted) expect([file, value, bytes.includes(value)]).toEqual([file, value, false]);
  }
});

/** One column a leaf, one row a leaf and value. */
function csvOf(): Buffer {
  const leaves = paths.map((path) => path.join('.'));
  const columns = leaves.filter((path) => !leaves.some((other) => other.startsWith(`${path}.`)));
  const lines = columns.flatMap((column) =>
    wrongValues
      .filter((value) => typeof value !== 'object')
      .map((value) => columns.map((name) => (name === column ? String(value) : (base[name] ?? ''))).join(',')),
  );
  return Buffer.from([columns.join(','), ...lines, ''].join('\n'));
}

const base: Readonly<Record<string, string>> = {
  itemId: `${TEXT}-${NUMBER}`,
  'sender.country': 'CN',
  'recipient.country': 'US',
  'contents.0.description': TEXT,
};
