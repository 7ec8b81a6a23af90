import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { simulateCommand } from '../../src/cli/commands/simulate.ts';
import { simulateMail } from '../../src/simulate/mail.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'postern-simulate-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = async (...flags: string[]): Promise<unknown> =>
  simulateCommand()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .parseAsync(flags, { from: 'user' });

it('writes the mail of the seed and one label a parcel to files of their own', async () => {
  const [out, labels] = [join(folder, 'mail.ndjson'), join(folder, 'labels.csv')];
  await run('--parcels', '1000', '--seed', '9', '--base-rate', '1/50', '--out', out, '--labels', labels);
  const expected = Buffer.concat(
    [...simulateMail({ parcels: 1000, seed: 9, baseRate: 0.02 })].map((chunk) => chunk.ndjson),
  );
  expect(readFileSync(out).equals(expected)).toBe(true);
  const rows = readFileSync(labels, 'utf8').trimEnd().split('\n');
  expect(rows.length).toBe(1001);
  expect(rows.filter((row) => row.split(',')[2] === '1').length).toBe(20);
  expect(readdirSync(folder).toSorted()).toEqual(['labels.csv', 'mail.ndjson']);
});

it('writes to standard output unless told otherwise', async () => {
  const written = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  try {
    await run('--parcels', '3');
    const text = Buffer.concat(written.mock.calls.map(([bytes]) => bytes as Buffer)).toString('utf8');
    expect(text.trimEnd().split('\n').length).toBe(3);
  } finally {
    written.mockRestore();
  }
});

it('refuses what it cannot do before it touches a file', async () => {
  const out = join(folder, 'refused.ndjson');
  await expect(run('--parcels', '10', '--base-rate', '3', '--out', out)).rejects.toThrow('baseRate');
  await expect(run('--parcels', 'many', '--out', out)).rejects.toThrow('Expected a number');
  expect(existsSync(out)).toBe(false);
});
