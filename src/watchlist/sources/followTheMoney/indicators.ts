/** What properties of FollowTheMoney can be matched with. */
import { isObject } from '../../../base/isObject.ts';
import type { AddressIndicator, Indicator, NameIndicator } from '../../entry.ts';
import { type JsonObject, textsIn } from '../../json/jsonLines.ts';
import { walletOf } from '../wallet.ts';

/** Numbers that a State or a register gave. */
export const documents: readonly string[] = [
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
/** Of a name, in the order of writing. */
export const nameParts: readonly string[] = ['firstName', 'secondName', 'middleName', 'fatherName', 'lastName'];

/** The name of a person may be there in its parts only. */
export function namesOf(properties: JsonObject): NameIndicator[] {
  const parts = nameParts.flatMap((part) => textsIn(properties[part]).slice(0, 1)).join(' ');
  const whole = textsIn(properties.name);
  const [first, ...others] = whole.length > 0 || parts === '' ? whole : [parts];
  return [
    ...(first === undefined ? [] : [{ kind: 'name', text: first, quality: 'primary' } as const]),
    ...[...others, ...textsIn(properties.alias), ...textsIn(properties.previousName)].map(
      (text) => ({ kind: 'name', text, quality: 'strong' }) as const,
    ),
    ...textsIn(properties.weakAlias).map((text) => ({ kind: 'name', text, quality: 'weak' }) as const),
  ];
}

export function documentsOf(properties: JsonObject): Indicator[] {
  return documents.flatMap((key) => textsIn(properties[key])).map((text) => ({ kind: 'document', text }));
}

export function fullAddress(text: string): AddressIndicator {
  return { kind: 'address', lines: [text], city: null, region: null, postcode: null, country: null };
}

export function addressOf(properties: JsonObject): AddressIndicator[] {
  const one = (key: string): string | null => textsIn(properties[key])[0] ?? null;
  const lines = ['street', 'street2', 'street3'].flatMap((key) => textsIn(properties[key]));
  const [city, region, postcode] = [one('city'), one('state') ?? one('region'), one('postalCode')];
  const country = one('country');
  if (lines.length > 0 || city !== null || postcode !== null) {
    return [{ kind: 'address', lines, city, region, postcode, country }];
  }
  return textsIn(properties.full).map(fullAddress);
}

export function walletsOf(properties: JsonObject): Indicator[] {
  const [symbol = 'unknown'] = textsIn(properties.currency);
  return textsIn(properties.publicKey).map((address) => walletOf(symbol, address));
}

/** Of an entity that is a part of another, by its schema. */
export const partIndicators: Readonly<Record<string, (properties: JsonObject) => Indicator[]>> = {
  Address: addressOf,
  CryptoWallet: walletsOf,
  Passport: documentsOf,
  Identification: documentsOf,
};

export function nestedIn(values: readonly JsonObject[], read: (properties: JsonObject) => Indicator[]): Indicator[] {
  return values.flatMap(({ properties }) => (isObject(properties) ? read(properties) : []));
}
