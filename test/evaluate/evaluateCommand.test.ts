import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { evaluateCommand } from '../../src/cli/commands/evaluate.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'postern-evaluate-'));
  const lines = ['score,fraud,cell,seller'];
  for (let row = 0; row < 200; row++)
    lines.push(`${200 - row},${row < 12 || row % 40 === 39 ? 1 : 0},${row % 7},s${row % 50}`);
  writeFileSync(join(folder, 'scores.csv'), `${lines.join('\r\n')}\r\n`);
  const truth = ['row,label', ...Array.from({ length: 200 }, (_, row) => `${row},${row < 3 ? '' : row < 10}`)];
  writeFileSync(join(folder, 'truth.csv'), truth.join('\n'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...flags: string[]): Promise<string> {
  const written = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  try {
    await evaluateCommand()
      .exitOverride()
      .parseAsync([join(folder, 'scores.csv'), ...flags], { from: 'user' });
    return written.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    written.mockRestore();
  }
}

it('prints precision at each capacity, with the baseline beside it', async () => {
  const text = await run('--label', 'fraud', '--baseline', 'cell', '--at', '5%,10%', '--resamples', '50');
  expect(text).toContain('200 rows, 17 positive, base rate 8.5 %');
  expect(text).toMatch(/^ +5 % +10 +1\.00 /m);
  expect(text).toMatch(/^ +10 % +20 +0\.600 /m);
  expect(text).toContain('cell: AUC');
  expect(text).toContain('score minus cell');
});

it('writes everything as JSON, with groups', async () => {
  const flags = ['--label', 'fraud', '--group', 'seller', '--at', '0.1', '--resamples', '20', '--json'];
  const found = JSON.parse(await run(...flags));
  expect(found.groups).toBe(50);
  expect(found.figures.cuts[0].precision.mean).toBe(0.6);
  expect(found.figures.cuts[0].recall.wilson.low).toBeGreaterThan(0.4);
});

it('takes labels from a second file and leaves out rows without one', async () => {
  const flags = ['--truth', join(folder, 'truth.csv'), '--label', 'label', '--at', '1%', '--resamples', '0'];
  const text = await run(...flags);
  expect(text).toContain('3 rows without a label are left out');
  expect(text).toContain('197 rows, 7 positive');
});

it('names the column that is not there', async () => {
  await expect(run('--label', 'nothing')).rejects.toThrow('expected a column "nothing", got 4 columns');
});

it('names the value that is no label', async () => {
  await expect(run('--label', 'cell')).rejects.toThrow('row 3: expected a label 1 or 0');
});

describe('--weighted', () => {
  it('estimates what was missed from the chances of inspection', async () => {
    const rows = Array.from({ length: 1000 }, (_, row) => {
      if (row < 20) return `1,1,${row < 12 ? 1 : 0}`;
      return row < 60 ? `0.04,1,${row === 30 ? 1 : row === 31 ? '' : 0}` : '0.04,0,';
    });
    writeFileSync(join(folder, 'scores.csv'), ['inclusionProbability,inspected,outcome', ...rows].join('\n'));
    const text = await run('--weighted', '--label', 'outcome');
    expect(text).toContain('1000 rows: 20 inspected by rule or rank (12 bad of 20 with an outcome)');
    expect(text).toContain('980 open to the draw, 40 of them drawn (1 bad of 39 with an outcome)');
    expect(text).toMatch(/^ +bad parcels +38 +/m);
    expect(text).toMatch(/^ +hit rate of rule and rank +60.0 % +38/m);
    expect(text).toMatch(/^ +hit rate of the drawn +2.56 %/m);
    const found = JSON.parse(await run('--weighted', '--label', 'outcome', '--json'));
    expect(found.bad.value).toBeCloseTo(12 + (25 * 40) / 39, 9);
  });

  it('says what is not known, and which outcomes it does not use', async () => {
    const rows = ['1,1,', '0.5,1,', '0.5,0,1'];
    writeFileSync(join(folder, 'scores.csv'), ['inclusionProbability,inspected,outcome', ...rows].join('\n'));
    const text = await run('--weighted', '--label', 'outcome');
    expect(text).toMatch(/^ +bad parcels +not known +not known$/m);
    expect(text).toMatch(/^ +of them missed +not known +0.0 to 2.0$/m);
    expect(text).toContain('1 rows have an outcome though they were not inspected');
    writeFileSync(join(folder, 'scores.csv'), 'inclusionProbability,inspected,outcome\n');
    await expect(run('--weighted', '--label', 'outcome')).rejects.toThrow('expected at least one row, got none');
  });
});
