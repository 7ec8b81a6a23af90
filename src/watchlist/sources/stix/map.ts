/** One STIX object as an entry: indicators, identities, and the objects that name a mailbox, phone or wallet. */
import type { Entry, EntryKind, Indicator } from '../../entry.ts';
import type { JsonObject } from '../../json/jsonLines.ts';
import type { MappedJson } from '../jsonSource.ts';
import { validityOf } from '../validity.ts';
import { walletOfSomeChain } from '../wallet.ts';
import { readContact } from './contact.ts';
import { isListed } from './identities.ts';
import { handlingOf } from './markings.ts';
import { readPattern } from './pattern.ts';
import type { Survey } from './survey.ts';
import { supersededBy } from './versions.ts';

const identityKinds: Readonly<Record<string, EntryKind>> = {
  individual: 'person',
  organization: 'organisation',
  group: 'organisation',
  class: 'unknown',
};

type Found = { readonly indicators: Indicator[]; readonly also?: readonly string[] };

export function mapStix(value: JsonObject, list: string, { markings, versions, identities }: Survey): MappedJson {
  const { id, type } = value;
  if (typeof type !== 'string' || typeof id !== 'string') return { reason: 'expected type and id: texts' };
  const superseded = supersededBy(versions, value);
  if (superseded === 'newer') return { left: `older version of ${nameOf(type)}` };
  if (superseded === 'revoked') return { left: `revoked ${nameOf(type)}` };
  if (superseded !== null) return superseded;
  if (type === 'identity' && !isListed(id, identities))
    return { left: 'identity that is only an author, a place of sighting or a victim' };
  const found = indicatorsOf(type, value);
  if (found === null) return { left: `object of type ${nameOf(type)}` };
  if ('reason' in found) return found;
  const marked = handlingOf(value, markings);
  if ('reason' in marked) return marked;
  const validity = validityOf(value.valid_from, value.valid_until);
  if ('reason' in validity) return validity;
  const confidence = confidenceOf(value.confidence);
  const entry: Entry = {
    id,
    list,
    kind: type === 'identity' ? (identityKinds[String(value.identity_class)] ?? 'unknown') : 'unknown',
    programmes: labelsOf(value),
    ...validity,
    confidence,
    handling: marked.handling,
    indicators: found.indicators,
    related: typeof value.created_by_ref === 'string' ? [value.created_by_ref] : [],
  };
  const also = [
    ...(found.also ?? []),
    ...(marked.unknown ? ['marking that the bundle does not hold; handled as TLP:AMBER+STRICT'] : []),
    ...(confidence === null && value.confidence !== undefined ? ['confidence that is not 0 to 100'] : []),
  ];
  return { entry, also };
}

function indicatorsOf(type: string, value: JsonObject): Found | { reason: string } | null {
  const text = typeof value.value === 'string' ? value.value : null;
  switch (type) {
    case 'indicator':
      if (value.pattern_type !== undefined && value.pattern_type !== 'stix') {
        return { reason: 'expected a pattern of pattern_type stix' };
      }
      return typeof value.pattern === 'string' ? readPattern(value.pattern) : { reason: 'expected pattern: a text' };
    case 'identity':
      return identityOf(value);
    case 'email-addr':
      return text === null ? { reason: 'expected value: a text' } : { indicators: [{ kind: 'email', text }] };
    case 'phone-number':
      return text === null ? { reason: 'expected value: a text' } : { indicators: [{ kind: 'phone', text }] };
    case 'cryptocurrency-wallet':
    case 'x-cryptocurrency-wallet': {
      const address = text ?? (typeof value.address === 'string' ? value.address : null);
      return address === null
        ? { reason: 'expected value or address: a text' }
        : { indicators: [walletOfSomeChain(address)] };
    }
    case 'user-account': {
      const handle = value.account_login ?? value.user_id ?? value.display_name;
      return typeof handle === 'string'
        ? { indicators: [{ kind: 'handle', text: handle }] }
        : { reason: 'expected account_login, user_id or display_name' };
    }
    default:
      return null;
  }
}

function identityOf({ name, contact_information }: JsonObject): Found | { reason: string } {
  if (typeof name !== 'string' || name === '') return { reason: 'expected name: a text' };
  const contact = typeof contact_information === 'string' ? readContact(contact_information) : null;
  return {
    indicators: [{ kind: 'name', text: name, quality: 'primary' }, ...(contact?.indicators ?? [])],
    also: contact?.isRest ? ['contact information that is neither a mailbox nor an international phone'] : [],
  };
}

function labelsOf({ indicator_types, labels }: JsonObject): string[] {
  return [indicator_types, labels].flatMap((list) =>
    Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [],
  );
}

/** 0 to 100 in STIX. */
function confidenceOf(value: unknown): number | null {
  return typeof value === 'number' && value >= 0 && value <= 100 ? value / 100 : null;
}

/** A type goes into a count that is printed: only what looks like one. */
function nameOf(type: string): string {
  return /^[a-z0-9-]{1,60}$/.test(type) ? type : 'unknown';
}
