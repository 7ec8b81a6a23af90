/**
 * Senders and recipients. Each is a pure function of (seed, country, number), so that the same person or shop comes
 * back whole, months apart, without a table of everyone.
 */
import { Random } from '../base/random.ts';
import { americanStreets, destination } from './destination.ts';
import type { PartyDraft } from './draft.ts';
import { destinationCultures, firmName, personName } from './names.ts';
import { fillPattern } from './pattern.ts';
import type { City, Country } from './country.ts';
import { originCountries } from './places.ts';

/** Streams of entities must not meet: one kind number each. */
const kinds = { person: 1, building: 2, shop: 3, sender: 4, forwarder: 5 } as const;
const numPersons = 3_000_000;
const numBuildings = 150_000;
const numForwarders = 60;

export type Shop = { readonly party: PartyDraft; readonly city: City; readonly ships: number };

export class Population {
  readonly #seed: number;
  /** Restarted for each entity; never shared with the stream of parcels. */
  readonly #random: Random = new Random(0);
  readonly #houseRandom: Random = new Random(0);
  readonly #shops: Map<string, Shop[]> = new Map();

  constructor(seed: number) {
    this.#seed = seed;
    for (const country of originCountries) this.#shops.set(country.code, []);
  }

  /** A buyer: a few order very often. */
  anyRecipient(random: Random): PartyDraft {
    const skew = random.unit();
    if (random.chance(0.015)) return this.#forwarder(random.below(numForwarders), random.below(numPersons));
    return this.recipient(Math.floor(numPersons * skew * skew));
  }

  recipient(id: number): PartyDraft {
    const random = this.#random;
    random.restart(this.#seed, kinds.person, id);
    const [culture] = destinationCultures.draw(random);
    const name = personName(random, culture, 0.01);
    const isFirm = random.chance(0.1);
    const business = isFirm ? firmName(random, 'english') : '';
    const phoneTail = random.between(2_000_000, 9_999_999);
    const email = random.chance(0.25) ? emailOf(random, destination.mailDomain) : '';
    const flat = isFirm ? -1 : random.chance(0.35) ? random.between(1, 240) : 0;
    const place = random.below(1000);
    const typed = random.chance(0.5);
    const box = place < 20 ? fillPattern(random, 'PO Box ^###') : '';
    const suite = place >= 20 && place < 35 ? `PMB ${random.between(100, 999)}` : '';
    // neighbours share a house: flats draw from fewer buildings than there are persons
    const city = this.#building(flat > 0 ? id % numBuildings : numBuildings + id);
    const zip = fillPattern(random, city.city.postcode);
    return {
      name,
      business,
      personType: isFirm ? 'legal' : 'natural',
      line1: box === '' ? city.line1 : box,
      line2: box === '' ? (flat > 0 ? `Apt ${flat}` : suite) : '',
      city: city.city.name,
      region: city.city.region,
      postcode: flat > 0 ? city.zip : zip,
      country: 'US',
      // newcomers keep the number they had at home
      phone: culture === 'chinese' && phoneTail % 8 === 0 ? `+86138${phoneTail}0` : `+1${city.city.office}${phoneTail}`,
      email,
      taxId: '',
      addressType: typed ? placeType(isFirm, box !== '', suite !== '') : '',
    };
  }

  /** A person abroad who posts something now and then. */
  sender(country: Country, id: number): PartyDraft {
    const random = this.#random;
    random.restart(this.#seed, kinds.sender ^ (countryNumber(country) << 8), id);
    const city = random.pick(country.cities);
    return {
      name: personName(random, country.culture, 0.3),
      business: '',
      personType: 'natural',
      line1: fillPattern(random, country.street),
      line2: '',
      city: city.name,
      region: city.region,
      postcode: fillPattern(random, city.postcode),
      country: country.code,
      phone: fillPattern(random, country.phone),
      email: random.chance(0.3) ? emailOf(random, country.mailDomain) : '',
      taxId: '',
      addressType: random.chance(0.3) ? 'residence' : '',
    };
  }

  /** The shop of this rank; rank 0 is the largest. */
  shop(country: Country, rank: number): Shop {
    const known = this.#shops.get(country.code) as Shop[];
    return (known[rank] ??= this.#makeShop(country, rank));
  }

  #makeShop(country: Country, rank: number): Shop {
    const random = this.#random;
    random.restart(this.#seed, kinds.shop ^ (countryNumber(country) << 8), rank);
    const city = random.pick(country.cities);
    const business = firmName(random, country.culture);
    const party: PartyDraft = {
      name: random.chance(0.4) ? business : personName(random, country.culture, 0.3),
      business,
      personType: 'legal',
      line1: fillPattern(random, country.street),
      line2: random.chance(0.3) ? fillPattern(random, 'Unit ^#@') : '',
      city: city.name,
      region: city.region,
      postcode: fillPattern(random, city.postcode),
      country: country.code,
      phone: fillPattern(random, random.chance(0.6) ? country.landline : country.phone),
      email: random.chance(0.4) ? emailOf(random, country.mailDomain) : '',
      taxId: random.chance(0.35) ? fillPattern(random, `${country.code}^########`) : '',
      addressType: random.chance(0.5) ? 'business' : '',
    };
    return { party, city, ships: random.u32() };
  }

  #building(id: number): { city: City; line1: string; zip: string } {
    // its own stream, so that both flats of a house see the same street
    const random = this.#houseRandom;
    random.restart(this.#seed, kinds.building, id);
    const city = random.pick(destination.cities);
    const line1 = `${random.between(1, 9899)} ${random.pick(americanStreets)}`;
    return { city, line1, zip: fillPattern(random, city.postcode) };
  }

  #forwarder(id: number, customer: number): PartyDraft {
    const party = this.recipient(customer);
    const house = this.#building(-1 - id);
    party.line1 = house.line1;
    party.line2 = `Suite ${1000 + (customer % 8000)}`;
    party.city = house.city.name;
    party.region = house.city.region;
    party.postcode = house.zip;
    party.addressType = customer % 10 < 7 ? 'freight_forwarder' : '';
    return party;
  }
}

function placeType(isFirm: boolean, isBox: boolean, isSuite: boolean): string {
  if (isBox) return 'pobox';
  if (isSuite) return 'cmra';
  return isFirm ? 'business' : 'residence';
}

export function emailOf(random: Random, domain: string): string {
  return `${random.pick(mailWords)}${fillPattern(random, random.pick(mailWords) + '###')}@${domain}`;
}

const mailWords: readonly string[] = [
  'sky',
  'sun',
  'li',
  'max',
  'ana',
  'joe',
  'red',
  'moon',
  'kim',
  'star',
  'blue',
  'wolf',
];

function countryNumber(country: Country): number {
  return country.code.charCodeAt(0) * 32 + country.code.charCodeAt(1);
}
