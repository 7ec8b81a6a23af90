/** A list that a carrier cannot read decides in the carrier's own process, and its answers say nothing of it. */
import { expect, test } from 'vitest';
import { createEngine, createPool, isRowError, type Decision, type Parcel, type Screener } from '../../sdk/embedded.ts';
import { demonstrationKeys } from '../../src/engine/bundle/demonstrationKey.ts';
import { readPrivateKey } from '../../src/engine/bundle/keys.ts';
import { redactBundle } from '../../src/engine/bundle/redactBundle.ts';
import { readDefaultBundle } from '../../src/engine/defaultBundle.ts';
import { simulateParcels } from '../../src/simulate/mail.ts';
import { newBlindKeyText, parseBlindKey } from '../../src/watchlist/blinded/blindKey.ts';
import { blindList } from '../../src/watchlist/blinded/blindList.ts';
import { demoPrivateKey } from '../oracle/testBundle.ts';
import { listed, name } from '../watchlist/blinded/listed.ts';

const wallet = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa';
const entries = [
  listed('e-1', 'person', [
    name('Vazgenashvili-Qorbonov, Tamerlan'),
    { kind: 'phone', text: '+49 151 2345 6789' },
    { kind: 'email', text: 'tamerlan.v@example.org' },
  ]),
  listed('e-2', 'organisation', [
    name('Zhuravlik Petrokhimeks Trading Co., Ltd.'),
    { kind: 'wallet', symbol: 'XBT', address: wallet, isChecked: true },
  ]),
];
const listKey = newBlindKeyText().trim();
const options = { mostHandling: 'green', day: '2026-01-01' } as const;
const blinded = blindList(entries, parseBlindKey(listKey), options).index;
const privateKey = readPrivateKey(demoPrivateKey);
const bundle = redactBundle(readDefaultBundle(), demonstrationKeys, privateKey, blinded);

/** Synthetic mail that is released as it is. */
async function releasedOf(screener: Screener, most: number): Promise<Parcel[]> {
  const parcels = simulateParcels(400, 3);
  const answers = await screener.screenBatch(parcels);
  return parcels
    .filter((_, i) => !isRowError(answers[i]) && (answers[i] as Decision).action === 'release')
    .slice(0, most);
}

async function decide(screener: Screener, parcel: Parcel): Promise<Decision> {
  const answer = await screener.screen(parcel);
  if (isRowError(answer)) throw new Error(answer.error.code);
  return answer;
}

test.each([
  ['engine', () => createEngine({ bundle, tier: 'carrier', listKey })],
  ['pool', () => createPool({ bundle, tier: 'carrier', listKey, numWorkers: 1 })],
] as const)(
  '%s: whose name and phone are on the blinded list is not released; the answer does not say why',
  async (_, create) => {
    const screener = create();
    try {
      const [parcel] = await releasedOf(screener, 1);
      const party = { ...parcel.sender, name: 'TAMERLAN vazgenashvili qorbonov', phone: '0049 (0)151-23456789' };
      const answer = await decide(screener, { ...parcel, sender: party });
      expect(answer.action).not.toBe('release');
      expect(Object.keys(answer).sort()).toEqual(Object.keys(await decide(screener, parcel)).sort());
      const said = JSON.stringify(answer);
      for (const word of ['list', 'e-1', 'synthetic', 'amerlan', 'qorbonov', '2345', 'phone', 'score']) {
        expect(said.toLowerCase()).not.toContain(word);
      }
      // the same in a batch, on whichever thread
      const [batched] = await screener.screenBatch([{ ...parcel, sender: party }]);
      expect(batched).toEqual(answer);
    } finally {
      await screener.close();
    }
  },
);

test('a name alone is one of many; a company without its legal form, a mailbox and a wallet in free text are found', async () => {
  const screener = createEngine({ bundle, tier: 'carrier', listKey });
  const plain = createEngine({
    bundle: redactBundle(readDefaultBundle(), demonstrationKeys, privateKey),
    tier: 'carrier',
  });
  const [parcel] = await releasedOf(screener, 1);
  const line = { ...parcel.contents?.[0], description: `gift, pay to ${wallet}.` };
  const company = { ...parcel.recipient, name: 'Jane Doe c/o PETROKHIMEKS ZHURAVLIK TRADING LIMITED' };
  const changed: Record<string, Parcel> = {
    mailbox: { ...parcel, sender: { ...parcel.sender, email: 'Tamerlan.V+parcels@EXAMPLE.org' } },
    wallet: { ...parcel, contents: [line as NonNullable<Parcel['contents']>[number]] },
    'wallet, broken by what nobody sees': { ...parcel, explanation: `é ${[...wallet].join('\u200b')}` },
    'company and wallet': {
      ...parcel,
      recipient: company,
      contents: [line as NonNullable<Parcel['contents']>[number]],
    },
  };
  for (const [what, one] of Object.entries(changed)) {
    expect([what, (await decide(screener, one)).action]).not.toEqual([what, 'release']);
    expect([what, (await decide(plain, one)).action]).toEqual([what, 'release']);
  }
  const strangers = await releasedOf(screener, 200);
  const [answers, without] = [await screener.screenBatch(strangers), await plain.screenBatch(strangers)];
  // other lists are another basis of decisions, and decisions say so
  const { hash } = await screener.bundle();
  expect(hash).not.toBe((await plain.bundle()).hash);
  expect(answers).toEqual(without.map((answer) => ({ ...answer, bundle: hash })));
  await Promise.all([screener.close(), plain.close()]);
});

test('without the key, or with another one, nothing is screened; no message and no bundle holds it', async () => {
  const other = newBlindKeyText().trim();
  const messages = [{}, { listKey: other }, { listKey: `${listKey}00` }].map((given) => {
    try {
      createEngine({ bundle, tier: 'carrier', ...given });
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  });
  expect(messages).toEqual([
    expect.stringContaining('expected its key as listKey'),
    expect.stringContaining('another key'),
    expect.stringContaining('64 hexadecimal digits'),
  ]);
  for (const key of [listKey, other]) expect(messages.join('')).not.toContain(key);
  expect(Buffer.from(bundle).includes(Buffer.from(listKey, 'hex'))).toBe(false);
  const screener = createEngine({ bundle, tier: 'carrier', listKey });
  const foreign = blindList(entries, parseBlindKey(other), options).index;
  const next = redactBundle(readDefaultBundle(), demonstrationKeys, privateKey, foreign);
  await expect(screener.swapBundle(next)).rejects.toThrow(/another key/);
  await screener.close();
});
