import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Compile } from 'typebox/schema';
import { parse } from 'yaml';
import { commitmentOf, parseKey } from '../../src/capacity/draw.ts';
import { planSchema } from '../../src/capacity/planSchema.ts';
import { planCommand } from '../../src/cli/commands/plan.ts';
import { openPlanned, type Planned } from '../../src/cli/planned.ts';
import { summarise } from '../../src/cli/summary.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { simulateMail } from '../../src/simulate/mail.ts';

const example = resolve(import.meta.dirname, '../../bundles/plan-example.yaml');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'postern-plan-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  process.exitCode = undefined;
});

async function run(...words: string[]): Promise<string> {
  const written = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  try {
    await planCommand().exitOverride().parseAsync(words, { from: 'user' });
    return written.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    written.mockRestore();
  }
}

describe('the example plan', () => {
  it('is checked, and told in words', async () => {
    const text = await run('check', example);
    expect(text).toContain('USJFKA: 3 shifts, America/New_York');
    expect(text).toContain('letter, rfs or hold, early, late: 40 items and never more; 2 kept for hard rules; 8 drawn');
  });

  it('fits the schema that editors read, which refuses a stranger', async () => {
    const schema = JSON.parse(await run('schema'));
    expect(schema).toEqual(JSON.parse(JSON.stringify(planSchema)));
    const plan = parse(readFileSync(example, 'utf8'));
    const check = Compile(schema);
    expect(check.Check(plan)).toBe(true);
    expect(check.Check({ ...plan, more: 1 })).toBe(false);
    plan.facilities[0].budgets[0].actions = ['release'];
    expect(check.Check(plan)).toBe(false);
  });
});

describe('a key', () => {
  it('is made once, readable by its owner only, and its commitment is printed, not the key', async () => {
    const path = join(folder, 'key.hex');
    const text = await run('key', 'new', path);
    const key = readFileSync(path, 'utf8');
    expect(text).toBe(`commitment ${commitmentOf(parseKey(key))}\n`);
    expect(text).not.toContain(key.trim());
    expect(statSync(path).mode & 0o077).toBe(0);
    await expect(run('key', 'new', path)).rejects.toThrow('keys are never overwritten');
    expect(readFileSync(path, 'utf8')).toBe(key);
  });

  it('that is none is refused without being quoted', async () => {
    const path = join(folder, 'bad.hex');
    writeFileSync(path, 'secret');
    await expect(run('key', 'verify', path, '--decisions', path)).rejects.toThrow('got 6 characters');
  });
});

describe('screening under a plan', () => {
  const arrivedAt = '2026-01-05T15:00:00Z';
  const rows = (): Buffer =>
    Buffer.concat([...simulateMail({ parcels: 1500, seed: 4, days: 1, baseRate: 0.02 })].map((c) => c.ndjson));

  async function screen(planned: Planned, bytes: Buffer): Promise<string> {
    const engine = createEngine();
    async function* chunks(): AsyncGenerator<Uint8Array> {
      for (let from = 0; from < bytes.length; from += 50_000) yield bytes.subarray(from, from + 50_000);
    }
    let text = '';
    const answers = engine.screenStream(planned.watch(chunks()), { from: 'ndjson' });
    for await (const answer of planned.decide(answers)) text += Buffer.from(answer).toString('utf8');
    await engine.close();
    return text;
  }

  const open = (name: string): Planned =>
    openPlanned(
      { plan: example, planKey: join(folder, 'screen.hex'), planState: join(folder, name), planAt: arrivedAt },
      { from: 'ndjson', to: 'ndjson' },
    )!;

  it('keeps every row in its place, errors too, and its draws follow from the key', async () => {
    const commitment = (await run('key', 'new', join(folder, 'screen.hex'))).trim().split(' ')[1]!;
    const bytes = Buffer.concat([Buffer.from('\n  \n{"itemId":"BROKEN"}\n'), rows()]);
    const planned = open('whole.json');
    const text = await screen(planned, bytes);
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(1501);
    expect(lines[0].error.code).toBe('FIELD_REQUIRED');
    const inputs = rows()
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    lines.slice(1).forEach((line, i) => {
      expect(line.itemId).toBe(inputs[i].itemId);
      if (line.capacity) expect(line.capacity.facility).toBe(inputs[i].destOffice);
      else expect(['USJFKA', 'USMEMX']).not.toContain(inputs[i].destOffice);
    });
    expect(await planned.finish()).toContain('USJFKA');
    const path = join(folder, 'decisions.ndjson');
    writeFileSync(path, text);
    const verify = ['key', 'verify', join(folder, 'screen.hex'), '--decisions', path, '--commitment'];
    expect(await run(...verify, commitment)).toContain('every draw follows from the key');
    expect(process.exitCode).toBeUndefined();
    writeFileSync(path, text.replace('"by":"draw"', '"by":"open"'));
    expect(await run(...verify, commitment)).toContain('1 draws do not follow');
    expect(process.exitCode).toBe(2);
    expect(await run(...verify, '00')).toContain('published was 00');
  });

  it('continues from its state: two halves give the answers of the whole', async () => {
    const bytes = rows();
    const cut = bytes.indexOf(10, bytes.length / 2) + 1;
    const whole = await screen(open('one.json'), bytes);
    const first = open('two.json');
    const firstHalf = await screen(first, bytes.subarray(0, cut));
    await first.finish();
    expect(existsSync(join(folder, 'two.json'))).toBe(true);
    expect(firstHalf + (await screen(open('two.json'), bytes.subarray(cut)))).toBe(whole);
  });

  it('needs NDJSON, and a plan for the options of plans', () => {
    expect(() => openPlanned({ plan: example }, { from: 'csv', to: 'ndjson' })).toThrow(
      '--plan reads and writes ndjson',
    );
    expect(() => openPlanned({ planKey: 'x' }, { from: 'csv', to: 'csv' })).toThrow('need --plan');
    expect(() => openPlanned({ plan: example }, { from: 'ndjson', to: 'ndjson' })).toThrow('needs a key');
  });
});

it('a simulated week says that it is synthetic, and prints plan, actual and truth', async () => {
  const text = await run('simulate', example, '--parcels', '4000', '--workers', '0', '--keys', '2');
  expect(text).toContain('Synthetic mail');
  expect(text).toMatch(/^ +letter +early +rfs\+hold, hard +7 /m);
  expect(text).toMatch(/bad parcels .* truth|truth/);
  expect(text).toContain('The same week under 2 keys');
});

it('verify fails where there is nothing to verify, and names rows that are missing', async () => {
  const key = join(folder, 'nothing.hex');
  await run('key', 'new', key);
  const path = join(folder, 'nothing.ndjson');
  const row = (sequence: number): string =>
    JSON.stringify({
      itemId: `A${sequence}`,
      capacity: { facility: 'USJFKA', shift: 'early@x', sequence, by: 'rank', inclusionProbability: 1 },
    });
  writeFileSync(path, [row(1), row(2)].join('\n'));
  expect(await run('key', 'verify', key, '--decisions', path)).toContain('nothing to verify');
  expect(process.exitCode).toBe(2);
  writeFileSync(path, [row(1), row(4)].join('\n'));
  expect(await run('key', 'verify', key, '--decisions', path)).toContain('sequence 2 to 3 are missing before it');
});

it('a run that is killed has its state on disk before its answers leave', async () => {
  const key = join(folder, 'killed.hex');
  await run('key', 'new', key);
  const planState = join(folder, 'killed.json');
  const options = { plan: example, planKey: key, planState, planAt: '2026-01-05T15:00:00Z' };
  const planned = openPlanned(options, { from: 'ndjson', to: 'ndjson' })!;
  await planned.keep();
  const sequence = (): number => JSON.parse(readFileSync(planState, 'utf8')).USJFKA.sequence;
  expect(sequence()).toBe(0);
  const engine = createEngine();
  async function* mail(): AsyncGenerator<Uint8Array> {
    for (const { ndjson } of simulateMail({ parcels: 3000, seed: 8, days: 1 })) yield ndjson;
  }
  const counts: Record<string, number> = {};
  const proposed: Record<string, number> = {};
  let highest = 0;
  for await (const part of planned.decide(engine.screenStream(planned.watch(mail()), { from: 'ndjson' }))) {
    await planned.keep();
    for (const line of Buffer.from(part).toString('utf8').trimEnd().split('\n')) {
      const { action, capacity } = JSON.parse(line);
      if (capacity?.facility === 'USJFKA') highest = capacity.sequence;
      counts[action] = (counts[action] ?? 0) + 1;
      const before = capacity?.proposed ?? action;
      proposed[before] = (proposed[before] ?? 0) + 1;
    }
    expect(sequence()).toBeGreaterThanOrEqual(highest);
  }
  expect(highest).toBeGreaterThan(100);
  for (const [action, more] of planned.moved()) expect((proposed[action] ?? 0) + more).toBe(counts[action] ?? 0);
  const text = summarise(engine.stats(), await engine.bundle(), 1, planned.moved());
  expect(text).toMatch(/proposed[^]*action/);
  expect(
    text
      .match(/rfs +([\d,]+)/g)!
      .at(-1)!
      .replaceAll(',', ''),
  ).toMatch(new RegExp(` ${counts.rfs}$`));
  await engine.close();
});

it('a state that cannot be written is told before anything is screened', async () => {
  const key = join(folder, 'probe.hex');
  await run('key', 'new', key);
  const planState = join(folder, 'no', 'such', 'state.json');
  const planned = openPlanned({ plan: example, planKey: key, planState }, { from: 'ndjson', to: 'ndjson' })!;
  await expect(planned.keep()).rejects.toThrow('state.json cannot be written (ENOENT)');
});

it('a folder in the place of a plan is named as such', async () => {
  await expect(run('check', folder)).rejects.toThrow(`${folder}: expected a file, got a folder`);
});
