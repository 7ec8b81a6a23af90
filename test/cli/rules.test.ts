import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { rulesCommand } from '../../src/cli/commands/rules.ts';
import { simulateMail } from '../../src/simulate/mail.ts';
import { goodPack } from '../rules/pack/packs.ts';

const defaultPack = fileURLToPath(new URL('../../bundles/default', import.meta.url));
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'postern-rules-'));
  writeFileSync(join(folder, 'good.yaml'), goodPack);
  writeFileSync(join(folder, 'faulty.yaml'), goodPack.replace('rfs', 'stop').replace('|-', '>-'));
  writeFileSync(
    join(folder, 'failing.yaml'),
    goodPack.replace(
      'fires: [{ parcel: plain, with: { contents.0.description: 437-38-7 } }]',
      'fires: [{ parcel: plain }]',
    ),
  );
  const mail = [...simulateMail({ parcels: 400, seed: 2, baseRate: 0 })].map(({ ndjson }) => ndjson);
  writeFileSync(join(folder, 'mail.ndjson'), Buffer.concat([...mail, Buffer.from('{"itemId":3}\n')]));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  process.exitCode = undefined;
});

/** Standard output and exit code of the command. */
async function run(...args: string[]): Promise<{ out: string; code: number }> {
  const written = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  try {
    await rulesCommand().exitOverride().parseAsync(args, { from: 'user' });
    const out = written.mock.calls.map(([text]) => String(text)).join('');
    return { out, code: Number(process.exitCode ?? 0) };
  } finally {
    written.mockRestore();
  }
}

test('check tells what a pack does, and ends with 0 without a fault', async () => {
  const { out, code } = await run('check', join(folder, 'good.yaml'));
  expect(code).toBe(0);
  expect(out).toMatch(/FIRST_RULE\s+rfs\s+risk\s+always\s+2/);
  expect(out).toContain('good.yaml:20: SECOND_RULE has no tests');
  expect(out).toContain('2 rules without fault, 2 tests, 1 topics; 0 faults, 1 warnings');
});

test('check tells every fault at its place and ends with 2, as text and as JSON', async () => {
  const { out, code } = await run('check', join(folder, 'faulty.yaml'));
  expect(code).toBe(2);
  expect(out).toMatch(/faulty\.yaml:13:13: .*got "stop"/);
  const { faults } = JSON.parse((await run('check', join(folder, 'faulty.yaml'), '--json')).out) as {
    faults: unknown[];
  };
  const file = join(folder, 'faulty.yaml');
  expect(faults).toEqual([
    expect.objectContaining({ file, line: 13, column: 13 }),
    expect.objectContaining({ file, line: 24, column: 11 }),
  ]);
});

test('check names what of a folder is not read, and a pack without rules', async () => {
  const pack = join(folder, 'pack');
  mkdirSync(join(pack, 'more'), { recursive: true });
  writeFileSync(join(pack, 'a.yml'), 'rules: []\n');
  writeFileSync(join(pack, 'b.json'), '{}');
  writeFileSync(join(pack, 'README.md'), 'a note');
  const { out, code } = await run('check', pack);
  expect(code).toBe(0);
  expect(out).toContain(`${join(pack, 'b.json')}: not read`);
  expect(out).toContain(`${join(pack, 'more')}/: not read`);
  expect(out).toContain(`${pack}: the pack has no rules`);
  expect(out).toContain('0 faults, 3 warnings');
  await expect(run('check', join(pack, 'more'))).rejects.toThrow(/no file ends in \.yaml or \.yml/);
});

/** A file of the good pack with parts replaced, in pairs. */
function packWith(name: string, ...parts: readonly [string, string][]): string {
  const file = join(folder, name);
  writeFileSync(
    file,
    parts.reduce((text, [part, replacement]) => text.replace(part, replacement), goodPack),
  );
  return file;
}

test('check warns of conditions that read nothing of a parcel', async () => {
  const constant = await run('check', packWith('constant.yaml', ['when: findings.CAS_LISTED', "when: \"'a' == 'a'\""]));
  expect(constant.out).toMatch(/constant\.yaml:11: FIRST_RULE: the condition reads nothing of a parcel, it hits every/);
  expect(constant.code).toBe(0);
});

test('tests whose parcel is a row error are counted as not judged', async () => {
  const { out, code } = await run('test', packWith('errors.yaml', ['itemId: A1', 'itemId: 3']));
  expect(code).toBe(2);
  expect(out).toContain('0 of 2 tests pass, of 2 rules; 0 ran through the engine and the reference, 0 with signals');
  expect(out).toContain('2 could not be judged');
});

test('test passes the default pack, and ends with 2 where an expectation does not hold', async () => {
  const passing = await run('test', defaultPack);
  expect(passing.out).toMatch(/^(\d+) of \1 tests pass, of \d+ rules/m);
  expect(passing.code).toBe(0);
  const failing = await run('test', join(folder, 'failing.yaml'));
  expect(failing.code).toBe(2);
  expect(failing.out).toContain('failing.yaml:18: FIRST_RULE, plain: it does not fire, expected it to');
});

test('a pack with faults is not run: the faults are the error', async () => {
  await expect(run('test', join(folder, 'faulty.yaml'))).rejects.toThrow(
    new RegExp(`^${join(folder, 'faulty.yaml')}:13:13: `),
  );
  await expect(run('coverage', join(folder, 'nowhere'))).rejects.toThrow(/there is no such file or folder/);
});

test('explain shows how each part came out, and texts of the parcel only by their length', async () => {
  const parcel = join(folder, 'parcel.ndjson');
  const recipient = { country: 'US', addressType: 'residence', business: 'Hidden Chemical Works' };
  const sent = { itemId: 'A1', sender: { country: 'CN' }, recipient, contents: [{ description: 'red shoes' }] };
  writeFileSync(parcel, `\n${JSON.stringify(sent)}\n`);
  const { out, code } = await run('explain', 'CHEMICAL_FIRM_AT_HOME', parcel, '--line', '2', '--pack', defaultPack);
  expect(code).toBe(0);
  expect(out).toMatch(/^CHEMICAL_FIRM_AT_HOME fires: /);
  expect(out).toMatch(/true\s+findings\.RECIPIENT_RESIDENCE/);
  expect(out).toContain('a text of 21 characters');
  expect(out).not.toContain('Hidden');
});

test('explain takes signals by hand and says why a part could not be evaluated', async () => {
  const parcel = join(folder, 'plain.json');
  const sent = {
    itemId: 'A1',
    sender: { country: 'CN' },
    recipient: { country: 'US' },
    contents: [{ description: 'red shoes' }],
  };
  writeFileSync(parcel, JSON.stringify(sent));
  const args = ['explain', 'WALLET_LISTED', parcel, '--pack', defaultPack];
  expect((await run(...args)).out).toContain('not evaluated: signals.listWalletHits is absent');
  const { out } = await run(...args, '--signals', '{"listWalletHits":1}', '--json');
  expect(JSON.parse(out)).toMatchObject({ rule: 'WALLET_LISTED', fires: true });
  await expect(run('explain', 'WALLET', parcel, '--pack', defaultPack)).rejects.toThrow(/did you mean WALLET_LISTED/);
  writeFileSync(parcel, JSON.stringify(sent, undefined, 2));
  expect((await run(...args)).out).toContain('not evaluated: signals.listWalletHits is absent');
  await expect(run(...args, '--signals', '{"listWaletHits":1}')).rejects.toThrow(
    /no signal; did you mean listWalletHits/,
  );
  await expect(run(...args, '--signals', '[')).rejects.toThrow(/--signals: expected a JSON object/);
});

test('explain shows the validity of a rule as dates', async () => {
  const parcel = join(folder, 'dated.json');
  const sent = { itemId: 'A1', postingDate: '2026-03-02', sender: { country: 'DE' }, recipient: { country: 'US' } };
  writeFileSync(parcel, JSON.stringify({ ...sent, contents: [{ description: 'shoes' }] }));
  const pack = packWith('dated.yaml', ['weight: 0.5', "weight: 0.5\n    from: '2026-01-01'"]);
  const { out } = await run('explain', 'SECOND_RULE', parcel, '--pack', pack);
  expect(out).toMatch(/true\s+day >= 2026-01-01\n\s+2026-03-02\s+day\n/);
});

test('coverage counts hits on a file, tells rows that are no parcel, and knows what is implied', async () => {
  const { out } = await run('coverage', defaultPack, '--sample', `mail=${join(folder, 'mail.ndjson')}`, '--json');
  const [sample] = JSON.parse(out) as {
    name: string;
    parcels: number;
    rowErrors: number;
    rules: { code: string; hits: number; interval95: { low: number; high: number } }[];
    implied: unknown[];
  }[];
  expect(sample).toMatchObject({ name: 'mail', parcels: 400, rowErrors: 1 });
  const privately = sample.rules.find(({ code }) => code === 'PERSON_TO_PERSON');
  expect(privately?.hits).toBeGreaterThan(40);
  expect(privately?.interval95.low).toBeLessThan((privately?.hits ?? 0) / 400);
  expect(sample.implied).toContainEqual(
    expect.objectContaining({ rule: 'LINKED_FAN_OUT', by: 'LINKED_TO_SEIZURE', byStructure: true }),
  );
});

test('coverage writes its table between marks, the same bytes each time, and nothing else of the file', async () => {
  const readme = join(folder, 'README.md');
  writeFileSync(readme, '# Before\n<!-- coverage -->old<!-- /coverage -->\nafter\n');
  const args = ['coverage', join(folder, 'good.yaml'), '--parcels', '300', '--into', readme];
  await run(...args);
  const first = readFileSync(readme, 'utf8');
  expect(first).toMatch(
    /^# Before\n<!-- coverage -->\n\n- ordinary mail \(synthetic, seed 31\): 300 parcels[^]*<!-- \/coverage -->\nafter\n$/,
  );
  expect(first).not.toContain('old');
  await run(...args);
  expect(readFileSync(readme, 'utf8')).toBe(first);
  writeFileSync(readme, 'no marks');
  await expect(run(...args)).rejects.toThrow(/expected the marks/);
});

test('fields finds what a condition may read', async () => {
  const { out } = await run('fields', 'senderknowndays');
  expect(out).toMatch(/signals\.senderKnownDays\s+double/);
  expect(out.trimEnd().split('\n').length).toBe(2);
});
