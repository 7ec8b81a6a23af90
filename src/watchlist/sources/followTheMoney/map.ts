/** One entity as an entry, or the name of what is left out. */
import { isObject } from '../../../base/isObject.ts';
import { type EntryKind, entryWith, type Indicator } from '../../entry.ts';
import { idsIn, type JsonObject, objectsIn, textsIn } from '../../json/jsonLines.ts';
import type { MappedJson } from '../jsonSource.ts';
import { documents, documentsOf, fullAddress, nameParts, namesOf, nestedIn, partIndicators } from './indicators.ts';
import { isPart, type Parts } from './parts.ts';
import { readSanction, validityOfAll } from './sanction.ts';

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
/** Properties in which the nested form holds parts, by the schema of those. */
const nestedParts: Readonly<Record<string, string>> = {
  addressEntity: 'Address',
  cryptoWallets: 'CryptoWallet',
  passports: 'Passport',
  // the word of the model
  identificiation: 'Identification',
};
const taken: ReadonlySet<string> = new Set(
  [
    documents,
    Object.keys(nestedParts),
    ['name', 'alias', 'previousName', 'weakAlias', 'email', 'phone', 'address'],
    ['street', 'street2', 'street3', 'city', 'state', 'region', 'postalCode', 'full'],
    ['publicKey', 'currency', 'holder', 'owner', 'operator', 'parent', 'programId', 'program', 'sanctions', 'topics'],
  ].flat(),
);
const references = ['addressEntity', 'holder', 'owner', 'operator', 'parent'];
/** Properties that may hold entities. */
const nests: ReadonlySet<string> = new Set([...Object.keys(nestedParts), 'sanctions', ...references]);
const countryProperties = ['country', 'nationality', 'citizenship', 'jurisdiction', 'mainCountry'];

export function mapEntity(value: JsonObject, list: string, parts: Parts): MappedJson {
  const { id, schema, properties } = value;
  if (typeof id !== 'string' || id === '') return { reason: 'expected id: a text' };
  if (typeof schema !== 'string') return { reason: 'expected schema: a text' };
  if (!isObject(properties)) return { reason: 'expected properties: an object' };
  if (isPart(schema)) {
    const sanction = schema === 'Sanction' ? readSanction(properties) : null;
    if (sanction !== null && 'reason' in sanction) return sanction;
    if (parts.isTaken(value)) return { isPart: true };
  }
  const kind = kinds[schema];
  if (kind === undefined) return { left: `entity of schema ${/^[A-Za-z]{1,40}$/.test(schema) ? schema : 'unknown'}` };
  const joined = parts.of(value);
  const nested = objectsIn(properties.sanctions).map((one) =>
    readSanction(isObject(one.properties) ? one.properties : {}),
  );
  const reason = joined.reason ?? nested.flatMap((one) => ('reason' in one ? one.reason : []))[0];
  if (reason !== undefined) return { reason: `a sanction of it: ${reason}` };
  const sanctions = [...nested.filter((one) => 'validity' in one), ...joined.sanctions];
  const indicators: Indicator[] = [
    ...namesOf(properties),
    ...textsIn(properties.email).map((text) => ({ kind: 'email', text }) as const),
    ...textsIn(properties.phone).map((text) => ({ kind: 'phone', text }) as const),
    ...documentsOf(properties),
    ...textsIn(properties.address).map(fullAddress),
    ...(isPart(schema) ? partIndicators[schema](properties) : []),
    ...Object.entries(nestedParts).flatMap(([key, of]) => nestedIn(objectsIn(properties[key]), partIndicators[of])),
    ...joined.indicators,
  ];
  if (indicators.length === 0) return { left: `${schema} without anything to match` };
  return {
    entry: entryWith({
      id,
      list,
      kind,
      programmes: [
        ...textsIn(properties.programId),
        ...sanctions.flatMap(({ programmes }) => programmes),
        ...textsIn(properties.topics).map((topic) => `topic ${topic}`),
      ],
      ...validityOfAll(sanctions),
      indicators,
      related: references.flatMap((key) => idsIn(properties[key])).filter((other) => !joined.addresses.has(other)),
    }),
    countries: countryProperties.flatMap((key) => textsIn(properties[key])),
    also: leftOf(schema, properties),
  };
}

/** What is neither a text nor, where there may be one, an entity. */
function valuesLeft(value: unknown, mayBeEntity: boolean): unknown[] {
  return (Array.isArray(value) ? value : [value]).filter(
    (item) => item !== null && typeof item !== 'string' && !(mayBeEntity && isObject(item)),
  );
}

/** Properties that nothing is matched with, and entities inside of this one of which only the id is taken. */
function leftOf(schema: string, properties: JsonObject): string[] {
  const isTaken = (key: string): boolean =>
    taken.has(key) ||
    (key === 'country' && schema === 'Address') ||
    (nameParts.includes(key) && textsIn(properties.name).length === 0);
  return [
    ...Object.keys(properties)
      .filter((key) => !isTaken(key))
      .map((key) => `property ${/^[A-Za-z]{1,40}$/.test(key) ? key : 'unknown'}`),
    ...Object.entries(properties).flatMap(([key, value]) =>
      isTaken(key) ? valuesLeft(value, nests.has(key)).map(() => `value of ${key} that is no text`) : [],
    ),
    ...references
      .filter((key) => key !== 'addressEntity')
      .flatMap((key) => objectsIn(properties[key]).map(() => `entity inside of ${key}`)),
  ];
}
