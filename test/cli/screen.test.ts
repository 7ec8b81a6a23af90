/** The command line as a user runs it: real processes, real files. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Answer } from '../../src/contract/decision.ts';
import { simulateMail } from '../../src/simulate/mail.ts';

const main = resolve(import.meta.dirname, '../../dist/src/cli/main.js');
const folder = mkdtempSync(join(tmpdir(), 'postern-cli-'));
const file = (name: string): string => join(folder, name);
const mail = Buffer.concat([...simulateMail({ parcels: 1000, seed: 21 })].map(({ ndjson }) => ndjson));
writeFileSync(file('mail.ndjson'), mail);

afterAll(() => rmSync(folder, { recursive: true }));

type Ran = { code: number | null; out: string; err: string };

function postern(args: readonly string[], input?: Buffer): Ran {
  const ran = spawnSync(process.execPath, [main, ...args], { input, maxBuffer: 64 << 20 });
  return { code: ran.status, out: ran.stdout.toString('utf8'), err: ran.stderr.toString('utf8') };
}

const answersOf = (ndjson: string): Answer[] =>
  ndjson
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);

test('screen answers every row and sums up by action on standard error', () => {
  const { code, out, err } = postern(['screen', file('mail.ndjson')]);
  expect(code).toBe(0);
  expect(answersOf(out)).toHaveLength(1000);
  expect(err).toContain('1,000 rows in');
  expect(err).toMatch(/release +[\d,]+/);
  expect(err).toContain('trained on synthetic mail');
});

test('a thousand rows of which one is broken give 999 decisions, one row error in its place and exit code 2', () => {
  const rows = mail.toString('utf8').trimEnd().split('\n');
  rows[499] = '{"itemId":"X"}';
  const { code, out } = postern(['screen', '-', '--workers', '0'], Buffer.from(rows.join('\n')));
  expect(code).toBe(2);
  const answers = answersOf(out);
  expect(answers.filter((answer) => 'action' in answer)).toHaveLength(999);
  expect(answers[499]).toMatchObject({ itemId: 'X', error: { code: 'FIELD_REQUIRED', pointer: '/sender/country' } });
});

test('threads and formats change nothing in the decisions', () => {
  const { out } = postern(['screen', file('mail.ndjson'), '--workers', '2', '--out', file('two.ndjson')]);
  expect(out).toBe('');
  postern(['screen', file('mail.ndjson'), '--workers', '0', '--out', file('none.ndjson')]);
  expect(readFileSync(file('two.ndjson')).equals(readFileSync(file('none.ndjson')))).toBe(true);
  writeFileSync(file('mail.json'), `[${mail.toString('utf8').trimEnd().split('\n').join(',')}]`);
  postern(['screen', file('mail.json'), '--out', file('from-json.ndjson')]);
  expect(readFileSync(file('from-json.ndjson')).equals(readFileSync(file('none.ndjson')))).toBe(true);
});

test('replay proves recorded decisions, and finds a changed one', () => {
  postern(['screen', file('mail.ndjson'), '--out', file('decisions.ndjson')]);
  const same = postern(['replay', file('mail.ndjson'), file('decisions.ndjson')]);
  expect(same).toMatchObject({ code: 0 });
  expect(same.out).toContain('identical');
  const changed = readFileSync(file('decisions.ndjson'), 'utf8').replace('"action":"release"', '"action":"hold"');
  writeFileSync(file('changed.ndjson'), changed);
  const other = postern(['replay', file('mail.ndjson'), file('changed.ndjson')]);
  expect(other).toMatchObject({ code: 3 });
  expect(other.out).toContain('(line 1)');
  writeFileSync(file('short.ndjson'), changed.slice(0, 5000));
  expect(postern(['replay', file('mail.ndjson'), file('short.ndjson')]).code).toBe(3);
});

test('Ctrl-C leaves neither the output file nor a part of it', async () => {
  const child = spawn(process.execPath, [main, 'screen', '-', '--out', file('interrupted.ndjson')]);
  child.stdin.on('error', () => undefined);
  child.stdin.write(mail);
  while (!existsSync(file('interrupted.ndjson.partial'))) await new Promise((wait) => setTimeout(wait, 20));
  child.kill('SIGINT');
  const [code] = (await once(child, 'exit')) as [number];
  expect(code).toBe(130);
  expect(readdirSync(folder).filter((name) => name.startsWith('interrupted'))).toEqual([]);
});

test('a failure names what was got and what was expected, and exits with 1', () => {
  expect(postern(['screen', file('absent.ndjson')])).toMatchObject({ code: 1 });
  const format = postern(['screen', file('mail.ndjson'), '--from', 'xml']);
  expect(format.code).toBe(1);
  expect(format.err).toContain('expected a format of ndjson, json, msgpack, csv, got "xml"');
  const body = postern(['screen', '-', '--from', 'json', '--out', file('refused.ndjson')], Buffer.from('{"a":1}'));
  expect(body.code).toBe(1);
  expect(body.err).toContain('BODY_INVALID');
  expect(existsSync(file('refused.ndjson'))).toBe(false);
  expect(existsSync(file('refused.ndjson.partial'))).toBe(false);
});

test('features prints the table, and writes one row a parcel as text and as float32', () => {
  const table = postern(['features']);
  expect(table.out).toContain('grossWeightG');
  postern(['features', '--input', file('mail.ndjson'), '--out', file('rows.csv')]);
  postern(['features', '--input', file('mail.ndjson'), '--out', file('rows.f32')]);
  const [head, ...rows] = readFileSync(file('rows.csv'), 'utf8').trimEnd().split('\n');
  const sidecar = JSON.parse(readFileSync(file('rows.f32.json'), 'utf8')) as { numRows: number; names: string[] };
  expect(rows).toHaveLength(1000);
  expect(sidecar).toMatchObject({ numRows: 1000, names: head.split(',') });
  const bytes = readFileSync(file('rows.f32'));
  const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  rows.forEach((row, r) =>
    row.split(',').forEach((cell, c) => {
      expect(
        Object.is(values[r * sidecar.names.length + c], cell === '' ? Number.NaN : Math.fround(Number(cell))),
      ).toBe(true);
    }),
  );
});

test('explain shows the decision, its findings and its features', () => {
  const shown = postern(['explain', file('mail.ndjson'), '--line', '2', '--json']);
  const explanation = JSON.parse(shown.out) as { decision: Answer; features: { name: string }[] };
  const [, second] = answersOf(postern(['screen', file('mail.ndjson')]).out);
  expect(explanation.decision).toEqual(second);
  expect(explanation.features.length).toBeGreaterThanOrEqual(60);
  expect(postern(['explain', file('mail.ndjson'), '--line', '5000']).err).toContain('expected --line from 1 to');
});

test('an output file is never the input file', () => {
  const before = readFileSync(file('mail.ndjson'));
  const same = postern(['screen', file('mail.ndjson'), '--out', file('mail.ndjson')]);
  expect(same.code).toBe(1);
  expect(same.err).toContain('expected an output file other than the input');
  expect(readFileSync(file('mail.ndjson')).equals(before)).toBe(true);
});

test('explain names codes and countries in words, and tells a row error by its exit code', () => {
  const parcel = { itemId: 'A', serviceClass: 'ems', sender: { country: 'CN' }, recipient: { country: 'US' } };
  writeFileSync(file('one.json'), JSON.stringify({ ...parcel, contents: [{ description: 'toy car' }] }));
  const explained = postern(['explain', file('one.json')]);
  expect(explained.code).toBe(0);
  expect(explained.out).toMatch(/^ {2}senderCountry +CN$/m);
  expect(explained.out).toMatch(/^ {2}serviceClass +ems$/m);
  writeFileSync(file('none.json'), JSON.stringify(parcel));
  expect(postern(['explain', file('none.json')])).toMatchObject({ code: 2 });
});
