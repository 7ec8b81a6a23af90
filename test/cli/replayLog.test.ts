/** From screening into a log and back: every way of asking is logged before it is answered, and comes out again. */
import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { newKeyText, parseKey } from '../../src/capacity/draw.ts';
import { openLogged } from '../../src/cli/openLogged.ts';
import { openPlanned, type Planned } from '../../src/cli/planned.ts';
import { readHardCodes } from '../../src/cli/planFile.ts';
import { replayAgainst } from '../../src/cli/replaying/againstBundle.ts';
import { type Replay, replayLog } from '../../src/cli/replaying/replayLog.ts';
import type { Reason } from '../../src/contract/decision.ts';
import type { Format } from '../../src/contract/formats.ts';
import { defaultLimits } from '../../src/contract/limits.ts';
import type { Parcel } from '../../src/contract/parcel.ts';
import type { ScreeningHost } from '../../src/contract/host.ts';
import { demonstrationKeys } from '../../src/engine/bundle/demonstrationKey.ts';
import { readPrivateKey } from '../../src/engine/bundle/keys.ts';
import { readManifest } from '../../src/engine/bundle/readManifest.ts';
import { redactBundle } from '../../src/engine/bundle/redactBundle.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { LoggedHost } from '../../src/engine/recording/loggedHost.ts';
import { DecisionLog } from '../../src/log/decisionLog.ts';
import { isNote } from '../../src/log/entry.ts';
import { readEntries } from '../../src/log/readEntries.ts';
import { verifyLog } from '../../src/log/verifyLog.ts';
import { simulateMail } from '../../src/simulate/mail.ts';
import { temporaryFolder } from '../log/logFolder.ts';
import { collect, encodeBody, pieces } from '../oracle/bodies.ts';
import { buildTestBundle, demoPrivateKey } from '../oracle/testBundle.ts';
import { quietServer } from '../server/helper.ts';

const bundle = buildTestBundle();
const other = buildTestBundle({ seed: 2 });
const plan = resolve(import.meta.dirname, '../../bundles/plan-example.yaml');
const mail = Buffer.concat([...simulateMail({ parcels: 600, seed: 9 })].map((piece) => piece.ndjson));
const rows = mail.toString().trimEnd().split('\n');
const parcels = rows.map((row) => JSON.parse(row) as Parcel);

const logged = (folder: string, options: { explainTop?: number; keepInput?: boolean } = {}): Promise<ScreeningHost> => {
  const { explainTop = 0, keepInput = true } = options;
  const settings = { explainTop, limits: defaultLimits };
  return openLogged(createEngine({ bundle, explainTop }), { log: folder, keepInput }, settings, () => undefined);
};

function replay(folder: string, bytes = bundle, planKey?: Uint8Array): Promise<Replay> {
  return replayLog({
    folder,
    keyFolder: join(folder, 'keys'),
    open: (settings) => createEngine({ bundle: bytes, ...settings }),
    planKey,
    hardCodes: new Set(),
  });
}

const onlyIdentical = (identical: number): object => ({ identical, different: 0, lost: 0, otherBundle: 0, notKept: 0 });

test('what was screened in any format, in batches or alone, is in the log and comes out again', async () => {
  const folder = temporaryFolder();
  const host = await logged(folder, { explainTop: 2 });
  const plain = createEngine({ bundle, explainTop: 2 });
  onTestFinished(() => plain.close());
  let numRows = 0;
  for (const [from, to] of [
    ['ndjson', 'ndjson'],
    ['json', 'csv'],
    ['msgpack', 'msgpack'],
    ['ndjson', 'json'],
  ] satisfies [Format, Format][]) {
    const body = from === 'ndjson' ? mail : encodeBody(from, parcels);
    const answers = await collect(host.screenStream(pieces(body, 40_000), { from, to }));
    expect(answers.equals(await collect(plain.screenStream(pieces(body, 40_000), { from, to })))).toBe(true);
    numRows += parcels.length;
  }
  const csv = Buffer.from(
    'contents.0.description,itemId,recipient.country,sender.country\n"a, b",X1,US,CN\ntoy,X2,US,\n',
  );
  await collect(host.screenStream(pieces(csv, 100), { from: 'csv' }));
  expect(await host.screen(parcels[0])).toEqual(await plain.screen(parcels[0]));
  expect(await host.screenRow(Buffer.from(rows[1]))).toEqual(await plain.screenRow(Buffer.from(rows[1])));
  expect(await host.screenBatch(parcels.slice(0, 7))).toEqual(await plain.screenBatch(parcels.slice(0, 7)));
  numRows += 2 + 1 + 1 + 7;
  await host.close();
  expect(await replay(folder)).toMatchObject(onlyIdentical(numRows));
  // two settings, one log
  const again = await logged(folder);
  await collect(again.screenStream(pieces(mail, 40_000), { from: 'ndjson' }));
  await again.close();
  expect(await replay(folder)).toMatchObject(onlyIdentical(numRows + rows.length));
  expect(await replay(folder, other)).toMatchObject({ identical: 0, otherBundle: numRows + rows.length });
});

test('of a bundle for carriers the log holds what carriers read, says so, and is replayed with that bundle', async () => {
  const folder = temporaryFolder();
  const shipped = redactBundle(bundle, demonstrationKeys, readPrivateKey(demoPrivateKey));
  const { redacts } = readManifest(shipped).manifest;
  const settings = { explainTop: 0, limits: defaultLimits, tier: 'carrier' as const, ...(redacts && { redacts }) };
  const engine = createEngine({ bundle: shipped, tier: 'carrier' });
  const host = await openLogged(engine, { log: folder, keepInput: true }, settings, () => undefined);
  // a number that the core leaves to plain TypeScript
  const slow = rows[0].replace('{', '{"aedUpdatedAt":1.7e12,').replace(/,"aedUpdatedAt":\d+/, '');
  const body = Buffer.concat([mail, Buffer.from(`${slow}\n{"itemId":"BAD"}\n`)]);
  const numRows = rows.length + 2;
  for (const to of ['ndjson', 'json', 'msgpack', 'csv'] satisfies Format[]) {
    await collect(host.screenStream(pieces(body, 40_000), { from: 'ndjson', to }));
  }
  await host.screen(parcels[0]);
  await host.close();
  let numDecisions = 0;
  for await (const entry of readEntries(folder)) {
    if (isNote(entry)) {
      if (entry.note === 'opened') expect(entry.facts).toMatchObject({ tier: 'carrier', redacts, bundle: redacts });
      continue;
    }
    numDecisions += 1;
    const { decision } = entry;
    expect(Object.keys(decision)).toEqual('error' in decision ? ['error', 'bundle'] : ['action', 'reasons', 'bundle']);
    for (const { code, weight } of (decision.reasons ?? []) as Reason[])
      expect([code, weight]).toEqual(['REQUEST', null]);
  }
  expect(numDecisions).toBe(4 * numRows + 1);
  const found = replayLog({
    folder,
    keyFolder: join(folder, 'keys'),
    open: (again) => createEngine({ ...again, bundle: shipped, tier: 'carrier' }),
    planKey: undefined,
    hardCodes: new Set(),
    forCarriers: true,
  });
  expect(await found).toMatchObject(onlyIdentical(numDecisions));
  await expect(replay(folder)).rejects.toThrow(/written with a bundle for carriers: replay with that one/);
});

test('a decision that was not made of its row is found', async () => {
  const folder = temporaryFolder();
  const engine = createEngine({ bundle });
  const log = await DecisionLog.open(folder);
  const at = Date.now();
  const { item, input } = log.keysAt(at);
  const order = { at, itemKey: item, inputKey: input, keepRows: true };
  for (let i = 0; i < 20; i++) {
    const { recorded } = await engine.screenRowRecorded(Buffer.from(rows[i]), order);
    const text = Buffer.from(recorded.lines).toString();
    const forged = text.replace(/"action":"\w+"/, '"action":"dnl"');
    await log.append({ ...recorded, lines: Buffer.from(i === 7 ? forged : text) });
  }
  await log.close();
  await engine.close();
  expect(await replay(folder)).toMatchObject({ identical: 19, different: 1, differing: [8] });
});

test('without rows, or without their key, there is nothing to replay, and that is said', async () => {
  const folder = temporaryFolder();
  for (const keepInput of [true, false]) {
    const host = await logged(folder, { keepInput });
    await collect(host.screenStream(pieces(mail, 40_000), { from: 'ndjson' }));
    await host.close();
  }
  expect(await replay(folder)).toMatchObject({ ...onlyIdentical(rows.length), notKept: rows.length });
  rmSync(join(folder, 'keys'), { recursive: true });
  expect(await replay(folder)).toMatchObject({ ...onlyIdentical(0), notKept: 2 * rows.length });
});

test('under a plan the selector makes the same selections again, given its key', async () => {
  const folder = temporaryFolder();
  const keyText = newKeyText();
  writeFileSync(join(folder, 'key.hex'), keyText);
  const planned = openPlanned(
    { plan, planKey: join(folder, 'key.hex'), planAt: '2026-01-05T15:00:00Z' },
    { from: 'ndjson', to: 'ndjson' },
  ) as Planned;
  const settings = { explainTop: 0, limits: defaultLimits };
  const host = await openLogged(createEngine(), { log: folder, keepInput: true }, settings, () => undefined, planned);
  const body = Buffer.concat([...simulateMail({ parcels: 1500, seed: 4, days: 1 })].map((piece) => piece.ndjson));
  const answers = await collect(host.screenStream(planned.watch(pieces(body, 40_000)), { from: 'ndjson' }));
  await host.close();
  const decided = answers
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Decided);
  type Decided = { action: string; capacity: { by: string } | null };
  const withPlan = decided.filter(({ capacity }) => capacity !== null);
  expect(withPlan.some(({ capacity }) => capacity?.by === 'draw')).toBe(true);
  let row = 0;
  for await (const entry of readEntries(folder)) {
    if (isNote(entry)) continue;
    const { action, capacity } = decided[row];
    expect(entry.selection?.action ?? entry.decision.action).toBe(action);
    expect(entry.selection?.by ?? null).toBe(capacity?.by ?? null);
    row += 1;
  }
  const again = (planKey?: Uint8Array): Promise<Replay> =>
    replayLog({
      folder,
      keyFolder: join(folder, 'keys'),
      open: (found) => createEngine(found),
      planKey,
      hardCodes: readHardCodes(undefined),
    });
  expect(await again(parseKey(keyText))).toMatchObject({
    ...onlyIdentical(1500),
    selections: { identical: withPlan.length, different: 0, leftAlone: 0 },
  });
  await expect(again()).rejects.toThrow('expected --plan-key');
  await expect(again(parseKey(newKeyText()))).rejects.toThrow('expected --plan-key');
  const same = await replayAgainst({
    folder,
    keyFolder: join(folder, 'keys'),
    open: (found) => createEngine(found),
    planKey: parseKey(keyText),
    hardCodes: readHardCodes(undefined),
  });
  expect([...same.actions.keys()].every((change) => change.split(' -> ')[0] === change.split(' -> ')[1])).toBe(true);
  expect([same.rows, same.planned, same.leftAlone]).toEqual([1500, withPlan.length, 0]);
});

test('another bundle is compared row by row: changes add up, and the same bundle changes nothing', async () => {
  const folder = temporaryFolder();
  const host = await logged(folder);
  const answersThen = await host.screenBatch(parcels);
  await host.close();
  const against = (bytes: Uint8Array): ReturnType<typeof replayAgainst> =>
    replayAgainst({
      folder,
      keyFolder: join(folder, 'keys'),
      open: (settings) => createEngine({ bundle: bytes, ...settings }),
      planKey: undefined,
      hardCodes: new Set(),
    });
  const engine = createEngine({ bundle: other });
  const answersNow = await engine.screenBatch(parcels);
  await engine.close();
  const expected = new Map<string, number>();
  for (const [i, then] of answersThen.entries()) {
    const change = [then, answersNow[i]].map((answer) => ('error' in answer ? 'error' : answer.action)).join(' -> ');
    expected.set(change, (expected.get(change) ?? 0) + 1);
  }
  const found = await against(other);
  expect(found.actions).toEqual(expected);
  expect(Object.values(found.lanes).reduce((sum, lane) => sum + lane.rows, 0)).toBe(parcels.length);
  const unchanged = await against(bundle);
  expect([...unchanged.rules.values()].every(({ lost, gained }) => lost + gained === 0)).toBe(true);
  for (const tail of Object.values(unchanged.tails)) expect(tail.kept().same).toBeLessThanOrEqual(tail.kept().referred);
});

test('a log that is full answers nobody: an error, and no decision that is not logged', async () => {
  const folder = temporaryFolder();
  const log = await DecisionLog.open(folder, { maxBytes: 100_000 });
  const host = new LoggedHost(createEngine({ bundle, slotBytes: 1 << 19 }), log, { keepRows: false });
  const body = Buffer.concat([mail, mail, mail]);
  let answered = 0;
  const reading = (async () => {
    for await (const part of host.screenStream(pieces(body, 100_000), { from: 'ndjson' })) {
      answered += Buffer.from(part).toString().split('\n').length - 1;
    }
  })();
  await expect(reading).rejects.toMatchObject({ code: 'LOG_FULL' });
  expect(answered).toBeLessThanOrEqual(log.numEntries);
  expect(answered).toBeLessThan(1800);
  const app = await quietServer(host);
  for (let i = 0; i < 2000; i++) await host.screenRow(Buffer.from(rows[i % 600])).catch(() => undefined);
  const before = log.numEntries;
  const json = { 'content-type': 'application/json' };
  const single = await app.inject({ method: 'POST', url: '/v1/screen', headers: json, payload: rows[0] });
  const batch = await app.inject({ method: 'POST', url: '/v1/screen/batch', headers: json, payload: `[${rows[0]}]` });
  for (const { statusCode, body: text } of [single, batch]) {
    expect([statusCode, text.includes('urn:postern:problem:log-full'), text.includes('action')]).toEqual([
      503,
      true,
      false,
    ]);
  }
  expect(log.numEntries).toBe(before);
  await app.close();
  await host.close();
  const { isWhole, end } = await verifyLog(folder, { keyFolder: join(folder, 'keys') });
  expect([isWhole, end.nextSequence]).toEqual([true, before]);
});
