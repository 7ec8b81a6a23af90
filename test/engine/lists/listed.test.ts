/** Parcels whose parties, goods and wallets are on a synthetic list: what officers and carriers are told, by every way in. */
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { HttpScreener } from '../../../sdk/http.ts';
import type { Answer, Decision } from '../../../src/contract/decision.ts';
import { isRowError } from '../../../src/contract/decision.ts';
import { formatNames } from '../../../src/contract/formats.ts';
import type { Parcel } from '../../../src/contract/parcel.ts';
import type { Screener } from '../../../src/contract/screener.ts';
import { buildBundle } from '../../../src/engine/bundle/buildBundle.ts';
import { readPrivateKey } from '../../../src/engine/bundle/keys.ts';
import { readSources } from '../../../src/engine/bundle/readSources.ts';
import { createEngine } from '../../../src/engine/createEngine.ts';
import { hashKey } from '../../../src/server/hashKey.ts';
import { simulateParcels } from '../../../src/simulate/mail.ts';
import { createPool } from '../../../src/workers/createPool.ts';
import { readOfacList } from '../../../tools/quality/data.ts';
import { testWithData } from '../../watchlist/sharedData.ts';
import { collect, decodeBody, encodeBody, pieces } from '../../oracle/bodies.ts';
import { buildTestBundle, demoPrivateKey } from '../../oracle/testBundle.ts';
import { address, email, LIST, listEntry, name, phone, testLists, wallet } from '../../oracle/testLists.ts';
import { injectedFetch, quietServer } from '../../server/helper.ts';

const CARRIER_KEY = 'c'.repeat(40);
const OFFICER_KEY = 'o'.repeat(40);
const WALLET = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
const MARK = 'ZQX-MARK';

const entries = [
  listEntry(`${MARK}-1`, [phone('+49 30 5550 1234'), email('listed.person@example.org')]),
  listEntry(`${MARK}-2`, [wallet('XBT', WALLET)]),
  listEntry(`${MARK}-3`, [phone('+1 202 555 0199')], { validUntil: '2001-01-01' }),
];
const bundle = buildTestBundle({ lists: testLists(entries) });
const mail = simulateParcels(300, 41).map((parcel, i): Parcel => {
  if (i % 10 === 3) return { ...parcel, sender: { ...parcel.sender, phone: '0049 30 55501234' } };
  if (i % 10 === 5) return { ...parcel, explanation: `pay to ${WALLET} please` };
  if (i % 10 === 7) return { ...parcel, recipient: { ...parcel.recipient, email: 'Listed.Person@Example.org' } };
  if (i % 10 === 9) return { ...parcel, recipient: { ...parcel.recipient, phone: '+1 202 555 0199' } };
  return parcel;
});

const ends: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});
const officer = createEngine({ bundle });
const carrier = createEngine({ bundle, tier: 'carrier' });
ends.push(
  () => officer.close(),
  () => carrier.close(),
);

const screened = (screener: Screener, body: Uint8Array, format: (typeof formatNames)[number]): Promise<Buffer> =>
  collect(screener.screenStream(pieces(body, 9001), { from: format }));

const decided = (answer: Answer): Decision => {
  if (isRowError(answer)) throw new Error(`expected a decision, got ${answer.error.code}`);
  return answer;
};

test('what is on the list is held, with list and entry for officers; expired entries and the rest are not', async () => {
  const answers = (await officer.screenBatch(mail)).map(decided);
  for (const [i, { action, reasons }] of answers.entries()) {
    const listed = reasons.filter(({ source, code }) => source === 'list' && code.startsWith('LIST_'));
    const expected = { 3: ['LIST_PHONE'], 5: ['LIST_WALLET'], 7: ['LIST_EMAIL'] }[i % 10] ?? [];
    expect([i, listed.map(({ code }) => code)]).toEqual([i, expected]);
    if (expected.length === 0) continue;
    expect(['hold', 'dnl']).toContain(action);
    expect(listed[0].text).toContain(`${MARK}-${i % 10 === 5 ? 2 : 1} of ${LIST}`);
    expect(JSON.stringify(listed)).not.toMatch(/5550|Boat|example\.org/i);
  }
});

test('embedded, pooled and over HTTP give the same bytes in every format, for officers and for carriers', async () => {
  const pool = createPool({ bundle, numWorkers: 2 });
  const app = await quietServer(officer, { callerKeys: [hashKey(OFFICER_KEY)], carrierKeys: [hashKey(CARRIER_KEY)] });
  ends.push(
    () => pool.close(),
    () => app.close(),
  );
  const overHttp = (apiKey: string): HttpScreener =>
    new HttpScreener({ url: 'http://injected', apiKey, fetch: injectedFetch(app), maxRetries: 0 });
  for (const format of formatNames) {
    const body = encodeBody(format, mail);
    const expected = await screened(officer, body, format);
    expect((await screened(pool, body, format)).equals(expected)).toBe(true);
    expect((await screened(overHttp(OFFICER_KEY), body, format)).equals(expected)).toBe(true);
    expect(expected.includes('LIST_PHONE')).toBe(true);
    const told = await screened(carrier, body, format);
    expect((await screened(overHttp(CARRIER_KEY), body, format)).equals(told)).toBe(true);
    for (const word of ['LIST_', MARK, LIST, '"list"']) expect([word, told.includes(word)]).toEqual([word, false]);
    expect(decodeBody(format, told)).toHaveLength(mail.length);
  }
});

test('a row that is slow to read is matched as any other, on the day that its own number names', async () => {
  const expires = buildTestBundle({
    lists: testLists([listEntry('1', [phone('+49 30 5550 1234')], { validUntil: '2026-03-01' })]),
  });
  const engine = createEngine({ bundle: expires });
  ends.push(() => engine.close());
  const [parcel] = simulateParcels(1, 43);
  for (const [day, isListed] of [
    ['2026-03-01', true],
    ['2026-03-02', false],
  ] as const) {
    const at = Date.parse(`${day}T12:00:00Z`);
    const row = { ...parcel, aedReceivedAt: at, sender: { ...parcel.sender, phone: '+493055501234' } };
    const fast = JSON.stringify(row);
    const slow = fast.replace(`"aedReceivedAt":${at}`, `"aedReceivedAt":${at / 1e5}e5`);
    expect(slow).not.toBe(fast);
    const [one, other] = (await screened(engine, Buffer.from(`${fast}\n${slow}\n`), 'ndjson'))
      .toString()
      .trimEnd()
      .split('\n');
    expect(other).toBe(one);
    expect([day, one.includes('LIST_PHONE')]).toEqual([day, isListed]);
  }
});

test('explain shows each hit with its place and what is known of the entry', async () => {
  const { evidence, features } = await officer.explain(mail[3]);
  const hit = evidence.find(({ code }) => code === 'LIST_PHONE');
  expect(hit).toMatchObject({ source: 'list', state: 'found', weight: null });
  expect(hit?.why).toMatch(/in the phone of the sender.*entry: person; programmes TEST; TLP:CLEAR/);
  expect(features.find((feature) => feature.name === 'listIdentifierHits')?.value).toBe(1);
  expect((await officer.explain(mail[0])).evidence.filter(({ source }) => source === 'list')).toEqual([]);
});

test('a rare name alone goes to a person, a common one to nobody, name and address together are held', async () => {
  const { sender } = mail[0];
  const listed = [
    listEntry('rare', [
      name('Zdravko Kvisnipolov Trebuchet'),
      address('77 Quarrington Crescent', 'Wexhollow', '90417', 'GB'),
    ]),
    listEntry('common', [name('John Smith')]),
    ...Array.from({ length: 20 }, (_, i) => listEntry(`filler-${i}`, [name(`Person Number${i}`)])),
  ];
  const engine = createEngine({ bundle: buildTestBundle({ numTrees: 1, lists: testLists(listed) }) });
  ends.push(() => engine.close());
  const decisionOn = async (party: Partial<Parcel['sender']>) => {
    const parcel = { ...mail[0], sender: { ...sender, personType: 'natural' as const, business: null, ...party } };
    const { decision, evidence } = await engine.explain(parcel);
    return { ...decided(decision), evidence };
  };
  const rare = await decisionOn({ name: 'TREBUCHET, Zdravko Kvisnipolof' });
  const codesOf = ({ reasons }: Decision): string[] => reasons.map(({ code }) => code);
  expect(rare.action).toBe('rfs');
  expect(codesOf(rare)).toContain('LIST_NAME');
  expect(codesOf(rare)).toContain('PARTY_LISTED');
  const why = rare.evidence.find(({ code }) => code === 'LIST_NAME')?.why ?? '';
  expect(why).toContain(
    'in name or business of the sender; listed as "zdravko kvisnipolov trebuchet"; zdravko = zdravko; kvisnipolof ',
  );
  expect(codesOf(await decisionOn({ name: 'John Smith' }))).not.toContain('PARTY_LISTED');

  const place = { addressLines: ['Quarrington Crescent 77'], city: 'Wexhollow', postcode: '90417', country: 'GB' };
  const both = await decisionOn({ name: 'Zdravko Trebuchet Kvisnipolov', ...place });
  expect(both.action).toBe('hold');
  expect(codesOf(both)).toEqual(expect.arrayContaining(['PARTY_LISTED_TWICE', 'LIST_NAME', 'LIST_ADDRESS']));
  // in Cyrillic letters the same person
  const cyrillic = await decisionOn({ name: 'Здравко Квисниполов Требучет', ...place });
  expect(cyrillic.action).toBe('hold');
});

testWithData('a parcel whose sender is on the real OFAC list is held, and ordinary mail is not', async () => {
  const entries = await readOfacList();
  const engine = createEngine({ bundle: buildTestBundle({ numTrees: 1, lists: testLists(entries) }) });
  ends.push(() => engine.close());
  const listed = entries.flatMap((entry) => {
    const called = entry.indicators.find((one) => one.kind === 'name');
    const lives = entry.indicators.find(
      (one) => one.kind === 'address' && one.lines.length > 0 && /\d/.test(one.lines[0]),
    );
    if (entry.kind !== 'person' || called?.kind !== 'name' || lives?.kind !== 'address') return [];
    return [{ entry, called: called.text, lives }];
  });
  let numReferred = 0;
  for (const { called, lives } of listed.slice(0, 40)) {
    const party = {
      name: called.slice(0, 70),
      addressLines: lives.lines.slice(0, 3).map((text) => text.slice(0, 70)),
      city: lives.city,
      postcode: lives.postcode?.slice(0, 17) ?? null,
    };
    const { action, reasons } = decided(await engine.screen({ ...mail[0], sender: { ...mail[0].sender, ...party } }));
    const isListed = reasons.some(({ code }) => code === 'LIST_NAME');
    if (isListed && action !== 'release') numReferred++;
  }
  expect(numReferred).toBeGreaterThanOrEqual(38);
  const ordinary = await engine.screenBatch(simulateParcels(2000, 99));
  const hits = ordinary.map(decided).filter(({ reasons }) => reasons.some(({ code }) => code === 'PARTY_LISTED'));
  expect(hits.length).toBeLessThan(10);
});

test('a body keeps the lists that it started with; the next body has those of the next bundle', async () => {
  const swapping = createPool({ bundle, numWorkers: 2 });
  ends.push(() => swapping.close());
  const next = buildTestBundle({
    version: '2.0.0',
    lists: testLists([listEntry(`${MARK}-9`, [wallet('XBT', WALLET)])]),
  });
  const body = encodeBody('ndjson', [...mail, ...mail, ...mail]);
  const before = await screened(officer, body, 'ndjson');
  async function* swapMidway(): AsyncGenerator<Uint8Array> {
    let numChunks = 0;
    for await (const chunk of pieces(body, 20_011)) {
      if (numChunks++ === 5) await swapping.swapBundle(next);
      yield chunk;
    }
  }
  expect((await collect(swapping.screenStream(swapMidway(), { from: 'ndjson' }))).equals(before)).toBe(true);
  const after = (await screened(swapping, body, 'ndjson')).toString();
  expect(after).toContain(`${MARK}-9 of ${LIST}`);
  expect(after).not.toContain('LIST_PHONE');
  expect(after).not.toContain(`${MARK}-2`);
});

test('the default bundle decides the same without lists and with lists that find nothing', async () => {
  const sources = readSources(fileURLToPath(new URL('../../../bundles/default', import.meta.url)));
  const lists = testLists([listEntry('1', [phone('+990000001')])]);
  const key = readPrivateKey(demoPrivateKey);
  const plain = createEngine({ bundle: buildBundle(sources, key) });
  const empty = createEngine({ bundle: buildBundle({ ...sources, lists }, key) });
  ends.push(
    () => plain.close(),
    () => empty.close(),
  );
  const decisions = async (engine: Screener): Promise<unknown[]> =>
    (await engine.screenBatch(mail)).map((answer) => ({ ...answer, bundle: '' }));
  expect(await decisions(empty)).toEqual(await decisions(plain));
});
