/** `postern log` as a process: exit codes, what it prints, what it leaves. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { DecisionLog } from '../../src/log/decisionLog.ts';
import { encodeLine } from '../../src/log/entry.ts';
import { simulateMail } from '../../src/simulate/mail.ts';
import { pseudonymOf } from '../../src/log/pseudonym.ts';
import { segmentPath } from '../../src/log/segments.ts';
import { DAY_MS, NOON, rowsOf, temporaryFolder } from '../log/logFolder.ts';

const main = resolve(import.meta.dirname, '../../dist/src/cli/main.js');
type Run = { status: number | null; stdout: string; stderr: string };
const log = (...words: string[]): Run =>
  spawnSync(process.execPath, [main, 'log', ...words], { encoding: 'utf8' }) as Run;

/** Two days of three items each; the head after the first day. */
async function twoDays(folder: string): Promise<string> {
  const writer = await DecisionLog.open(folder);
  let head = '';
  for (const at of [NOON, NOON + DAY_MS]) {
    const { item } = writer.keysAt(at);
    const lines = ['A', 'B', 'C'].map((id) =>
      encodeLine({ at, item: pseudonymOf(item, id), input: null, decision: { action: 'release', score: -1 } }),
    );
    await writer.append({ at, lines: Buffer.from(lines.join('')), count: 3, rows: rowsOf(['a', 'b', 'c']) });
    head ||= writer.head;
  }
  await writer.close();
  return head;
}

test('verify: whole is 0, damage is 3, no log is 1; a noted head is looked for', async () => {
  const folder = temporaryFolder();
  const head = await twoDays(folder);
  const whole = log('verify', folder, '--head', head);
  expect([whole.status, whole.stderr]).toEqual([0, '']);
  expect(whole.stdout).toMatch(/^whole\n {2}8 entries in 2 blocks of 1 segments/);
  expect(whole.stdout).toContain('the noted head stands in the chain');
  expect(whole.stdout).toContain('2026-05-07             4 entries  key kept, 3 rows kept');
  const rows = join(folder, 'rows', '2026-05-07.rows');
  const goodRows = readFileSync(rows);
  writeFileSync(rows, goodRows.subarray(0, -1));
  expect(log('verify', folder).stdout).toMatch(/key kept, 0 rows kept, then \d+ bytes that are no whole record/);
  expect(log('verify', folder, '--head', 'ab'.repeat(32)).status).toBe(3);
  const bytes = readFileSync(segmentPath(folder, 1));
  bytes[200] ^= 1;
  writeFileSync(segmentPath(folder, 1), bytes);
  const damaged = log('verify', folder);
  expect(damaged.status).toBe(3);
  expect(damaged.stdout).toContain('not whole: segment 1, byte 64: the payload fails its CRC');
  expect(log('verify', join(folder, 'nowhere')).status).toBe(1);
});

test('an item is found by its id on every day whose key is kept, and no more once a day is erased', async () => {
  const folder = temporaryFolder();
  await twoDays(folder);
  const found = (): number => log('cat', folder, '--item', 'B').stdout.split('\n').length - 1;
  expect(found()).toBe(2);
  const erased = log('erase', folder, '--day', '2026-05-07');
  expect([erased.status, erased.stderr]).toEqual([0, '']);
  expect(found()).toBe(1);
  expect(existsSync(join(folder, 'rows', '2026-05-07.rows'))).toBe(false);
  const after = log('verify', folder);
  expect(after.status).toBe(0);
  expect(after.stdout).toContain('2026-05-07             4 entries  erased\n');
  expect(log('cat', folder, '--day', '2026-05-07').stdout.split('\n')).toHaveLength(5);
  expect(log('cat', folder, '--item', 'B').stderr).toContain('on days whose key is gone: 2026-05-07');
  expect(log('cat', folder, '--day', '2026-02-30').stderr).toContain('expected --day with a calendar date');
  const again = log('erase', folder, '--day', '2026-05-07');
  expect([again.status, again.stderr]).toEqual([1, expect.stringContaining('expected a day with a key')]);
});

test('screen --log on threads, then replay --log: identical is 0, a log of other decisions is 3', () => {
  const folder = temporaryFolder();
  const [mail, answers, logFolder] = ['mail.ndjson', 'answers.ndjson', 'log'].map((name) => join(folder, name));
  writeFileSync(mail, Buffer.concat([...simulateMail({ parcels: 4000, seed: 3 })].map(({ ndjson }) => ndjson)));
  const run = (...words: string[]): Run => spawnSync(process.execPath, [main, ...words], { encoding: 'utf8' }) as Run;
  const threads = ['--workers', '2'];
  const screened = run('screen', mail, '--out', answers, '--log', logFolder, '--keep-input', ...threads);
  expect([screened.status, screened.stderr]).toEqual([0, expect.stringContaining('0 entries so far')]);
  expect(readFileSync(answers, 'utf8')).toBe(run('screen', mail, '--workers', '0').stdout);
  const replayed = run('replay', '--log', logFolder, ...threads);
  expect([replayed.status, replayed.stdout]).toEqual([0, expect.stringMatching(/^4,000 decisions identical, 0 diff/)]);
  const empty = run('replay', '--log', folder, ...threads);
  expect([empty.status, empty.stdout]).toEqual([4, 'nothing to replay: the folder holds no decisions\n']);
  rmSync(join(logFolder, 'rows'), { recursive: true });
  const without = run('replay', '--log', logFolder, ...threads);
  expect([without.status, without.stdout]).toEqual([4, expect.stringMatching(/^nothing replayed\n/)]);
  expect(run('screen', mail, '--keep-input').stderr).toContain('give --log too');
  expect(run('replay', mail, '--log', logFolder).stderr).toContain('expected a file of parcels and one of decisions');
});

test('export writes the three formats by file name, and says which it knows', async () => {
  const folder = temporaryFolder();
  await twoDays(folder);
  for (const [name, start] of [
    ['out.ndjson', '{"seq":1,'],
    ['out.csv', 'seq,at,item'],
    ['out.parquet', 'PAR1'],
  ]) {
    const out = join(folder, name);
    expect(log('export', folder, '--out', out).stderr).toMatch(/^6 decisions, /);
    expect(readFileSync(out, 'latin1').startsWith(start)).toBe(true);
  }
  const wrong = log('export', folder, '--out', join(folder, 'out.xls'));
  expect([wrong.status, wrong.stderr]).toEqual([1, expect.stringContaining('ndjson, csv, parquet')]);
});
