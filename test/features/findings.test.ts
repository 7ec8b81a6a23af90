/** The checks themselves, on parcels small enough to work out by hand. */
import { expect, test } from 'vitest';
import { findings } from '../../src/contract/findings.ts';
import type { ContentLine, Parcel } from '../../src/contract/parcel.ts';
import type { Signals } from '../../src/contract/signals.ts';
import { casNumber } from '../../src/features/casNumber.ts';
import { openReference } from '../../src/features/openReference.ts';
import { referenceFeatures } from '../../src/features/reference/referenceFeatures.ts';
import { featureTable } from '../../src/features/table.ts';
import { compileWith } from './defaultReference.ts';

const tables = openReference(compileWith({}));
const line: ContentLine = {
  description: 'women cotton dress',
  quantity: 2,
  netWeightG: 700,
  value: { amountMinor: 4999, currency: 'USD' },
  hsCode: '620442',
  originCountry: 'CN',
};
/** A parcel without fault: no finding but that nobody on either end is a business. */
const good: Parcel = {
  itemId: 'RB123456785CN',
  serviceClass: 'parcel',
  postingDate: '2025-03-04',
  postingOffice: 'CNBJSA',
  sender: {
    name: 'Li Wei',
    addressLines: ['1 Renmin Road'],
    city: 'Shenzhen',
    postcode: '518000',
    country: 'CN',
    phone: '+86 755 0000',
    email: 'a@example.com',
  },
  recipient: {
    name: 'John Smith',
    addressLines: ['5 Main St'],
    city: 'Fresno',
    postcode: '93733-1234',
    country: 'US',
    phone: '+12125550100',
    email: 'b@example.com',
  },
  natureOfTransaction: 'sale',
  totalGrossWeightG: 800,
  totalDeclaredValue: { amountMinor: 4999, currency: 'USD' },
  postage: { amountMinor: 900, currency: 'USD' },
  contents: [line],
};
const BASE = ['PERSON_TO_PERSON'];

function codes(parcel: Parcel, signals: Signals = {}): string[] {
  const found = referenceFeatures(parcel, tables, signals).findings;
  return findings.filter((_, bit) => (found >> BigInt(bit)) & 1n).map(({ code }) => code);
}

/** The findings that a change adds to those of the good parcel. */
function added(change: Partial<Parcel>, signals: Signals = {}): string[] {
  return codes({ ...good, ...change }, signals).filter((code) => !BASE.includes(code));
}

function withLine(change: Partial<ContentLine>): string[] {
  return added({ contents: [{ ...line, ...change }] });
}

function feature(name: string, change: Partial<Parcel>): number {
  return referenceFeatures({ ...good, ...change }, tables).features[featureTable.findIndex((f) => f.name === name)];
}

test('a good parcel has no finding of poor data or risk', () => {
  expect(codes(good)).toEqual(BASE);
});

test('CAS numbers: 437-38-7 is 8x1 + 3x2 + 7x3 + 3x4 + 4x5 = 67', () => {
  expect(casNumber('437-38-7')).toBe(43738);
  expect(casNumber('1609-66-1')).toBe(160966);
  for (const text of ['437-38-8', '1609-66-5', '1443-48-3', '1235-83-6', '7-38-7', '437-3-7', '00-00-0'])
    expect(casNumber(text)).toBeUndefined();
});

test('CAS numbers in a text: with a right check digit, and listed', () => {
  expect(withLine({ description: 'cotton dress 437-38-7' })).toEqual(['CAS_NUMBER', 'CAS_LISTED']);
  expect(withLine({ description: 'cotton dress CAS437-38-7.' })).toEqual(['CAS_NUMBER', 'CAS_LISTED']);
  // water
  expect(withLine({ description: 'cotton dress 7732-18-5' })).toEqual(['CAS_NUMBER']);
  for (const text of ['437-38-8', '437-38-70', '12345678-38-7', '437-38-7a'])
    expect(withLine({ description: `cotton dress ${text}` })).toEqual([]);
  expect(added({ explanation: 'cas 437-38-7' })).toEqual(['CAS_NUMBER', 'CAS_LISTED']);
});

test('S10 item numbers: check digits 9, 5, 0 from 10 and 5 from 11', () => {
  const kind = (itemId: string): number => feature('itemIdKind', { itemId });
  for (const id of [
    'RB473124829CN',
    'RB123456785CN',
    'RB111122229CN',
    'RB000000080CN',
    'RB000000005CN',
    'rb 123456785 cn',
  ])
    expect(kind(id)).toBe(1);
  expect(kind('RB123456786CN')).toBe(2);
  for (const id of ['RB12345678CN', 'R1123456785CN', '1Z999', 'RB123456785C1']) expect(kind(id)).toBe(0);
  expect(added({ itemId: 'RB123456786CN' })).toEqual(['ITEM_ID_CHECK_DIGIT']);
  expect(added({ itemId: 'RB123456785XX' })).toEqual(['ITEM_ID_COUNTRY']);
});

test('missing parties, weights, values and pieces are named', () => {
  expect(added({ sender: { country: 'CN' } })).toEqual(['SENDER_NAME_MISSING', 'SENDER_ADDRESS_MISSING']);
  expect(added({ recipient: { country: 'US', addressLines: [null, ''], name: '' } })).toEqual([
    'RECIPIENT_NAME_MISSING',
    'RECIPIENT_ADDRESS_MISSING',
  ]);
  expect(added({ totalGrossWeightG: null })).toEqual(['WEIGHT_MISSING']);
  expect(added({ totalDeclaredValue: null, contents: [{ ...line, value: null }] })).toEqual(['VALUE_MISSING']);
  expect(withLine({ quantity: null })).toEqual(['PIECES_MISSING']);
});

test('placeholders for a sender: every word must be one', () => {
  const named = (name: string): string[] => added({ sender: { ...good.sender, name } });
  for (const name of ['private', 'N/A', 'UNKNOWN', 'Private Sender', '---'])
    expect(named(name)).toEqual(['SENDER_PLACEHOLDER']);
  expect(named('Private Smith')).toEqual([]);
});

test('vague descriptions: fewer than two words that say something', () => {
  for (const description of ['gift', 'Spare parts', 'dress', 'samples 123', 'clothes for women', 'a b c', '!'])
    expect(withLine({ description })).toContain('DESCRIPTION_VAGUE');
  for (const description of ['cotton dress', 'Platform boots', '女式连衣裙'])
    expect(withLine({ description })).not.toContain('DESCRIPTION_VAGUE');
});

test('line values and the total: one minor unit a line is allowed', () => {
  const total = (amountMinor: number, currency = 'USD'): string[] =>
    added({ totalDeclaredValue: { amountMinor, currency } });
  expect(total(5000)).toEqual([]);
  expect(total(5001)).toEqual(['TOTAL_VALUE_MISMATCH']);
  expect(total(9000, 'EUR')).toEqual([]);
  expect(total(4999, 'XXX')).toEqual(['CURRENCY_UNKNOWN']);
});

test('weights: net over gross, and the scale against the declaration', () => {
  expect(withLine({ netWeightG: 801 })).toEqual(['NET_OVER_GROSS']);
  const scanned = (totalGrossWeightG: number, scannedWeightG: number): string[] =>
    added({ totalGrossWeightG, scannedWeightG }).filter((code) => code === 'SCANNED_WEIGHT_DIFFERS');
  expect(scanned(800, 1000)).toEqual([]);
  expect(scanned(800, 1001)).toEqual(['SCANNED_WEIGHT_DIFFERS']);
  expect(scanned(5000, 6000)).toEqual([]);
  expect(scanned(5000, 6001)).toEqual(['SCANNED_WEIGHT_DIFFERS']);
});

test('norms of chapter 62: 380 g a piece and 0.07 USD a gram, ten times either way', () => {
  const contents = [{ ...line, quantity: 1, netWeightG: null }];
  const heavy = (totalGrossWeightG: number): string[] => added({ contents, totalGrossWeightG });
  expect(heavy(3800)).toEqual([]);
  expect(heavy(3801)).toEqual(['WEIGHT_NORM']);
  expect(heavy(37)).toContain('WEIGHT_NORM');
  // 0.007 USD a gram of 800 g
  const cheap = (amountMinor: number): string[] =>
    added({
      postage: null,
      totalDeclaredValue: { amountMinor, currency: 'USD' },
      contents: [{ ...line, value: null }],
    });
  expect(cheap(561)).toEqual([]);
  expect(cheap(559)).toEqual(['VALUE_NORM']);
});

test('HS codes: shape, chapter, and the listed subheadings', () => {
  for (const hsCode of ['62044', '62044290001', '6204AB']) expect(withLine({ hsCode })).toEqual(['HS_SHAPE']);
  expect(withLine({ hsCode: '6204.42.00' })).toEqual([]);
  expect(withLine({ hsCode: '770000' })).toEqual(['HS_CHAPTER_UNKNOWN']);
  expect(withLine({ hsCode: '2933330000' })).toContain('HS_CONTROLLED');
  expect(withLine({ hsCode: '2933.39' })).toContain('HS_WATCHED');
  expect(withLine({ hsCode: '847989' })).toContain('HS_PRESS');
});

test('phones and postcodes against the country of the address', () => {
  const phone = (value: string): string[] => added({ recipient: { ...good.recipient, phone: value } });
  for (const own of ['+1 212', '001212555', '2125550100', '+1']) expect(phone(own)).toEqual([]);
  expect(phone('+86 138 0013')).toEqual(['RECIPIENT_PHONE_COUNTRY']);
  const postcode = (value: string): string[] => added({ recipient: { ...good.recipient, postcode: value } });
  expect(postcode('93733')).toEqual([]);
  expect(postcode('9373')).toEqual(['RECIPIENT_POSTCODE_SHAPE']);
  const british = added({ recipient: { ...good.recipient, country: 'GB', phone: null, postcode: 'sw1a 1aa' } });
  expect(british).toEqual([]);
});

test('countries and origins', () => {
  expect(withLine({ originCountry: 'ZZ' })).toEqual(['COUNTRY_UNKNOWN', 'TRANSHIPPED']);
  expect(withLine({ originCountry: 'VN' })).toEqual(['TRANSHIPPED']);
});

test('advance data that came after the item had left', () => {
  const late = (aedReceivedAt: number): string[] =>
    added({
      aedReceivedAt,
      events: [
        { code: 'EMD', at: 3000 },
        { code: 'EMC', at: 2000 },
        { code: 'EMA', at: 1 },
      ],
    });
  expect(late(2000)).toEqual([]);
  expect(late(2001)).toEqual(['ADVANCE_DATA_LATE']);
});

test('precursors by name, alias and phrase, however they are written', () => {
  for (const name of ['1-BOC-4-AP', 'N-Phenethyl-4-piperidone', 'npp', 'N-phenylpiperidin 4 amine', 'NORFENTANYL,'])
    expect(withLine({ description: `cotton dress ${name}` })).toContain('PRECURSOR_NAMED');
  for (const name of ['4 AP', 'nppx', 'boc 4'])
    expect(withLine({ description: `cotton dress ${name}` })).not.toContain('PRECURSOR_NAMED');
});

test('presses: outright, a part beside a dosage word, or a press HS code beside pharmaceutical words', () => {
  const named = (description: string, hsCode = '620442'): boolean =>
    withLine({ description, hsCode }).includes('PRESS_NAMED');
  expect(named('TDP-5 tablet press')).toBe(true);
  expect(named('steel punch for round pills')).toBe(true);
  expect(named('steel punch for leather')).toBe(false);
  expect(named('machine for vitamins', '847989')).toBe(true);
  expect(named('machine for candles', '847989')).toBe(false);
  expect(named('power adapter for tablet computer')).toBe(false);
});

test('small and dense: light powder or chemicals by letter, EMS or express', () => {
  const powder = { contents: [{ ...line, description: 'fine white powder' }] };
  const small = (change: Partial<Parcel>): boolean => added({ ...powder, ...change }).includes('SMALL_DENSE');
  expect(small({ serviceClass: 'ems', totalGrossWeightG: 999 })).toBe(true);
  expect(small({ serviceClass: 'ems', totalGrossWeightG: 1000 })).toBe(false);
  expect(small({ serviceClass: 'parcel', totalGrossWeightG: 500 })).toBe(false);
});

test('gifts in bulk or from a company', () => {
  const gift = { natureOfTransaction: 'gift' } as const;
  expect(added(gift)).toEqual([]);
  expect(
    added({ ...gift, contents: [{ ...line, quantity: 10, hsCode: null, description: 'little thing here' }] }),
  ).toContain('GIFT_BULK');
  expect(added({ ...gift, sender: { ...good.sender, name: 'Wei Trading Co., Ltd.' } })).toEqual(['GIFT_BULK']);
});

test('recipients: residence, business, drop address', () => {
  const of = (change: Partial<Parcel['recipient']>): string[] =>
    codes({ ...good, recipient: { ...good.recipient, ...change } });
  expect(of({ addressType: 'residence' })).toEqual(['RECIPIENT_RESIDENCE', 'PERSON_TO_PERSON']);
  expect(of({ addressType: 'cmra' })).toEqual(['DROP_ADDRESS', 'PERSON_TO_PERSON']);
  expect(of({ business: 'Smith Tools' })).toEqual(['RECIPIENT_BUSINESS']);
  expect(of({ personType: 'legal' })).toEqual(['RECIPIENT_BUSINESS']);
});

test('postage, permits and wallets', () => {
  expect(added({ postage: { amountMinor: 4999, currency: 'USD' } })).toEqual(['POSTAGE_OVER_VALUE']);
  expect(added({ documents: { deaTransactionId: '452-1' } })).toEqual(['PERMIT_GIVEN']);
  expect(added({ payment: { walletAddresses: [{ symbol: 'XBT' }] } })).toEqual([]);
  expect(added({ payment: { walletAddresses: [{ address: 'bc1' }] } })).toEqual(['WALLET_GIVEN']);
});

test('signals make findings at their thresholds, and none when they are not known', () => {
  expect(added({}, { senderListScore: 0.9, recipientListScore: 0.89 })).toEqual(['SENDER_LISTED']);
  expect(added({}, { recipientListScore: 1, listIdentifierHits: 1 })).toEqual([
    'RECIPIENT_LISTED',
    'IDENTIFIER_LISTED',
  ]);
  expect(added({}, { linkSeizureDistance: 2 })).toEqual(['LINKED_TO_SEIZURE']);
  expect(added({}, { linkSeizureDistance: 3, linkSeizedNeighbours: 0 })).toEqual([]);
  expect(added({}, { linkSeizedNeighbours: Number.NaN })).toEqual([]);
});

test('hours and weekdays: 4 March 2025 was a Tuesday', () => {
  expect(feature('postingWeekday', {})).toBe(2);
  expect(feature('postingWeekday', { postingDate: '1969-12-31' })).toBe(3);
  const received = Date.UTC(2025, 2, 4, 6);
  expect(feature('advanceAfterPostingHours', { aedReceivedAt: received })).toBe(6);
  expect(
    feature('advanceLeadHours', { aedReceivedAt: received, events: [{ code: 'EMC', at: received - 7_200_000 }] }),
  ).toBe(-2);
});

test('the table has 64 to 80 columns with distinct names in families that stand together', () => {
  expect(featureTable.length).toBeGreaterThanOrEqual(64);
  expect(featureTable.length).toBeLessThanOrEqual(80);
  expect(new Set(featureTable.map(({ name }) => name)).size).toBe(featureTable.length);
  const families = featureTable.map(({ family }) => family).filter((family, i, all) => family !== all[i - 1]);
  expect(families).toEqual(['value', 'weight', 'goods', 'parties', 'route', 'timing', 'quality', 'signals']);
});
