/** What one attribute of MISP names, by its type or by its relation to the object it is in. */
import type { AddressIndicator, Indicator, NameIndicator } from '../../entry.ts';
import { walletOf, walletOfSomeChain } from '../wallet.ts';

/** An attribute of an object. */
export type Part = { readonly relation: string; readonly type: string; readonly text: string };

export const nameParts: readonly string[] = ['first-name', 'middle-name', 'last-name'];
export const addressParts: readonly string[] = [
  'street',
  'number',
  'apartment',
  'city',
  'region',
  'state',
  'province',
  'postal-code',
  'country',
];

/** By the type of an attribute, wherever it stands. */
export function indicatorOf(type: string, text: string): Indicator | null {
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
    case 'jabber-id':
    case 'twitter-id':
    case 'github-username':
      return { kind: 'handle', text };
    default:
      return null;
  }
}

/** Inside an object the relation says more than the type. */
export function partIndicator({ relation, type, text }: Part): Indicator | null {
  if (relation === 'address-crypto' || relation === 'address-xmr') return walletOfSomeChain(text);
  if (relation === 'address' && (type === 'btc' || type === 'text')) return walletOfSomeChain(text);
  if (relation === 'alias') return { kind: 'name', text, quality: 'strong' };
  return indicatorOf(type, text);
}

/** Whole names; else one of its parts, or of what is called a name. The first is the primary one. */
export function namesOf(parts: readonly Part[]): NameIndicator[] {
  const all = (relation: string): string[] =>
    parts.filter((part) => part.relation === relation).map(({ text }) => text);
  const joined = nameParts.flatMap((relation) => all(relation).slice(0, 1)).join(' ');
  const whole = all('full-name');
  const names = whole.length > 0 ? whole : joined === '' ? all('name') : [joined];
  return names.map((text, i) => ({ kind: 'name', text, quality: i === 0 ? 'primary' : 'strong' }));
}

export function addressOf(parts: readonly Part[]): AddressIndicator[] {
  const texts = new Map(parts.map(({ relation, text }) => [relation, text]));
  if (!['street', 'city', 'postal-code'].some((part) => texts.has(part))) return [];
  const line = ['number', 'street', 'apartment'].flatMap((part) => texts.get(part) ?? []).join(' ');
  return [
    {
      kind: 'address',
      lines: line === '' ? [] : [line],
      city: texts.get('city') ?? null,
      region: texts.get('region') ?? texts.get('state') ?? texts.get('province') ?? null,
      postcode: texts.get('postal-code') ?? null,
      country: texts.get('country') ?? null,
    },
  ];
}
