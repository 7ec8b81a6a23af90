/** What an import takes of folders, and what it says of files it does not take. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { watchlistCommand } from '../../src/cli/commands/watchlist.ts';
import { zipOf } from '../watchlist/packed/zipOf.ts';

const root = mkdtempSync(join(tmpdir(), 'postern-import-'));
afterAll(() => rmSync(root, { recursive: true }));
afterEach(() => {
  process.exitCode = undefined;
});

function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(root, 'f-'));
  mkdirSync(join(folder, 'in'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, 'in', name), content);
  return folder;
}

async function run(folder: string, ...args: string[]): Promise<{ out: string; code: number; entries: string[] }> {
  const written = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  const list = join(folder, 'list.ndjson');
  try {
    await watchlistCommand()
      .exitOverride()
      .parseAsync(['import', ...args, '--out', list], { from: 'user' });
    const out = written.mock.calls.map(([text]) => String(text)).join('');
    const [, ...entries] = readFileSync(list, 'utf8').trimEnd().split('\n');
    return { out, code: Number(process.exitCode ?? 0), entries };
  } finally {
    process.exitCode = undefined;
    written.mockRestore();
  }
}

const mapping = '{"columns":{"id":"id","mail":"email"}}';
const table = 'id,mail\n1,a@example.org\n';

test('a folder of a MISP feed is imported without a word more', async () => {
  const uuid = 'e0000000-0000-4000-8000-000000000000';
  const attribute = { uuid: '1', type: 'email', value: 'a@example.org', to_ids: true };
  const folder = folderOf({
    'manifest.json': JSON.stringify({ [uuid]: { info: 'x' } }),
    [`${uuid}.json`]: JSON.stringify({ Event: { uuid, Attribute: [attribute] } }),
    'hashes.csv': `d41d8cd98f00b204e9800998ecf8427e,${uuid}\n`,
  });
  const { out, code } = await run(folder, join(folder, 'in'));
  expect([code, out]).toEqual([0, expect.stringContaining('misp: 1 entries')]);
  expect(out).toContain('left out: 1 x hashes of a feed');
  expect(out).toContain('left out: 1 x manifest of a feed');
});

test('a damaged archive or a bomb in a folder costs itself only', async () => {
  const good = gzipSync(table);
  const damaged = Buffer.from('id,mail\n2,b@example.org\n');
  const folder = folderOf({
    'good.csv.gz': good,
    'cut.csv.gz': gzipSync(`${table}${'3,c@example.org\n'.repeat(9000)}`).subarray(0, 150),
    'bomb.csv.gz': gzipSync(Buffer.concat([Buffer.from('id,mail\n4,'), Buffer.alloc(260 << 20, 98)])),
    'half.zip': breakMember(
      zipOf({ name: 'a.csv', bytes: damaged }, { name: 'b.csv', bytes: Buffer.from('id,mail\n5,e@example.org\n') }),
    ),
    'mapping.json': mapping,
  });
  const { out, code, entries } = await run(folder, join(folder, 'in'), '--mapping', join(folder, 'in', 'mapping.json'));
  expect([code, entries.map((line) => (JSON.parse(line) as { id: string }).id)]).toEqual([2, ['1', '5']]);
  expect(out).toContain('cut.csv.gz: expected whole gzip data');
  expect(out).toContain('  bomb.csv.gz: expected a file that grows at most 200 times');
  expect(out).toContain('half.zip/a.csv: expected a whole member');
  await expect(
    run(folder, join(folder, 'in', 'cut.csv.gz'), '--mapping', join(folder, 'in', 'mapping.json')),
  ).rejects.toThrow('expected whole gzip data');
});

/** One byte of the first member is another. */
function breakMember(zip: Uint8Array): Uint8Array {
  const broken = Uint8Array.from(zip);
  broken[40] ^= 1;
  return broken;
}

test('the consolidated lists of OFAC have a name of their own', async () => {
  const xml = `<sdnList><sdnEntry><uid>1</uid><lastName>A</lastName><sdnType>Entity</sdnType></sdnEntry></sdnList>`;
  const csv = `1,"A","individual","P"${',-0- '.repeat(8)}\n`;
  const folder = folderOf({ 'sdn.xml': xml, 'consolidated.xml': xml, 'sdn.csv': csv, 'cons_prim.csv': csv });
  const named = async (name: string): Promise<string> =>
    (await run(folder, join(folder, 'in', name))).out.split(':')[0];
  expect(await named('sdn.xml')).toBe('ofac-sdn');
  expect(await named('consolidated.xml')).toBe('ofac-consolidated');
  expect(await named('sdn.csv')).toBe('ofac-sdn');
  expect(await named('cons_prim.csv')).toBe('ofac-consolidated');
});
