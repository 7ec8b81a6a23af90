/** Where in a parcel a hit stands, in words for officers. */
import type { Attribute } from '../../watchlist/index/attributes.ts';
import type { ListHit } from './rowHits.ts';

const ofParty: Readonly<Partial<Record<Attribute, string>>> = {
  name: 'in name or business of the',
  address: 'in the address of the',
  phone: 'in the phone of the',
  email: 'in the e-mail of the',
};

export function placeOf({ attribute, party }: ListHit): string {
  const place = party === null ? undefined : ofParty[attribute];
  return place === undefined ? 'in goods, explanation or payment' : `${place} ${party}`;
}
