/** One entity as an entry, or the name of what is left out. */
import { isObject } from '../../../base/isObject.ts';
import { type AddressIndicator, type EntryKind, entryWith, type Indicator, type NameIndicator } from '../../entry.ts';
import { type JsonObject, objectsIn, textsIn } from '../../json/jsonLines.ts';
import type { MappedJson } from '../jsonSource.ts';
import { walletOf } from '../wallet.ts';

const kinds: Readonly<Record<string, EntryKind>> = {
  Person: 'person',
  Company: 'organisation',
  Organization: 'organisation',
  PublicBody: 'organisation',
  LegalEntity: 'organisation',
  Vessel: 'vessel',
  Airplane: 'aircraft',
  Address: 'unknown',
  CryptoWallet: 'unknown',
};
/** Properties by what they are here. */
const documents = [
  'passportNumber',
  'idNumber',
  'registrationNumber',
  'taxNumber',
  'innCode',
  'ogrnCode',
  'swiftBic',
  'imoNumber',
  'mmsi',
  'leiCode',
  'dunsCode',
  'number',
];
const taken: ReadonlySet<string> = new Set(
  [
    documents,
    ['name', 'alias', 'previousName', 'weakAlias', 'email', 'phone', 'address', 'addressEntity', 'cryptoWallets'],
    ['street', 'street2', 'street3', 'city', 'state', 'region', 'postalCode', 'country', 'full'],
    ['publicKey', 'currency', 'holder', 'owner', 'operator', 'parent', 'programId', 'program', 'sanctions', 'topics'],
  ].flat(),
);
const countryProperties = ['country', 'nationality', 'citizenship', 'jurisdiction', 'mainCountry'];
const references = ['addressEntity', 'holder', 'owner', 'operator', 'parent'];

export function mapEntity(value: JsonObject, list: string): MappedJson {
  const { id, schema, properties } = value;
  if (typeof id !== 'string' || id === '') return { reason: 'expected id: a text' };
  if (typeof schema !== 'string') return { reason: 'expected schema: a text' };
  if (!isObject(properties)) return { reason: 'expected properties: an object' };
  const kind = kinds[schema];
  if (kind === undefined) return { left: `entity of schema ${/^[A-Za-z]{1,40}$/.test(schema) ? schema : 'unknown'}` };
  const nested = (key: string): JsonObject[] => objectsIn(properties[key]);
  const indicators: Indicator[] = [
    ...namesOf(properties),
    ...textsIn(properties.email).map((text) => ({ kind: 'email', text }) as const),
    ...textsIn(properties.phone).map((text) => ({ kind: 'phone', text }) as const),
    ...documents.flatMap((key) => textsIn(properties[key])).map((text) => ({ kind: 'document', text }) as const),
    ...textsIn(properties.address).map(fullAddress),
    ...(schema === 'Address' ? addressOf(properties) : nested('addressEntity').flatMap(nestedAddress)),
    ...(schema === 'CryptoWallet' ? walletsOf(properties) : nested('cryptoWallets').flatMap(nestedWallet)),
  ];
  if (indicators.length === 0) return { left: `${schema} without anything to match` };
  return {
    entry: entryWith({
      id,
      list,
      kind,
      programmes: [
        ...textsIn(properties.programId),
        ...nested('sanctions').flatMap(programmesOf),
        ...topicsOf(properties),
      ],
      indicators,
      related: references.flatMap((key) => idsIn(properties[key])),
    }),
    countries: countryProperties.flatMap((key) => textsIn(properties[key])),
    also: leftOf(properties),
  };
}

/** Properties that nothing is matched with, and entities inside of this one of which only the id is taken. */
function leftOf(properties: JsonObject): string[] {
  return [
    ...Object.keys(properties)
      .filter((key) => !taken.has(key))
      .map((key) => `property ${/^[A-Za-z]{1,40}$/.test(key) ? key : 'unknown'}`),
    ...references
      .filter((key) => key !== 'addressEntity')
      .flatMap((key) => objectsIn(properties[key]).map(() => `entity inside of ${key}`)),
  ];
}

function namesOf(properties: JsonObject): NameIndicator[] {
  const [first, ...others] = textsIn(properties.name);
  return [
    ...(first === undefined ? [] : [{ kind: 'name', text: first, quality: 'primary' } as const]),
    ...[...others, ...textsIn(properties.alias), ...textsIn(properties.previousName)].map(
      (text) => ({ kind: 'name', text, quality: 'strong' }) as const,
    ),
    ...textsIn(properties.weakAlias).map((text) => ({ kind: 'name', text, quality: 'weak' }) as const),
  ];
}

function fullAddress(text: string): AddressIndicator {
  return { kind: 'address', lines: [text], city: null, region: null, postcode: null, country: null };
}

function addressOf(properties: JsonObject): AddressIndicator[] {
  const one = (key: string): string | null => textsIn(properties[key])[0] ?? null;
  const lines = ['street', 'street2', 'street3'].flatMap((key) => textsIn(properties[key]));
  const [city, region, postcode] = [one('city'), one('state') ?? one('region'), one('postalCode')];
  const country = one('country');
  if (lines.length > 0 || city !== null || postcode !== null) {
    return [{ kind: 'address', lines, city, region, postcode, country }];
  }
  return textsIn(properties.full).map(fullAddress);
}

function nestedAddress({ properties }: JsonObject): AddressIndicator[] {
  return isObject(properties) ? addressOf(properties) : [];
}

function walletsOf(properties: JsonObject): Indicator[] {
  const [symbol = 'unknown'] = textsIn(properties.currency);
  return textsIn(properties.publicKey).map((address) => walletOf(symbol, address));
}

function nestedWallet({ properties }: JsonObject): Indicator[] {
  return isObject(properties) ? walletsOf(properties) : [];
}

function programmesOf({ properties }: JsonObject): string[] {
  return isObject(properties) ? [...textsIn(properties.programId), ...textsIn(properties.program)] : [];
}

function topicsOf(properties: JsonObject): string[] {
  return textsIn(properties.topics).map((topic) => `topic ${topic}`);
}

/** References are ids, or the entities themselves. */
function idsIn(value: unknown): string[] {
  const nested = objectsIn(value).flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
  return [...textsIn(value), ...nested];
}
