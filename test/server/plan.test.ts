/** A service under a capacity plan: the same selections as `postern screen --plan`, kept, bounded, logged, replayed. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { newKeyText, parseKey } from '../../src/capacity/draw.ts';
import { openPlanned, type Planned } from '../../src/cli/planned.ts';
import { openServed } from '../../src/cli/openServed.ts';
import { readHardCodes } from '../../src/cli/planFile.ts';
import { type Replay, replayLog } from '../../src/cli/replaying/replayLog.ts';
import type { CapacityNote } from '../../src/contract/decision.ts';
import type { ScreeningHost } from '../../src/contract/host.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { readDefaultBundle } from '../../src/engine/defaultBundle.ts';
import { hashKey } from '../../src/server/hashKey.ts';
import { defaultServerConfig, type ServerConfig } from '../../src/server/config.ts';
import { simulateMail } from '../../src/simulate/mail.ts';
import { temporaryFolder } from '../log/logFolder.ts';
import { collect, encodeBody, pieces } from '../oracle/bodies.ts';
import { quietServer, serveForTest } from './helper.ts';

type Decided = { itemId: string; action: string; capacity: CapacityNote | null };

const planPath = resolve(import.meta.dirname, '../../bundles/plan-example.yaml');
const quiet = { info: () => undefined, error: () => undefined };
const ndjson = { 'content-type': 'application/x-ndjson' };
/** Every row tells when it arrived, so that a clock plays no part. */
const rows = Buffer.concat([...simulateMail({ parcels: 1200, seed: 4, days: 1, baseRate: 0.02 })].map((c) => c.ndjson))
  .toString()
  .trimEnd()
  .split('\n')
  .map((line) => {
    const { events: _, ...parcel } = JSON.parse(line);
    return JSON.stringify({ ...parcel, destOffice: 'USJFKA', events: [{ code: 'EMD', at: Date.UTC(2026, 0, 5, 15) }] });
  });
const key = { path: '', text: newKeyText() };

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'postern-served-plan-'));
  key.path = join(folder, 'key.hex');
  writeFileSync(key.path, key.text);
  return () => rmSync(folder, { recursive: true });
});

type Options = { folder: string; log?: boolean; plan?: string };

const configOf = ({ folder, log = false, plan = planPath }: Options): ServerConfig => ({
  ...defaultServerConfig,
  logLevel: 'silent',
  capacity: { plan, planKey: key.path, planState: join(folder, 'state.json') },
  decisionLog: { log: log ? join(folder, 'log') : undefined, logKeys: undefined, keepInput: log },
});

const open = (options: Options): Promise<ScreeningHost> =>
  openServed(createEngine({ slotBytes: 1 << 19 }), configOf(options), {}, quiet);

/** What `postern screen --plan` answers. */
async function oracle(lines: readonly string[]): Promise<Decided[]> {
  const planned = openPlanned({ plan: planPath, planKey: key.path }, { from: 'ndjson', to: 'ndjson' }) as Planned;
  const engine = createEngine();
  const source = planned.watch(pieces(Buffer.from(`${lines.join('\n')}\n`), 50_000));
  const text = (await collect(planned.decide(engine.screenStream(source, { from: 'ndjson' })))).toString();
  await engine.close();
  return parse(text);
}

const parse = (text: string): Decided[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Decided);

const batchOf = async (host: ScreeningHost, lines: readonly string[]): Promise<Decided[]> =>
  parse(
    (
      await collect(host.screenStream(pieces(Buffer.from(`${lines.join('\n')}\n`), 50_000), { from: 'ndjson' }))
    ).toString(),
  );

const replay = (folder: string): Promise<Replay> =>
  replayLog({
    folder: join(folder, 'log'),
    keyFolder: join(folder, 'log', 'keys'),
    open: (settings) => createEngine(settings),
    planKey: parseKey(key.text),
    hardCodes: readHardCodes(undefined),
  });

test('batches and single requests under a plan are decided as one file is, and the log proves it', async () => {
  const folder = temporaryFolder();
  const host = await open({ folder, log: true });
  const { app, url } = await serveForTest(host, configOf({ folder, log: true }));
  const batch = async (lines: readonly string[]): Promise<Decided[]> => {
    const response = await fetch(`${url}/v1/screen/batch`, { method: 'POST', headers: ndjson, body: lines.join('\n') });
    return parse(await response.text());
  };
  const single = async (line: string): Promise<Decided> => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/v1/screen`, { method: 'POST', headers, body: line });
    return (await response.json()) as Decided;
  };
  const answers = await batch(rows.slice(0, 500));
  for (const line of rows.slice(500, 530)) answers.push(await single(line));
  answers.push(...(await batch(rows.slice(530))));
  expect(answers).toEqual(await oracle(rows));
  expect(new Set(answers.map(({ capacity }) => capacity?.by)).size).toBeGreaterThan(2);

  const metrics = await (await fetch(`${url}/metrics`)).text();
  expect(metrics).toMatch(/postern_plan_referrals_planned\{facility="USJFKA",lane="ems",shift="early"\} 12\n/);
  expect(metrics).toMatch(/postern_plan_referrals_used\{facility="USJFKA",lane="letter",shift="early"\} \d+\n/);
  expect(metrics).toContain('postern_plan_overflow{');
  expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ status: 'ready', plan: 'in force' });
  expect(await (await fetch(`${url}/docs/json`)).text()).toContain('A capacity plan is in force');
  await app.close();
  await host.close();
  const planned = answers.filter(({ capacity }) => capacity !== null).length;
  expect(await replay(folder)).toMatchObject({
    identical: rows.length,
    different: 0,
    selections: { identical: planned, different: 0, leftAlone: 0 },
  });
});

test('any format comes in; JSON and NDJSON come out, others are refused', async () => {
  const folder = temporaryFolder();
  const host = await open({ folder });
  const { url } = await serveForTest(host, configOf({ folder }));
  const parcels = rows.slice(0, 100).map((line) => JSON.parse(line));
  const ask = (type: string, body: Buffer, accept?: string): Promise<Response> =>
    fetch(`${url}/v1/screen/batch`, {
      method: 'POST',
      headers: { 'content-type': type, ...(accept && { accept }) },
      body: new Uint8Array(body),
    });
  const packed = await ask('application/msgpack', Buffer.from(encodeBody('msgpack', parcels)));
  const array = await ask(
    'application/json',
    Buffer.from(
      encodeBody(
        'json',
        rows.slice(100, 200).map((line) => JSON.parse(line)),
      ),
    ),
  );
  const answers = [...parse(await packed.text()), ...((await array.json()) as Decided[])];
  expect(answers).toEqual(await oracle(rows.slice(0, 200)));
  expect((await ask('text/csv', Buffer.from('itemId\n'), 'text/csv')).status).toBe(406);
  await expect(collect(host.screenStream(pieces(Buffer.from('\n'), 1), { from: 'csv' }))).rejects.toThrow('in force');
  await host.close();
});

test('a restart continues from the state, with a log and without one', async () => {
  const whole = await oracle(rows);
  for (const log of [false, true]) {
    const folder = temporaryFolder();
    const first = await open({ folder, log });
    const answers = await batchOf(first, rows.slice(0, 700));
    const kept = readFileSync(join(folder, 'state.json'), 'utf8');
    await first.close();
    // with a log no answer leaves before its state is on disk
    expect(readFileSync(join(folder, 'state.json'), 'utf8') === kept).toBe(log);
    const second = await open({ folder, log });
    answers.push(...(await batchOf(second, rows.slice(700))));
    await second.close();
    expect(answers).toEqual(whole);
    expect(existsSync(join(folder, 'state.json.partial'))).toBe(false);
    if (log) expect(await replay(folder)).toMatchObject({ selections: { different: 0, leftAlone: 0 } });
  }
});

test('concurrent batches stay whole, never exceed a hard budget, and the log replays', async () => {
  const folder = temporaryFolder();
  const host = await open({ folder, log: true });
  const size = 150;
  const batches = Array.from({ length: 8 }, (_, i) => rows.slice(i * size, (i + 1) * size));
  const answers = await Promise.all([
    ...batches.map((lines) => batchOf(host, lines)),
    ...rows.slice(0, 20).map(async (line) => [(await host.screenRow(Buffer.from(line))) as unknown as Decided]),
  ]);
  for (const batch of answers) {
    const sequences = batch.flatMap(({ capacity }) => capacity?.sequence ?? []);
    expect(sequences).toEqual(sequences.map((_, i) => sequences[0] + i));
  }
  const all = answers.flat().flatMap(({ action, capacity }) => (capacity ? [{ action, ...capacity }] : []));
  expect(all.map(({ sequence }) => sequence).sort((a, b) => a - b)).toEqual(all.map((_, i) => i + 1));
  const taken = (lane: string): number =>
    all.filter((one) => one.lane === lane && ['rule', 'rank', 'draw'].includes(one.by)).length;
  expect(taken('letter')).toBeGreaterThan(0);
  expect(taken('letter')).toBeLessThanOrEqual(40);
  expect(taken('parcel')).toBeLessThanOrEqual(25);
  for (const { lane, used } of host.stats().plan ?? []) expect(used, lane).toBe(taken(lane));
  await host.close();
  expect(await replay(folder)).toMatchObject({
    different: 0,
    selections: { identical: all.length, different: 0, leftAlone: 0 },
  });
});

test('what a carrier asks takes no place of the plan', async () => {
  const folder = temporaryFolder();
  const host = await open({ folder, log: true });
  const carrier = 'c'.repeat(40);
  const officer = 'o'.repeat(40);
  const app = await quietServer(host, {
    ...configOf({ folder, log: true }),
    callerKeys: [hashKey(officer)],
    carrierKeys: [hashKey(carrier)],
  });
  onTestFinished(() => app.close());
  const ask = async (bearer: string): Promise<Decided[]> => {
    const headers = { ...ndjson, authorization: `Bearer ${bearer}` };
    const payload = rows.slice(0, 300).join('\n');
    return parse((await app.inject({ method: 'POST', url: '/v1/screen/batch', headers, payload })).payload);
  };
  for (const answer of await ask(carrier)) expect(answer).not.toHaveProperty('capacity');
  expect(host.stats().plan).toEqual([]);
  expect(await ask(officer)).toEqual(await oracle(rows.slice(0, 300)));
  await expect(
    openServed(createEngine(), configOf({ folder: temporaryFolder() }), { tier: 'carrier' }, quiet),
  ).rejects.toThrow('a carrier is no facility');
  await host.close();
  expect(await replay(folder)).toMatchObject({ identical: 600, different: 0 });
});

test('a bundle that is swapped in goes on under the plan, and the log begins a run there', async () => {
  const folder = temporaryFolder();
  const host = await open({ folder, log: true });
  const answers = await batchOf(host, rows.slice(0, 200));
  await host.swapBundle(readDefaultBundle());
  answers.push(...(await batchOf(host, rows.slice(200, 400))));
  await host.close();
  expect(answers).toEqual(await oracle(rows.slice(0, 400)));
  expect(await replay(folder)).toMatchObject({ selections: { different: 0, leftAlone: 0 } });
});
