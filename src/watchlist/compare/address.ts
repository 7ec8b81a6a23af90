import type { AddressIndicator } from '../entry.ts';
import { type AddressRole, type AddressWord, addressWords } from '../text/addressWords.ts';
import { countryCode } from '../text/countryCode.ts';
import * as weights from './addressWeights.ts';
import type { Comparator } from './comparator.ts';
import { editDistance } from './editDistance.ts';

/** The whole of a listed address, as it would be written on a parcel. */
export function addressText({ lines, city, region, postcode, country }: AddressIndicator): string {
  return [...lines, city, region, postcode, country].filter((part) => part !== null && part !== '').join(', ');
}

/** Words of a listed address, each once, and what can be known of it before any query. */
export type ListedAddress = {
  readonly words: readonly AddressWord[];
  readonly country: string | null;
  readonly units: number;
  readonly factor: number;
};
type Seen = { position: number; classes: Set<NumberClass> };
/** Words of a query by their text. */
export type QueriedAddress = {
  readonly seen: ReadonlyMap<string, Seen>;
  readonly country: string | null;
  readonly numNumbers: number;
};
type NumberClass = 'number' | 'unit' | 'box';
type Found = { readonly units: number; readonly how: 'equal' | 'typo' | 'other place' | 'missing' };

/** What a word weighs, in twentieths of a name's. */
export const roleUnits: Readonly<Record<AddressRole, number>> = {
  word: weights.WORD_UNITS,
  part: weights.PART_UNITS,
  short: weights.SHORT_UNITS,
  number: weights.NUMBER_UNITS,
  unit: weights.UNIT_UNITS,
  box: weights.BOX_UNITS,
  postcode: weights.POSTCODE_UNITS,
};
/** Longer words are equal or not. */
const LETTERS = /^[a-z]{4,64}$/;
const NUMBERS = /^(?=.*[0-9])[a-z0-9]{3,64}$/;
const DIGIT = /[0-9]/;

export function listedAddress(text: string): ListedAddress {
  const { words: all, country: code } = addressWords(text);
  // lists write codes that were given up
  const country = code === null ? null : (countryCode(code)?.toLowerCase() ?? code);
  const words = eachOnce(all);
  const units = words.reduce((sum, { role }) => sum + roleUnits[role], 0);
  return { words, country, units, factor: factorOf(words) };
}

/** Equal words stand where the last one does, as what the first one is. */
function eachOnce(words: readonly AddressWord[]): readonly AddressWord[] {
  if (!hasEqual(words)) return words;
  const texts = words.map(({ text }) => text);
  return words.flatMap((word, i) => {
    if (texts.includes(word.text, i + 1)) return [];
    const first = texts.indexOf(word.text);
    return first === i ? word : words[first];
  });
}

/** There are few words, and hardly ever two equal ones. */
function hasEqual(words: readonly AddressWord[]): boolean {
  for (let i = 1; i < words.length; i++) {
    for (let before = 0; before < i; before++) if (words[before].text === words[i].text) return true;
  }
  return false;
}

/** How telling an address is as such: a house in a street or a box in a town, less, or a town only. */
function factorOf(words: readonly AddressWord[]): number {
  const count = (wanted: AddressRole): number => words.filter(({ role }) => role === wanted).length;
  const [names, numbers] = [count('word'), count('number')];
  if (names > 0 && (count('box') > 0 || (numbers > 0 && names + numbers > 2))) return 1;
  return numbers + count('box') + count('unit') + count('postcode') > 0 || names > 2
    ? weights.LOOSE_FACTOR
    : weights.THIN_FACTOR;
}

export function queriedAddress(text: string): QueriedAddress {
  const { words, country } = addressWords(text);
  const seen = new Map<string, Seen>();
  for (const [position, { text, role }] of words.entries()) {
    const before = seen.get(text);
    if (before) before.classes.add(classOf(role));
    else seen.set(text, { position, classes: new Set([classOf(role)]) });
  }
  return { seen, country, numNumbers: [...seen.keys()].filter((word) => DIGIT.test(word)).length };
}

/** A postcode counts as any number: where it stands varies too much. */
function classOf(role: AddressRole): NumberClass {
  return role === 'unit' || role === 'box' ? role : 'number';
}

export function scoreAddress(query: QueriedAddress, listed: ListedAddress): { score: number; found: readonly Found[] } {
  let position = -1;
  let numShared = 0;
  const found = listed.words.map((word): Found => {
    const seen = query.seen.get(word.text);
    const all = roleUnits[word.role];
    if (seen === undefined) return almost(word, query);
    if (DIGIT.test(word.text)) numShared++;
    if (!isNumeric(word.role)) return { units: all, how: 'equal' };
    if (!seen.classes.has(classOf(word.role))) return { units: all / 2, how: 'other place' };
    // 20 No. 10 is another house than 10 No. 20
    if (word.role !== 'number') return { units: all, how: 'equal' };
    if (seen.position < position) return { units: all / 2, how: 'other place' };
    position = seen.position;
    return { units: all, how: 'equal' };
  });
  const country = countryUnits(query.country, listed.country);
  const numExtra = Math.min(query.numNumbers - numShared, weights.MOST_EXTRA_NUMBERS);
  const units = found.reduce((sum, one) => sum + one.units, 0) + country.found;
  return { score: shareOf(units, listed.units + country.all + numExtra * weights.EXTRA_NUMBER_UNITS, listed), found };
}

function shareOf(units: number, all: number, { factor }: ListedAddress): number {
  return (units / (all + weights.OPEN_UNITS)) * factor;
}

/** The highest score that a query can have which lacks listed words of so many units. */
export function scoreWithout(units: number, listed: ListedAddress): number {
  const country = listed.country === null ? 0 : weights.SAME_COUNTRY_UNITS;
  return shareOf(listed.units - units + country, listed.units + country, listed);
}

/** The same of a query that names another country than the listed address. */
export function scoreElsewhere(units: number, listed: ListedAddress): number {
  return shareOf(listed.units - units, listed.units + weights.OTHER_COUNTRY_UNITS, listed);
}

/** What the words that a query has must weigh at least, for a score of `least`. */
export function unitsToReach(least: number, { units, country, factor }: ListedAddress): number {
  const shared = country === null ? 0 : weights.SAME_COUNTRY_UNITS;
  return (least / factor) * (units + shared + weights.OPEN_UNITS) - shared;
}

function isNumeric(role: AddressRole): boolean {
  return role === 'number' || role === 'unit' || role === 'box' || role === 'postcode';
}

function countryUnits(one: string | null, other: string | null): { found: number; all: number } {
  if (one === null || other === null) return { found: 0, all: 0 };
  if (one !== other) return { found: 0, all: weights.OTHER_COUNTRY_UNITS };
  return { found: weights.SAME_COUNTRY_UNITS, all: weights.SAME_COUNTRY_UNITS };
}

export function forgivesTypo({ text, role }: Pick<AddressWord, 'text' | 'role'>): boolean {
  if (role === 'word') return text.length >= weights.LEAST_TYPO_WORD && LETTERS.test(text);
  return role === 'postcode' && text.length >= weights.LEAST_TYPO_POSTCODE && NUMBERS.test(text);
}

/** A word that the query has with one edit. Numbers must be equal, but for postcodes. */
function almost(word: AddressWord, { seen }: QueriedAddress): Found {
  if (!forgivesTypo(word)) return { units: 0, how: 'missing' };
  const [form, units] =
    word.role === 'word' ? [LETTERS, weights.TYPO_WORD_UNITS] : [NUMBERS, weights.TYPO_POSTCODE_UNITS];
  for (const other of seen.keys()) {
    if (form.test(other) && editDistance(word.text, other, 1) <= 1) return { units, how: 'typo' };
  }
  return { units: 0, how: 'missing' };
}

/** Share of the listed address that the query has: who writes more than is listed loses nothing, who writes less does. */
export const addressComparator: Comparator<string> = {
  kind: 'address',
  title:
    'Words and numbers of the listed address that stand in the other one; numbers must be equal and in their order',
  compare: (query, listed) => {
    const [mine, other] = [queriedAddress(query), listedAddress(listed)];
    const { score, found } = scoreAddress(mine, other);
    const wordsThat = (how: Found['how']): string =>
      other.words
        .filter((_, i) => found[i].how === how)
        .map(({ text }) => text)
        .join(' ');
    const told = (how: Found['how'], say: (words: string) => string): string[] => {
      const words = wordsThat(how);
      return words === '' ? [] : [say(words)];
    };
    return {
      score,
      detail: [
        ...(found.every(({ how }) => how === 'equal') ? ['every listed word and number is there'] : []),
        ...told('missing', (words) => `only the list has "${words}"`),
        ...told('typo', (words) => `"${words}" but for a letter`),
        ...told('other place', (words) => `"${words}" stands in another place`),
        ...(mine.country !== null && other.country !== null && mine.country !== other.country
          ? [`another country: ${mine.country.toUpperCase()}, listed ${other.country.toUpperCase()}`]
          : []),
        ...(other.factor === 1 ? [] : [thinText(other.factor)]),
      ],
    };
  },
};

function thinText(factor: number): string {
  return factor === weights.THIN_FACTOR ? 'the listed address is a town at most' : 'the listed address names no house';
}
