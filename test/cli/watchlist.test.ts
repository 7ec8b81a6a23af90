import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { watchlistCommand } from '../../src/cli/commands/watchlist.ts';
import { zipOf } from '../watchlist/packed/zipOf.ts';

const nulls = (count: number): string => Array.from({ length: count }, () => ',-0- ').join('');
const row = (id: number, name: string, remarks = '-0- '): string =>
  `${id},"${name}","individual","SDNTK"${nulls(7)},${remarks}\r\n`;
const wallet =
  '"Digital Currency Address - XBT 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa; Digital Currency Address - XBT 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb."';

let folder = '';
const at = (...parts: string[]): string => join(folder, ...parts);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'postern-watchlist-'));
  writeFileSync(at('sdn.csv'), `${row(1, 'DOE, Jane', wallet)}${row(2, 'ROE, Richard')}3,broken\r\n`);
  writeFileSync(at('alt.csv'), '1,5,"aka","DOUGH, Janie",-0- \r\n');
  writeFileSync(at('mapping.json'), '{"kind":"goods","columns":{"ref":"id","what":"phrase","cas":"cas"}}');
  writeFileSync(at('own.csv'), 'ref,what,cas\n1,a powder,437-38-7\n2,another,437-38-8\n');
  writeFileSync(at('notes.txt'), 'not a list');
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  process.exitCode = undefined;
});

async function run(...args: string[]): Promise<{ out: string; code: number }> {
  const written = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  try {
    await watchlistCommand().exitOverride().parseAsync(args, { from: 'user' });
    return { out: written.mock.calls.map(([text]) => String(text)).join(''), code: Number(process.exitCode ?? 0) };
  } finally {
    process.exitCode = undefined;
    written.mockRestore();
  }
}

test('import takes what is good, tells what is not, and ends with 2', async () => {
  const { out, code } = await run('import', at('sdn.csv'), at('alt.csv'), '--out', at('list.ndjson'));
  expect(code).toBe(2);
  expect(out).toContain('2 entries, 5 indicators from 2 files (ofac-csv)');
  expect(out).toContain('sdn.csv:3: expected 12 columns, got 2');
});

test('stats counts, and lists wallets that are none', async () => {
  await run('import', at('sdn.csv'), at('alt.csv'), '--out', at('list.ndjson'));
  const { out, code } = await run('stats', at('list.ndjson'));
  expect(code).toBe(0);
  expect(out).toMatch(/2 {2}person/);
  expect(out).toContain('entry 1: XBT 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb');
});

test('search explains its hits, and ends with 2 where there are none', async () => {
  await run('import', at('sdn.csv'), at('alt.csv'), '--out', at('list.ndjson'));
  const found = await run('search', 'Jany Dough', '--list', at('list.ndjson'));
  expect(found.code).toBe(0);
  expect(found.out).toContain('ofac-sdn 1  person  DOE, Jane  [SDNTK]');
  expect(found.out).toContain('jany sounds as janie');
  const byWallet = await run('search', 'pay 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', '--list', at('list.ndjson'), '--json');
  expect(JSON.parse(byWallet.out)).toMatchObject([{ entry: { id: '1' }, hits: [{ attribute: 'wallet', score: 1 }] }]);
  expect((await run('search', 'Nobody Atall', '--list', at('list.ndjson'))).code).toBe(2);
  await expect(run('search', 'Jane')).rejects.toThrow(/expected --list FILE/);
  await expect(run('search', '--list', at('list.ndjson'))).rejects.toThrow(/expected a name or one of/);
});

test('show prints an entry whole, and ends with 2 where no list has it', async () => {
  writeFileSync(at('whole.csv'), 'ref,what,cas,tlp,until,who\n1,a powder,437-38-7,amber,2030-01-31,J Doe\n');
  const columns = { ref: 'id', what: 'phrase', cas: 'cas', tlp: 'handling', until: 'validUntil', who: 'name' };
  writeFileSync(at('whole.json'), JSON.stringify({ kind: 'goods', columns }));
  await run('import', at('whole.csv'), '--mapping', at('whole.json'), '--list', 'mine', '--out', at('whole.ndjson'));
  const { out, code } = await run('show', '1', '--list', at('whole.ndjson'));
  expect([code, out.replaceAll(/ +/g, ' ').trim().split('\n')]).toEqual([
    0,
    [
      'mine 1 goods',
      ' valid until 2030-01-31',
      ' handling TLP:AMBER',
      ' name J Doe',
      ' cas 437-38-7',
      ' phrase a powder',
    ],
  ]);
  const none = await run('show', '2', '--list', at('whole.ndjson'));
  expect([none.code, none.out]).toEqual([2, 'no entry 2 on mine\n']);
});

test('search finds listed phrases in a text, and names of goods in one', async () => {
  writeFileSync(
    at('goods.csv'),
    'ref,what,cas\n1,research chemical,\n2,crystal,437-38-7\n3,chemical research,\n4,chem,\n',
  );
  await run('import', at('goods.csv'), '--mapping', at('mapping.json'), '--out', at('goods.ndjson'));
  const { out, code } = await run('search', 'Research-Chemical powder', '--list', at('goods.ndjson'), '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject([{ entry: { id: '1' }, hits: [{ attribute: 'phrase', score: 17 / 18 }] }]);
});

test('search takes only whole numbers of entries, and says how many there are and are shown', async () => {
  await run('import', at('sdn.csv'), '--out', at('list.ndjson'));
  for (const most of ['abc', '0', '-1', '1.5', ' ']) {
    await expect(run('search', 'Jane Doe', '--list', at('list.ndjson'), `--most=${most}`)).rejects.toThrow(
      `expected --most of 1 or more, got "${most}"`,
    );
  }
  const twins = Array.from({ length: 5 }, (_, i) => row(i + 1, 'DOE, Jane')).join('');
  writeFileSync(at('sdn_twins.csv'), twins);
  await run('import', at('sdn_twins.csv'), '--format', 'ofac-csv', '--out', at('twins.ndjson'));
  const { out } = await run('search', 'Jane Doe', '--list', at('twins.ndjson'), '--most', '2');
  expect(out).toContain('5 of 5 entries found, names alike to 0.7 or more, the best 2 shown');
  expect(out).toMatch(/name 0\.\d{3} calibrated, 1\.000 alike: "Jane Doe" and "DOE, Jane"/);
  const all = await run('search', 'Jane Doe', '--list', at('twins.ndjson'));
  expect(all.out).toContain('5 of 5 entries found, names alike to 0.7 or more (ofac-sdn');
  expect((await run('search', 'Nobody Atall', '--list', at('list.ndjson'))).out).toContain('none of 2 entries found');
});

test('diff names who came and went', async () => {
  await run('import', at('sdn.csv'), at('alt.csv'), '--out', at('old.ndjson'));
  await run('import', at('sdn.csv'), '--out', at('new.ndjson'));
  const { out, code } = await run('diff', at('old.ndjson'), at('new.ndjson'));
  expect(code).toBe(2);
  expect(out).toContain('0 came, 0 went, 1 changed, 1 as before');
  expect(out).toContain('- name, strong: DOUGH, Janie');
  expect((await run('diff', at('new.ndjson'), at('new.ndjson'))).code).toBe(0);
});

test('diff refuses lists of two names, and numbers that are none', async () => {
  await run('import', at('sdn.csv'), '--out', at('old.ndjson'));
  await run('import', at('sdn.csv'), '--list', 'other', '--out', at('other.ndjson'));
  await expect(run('diff', at('old.ndjson'), at('other.ndjson'))).rejects.toThrow(
    'expected two versions of one list, got "ofac-sdn" and "other"',
  );
  await expect(run('diff', at('old.ndjson'), at('old.ndjson'), '--most', 'abc')).rejects.toThrow(
    'expected --most of 0',
  );
});

test('a plain file needs a mapping; a file of no known format and several formats at once are refused', async () => {
  const own = await run('import', at('own.csv'), '--mapping', at('mapping.json'), '--out', at('own.ndjson'));
  expect([own.code, own.out.includes('own.csv:3: expected a CAS number')]).toEqual([2, true]);
  expect((await run('search', 'tin of 437-38-7', '--list', at('own.ndjson'), '--json')).out).toContain(
    '"attribute": "cas"',
  );
  await expect(run('import', at('own.csv'), '--out', at('x.ndjson'))).rejects.toThrow(/expected --mapping/);
  await expect(run('import', at('notes.txt'), '--out', at('x.ndjson'))).rejects.toThrow(
    /notes\.txt: expected one of ofac-csv/,
  );
  await expect(run('import', at('sdn.csv'), at('own.csv'), '--out', at('x.ndjson'))).rejects.toThrow(
    /files of one format/,
  );
});

test('import never writes over what it reads, into no folder, or a list of nobody', async () => {
  const before = readFileSync(at('own.csv'), 'utf8');
  const args = ['import', at('own.csv'), '--mapping', at('mapping.json'), '--out'];
  symlinkSync(at('own.csv'), at('linked.csv'));
  for (const out of [at('own.csv'), `${folder}/./own.csv`, at('linked.csv')]) {
    await expect(run(...args, out)).rejects.toThrow(`expected --out other than what is read, got ${at('own.csv')}`);
  }
  await expect(run(...args, at('mapping.json'))).rejects.toThrow('expected --out other than what is read');
  expect(readFileSync(at('own.csv'), 'utf8')).toBe(before);
  await expect(run(...args, at('nowhere', 'x.ndjson'))).rejects.toThrow(`${at('nowhere')}: there is no such folder`);
  writeFileSync(at('nobody.csv'), 'ref,what,cas\n,a powder,\n2,,\n');
  await expect(run('import', at('nobody.csv'), ...args.slice(2), at('nobody.ndjson'))).rejects.toThrow(
    'got none in 1 files, 2 rows refused; nobody.csv:2: the row has no id; nobody.csv:3: the row has nothing to match',
  );
  expect(readdirSync(folder).filter((name) => name.startsWith('nobody'))).toEqual(['nobody.csv']);
  await expect(run(...args, at('x.ndjson'), '--faults', 'abc')).rejects.toThrow('expected --faults of 0 or more');
  for (const name of ['', ' ', 'a\tb', 'x'.repeat(65)]) {
    await expect(run(...args, at('x.ndjson'), `--list=${name}`)).rejects.toThrow('expected --list of 1 to 64');
  }
});

test('columns that a table lacks are one refusal, and the help says which columns are split', async () => {
  writeFileSync(at('other.csv'), 'ref,which\n1,a powder\n');
  writeFileSync(at('more.json'), '{"columns":{"ref":"id","which":"phrase","cas":"cas","tel":"phone"}}');
  const { out, code } = await run('import', at('other.csv'), '--mapping', at('more.json'), '--out', at('x.ndjson'));
  expect([code, out]).toEqual([2, expect.stringContaining('1 rows refused')]);
  expect(out).toContain('other.csv:1: the table has no column "cas", "tel" of the mapping');
  let help = '';
  const command = watchlistCommand().commands.find((one) => one.name() === 'import');
  command?.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  expect(help.replaceAll(/\s+/g, ' ')).toContain('are split at the separator (";"), but not those of id, kind, name,');
});

test('frequencies count the names of parcels once a party, and tell of rows that cannot be read', async () => {
  const party = (name: string, city: string): object => ({ name, city, country: 'ES' });
  const parcel = (itemId: string, sender: object): string =>
    JSON.stringify({ itemId, sender, recipient: party('Li Wei', 'Lugo'), contents: [{ description: 'tea' }] });
  const rows = [
    parcel('1', party('José García', 'Vigo')),
    parcel('2', party('José García', 'Vigo')),
    parcel('3', party('GARCIA', 'Lugo')),
    'broken',
  ];
  writeFileSync(at('parcels.ndjson'), `${rows.join('\n')}\n`);
  const told = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  await run('frequencies', '--input', at('parcels.ndjson'), '--out', at('words.csv'), '--least', '1');
  expect(told.mock.calls.join('')).toContain('5 words of 3 parties in 4 parcels, 1 of them unreadable');
  told.mockRestore();
  expect(readFileSync(at('words.csv'), 'utf8')).toBe('word,count\n*,5\ngarcia,2\njose,1\nli,1\nwei,1\n');
});

test('blind makes a key once, and of a list what holds none of its words', async () => {
  await run('import', at('sdn.csv'), at('alt.csv'), '--out', at('list.ndjson'));
  expect((await run('blind', '--new-key', at('carrier.key'))).out).toContain('the secret of one carrier');
  await expect(run('blind', '--new-key', at('carrier.key'))).rejects.toThrow('keys are never overwritten');
  const { out, code } = await run('blind', at('list.ndjson'), '--key-file', at('carrier.key'), '--out', at('blinded'));
  expect(code).toBe(0);
  expect(out).toMatch(/[12] of 2 entries, \d hashes/);
  const bytes = readFileSync(at('blinded')).toString('latin1').toLowerCase();
  for (const word of ['dough', 'janie', 'richard', 'sdntk', '1a1zp1ep', 'ofac']) expect(bytes).not.toContain(word);
  await expect(run('blind', at('list.ndjson'), '--key-file', at('notes.txt'), '--out', at('x'))).rejects.toThrow(
    '64 hexadecimal digits',
  );
  const badDay = ['--key-file', at('carrier.key'), '--out', at('x'), '--day', '2026-02-31'];
  await expect(run('blind', at('list.ndjson'), ...badDay)).rejects.toThrow('expected --day: a date of the calendar');
  await expect(run('blind', at('list.ndjson'), '--out', at('x'))).rejects.toThrow(
    'expected lists, --key-file and --out',
  );
});

test('a zip archive of a list, and a file in another encoding, are imported', async () => {
  const bytes = readFileSync(at('own.csv'));
  writeFileSync(at('own.zip'), zipOf({ name: 'a/own.csv', bytes }, { name: 'readme.md', bytes: Buffer.from('x') }));
  const zipped = await run('import', at('own.zip'), '--mapping', at('mapping.json'), '--out', at('zip.ndjson'));
  expect(zipped.out).toContain('own: 1 entries');
  expect(zipped.out).toContain('left out: 1 x file own.zip/readme.md: of no known format');
  writeFileSync(at('latin.csv'), Buffer.from('ref,what,cas\n1,café,437-38-7\n2,tea,\n', 'latin1'));
  const args = ['import', at('latin.csv'), '--mapping', at('mapping.json'), '--out', at('latin.ndjson')];
  const refused = await run(...args);
  expect([refused.code, refused.out]).toEqual([2, expect.stringContaining('latin.csv:2: the line is not UTF-8')]);
  expect(refused.out).toContain('--encoding latin1');
  expect((await run(...args, '--encoding', 'latin1')).out).toContain('2 entries, 3 indicators');
});
