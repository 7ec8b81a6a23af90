/**
 * Phones as lists write them, brought to one international form once, when a list is read: libphonenumber knows the
 * number plan of every country. What it does not hold for a valid number stays as it was written.
 */
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Entry, Indicator } from './entry.ts';
import { countryCode } from './text/countryCode.ts';

export type PhoneCounts = {
  /** Written with a country code: `+44 20 7946 0958`, `0044 ...`. */
  international: number;
  /** Written as dialled at home, in a country of the entry. */
  completed: number;
  /** Neither; or valid in several countries of the entry. They are compared by their digits. */
  kept: number;
};

const INTERNATIONAL = /^\D*(?:\+|00(?=[1-9]))/;
const MOST_COUNTRIES = 16;

/**
 * The entry with its phones in E.164 where that is certain.
 * @param told countries of the subject beside those of its addresses, as the source writes them
 */
export function withWholePhones(entry: Entry, told: readonly string[], counts: PhoneCounts): Entry {
  if (!entry.indicators.some(({ kind }) => kind === 'phone')) return entry;
  const countries = countriesOf(entry, told);
  const indicators = entry.indicators.map((one): Indicator => {
    if (one.kind !== 'phone') return one;
    const whole = wholePhone(one.text, countries, counts);
    return whole === null ? one : { kind: 'phone', text: whole };
  });
  return { ...entry, indicators };
}

function wholePhone(text: string, countries: readonly CountryCode[], counts: PhoneCounts): string | null {
  if (INTERNATIONAL.test(text)) {
    const number = validNumber(text.replace(INTERNATIONAL, '+'));
    if (number === null) counts.kept++;
    else counts.international++;
    return number;
  }
  const numbers = new Set(countries.map((country) => validNumber(text, country)).filter((number) => number !== null));
  const [only = null] = numbers.size === 1 ? numbers : [];
  if (only === null) counts.kept++;
  else counts.completed++;
  return only;
}

/** The whole text must be one number: of two in one text neither is left out. */
function validNumber(text: string, country?: CountryCode): string | null {
  const parsed = parsePhoneNumberFromString(text, { extract: false, ...(country && { defaultCountry: country }) });
  return parsed?.isValid() ? parsed.number : null;
}

function countriesOf({ indicators }: Entry, told: readonly string[]): CountryCode[] {
  const written = [
    ...indicators.flatMap((one) => (one.kind === 'address' && one.country !== null ? [one.country] : [])),
    ...told,
  ];
  const codes = new Set(written.slice(0, MOST_COUNTRIES).map(countryCode));
  return [...codes].filter((code) => code !== undefined).filter((code) => isSupportedCountry(code));
}
