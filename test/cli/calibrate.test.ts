import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parseCalibration } from '../../src/policy/calibration.ts';

const folder = mkdtempSync(join(tmpdir(), 'postern-calibrate-'));
afterAll(() => rmSync(folder, { recursive: true }));
const scores = join(folder, 'scores.csv');
const rows = Array.from(
  { length: 400 },
  (_, i) => `${(i % 20) - 12},${i % 20 > (i * 7) % 23 ? 1 : 0},${i < 5 ? '' : 1}`,
);
writeFileSync(scores, `score,found,weight\n${rows.join('\n')}\n-3,,1\n`);
const main = new URL('../../dist/src/cli/main.js', import.meta.url).pathname;

test('calibrate prints a reliability table and writes what a bundle takes', () => {
  const out = join(folder, 'calibration.json');
  const base = ['--label', 'found', '--base-rate', '1/1000', '--note', 'made up'];
  const printed = execFileSync(process.execPath, [main, 'calibrate', scores, ...base, '--out', out], {
    encoding: 'utf8',
  });
  expect(printed).toContain('1 rows without a label are left out');
  expect(printed).toContain('one in mail of which 1 in 1,000 are positive');
  expect(printed).toContain('judged by cross-fitting: each row by a fit on the other 4 of 5 parts');
  expect(printed).toMatch(/Brier score .*\n.*log loss.*\n.*calibration error/);
  const file = JSON.parse(readFileSync(out, 'utf8')) as { note: string; reliability: { numRows: number } };
  expect(file.note).toBe('made up');
  expect(file.reliability.numRows).toBe(400);
  expect(parseCalibration(file, 'calibration.json')).toMatchObject({ method: 'beta', baseRate: 0.001 });
});

test('calibrate refuses a column that is not there, a method it does not have and a weight of nothing', () => {
  const run = (...args: string[]): string =>
    spawnSync(process.execPath, [main, 'calibrate', scores, ...args], { encoding: 'utf8' }).stderr;
  expect(run('--label', 'y')).toMatch(/expected a column "y"/);
  expect(run('--label', 'found', '--method', 'platt')).toMatch(/isotonic, beta/);
  expect(run('--label', 'found', '--weight', 'weight')).toMatch(/row 1: expected a number in "weight"/);
  expect(run('--label', 'found', '--base-rate', '2')).toMatch(/share between 0 and 1/);
});
