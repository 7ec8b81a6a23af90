/** What the simulation knows of a country: cities, number shapes, money, and what its declarations tend to lack. */

export type Culture =
  | 'english'
  | 'spanish'
  | 'chinese'
  | 'cantonese'
  | 'german'
  | 'japanese'
  | 'indian'
  | 'french'
  | 'dutch'
  | 'korean'
  | 'slavic'
  | 'ukrainian'
  | 'italian'
  | 'portuguese'
  | 'thai'
  | 'turkish'
  | 'arabic';

export type City = {
  readonly name: string;
  readonly region: string;
  readonly postcode: string;
  readonly office: string;
};

export type Country = {
  readonly code: string;
  /** Of inbound parcels, percent. */
  readonly share: number;
  readonly culture: Culture;
  readonly currency: string;
  /** Minor units for one euro, at rates fixed for the simulation. */
  readonly minorPerEur: number;
  readonly phone: string;
  readonly landline: string;
  readonly mailDomain: string;
  readonly street: string;
  readonly cities: readonly City[];
  /** Chance that a declaration lacks the field. */
  readonly lacks: {
    readonly phone: number;
    readonly hs: number;
    readonly postcode: number;
    readonly netWeight: number;
    readonly advanceData: number;
  };
  readonly waiver: boolean;
};

/** `name|region|postcode|office` each, so that a country reads as a line a city. */
export const cities = (...rows: readonly string[]): readonly City[] =>
  rows.map((row) => {
    const [name = '', region = '', postcode = '', office = ''] = row.split('|');
    return { name, region, postcode, office };
  });

export const tidy = { phone: 0.06, hs: 0.12, postcode: 0.01, netWeight: 0.03, advanceData: 0.02 };
export const middling = { phone: 0.1, hs: 0.25, postcode: 0.03, netWeight: 0.08, advanceData: 0.05 };
export const poor = { phone: 0.25, hs: 0.55, postcode: 0.15, netWeight: 0.25, advanceData: 0.2 };

export type Money = readonly [currency: string, minorPerEur: number];
/** One country, in the order in which a table of them reads best. */
export const countryOf = (
  code: string,
  share: number,
  culture: Culture,
  [currency, minorPerEur]: Money,
  numbers: readonly [phone: string, landline: string],
  mailDomain: string,
  street: string,
  lacks: Country['lacks'],
  places: readonly City[],
): Country => ({
  code,
  share,
  culture,
  currency,
  minorPerEur,
  phone: numbers[0],
  landline: numbers[1],
  mailDomain,
  street,
  lacks,
  waiver: lacks === poor,
  cities: places,
});
