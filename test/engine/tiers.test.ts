/** What is an officer's never reaches a carrier: not by an answer in any format, nor by a route, nor in its bundle. */
import { inflateRawSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { HttpScreener } from '../../sdk/http.ts';
import type { Answer } from '../../src/contract/decision.ts';
import { actions, isRowError } from '../../src/contract/decision.ts';
import { findings } from '../../src/contract/findings.ts';
import { signalNames } from '../../src/contract/signals.ts';
import { listCodes } from '../../src/contract/reservedCodes.ts';
import { formatNames, formats } from '../../src/contract/formats.ts';
import { routes } from '../../src/contract/routes.ts';
import type { Screener } from '../../src/contract/screener.ts';
import { demonstrationKeys } from '../../src/engine/bundle/demonstrationKey.ts';
import { readPrivateKey } from '../../src/engine/bundle/keys.ts';
import { readManifest } from '../../src/engine/bundle/readManifest.ts';
import { redactBundle } from '../../src/engine/bundle/redactBundle.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { featureTable } from '../../src/features/table.ts';
import { createConditionParser } from '../../src/rules/parseCondition.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { hashKey } from '../../src/server/hashKey.ts';
import { recordLeaves, recordLists } from '../../src/rules/recordLeaves.ts';
import { simulateParcels } from '../../src/simulate/mail.ts';
import type { Parcel } from '../../src/contract/parcel.ts';
import { createPool } from '../../src/workers/createPool.ts';
import { collect, decodeBody, pieces } from '../oracle/bodies.ts';
import { type Random, seededRandom } from '../oracle/random.ts';
import { randomVoices } from '../oracle/ruleVoices.ts';
import { buildTestBundle, demoPrivateKey } from '../oracle/testBundle.ts';
import { address, email, listEntry, name, phone, phrase, testLists, wallet } from '../oracle/testLists.ts';
import { testModels } from '../oracle/testModels.ts';
import { injectedFetch, quietServer } from '../server/helper.ts';

/** Stands in every word that is an officer's. */
const MARK = 'ZQXMARK';
const marked = (bytes: Uint8Array): boolean => Buffer.from(bytes).toString('latin1').toUpperCase().includes(MARK);
const ends: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

const parser = createConditionParser(featureTable.map(({ name }) => name));

function markedRules(random: Random): Rule[] {
  return randomVoices(random, 40).map((voice, i): Rule => {
    const none = random.chance(0.4) ? ` && !findings.${random.pick(findings).code}` : '';
    const asked = `findings.${random.pick(findings).code}${none}`;
    const also = [
      `features.${random.pick(featureTable).name} > 3.25`,
      `signals.${random.pick(signalNames)} > 0.5`,
      `parcel.contents.exists(c, c.description.lowerAscii().contains("${random.pick(['toy', 'a', 'e'])}"))`,
      'parcel.aedUpdatedAt > 1000',
      `parcel.sender.name.contains("${MARK} name")`,
    ];
    const when = random.chance(0.5) ? asked : `${asked} || ${random.pick(also)}`;
    return {
      ...voice,
      code: `${MARK}_${i}`,
      text: `${MARK} list of a certain person, "${i}"`,
      carrierText: voice.carrierText,
      validFrom: null,
      validUntil: null,
      owner: `${MARK} owner`,
      source: `${MARK} source`,
      when,
      condition: parser.parse(when, { file: 'test', line: 1, column: 1 }),
      place: `${MARK}.yaml:${i}`,
    };
  });
}

const FINGERPRINT = '0123456789ABCDEF0123456789ABCDEF01234567';
const WALLET = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
const mailOf = (seed: number): Parcel[] => simulateParcels(300, seed).map(withListed);

/** Every kind of evidence stands in some row. Rows carry what is listed as the sender wrote it; answers may not. */
function withListed(parcel: Parcel, i: number): Parcel {
  const { sender, recipient } = parcel;
  const place = { addressLines: [`77 ${MARK} Crescent`], city: 'Wexhollow', postcode: '90417', country: 'GB' };
  const listed: Parcel[] = [
    { ...parcel, sender: { ...sender, name: `Zdravko ${MARK}ov Trebuchet` } },
    { ...parcel, recipient: { ...recipient, ...place } },
    { ...parcel, sender: { ...sender, name: `Zdravko ${MARK}ov Trebuchet`, ...place } },
    { ...parcel, sender: { ...sender, phone: '+49 30 5550 1234' } },
    { ...parcel, recipient: { ...recipient, email: `${MARK}@example.org` } },
    { ...parcel, sender: { ...sender, taxId: `${MARK}-4711` } },
    { ...parcel, explanation: `${WALLET} and ${MARK} blue powder of @${MARK}vendor, 50-00-0, ${FINGERPRINT}` },
  ];
  return i % 3 === 0 ? listed[(i / 3) % listed.length] : parcel;
}

/** Names of lists and programmes, ids of entries and what is listed are all an officer's. */
function markedLists(): ReturnType<typeof testLists> {
  const rest = { list: `${MARK}-list`, programmes: [`${MARK}-programme`] };
  const entries = [
    listEntry(
      `${MARK}-entry-1`,
      [
        name(`Zdravko ${MARK}ov Trebuchet`),
        address(`77 ${MARK} Crescent`, 'Wexhollow', '90417', 'GB'),
        phone('+49 30 5550 1234'),
        email(`${MARK}@example.org`),
        { kind: 'document', text: `${MARK}-4711` },
        wallet('XBT', WALLET),
        phrase(`${MARK} blue powder`),
        { kind: 'handle', text: `${MARK}vendor` },
        { kind: 'cas', text: '50-00-0' },
        { kind: 'pgp', text: FINGERPRINT },
      ],
      rest,
    ),
    ...Array.from({ length: 20 }, (_, i) => listEntry(`${MARK}-filler-${i}`, [name(`Person Number${i}`)], rest)),
  ];
  const { lists, index } = testLists(entries);
  return { lists: lists.map((list) => ({ ...list, name: `${MARK}-list` })), index };
}

function markedBundle(seed: number, hasLists: boolean): Uint8Array {
  const random = seededRandom(seed);
  const rules = markedRules(random);
  const isProbable = random.chance(0.5);
  const at = (rank: number, probability: number): number => (isProbable ? probability : rank);
  const bandOf = (i: number, from: number): unknown => ({
    from,
    action: actions[3 + i],
    code: `${MARK}_BAND_${i}`,
    text: `${MARK} band`,
    carrierText: random.chance(0.5) ? 'Please present the parcel' : null,
  });
  const policy = {
    bandsBy: isProbable ? 'probability' : 'rank',
    bands: [bandOf(0, at(0.5, 0.01)), bandOf(1, at(2, 0.1))],
    calibration: {
      method: MARK,
      baseRate: 0.001,
      steps: [
        [-3, 0.0001],
        [0.5, 0.02],
        [2, 0.3],
      ],
    },
    waivable: rules.flatMap(({ kind, code }) => (kind === 'data' ? [code] : [])),
    waivers: [{ origin: 'CN', from: '2020-01-01', until: null }],
  };
  const models = Object.fromEntries(Object.values(testModels()).map((model, i) => [`${MARK}-${i}`, model]));
  return buildTestBundle({ seed, rules, policy, models, ...(hasLists && { lists: markedLists() }) });
}

/** What conditions are written with; short names stand by chance among other bytes. */
const names = [
  ...findings.map(({ code }) => code),
  ...signalNames,
  ...featureTable.map(({ name }) => name),
  ...recordLeaves.keys(),
  ...[...recordLists].flatMap(([list, { leaves }]) => [list, ...leaves.keys()]),
].filter((name) => name.length > 5);

/** Words that a condition asks for lie in the compiled table, which must compare them. */
function expectNoOfficersWord(redacted: Uint8Array): void {
  const { signed, sections } = readManifest(redacted);
  const { ruleTable, ...others } = sections;
  const parts = { signed, ...others };
  for (const [section, bytes] of Object.entries(parts)) expect([section, marked(bytes)]).toEqual([section, false]);
  const unpacked = inflateRawSync(sections.rules);
  const utf16 = Buffer.from(unpacked.filter((byte) => byte !== 0));
  for (const bytes of [...Object.values(parts), ruleTable, unpacked, utf16].map((part) => Buffer.from(part))) {
    expect(names.filter((name) => bytes.includes(name))).toEqual([]);
  }
  const file = Buffer.from(redacted);
  for (const officers of ['_BAND_', 'owner', 'source"', 'yaml', '"condition"', 'when"', 'method']) {
    expect([officers, bytesHold(file, `${MARK}${officers}`) || bytesHold(unpacked, officers)]).toEqual([
      officers,
      false,
    ]);
  }
}

const allListCodes = Object.values(listCodes).sort();
const listCodesIn = (bytes: Uint8Array): string[] => allListCodes.filter((code) => Buffer.from(bytes).includes(code));

/** Neither that a list was asked nor what of whom it knows. */
function expectNothingListed(bytes: Uint8Array): void {
  expect(marked(bytes)).toBe(false);
  const held = Buffer.from(bytes).toString('latin1').toLowerCase();
  const words = ['LIST_', '"list"', WALLET, '5550 1234', 'trebuchet', 'wexhollow', 'blue powder', 'vendor'];
  expect(words.filter((word) => held.includes(word.toLowerCase()))).toEqual([]);
}

const bytesHold = (bytes: Buffer, text: string): boolean => bytes.includes(text) || bytes.includes(text, 0, 'utf16le');

/** Ordinary rows, rows that the core leaves to the explained path, and rows that are errors. */
function mailBody(seed: number): { body: Buffer; numRows: number } {
  const rows = mailOf(seed).map((parcel) => JSON.stringify(parcel));
  rows[3] = rows[3].replace('"itemId":', '"aedUpdatedAt":1.7e12,"itemId":').replace(/,"aedUpdatedAt":\d+/, '');
  rows[5] = '{"itemId":"A","sender":{}}';
  rows[7] = `{"itemId":"B","contents":[{"hsCode":5}]`;
  return { body: Buffer.from(`${rows.join('\n')}\n`), numRows: rows.length };
}

const screened = (screener: Screener, body: Buffer, to: (typeof formatNames)[number]): Promise<Buffer> =>
  collect(screener.screenStream(pieces(body, 9001), { from: 'ndjson', to }));

const CARRIER_KEY = 'c'.repeat(40);
const OFFICER_KEY = 'o'.repeat(40);
const keys = { callerKeys: [hashKey(OFFICER_KEY)], carrierKeys: [hashKey(CARRIER_KEY)] };

for (const seed of [1, 2, 3, 4, 5, 6]) {
  test(`no word of an officer is in what carriers get, in any format (bundle ${seed})`, async () => {
    const hasLists = seed % 2 === 0;
    const bundle = markedBundle(seed, hasLists);
    const { body, numRows } = mailBody(seed);
    const redacted = redactBundle(bundle, demonstrationKeys, readPrivateKey(demoPrivateKey));
    const officer = createEngine({ bundle, explainTop: 3 });
    const carrier = createEngine({ bundle, explainTop: 3, tier: 'carrier' });
    const shipped = createEngine({ bundle: redacted, explainTop: 3, tier: 'carrier' });
    const app = await quietServer(officer, keys);
    const overHttp = new HttpScreener({
      url: 'http://injected',
      apiKey: CARRIER_KEY,
      fetch: injectedFetch(app),
      maxRetries: 0,
    });
    ends.push(
      () => officer.close(),
      () => carrier.close(),
      () => shipped.close(),
      () => app.close(),
    );

    expectNoOfficersWord(redacted);
    for (const to of formatNames) {
      // the marks are there to be found
      const shown = await screened(officer, body, to);
      expect(marked(shown)).toBe(true);
      if (hasLists) expect(listCodesIn(shown)).toEqual(allListCodes);
      const expected = await screened(carrier, body, to);
      expectNothingListed(expected);
      const ofShipped = await screened(shipped, body, to);
      expectNothingListed(ofShipped);
      // without the lists, which stay behind, some are decided otherwise
      expect(ofShipped.equals(expected)).toBe(!hasLists);
      expect((await screened(overHttp, body, to)).equals(expected)).toBe(true);
      expect(decodeBody(to, expected)).toHaveLength(numRows);
    }
    const told = decodeBody('ndjson', await screened(carrier, body, 'ndjson')) as Answer[];
    const known = decodeBody('ndjson', await screened(officer, body, 'ndjson')) as Answer[];
    for (const [row, answer] of told.entries()) {
      const full = known[row];
      if (isRowError(answer) || isRowError(full)) {
        expect(answer).toEqual(full);
        continue;
      }
      expect(Object.keys(answer)).toEqual(['itemId', 'action', 'reasons', 'bundle']);
      expect([answer.action, answer.bundle]).toEqual([full.action, full.bundle]);
      for (const reason of answer.reasons) {
        expect(reason).toMatchObject({ code: 'REQUEST', source: 'request', weight: null });
        expect(answer.action).not.toBe('release');
      }
    }
    expect(told.some((answer) => !isRowError(answer) && answer.reasons.length > 0)).toBe(true);
  }, 30_000);
}

test('pooled, carriers get the bytes that they get on one thread, of a whole and of a redacted bundle', async () => {
  const bundle = markedBundle(7, false);
  const { body } = mailBody(7);
  const redacted = redactBundle(bundle, demonstrationKeys, readPrivateKey(demoPrivateKey));
  const inline = createEngine({ bundle, tier: 'carrier' });
  const pools = [bundle, redacted].map((bytes) => createPool({ bundle: bytes, tier: 'carrier', numWorkers: 2 }));
  ends.push(() => inline.close(), ...pools.map((pool) => () => pool.close()));
  for (const to of formatNames) {
    const expected = await screened(inline, body, to);
    for (const pool of pools) expect((await screened(pool, body, to)).equals(expected)).toBe(true);
  }
  const [parcel] = simulateParcels(1, 9);
  expect(await pools[1].screen(parcel)).toEqual(await inline.screen(parcel));
});

test('carriers may not explain, score or read what models are called, and no refusal tells more', async () => {
  const bundle = markedBundle(8, true);
  const engine = createEngine({ bundle, tier: 'carrier' });
  ends.push(() => engine.close());
  const [parcel] = simulateParcels(1, 9);
  const vectors = { values: new Float64Array(1), numRows: 1, numColumns: 1, order: 'row' } as const;
  await expect(engine.explain(parcel)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(engine.scoreVectors(vectors)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(engine.scoreRows({ rows: [] })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(marked(Buffer.from(JSON.stringify([await engine.bundle(), engine.stats()])))).toBe(false);
});

test("with a carrier's key no route of the service tells what is an officer's", async () => {
  const engine = createEngine({ bundle: markedBundle(9, true) });
  const app = await quietServer(engine, { ...keys, adminKeys: [hashKey('a'.repeat(40))] });
  ends.push(
    () => engine.close(),
    () => app.close(),
  );
  const listedParcels = mailOf(9)
    .filter((_, i) => i % 3 === 0)
    .slice(0, 7);
  const parcel = JSON.stringify(listedParcels[2]);
  const ask = async (
    key: string | undefined,
    url: string,
    method: string,
    payload?: string,
    type = 'application/json',
  ) => {
    const headers = { 'content-type': type, ...(key && { authorization: `Bearer ${key}` }) };
    const answer = await app.inject({
      method: method as 'GET',
      url,
      headers,
      ...(payload !== undefined && { payload }),
    });
    return {
      status: answer.statusCode,
      bytes: Buffer.concat([answer.rawPayload, Buffer.from(JSON.stringify(answer.headers))]),
    };
  };
  const statusOf: Record<string, number> = {
    screen: 200,
    screenBatch: 200,
    explain: 403,
    score: 403,
    bundleInfo: 200,
    bundleSwap: 403,
    bundlePatch: 403,
    livez: 200,
    readyz: 200,
    metrics: 403,
  };
  for (const [name, { method, path }] of Object.entries(routes)) {
    const payload = method === 'GET' ? undefined : `${parcel}\n`;
    const type = name === 'screenBatch' ? formats.ndjson[0] : 'application/json';
    const { status, bytes } = await ask(CARRIER_KEY, path, method, payload, type);
    if (name in statusOf) expect([name, status]).toEqual([name, statusOf[name]]);
    expect([name, marked(bytes)]).toEqual([name, false]);
    expectNothingListed(bytes);
    // nobody at all gets less, an officer more
    expect(marked((await ask(undefined, path, method, payload, type)).bytes)).toBe(false);
  }
  for (const url of ['/docs/json', '/nowhere', '/docs'])
    expect(marked((await ask(CARRIER_KEY, url, 'GET')).bytes)).toBe(false);
  for (const payload of ['{', '{"itemId":"A","sender":{}}']) {
    expect(marked((await ask(CARRIER_KEY, routes.screen.path, 'POST', payload)).bytes)).toBe(false);
  }
  expect((await ask(undefined, routes.screen.path, 'POST', parcel)).status).toBe(401);
  for (const [name, evidence] of listedParcels.map((one) => JSON.stringify(one)).entries()) {
    const explained = await ask(OFFICER_KEY, routes.explain.path, 'POST', evidence);
    expect([name, explained.status, listCodesIn(explained.bytes).length > 0]).toEqual([name, 200, true]);
    expect(explained.bytes.toString()).toContain(`programmes ${MARK}-programme`);
    const refused = await ask(CARRIER_KEY, routes.explain.path, 'POST', evidence);
    expect(refused.status).toBe(403);
    expectNothingListed(refused.bytes);
    expectNothingListed((await ask(CARRIER_KEY, routes.screen.path, 'POST', evidence)).bytes);
  }
  const mail = mailBody(9).body.toString();
  expect(marked((await ask(OFFICER_KEY, routes.screenBatch.path, 'POST', mail, formats.ndjson[0])).bytes)).toBe(true);
  expect(marked((await ask(OFFICER_KEY, routes.metrics.path, 'GET')).bytes)).toBe(true);
});

test('a bundle for carriers is refused where officers read, and is not redacted twice', async () => {
  const key = readPrivateKey(demoPrivateKey);
  const bundle = markedBundle(10, true);
  const redacted = redactBundle(bundle, demonstrationKeys, key);
  expect(() => createEngine({ bundle: redacted })).toThrow(
    /one for carriers, without the texts that officers read: set tier to carrier/,
  );
  expect(() => redactBundle(redacted, demonstrationKeys, key)).toThrow(/one for carriers already/);
  const engine = createEngine({ bundle });
  ends.push(() => engine.close());
  const before = await engine.bundle();
  await expect(engine.swapBundle(redacted)).rejects.toMatchObject({ code: 'BUNDLE_INVALID' });
  expect(await engine.bundle()).toEqual(before);
  expect(() => createEngine({ tier: 'nobody' as 'carrier' })).toThrow(
    /expected tier to be officer or carrier, got nobody/,
  );
});
