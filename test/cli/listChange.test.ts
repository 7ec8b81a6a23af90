/** A list changes: patch, use, log, replay, merge, and who of the past is affected, on the command line. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Random } from '../../src/base/random.ts';
import { bundleCommand } from '../../src/cli/commands/bundle.ts';
import { replayCommand } from '../../src/cli/commands/replay.ts';
import { screenCommand } from '../../src/cli/commands/screen.ts';
import { watchlistCommand } from '../../src/cli/commands/watchlist.ts';
import type { Entry } from '../../src/watchlist/entry.ts';
import { LIST_FORMAT, readListFile, writeListFile } from '../../src/watchlist/listFile.ts';
import { laterList, madeList, mail, mailRows } from '../watchlist/rescreen/changingList.ts';

const bundles = fileURLToPath(new URL('../../bundles/', import.meta.url));
const key = join(bundles, 'demo-key.private.pem');
let folder = '';
const at = (name: string): string => join(folder, name);

async function writeList(name: string, entries: readonly Entry[]): Promise<void> {
  async function* all(): AsyncGenerator<Entry> {
    for (const entry of entries) yield { ...entry, list: 'made' };
  }
  const counts = { entries: entries.length, indicators: 0, refused: 0, left: {}, danglingReferences: 0 };
  const about = { format: LIST_FORMAT, list: 'made', source: 'plain', publishedAt: null, files: [], counts } as const;
  await writeListFile(at(name), all(), (version) => ({ ...about, version }));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postern-list-change-'));
  const [random, parcels] = [new Random(8), mail(120, 8)];
  const before = madeList(parcels, 30, random);
  await writeList('old.ndjson', before);
  await writeList('new.ndjson', laterList(before, parcels, random));
  writeFileSync(at('mail.ndjson'), `${mailRows(120, 8).join('\n')}\nnot a parcel\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(command: Command, ...args: string[]): Promise<{ out: string; told: string; code: number }> {
  const out = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  const told = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  const textOf = (spy: typeof out): string => spy.mock.calls.map(([text]) => String(text)).join('');
  try {
    await command.exitOverride().parseAsync(args, { from: 'user' });
    return { out: textOf(out), told: textOf(told), code: Number(process.exitCode ?? 0) };
  } finally {
    process.exitCode = undefined;
    out.mockRestore();
    told.mockRestore();
  }
}

test('a patch is made, shown, verified, screened with, logged, replayed and merged', async () => {
  await run(
    bundleCommand(),
    'build',
    join(bundles, 'default'),
    '--list',
    at('old.ndjson'),
    '--key',
    key,
    '--out',
    at('b'),
  );
  const made = await run(bundleCommand(), 'patch', at('b'), '--list', at('new.ndjson'), '--key', key, '--out', at('p'));
  expect(made.out).toMatch(/\d+ entries came, \d+ changed, \d+ went, \d+ as before/);
  const hash = /decisions name ([0-9a-f]{32})/.exec(made.out)?.[1] as string;
  const shown = await run(bundleCommand(), 'inspect', at('p'));
  expect(shown.out).toContain(`together decisions name ${hash}`);
  expect(shown.out).toContain(`new made: `);
  expect((await run(bundleCommand(), 'verify', at('p'))).out).toMatch(/intact, signed by .*, of bundle [0-9a-f]{32}/);

  const use = ['--bundle', at('b'), '--patch', at('p'), '--workers', '0'];
  const screened = await run(
    screenCommand(), at('mail.ndjson'), ...use, '--out', at('decisions.ndjson'), '--log', at('log'), '--keep-input',
  ); // biome-ignore format: one call
  expect(screened.code).toBe(2);
  const decisions = readFileSync(at('decisions.ndjson'), 'utf8');
  expect(decisions.split('\n').filter((line) => line.includes(`"bundle":"${hash}"`))).toHaveLength(121);

  const again = await run(replayCommand(), '--log', at('log'), ...use);
  expect([again.out, again.code]).toEqual([expect.stringContaining('121 decisions identical, 0 different'), 0]);
  const without = await run(replayCommand(), '--log', at('log'), '--bundle', at('b'), '--workers', '0');
  expect([without.out, without.code]).toEqual([expect.stringContaining('121 were made by another bundle'), 4]);

  const list = ['--list', at('new.ndjson'), '--key', key, '--out', at('m')];
  await run(bundleCommand(), 'merge', at('b'), '--patch', at('p'), ...list);
  expect((await run(bundleCommand(), 'verify', at('m'))).out).toContain('intact');
  await expect(
    run(bundleCommand(), 'merge', at('b'), '--patch', at('p'), '--list', at('old.ndjson'), ...list.slice(2)),
  ).rejects.toThrow('is not given: give the files of exactly the lists');
});

test('parcels that a change affects are found in a file, through an index of it, and in a log', async () => {
  const change = ['--from', at('old.ndjson'), '--to', at('new.ndjson')];
  const indexed = await run(watchlistCommand(), 'index-parcels', at('mail.ndjson'), '--out', at('mail.ppar'));
  expect(indexed.out).toContain('120 parcels, 1 rows are none or were not kept');
  const byFile = await run(watchlistCommand(), 'rescreen', ...change, '--input', at('mail.ndjson'));
  expect(byFile.code).toBe(2);
  expect(byFile.told).toMatch(/\d+ of 120 parcels affected; 1 rows[^]* \d+ looked at/);
  const affected = byFile.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { itemId: string });
  expect(affected.length).toBeGreaterThan(3);
  expect(Object.keys(affected[0])).toEqual(['itemId', 'before', 'after']);

  const byIndex = ['--input', at('mail.ndjson'), '--index', at('mail.ppar')];
  const checked = await run(watchlistCommand(), 'rescreen', ...change, ...byIndex, '--check');
  expect(checked.out).toBe(byFile.out);
  expect(checked.told).toMatch(/checked: screening all 120 with both lists finds the same in [\d.]+ s, [\d.]+ times/);

  const ofBundle = ['rescreen', ...change, ...byIndex, '--bundle', at('b')];
  const patched = await run(watchlistCommand(), ...ofBundle, '--patch', at('p'), '--check');
  expect([patched.out, patched.told]).toEqual([byFile.out, expect.stringContaining('finds the same')]);
  await expect(run(watchlistCommand(), ...ofBundle)).rejects.toThrow('expected --patch FILE');
  const toOld = ofBundle.map((word) => (word === at('new.ndjson') ? at('old.ndjson') : word));
  await expect(run(watchlistCommand(), ...toOld, '--patch', at('p'))).rejects.toThrow(
    /--to: expected list "made" in version \w+, as bundle or patch has it, got \w+/,
  );

  const byLog = ['rescreen', ...change, '--log', at('log')];
  expect((await run(watchlistCommand(), ...byLog)).out).toBe(byFile.out);
  const logged = await run(
    watchlistCommand(),
    'index-parcels',
    '--log',
    at('log'),
    '--days',
    '2',
    '--out',
    at('log.ppar'),
  );
  expect(logged.out).toContain('120 parcels, 1 rows are none or were not kept');
  const byLogIndex = [...byLog, '--index', at('log.ppar')];
  expect((await run(watchlistCommand(), ...byLogIndex, '--days', '3')).out).toBe(byFile.out);
  for (const days of [
    ['--since', '2999-01-01'],
    ['--until', '1999-01-01'],
  ]) {
    const other = await run(watchlistCommand(), ...byLog, ...days);
    expect([other.out, other.code]).toEqual(['', 0]);
    const gone = await run(watchlistCommand(), ...byLogIndex, ...days);
    expect([gone.out, gone.code, gone.told]).toEqual(['', 0, expect.stringContaining('are gone')]);
  }
  for (const [option, wrong] of Object.entries({ '--days': '0', '--since': 'monday', '--until': '2026-1-1' })) {
    await expect(run(watchlistCommand(), ...byLog, option, wrong)).rejects.toThrow(`expected ${option} as`);
  }
  const same = await run(
    watchlistCommand(), 'rescreen', '--from', at('old.ndjson'), '--to', at('old.ndjson'), ...byIndex,
  ); // biome-ignore format: one call
  expect([same.out, same.code]).toEqual(['', 0]);

  const rows = readFileSync(at('mail.ndjson'), 'utf8');
  writeFileSync(at('mail.ndjson'), rows.replaceAll('"quantity":1,', '"quantity":2,'));
  await expect(run(watchlistCommand(), 'rescreen', ...change, ...byIndex)).rejects.toThrow(
    'is not the one that was indexed',
  );
  appendFileSync(at('mail.ndjson'), '\n');
  await expect(run(watchlistCommand(), 'rescreen', ...change, ...byIndex)).rejects.toThrow('make the index again with');
  await expect(run(watchlistCommand(), 'rescreen', ...change)).rejects.toThrow('expected a file of parcels, or --log');
});

test('the lists of a test are whole', async () => {
  expect((await readListFile(at('old.ndjson'))).entries).toHaveLength(30);
});
