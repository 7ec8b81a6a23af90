/** Random good parcels, walked out of the field table: every field, any of them missing, texts in many scripts. */
import { type Field, parcelFields } from '../../src/contract/fields.ts';
import { checkDigitOf } from '../../src/contract/itemNumber.ts';
import { Members, type Tree } from './jsonTree.ts';
import { type Random, shuffled } from './random.ts';

/** Chances that shape a parcel. */
export type ParcelShape = {
  /** That a field which may be missing is. */
  missing: number;
  /** That an object holds unknown keys. */
  unknownKeys: number;
  /** Keys in random order. */
  isShuffled: boolean;
  /** Most items of a list. */
  maxItems: number;
};

export const plainShape: ParcelShape = { missing: 0.3, unknownKeys: 0.02, isShuffled: false, maxItems: 4 };

const PLAIN = [
  'pill',
  'press',
  'die',
  'cotton',
  'shirts',
  'phone',
  'case',
  'powder',
  'sample',
  'toys',
  'plastic',
  'N/A',
];
const UNICODE = ['Jürgen', 'Łódź', 'São', 'Nguyễn', 'Иван', 'محمد', '李小龙', '山田', '김', '🧪📦', 'naïve', 'O’Neil'];
const AWKWARD = [
  'a\\b',
  'say "x"',
  'tab\there',
  'line\nfeed',
  '\u0000',
  '\u2028',
  '\u007f',
  '\ufeff',
  '{"a":1}',
  '],[',
];
const LONE_SURROGATES = ['\ud83d', 'x\udc00y', '\udfff\ud800'];
const WORDS = [...PLAIN, ...PLAIN, ...UNICODE, ...AWKWARD, ...LONE_SURROGATES];
const COUNTRIES = ['CN', 'US', 'DE', 'GB', 'HK', 'NL', 'IN', 'ZZ', 'AA', 'CA'];
const CURRENCIES = ['USD', 'EUR', 'CNY', 'GBP', 'AAA', 'ZZZ'];
const DATES = ['2024-02-29', '2025-10-31', '1900-01-01', '2099-12-31', '2000-02-29', '1969-12-31', '1970-01-01'];
const NUMBERS = [0, 1, 2, 9, 10, 255, 999, 1000, 65535, 99999999, 100000000, 4294967295];
const MAX_SAFE = 9007199254740991;

/** A parcel that screening must take. */
export function randomParcel(random: Random, shape: ParcelShape): Members {
  const parcel = randomObject(random, parcelFields, shape);
  const contents = parcel.list.find(([key]) => key === 'contents')?.[1];
  if (!Array.isArray(contents) || contents.length === 0) put(parcel, 'contents', [new Members()]);
  const lines = parcel.list.find(([key]) => key === 'contents')?.[1] as Members[];
  put(random.pick(lines), 'description', `${random.pick(WORDS)} goods`);
  return parcel;
}

/** Set a member in its place, or add it. */
export function put(object: Members, key: string, value: Tree): void {
  const member = object.list.find(([name]) => name === key);
  if (member === undefined) object.list.push([key, value]);
  else member[1] = value;
}

function randomObject(random: Random, fields: Readonly<Record<string, Field>>, shape: ParcelShape): Members {
  const list: [string, Tree][] = [];
  for (const [key, field] of Object.entries(fields)) {
    const isRequired = 'required' in field || key === 'sender' || key === 'recipient';
    if (isRequired || !random.chance(shape.missing)) list.push([key, randomValue(random, key, field, shape)]);
    else if (random.chance(0.3)) list.push([key, missingValue(random, field)]);
  }
  while (random.chance(shape.unknownKeys)) {
    list.splice(random.below(list.length + 1), 0, [randomUnknownKey(random), randomUnknown(random, 3)]);
  }
  return new Members(shape.isShuffled ? shuffled(random, list) : list);
}

function missingValue(random: Random, field: Field): Tree {
  if (random.chance(0.5)) return null;
  switch (field.kind) {
    case 'object':
      return new Members();
    case 'list':
    case 'texts':
      return [];
    case 'uint':
    case 'flag':
      return null;
    default:
      return '';
  }
}

function randomValue(random: Random, key: string, field: Field, shape: ParcelShape): Tree {
  switch (field.kind) {
    case 'object':
      return randomObject(random, field.fields, shape);
    case 'list':
      return Array.from({ length: random.below(Math.min(shape.maxItems, field.maxItems) + 1) }, () =>
        randomObject(random, field.item, shape),
      );
    case 'texts':
      return Array.from({ length: random.below(field.maxItems + 1) }, () =>
        random.chance(0.1) ? random.pick([null, '']) : randomText(random, field.max),
      );
    case 'flag':
      return random.chance(0.5);
    case 'uint':
      return Math.min(field.max, random.chance(0.05) ? MAX_SAFE - random.below(2) : randomNumber(random));
    case 'code':
      return random.pick(field.values);
    case 'country':
      return random.pick(COUNTRIES);
    case 'currency':
      return random.pick(CURRENCIES);
    case 'date':
      return random.pick(DATES);
    case 'text':
      return key === 'itemId' && random.chance(0.8) ? randomItemNumber(random) : randomText(random, field.max);
  }
}

function randomNumber(random: Random): number {
  if (random.chance(0.3)) return random.pick(NUMBERS);
  return random.chance(0.1) ? 1_700_000_000_000 + random.below(2 ** 31) : random.below(10 ** (1 + random.below(9)));
}

/** One to `max` code points; at times exactly `max`. */
function randomText(random: Random, max: number): string {
  let text = random.pick(WORDS);
  while (random.chance(0.5)) text += ` ${random.pick(WORDS)}`;
  if (random.chance(0.03)) text = text.repeat(max);
  return text.length <= max ? text : [...text].slice(0, max).join('');
}

/** An S10 number, its check digit right four times in five. */
export function randomItemNumber(random: Random): string {
  const serial = String(random.below(10 ** 8)).padStart(8, '0');
  const digit = random.chance(0.8) ? checkDigitOf(serial) : random.below(10);
  return `${random.pick(['RB', 'EE', 'CP', 'LX', 'UA'])}${serial}${digit}${random.pick(COUNTRIES)}`;
}

function randomUnknownKey(random: Random): string {
  return random.pick(['outcome', 'hold', 'x', '', '__proto__', 'constructor', 'itemid', 'itemId ', 'revised"Hs', 'é']);
}

/** Any JSON value, nested up to `depth` deep. */
export function randomUnknown(random: Random, depth: number): Tree {
  switch (random.below(depth > 0 ? 7 : 5)) {
    case 0:
      return null;
    case 1:
      return random.chance(0.5);
    case 2:
      return random.below(1000) / 8 - 20;
    case 3:
      return random.pick(WORDS);
    case 4:
      return randomText(random, 40);
    case 5:
      return Array.from({ length: random.below(4) }, () => randomUnknown(random, depth - 1));
    default:
      return new Members(
        Array.from({ length: random.below(4) }, () => [
          random.pick(['a', 'itemId', 'name']),
          randomUnknown(random, depth - 1),
        ]),
      );
  }
}
