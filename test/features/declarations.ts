/** Random parcels whose texts, codes and numbers are of the kind that features look at, next to any other text. */
import { featureTable } from '../../src/features/table.ts';
import { signalNames, type Signals } from '../../src/contract/signals.ts';
import { Members, type Tree } from '../oracle/jsonTree.ts';
import { type ParcelShape, put, randomItemNumber, randomParcel } from '../oracle/parcels.ts';
import type { Random } from '../oracle/random.ts';

export const numFeatures: number = featureTable.length;

const words = (text: string): readonly string[] => text.trim().split(/\s+/);
const GOODS =
  words(`tablet press TDP-5 die pill mould punch capsule filler 4-anilino-N-phenethylpiperidine NPP 1-boc-4-AP
  Tert-Butyl 4-(phenylamino)piperidine-1-carboxylate norfentanyl piperidine gift parts clothes women's cotton DRESS shoes
  of for the resin Powder crystalline chemical laboratory reagent 437-38-7 CAS437-38-7 437-38-8 1609-66-1 00-00-0 79099-07-3
  12345678-12-1 1-2-3 99-99-9 9999999-99-9 x y a 4 piperidone piperidine-1 boc 女式连衣裙 Платье крем 5pcs USB-C headphones lens
  toys T-shirt watch1 vitamins medicine N/A unknown phenethylphenethylphenethylpiperidone abcdefghijklmnop abcdefghijklmnopq
  phenylacetoacetonitrile phenethylpiperidinephenethylpip , ; -- ... é ß capsule-filling machine methyl alpha-phenylacetoacetate`);
const NAMES =
  words(`Li Wei Private unknown N/A n.a. John Smith Müller GmbH Co., Ltd Pharma CHEM Trading Maria 123 Иванов
  李小龙 - . xxx Smith John`);
const PHONES = [
  '+86 138 0013',
  '+1 (212) 555-0100',
  '0049 30 1234',
  '+49301234',
  '00',
  '+',
  '+8',
  '+7-9-5',
  '  +44 20',
  '+86x1',
];
const MORE_PHONES = ['138001380', '+ 3 5 8 1', '00861', '+999123', '0', '+383 44', '+381.1', '(+86)138', '+٣٤٥'];
const POSTCODES = [
  '90210',
  '90210-1234',
  '518000',
  'K1A 0B1',
  'SW1A 1AA',
  'sw1a1aa',
  '1234AB',
  '1',
  'ABCDEFGHIJKLMNOPQ',
];
const MORE_POSTCODES = ['123-4567', '１２３４５', '12345678901234567', '- -', '9021O', 'W1A 0AX', '1 2 3 4 5 6 7 8 9'];
const HS_CODES = [
  '293333',
  '2933.39',
  '2933.39.00',
  '847989',
  '8479 89 00 00',
  '990000',
  '770101',
  '001234',
  '12345',
  '12345678901',
];
const MORE_HS_CODES = [
  '610910',
  '6109100010',
  '610910001',
  '61091000',
  '29333a',
  '6109１0',
  '......293333',
  '.',
  '850440x',
  '8207301',
];
const ITEM_NUMBERS = [
  'RB123456785GB',
  'rb 123 456 785 us',
  'RB123456786US',
  'RB123456785XX',
  'LX473124829CN',
  'CP000000080DE',
];
const MORE_ITEM_NUMBERS = [
  'EE000000005HK',
  'RB12345678AGB',
  '1B123456785GB',
  'RB123456785G1',
  '   RB123456785GB   ',
  'É123456785GB',
];
const OFFICES = ['CNBJSA', 'USJFKA', 'usnyca', 'D1', 'D', '12', 'É', 'GBLON'];
const EVENTS = ['EMC', 'EMD', 'EMA', 'EDB', 'emc', 'EMCX', 'EM'];
const AMOUNTS = [0, 1, 99, 100, 1999, 5000, 120000, 1e9, 9007199254740991, 9007199254740990, 8000000000000000];
const GRAMS = [0, 1, 50, 200, 201, 900, 999, 1000, 1001, 1200, 1201, 5000, 31500, 4294967295];
const QUANTITIES = [0, 1, 2, 9, 10, 11, 500, 4294967295];
const INSTANTS = [0, 1, 1741000000000, 1741003600000, 1741100000001, 9007199254740991];

/** A parcel that screening must take. */
export function randomDeclaration(random: Random, shape: ParcelShape): Members {
  const parcel = randomParcel(random, shape);
  set(random, parcel, 'itemId', pickAny(random, ITEM_NUMBERS, MORE_ITEM_NUMBERS));
  if (random.chance(0.2)) put(parcel, 'itemId', randomItemNumber(random));
  set(random, parcel, 'postingOffice', random.pick(OFFICES));
  set(random, parcel, 'explanation', text(random, GOODS, 6));
  for (const key of ['totalGrossWeightG', 'scannedWeightG']) set(random, parcel, key, random.pick(GRAMS));
  for (const key of ['aedReceivedAt', 'aedUpdatedAt']) set(random, parcel, key, random.pick(INSTANTS));
  for (const key of ['totalDeclaredValue', 'postage', 'insuredValue']) setMoney(random, member(parcel, key));
  for (const key of ['sender', 'recipient']) setParty(random, member(parcel, key));
  for (const line of items(parcel, 'contents')) setLine(random, line);
  for (const event of items(parcel, 'events')) {
    set(random, event, 'code', random.pick(EVENTS));
    set(random, event, 'at', random.pick(INSTANTS));
  }
  return parcel;
}

/** Signals, some of them missing, at and around what makes a finding. */
export function randomSignals(random: Random): Signals {
  const values = [
    Number.NaN,
    0,
    0.5,
    0.8999999,
    Math.fround(0.9),
    0.9,
    1,
    2,
    2.0000002,
    3,
    1e9,
    Number.POSITIVE_INFINITY,
  ];
  return Object.fromEntries(signalNames.map((name) => [name, random.pick(values)]));
}

function setParty(random: Random, party: Members | undefined): void {
  if (party === undefined) return;
  set(random, party, 'name', text(random, NAMES, 4));
  set(random, party, 'business', text(random, NAMES, 4));
  set(random, party, 'phone', pickAny(random, PHONES, MORE_PHONES));
  set(random, party, 'postcode', pickAny(random, POSTCODES, MORE_POSTCODES));
}

function setLine(random: Random, line: Members): void {
  const isDescribed = line.list.some(([key, value]) => key === 'description' && value !== null && value !== '');
  if (isDescribed && random.chance(0.9)) put(line, 'description', text(random, GOODS, 12) || '.');
  set(random, line, 'quantity', random.pick(QUANTITIES));
  set(random, line, 'netWeightG', random.pick(GRAMS));
  set(random, line, 'hsCode', pickAny(random, HS_CODES, MORE_HS_CODES));
  setMoney(random, member(line, 'value'));
}

function setMoney(random: Random, money: Members | undefined): void {
  if (money === undefined) return;
  set(random, money, 'amountMinor', random.pick(AMOUNTS));
  if (random.chance(0.6)) put(money, 'currency', 'USD');
}

/** Replace a member that is there, most of the time: what is missing stays so. */
function set(random: Random, object: Members, key: string, value: Tree): void {
  const isThere = object.list.some(([name, old]) => name === key && old !== null);
  if (isThere && random.chance(0.8)) put(object, key, value);
}

function text(random: Random, list: readonly string[], maxWords: number): string {
  const joined = Array.from({ length: random.below(maxWords) + 1 }, () => random.pick(list)).join(
    random.pick([' ', ' ', ' ', '-', ', ', '']),
  );
  return Array.from(joined).slice(0, 70).join('');
}

function member(object: Members, key: string): Members | undefined {
  const value = object.list.find(([name]) => name === key)?.[1];
  return value instanceof Members ? value : undefined;
}

function items(object: Members, key: string): Members[] {
  const value = object.list.find(([name]) => name === key)?.[1];
  return Array.isArray(value) ? value.filter((item): item is Members => item instanceof Members) : [];
}

function pickAny(random: Random, ...lists: readonly (readonly string[])[]): string {
  return random.pick(random.pick(lists));
}
