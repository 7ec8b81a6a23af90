/** One STIX object as an entry: indicators, identities, and the objects that name a mailbox, phone or wallet. */
import type { Entry, EntryKind, Indicator } from '../../entry.ts';
import type { JsonObject } from '../../json/jsonLines.ts';
import { emailsIn } from '../../text/email.ts';
import type { MappedJson } from '../jsonSource.ts';
import { walletOfSomeChain } from '../wallet.ts';
import { handlingOf, type Markings } from './markings.ts';
import { readPattern } from './pattern.ts';

const identityKinds: Readonly<Record<string, EntryKind>> = {
  individual: 'person',
  organization: 'organisation',
  group: 'organisation',
  class: 'unknown',
};

export function mapStix(value: JsonObject, list: string, markings: Markings): MappedJson {
  const { id, type, revoked } = value;
  if (typeof type !== 'string' || typeof id !== 'string') return { reason: 'expected type and id: texts' };
  if (revoked === true) return { left: `revoked ${nameOf(type)}` };
  const found = indicatorsOf(type, value);
  if (found === null) return { left: `object of type ${nameOf(type)}` };
  if ('reason' in found) return found;
  const { handling, unknown } = handlingOf(value, markings);
  const entry: Entry = {
    id,
    list,
    kind: type === 'identity' ? (identityKinds[String(value.identity_class)] ?? 'unknown') : 'unknown',
    programmes: labelsOf(value),
    validFrom: dateOf(value.valid_from),
    validUntil: dateOf(value.valid_until),
    confidence: confidenceOf(value.confidence),
    handling,
    indicators: found.indicators,
    related: typeof value.created_by_ref === 'string' ? [value.created_by_ref] : [],
  };
  return { entry, also: unknown ? ['marking that the bundle does not hold; handled as TLP:AMBER+STRICT'] : [] };
}

function indicatorsOf(type: string, value: JsonObject): { indicators: Indicator[] } | { reason: string } | null {
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

function identityOf({ name, contact_information }: JsonObject): { indicators: Indicator[] } | { reason: string } {
  if (typeof name !== 'string' || name === '') return { reason: 'expected name: a text' };
  const emails = typeof contact_information === 'string' ? emailsIn(contact_information) : [];
  return {
    indicators: [
      { kind: 'name', text: name, quality: 'primary' },
      ...emails.map((text) => ({ kind: 'email', text }) as const),
    ],
  };
}

function labelsOf({ indicator_types, labels }: JsonObject): string[] {
  return [indicator_types, labels].flatMap((list) =>
    Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [],
  );
}

function dateOf(value: unknown): string | null {
  return typeof value === 'string' ? (/^\d{4}-\d\d-\d\d/.exec(value)?.[0] ?? null) : null;
}

/** 0 to 100 in STIX. */
function confidenceOf(value: unknown): number | null {
  return typeof value === 'number' && value >= 0 && value <= 100 ? value / 100 : null;
}

/** A type goes into a count that is printed: only what looks like one. */
function nameOf(type: string): string {
  return /^[a-z0-9-]{1,60}$/.test(type) ? type : 'unknown';
}
