/**
 * Simulated mail in which some parties are listed ones: two parties with addresses and one description of 150 bytes a
 * parcel, phones and mailboxes where the simulated parcel has them. The other parties have names of people on no list,
 * given and family names of different people put together, so that any number of them are distinct.
 */
import { Random } from '../../src/base/random.ts';
import type { Parcel, Party } from '../../src/contract/parcel.ts';
import { simulateParcels } from '../../src/simulate/mail.ts';
import type { AddressIndicator, Entry } from '../../src/watchlist/entry.ts';
import type { Base, Innocent } from './base.ts';
import { type Disguise, disguise, disguises } from './disguise.ts';
import { goodsDescription } from './goods.ts';
import { anyEmail, anyPhone } from './identifiers.ts';
import { otherDigits } from './rewordName.ts';

const SEED = 11;
/** Parcels that the simulator makes; further ones carry the same goods. */
const NUM_SIMULATED = 4000;
/** Of planted parties, how many come with a listed address of theirs too. */
const SHARE_WITH_ADDRESS = 0.5;
const LINE_CHARS = 70;
const LINES = /(?=\S).{1,70}(?=\s|$)/gu;

export type Planted = {
  readonly side: 'sender' | 'recipient';
  readonly entry: Entry;
  readonly as: Disguise;
  readonly hasAddress: boolean;
};
export type PlantedParcel = { readonly parcel: Parcel; readonly planted: Planted | null };

export type MailOptions = {
  readonly parcels: number;
  /** Of parcels, how many have a listed party. */
  readonly plantedShare: number;
  /** Distinct innocent parties; they come by Zipf's law. null: every party comes once. */
  readonly parties: number | null;
  /** Of innocent names, how many may be in other letters than Latin ones. */
  readonly isLatinOnly: boolean;
};

type EntryAt = (random: Random) => Entry;

/** @param entryAt draws an entry of the list */
export function plantedMail(base: Base, entryAt: EntryAt, options: MailOptions): PlantedParcel[] {
  const goods = simulateParcels(NUM_SIMULATED, SEED);
  const descriptions = goods.map(({ contents }) => contents[0].description ?? 'goods');
  const random = new Random(SEED);
  const partyAt = (model: Party): Party => {
    const { parties } = options;
    const number = parties === null ? random.u32() : Math.floor(parties ** random.unit());
    const own = new Random(SEED, number);
    return innocentParty(drawInnocent(own, base.innocents, options.isLatinOnly), own, model);
  };
  return Array.from({ length: options.parcels }, (_, row): PlantedParcel => {
    const model = goods[row % goods.length];
    const parcel: Parcel = {
      ...model,
      itemId: `${model.itemId}-${row}`,
      sender: partyAt(model.sender),
      recipient: partyAt(model.recipient),
      contents: [{ ...model.contents[0], description: goodsDescription(descriptions, row) }],
    };
    if (!random.chance(options.plantedShare)) return { parcel, planted: null };
    const side = random.pick(['sender', 'recipient'] as const);
    const planted = plant(random, entryAt);
    return {
      parcel: { ...parcel, [side]: { ...parcel[side], ...planted.party } },
      planted: { side, ...planted.truth },
    };
  });
}

function isLatin(text: string): boolean {
  return /^[\p{sc=Latin}\p{M}\p{P} ]+$/u.test(text);
}

/** A given and a family name of two people. */
export function drawInnocent(random: Random, innocents: readonly Innocent[], isLatinOnly: boolean): string {
  for (;;) {
    const { given } = random.pick(innocents);
    const { family } = random.pick(innocents);
    // few people write half of their name in another alphabet
    if (isLatin(family) === isLatin(given) && (!isLatinOnly || isLatin(given))) return `${given} ${family}`;
  }
}

function innocentParty(name: string, own: Random, model: Party): Party {
  return {
    name,
    addressLines: (model.addressLines ?? []).map((line) => otherDigits(own, line ?? '')),
    city: model.city ?? null,
    region: model.region ?? null,
    postcode: model.postcode ?? null,
    country: model.country,
    // as often as in the simulated mail
    phone: model.phone ? anyPhone(own) : null,
    email: model.email ? anyEmail(own, name.match(/[A-Za-z]{3,}/g) ?? []) : null,
  };
}

function plant(random: Random, entryAt: EntryAt): { party: Partial<Party>; truth: Omit<Planted, 'side'> } {
  for (;;) {
    const entry = entryAt(random);
    const as = random.pick(disguises);
    const drawn = drawPlanted(random, entry, as);
    if (drawn === null) continue;
    const { name, addresses } = drawn;
    const hasAddress = addresses.length > 0 && random.chance(SHARE_WITH_ADDRESS);
    return {
      party: { name, ...(hasAddress ? written(random.pick(addresses)) : {}) },
      truth: { entry, as, hasAddress },
    };
  }
}

/** A name of the entry under a disguise and addresses of it, or null where it has no name that would be somebody's. */
export function drawPlanted(
  random: Random,
  { kind, indicators }: Entry,
  as: Disguise,
): { name: string; addresses: readonly AddressIndicator[] } | null {
  const names = indicators.flatMap((one) => (one.kind === 'name' && one.quality !== 'weak' ? [one.text] : []));
  if ((kind !== 'person' && kind !== 'organisation') || names.length === 0) return null;
  // companies keep their letters
  if (as === 'in Cyrillic' && kind !== 'person') return null;
  const name = disguise(random.pick(names), as, random);
  // a name of one word alone is nobody's
  if (name === null || name.length > LINE_CHARS || !/\p{L}{3,}\P{L}+\p{L}{3,}/u.test(name)) return null;
  const addresses = indicators.flatMap((one) => (one.kind === 'address' && one.lines.length > 0 ? [one] : []));
  return { name, addresses };
}

/** In the room that a record has; the town holds region and postcode too. */
function written({ lines, city }: AddressIndicator): Partial<Party> {
  const room = lines.join(', ').match(LINES) ?? [];
  return { addressLines: room.slice(0, 3), city: city?.slice(0, LINE_CHARS) ?? null, region: null, postcode: null };
}
