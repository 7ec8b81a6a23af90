/**
 * One MISP event as entries: an object (person, address, coin address) is an entry, each attribute outside of objects
 * is one too. Only attributes marked `to_ids` are for matching; others are counted and left out.
 */
import type { AddressIndicator, Entry, EntryKind, Handling, Indicator } from '../../entry.ts';
import { type JsonObject, objectsIn } from '../../json/jsonLines.ts';
import { walletOf, walletOfSomeChain } from '../wallet.ts';

export type MispItem =
  | { readonly entry: Entry; readonly countries?: readonly string[] }
  | { readonly reason: string }
  | { readonly left: string };

/** Objects of the taxonomy that are about a party; their attributes count without `to_ids` when one has it. */
const objectKinds: Readonly<Record<string, EntryKind>> = {
  person: 'person',
  organization: 'organisation',
  company: 'organisation',
  'legal-entity': 'organisation',
  'postal-address': 'unknown',
  'coin-address': 'unknown',
  vessel: 'vessel',
};
const addressParts = ['street', 'number', 'apartment', 'city', 'region', 'state', 'province', 'postal-code', 'country'];

export function* mapEvent(event: JsonObject, list: string): Generator<MispItem> {
  const about = { list, handling: handlingOf(event), validFrom: dateOf(event.date), programmes: programmesOf(event) };
  for (const attribute of objectsIn(event.Attribute)) yield mapAttribute(attribute, about);
  for (const object of objectsIn(event.Object)) yield* mapObject(object, about);
}

type About = Pick<Entry, 'list' | 'handling' | 'validFrom' | 'programmes'>;

function mapAttribute(attribute: JsonObject, about: About): MispItem {
  const { uuid, type, deleted } = attribute;
  if (typeof uuid !== 'string' || typeof type !== 'string') return { reason: 'expected uuid and type: texts' };
  if (deleted === true) return { left: 'deleted attribute' };
  if (attribute.to_ids !== true) return { left: `attribute of type ${nameOf(type)} that is not to_ids` };
  const indicator = indicatorOf(type, attribute.value);
  if (indicator === null) return { left: `attribute of type ${nameOf(type)}` };
  return { entry: entryOf(uuid, indicator.kind === 'name' ? 'person' : 'unknown', [indicator], about) };
}

function* mapObject(object: JsonObject, about: About): Generator<MispItem> {
  const { uuid, name } = object;
  const attributes = objectsIn(object.Attribute).filter(({ deleted }) => deleted !== true);
  const kind = typeof name === 'string' ? objectKinds[name] : undefined;
  if (typeof uuid !== 'string') {
    yield { reason: 'expected uuid: a text' };
  } else if (kind === undefined) {
    yield { left: `object ${nameOf(String(name))}` };
  } else if (!attributes.some(({ to_ids }) => to_ids === true)) {
    yield { left: `object ${nameOf(String(name))} that is not to_ids` };
  } else {
    const indicators = [...namesOf(attributes), ...attributes.flatMap(objectIndicator), ...addressOf(attributes)];
    yield indicators.length > 0
      ? { entry: entryOf(uuid, kind, indicators, about), countries: countriesOf(attributes) }
      : { left: `object ${nameOf(String(name))} without anything to match` };
  }
}

/** By the type of an attribute, wherever it stands. */
function indicatorOf(type: string, value: unknown): Indicator | null {
  if (typeof value !== 'string' || value.trim() === '') return null;
  const text = value.trim();
  switch (type) {
    case 'email':
    case 'email-src':
    case 'email-dst':
      return { kind: 'email', text };
    case 'phone-number':
      return { kind: 'phone', text };
    case 'btc':
      return walletOf('XBT', text);
    case 'xmr':
      return walletOf('XMR', text);
    case 'dash':
      return walletOf('DASH', text);
    case 'full-name':
      return { kind: 'name', text, quality: 'primary' };
    case 'passport-number':
    case 'identity-card-number':
      return { kind: 'document', text };
    case 'pgp-public-key':
      return null;
    case 'jabber-id':
    case 'twitter-id':
    case 'github-username':
      return { kind: 'handle', text };
    default:
      return null;
  }
}

/** Inside an object the relation says more than the type. */
function objectIndicator({ object_relation, type, value }: JsonObject): Indicator[] {
  if (typeof value !== 'string' || object_relation === 'full-name') return [];
  if (object_relation === 'address-crypto' || object_relation === 'address-xmr') return [walletOfSomeChain(value)];
  if (object_relation === 'address' && (type === 'btc' || type === 'text')) return [walletOfSomeChain(value)];
  if (object_relation === 'alias') return [{ kind: 'name', text: value, quality: 'strong' }];
  const found = indicatorOf(String(type), value);
  return found === null ? [] : [found];
}

function countriesOf(attributes: readonly JsonObject[]): string[] {
  return attributes.flatMap(({ object_relation, value }) =>
    ['nationality', 'country', 'country-of-residence'].includes(String(object_relation)) && typeof value === 'string'
      ? [value]
      : [],
  );
}

function namesOf(attributes: readonly JsonObject[]): Indicator[] {
  const one = (relation: string): string =>
    String(attributes.find(({ object_relation }) => object_relation === relation)?.value ?? '');
  const name =
    one('full-name') ||
    ['first-name', 'middle-name', 'last-name']
      .map(one)
      .filter((part) => part !== '')
      .join(' ') ||
    one('name');
  return name === '' ? [] : [{ kind: 'name', text: name, quality: 'primary' }];
}

function addressOf(attributes: readonly JsonObject[]): AddressIndicator[] {
  const parts = new Map(attributes.map(({ object_relation, value }) => [String(object_relation), String(value)]));
  const has = addressParts.filter((part) => parts.has(part));
  if (!has.some((part) => part === 'street' || part === 'city' || part === 'postal-code')) return [];
  const line = [parts.get('number'), parts.get('street'), parts.get('apartment')]
    .filter((part) => part !== undefined)
    .join(' ');
  return [
    {
      kind: 'address',
      lines: line === '' ? [] : [line],
      city: parts.get('city') ?? null,
      region: parts.get('region') ?? parts.get('state') ?? parts.get('province') ?? null,
      postcode: parts.get('postal-code') ?? null,
      country: parts.get('country') ?? null,
    },
  ];
}

function entryOf(id: string, kind: EntryKind, indicators: readonly Indicator[], about: About): Entry {
  return { ...about, id, kind, validUntil: null, confidence: null, indicators, related: [] };
}

/** `tlp:amber` among the tags; the strictest counts. */
function handlingOf({ Tag }: JsonObject): Handling {
  const order: readonly Handling[] = ['clear', 'green', 'amber', 'amber+strict', 'red'];
  const colours = objectsIn(Tag).map(({ name }) =>
    String(name).toLowerCase().replace('tlp:white', 'tlp:clear').replace('tlp:', ''),
  );
  return order[Math.max(0, ...colours.map((colour) => order.indexOf(colour as Handling)))];
}

function programmesOf({ Tag }: JsonObject): string[] {
  return objectsIn(Tag).flatMap(({ name }) => (typeof name === 'string' && !/^tlp:/i.test(name) ? [name] : []));
}

function dateOf(value: unknown): string | null {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : null;
}

function nameOf(type: string): string {
  return /^[a-z0-9|-]{1,60}$/.test(type) ? type : 'unknown';
}
