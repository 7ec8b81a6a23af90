import type { AddressIndicator } from '../entry.ts';
import { foldText } from '../text/fold.ts';
import { toLatin } from '../text/toLatin.ts';
import type { Comparator } from './comparator.ts';
import { editDistance } from './editDistance.ts';

/** Words that most addresses carry, and what they are short for. */
const shortForms: Readonly<Record<string, string>> = {
  street: 'st',
  str: 'st',
  avenue: 'ave',
  av: 'ave',
  avenida: 'ave',
  road: 'rd',
  boulevard: 'blvd',
  drive: 'dr',
  lane: 'ln',
  building: 'bldg',
  apartment: 'apt',
  floor: 'fl',
  calle: 'cl',
  carrera: 'cra',
  number: 'no',
  num: 'no',
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
};
const EMPTY_WORDS = new Set(['st', 'ave', 'rd', 'blvd', 'no', 'the', 'of', 'de', 'la', 'and', 'cl', 'box', 'po']);
const WORDS = /[\p{L}\p{M}\p{N}]+/gu;

/** In the spelling in which they are compared. */
export function addressWords(text: string): string[] {
  const words = toLatin(foldText(text)).match(WORDS) ?? [];
  return words.map((word) => shortForms[word] ?? word);
}

/** What a word of an address says. */
export function wordWeight(word: string): number {
  if (/\d/.test(word)) return 2;
  return EMPTY_WORDS.has(word) ? 0.2 : 1;
}

/** The whole of a listed address, as it would be written on a parcel. */
export function addressText({ lines, city, region, postcode, country }: AddressIndicator): string {
  return [...lines, city, region, postcode, country].filter((part) => part !== null && part !== '').join(', ');
}

/** Share of the listed words that the query has; numbers count twice and must be equal; a town alone is thin. */
export const addressComparator: Comparator<string> = {
  kind: 'address',
  title: 'Words and numbers of the listed address that stand in the other one; numbers must be equal',
  compare: (query, listed) => {
    if (query === listed) return { score: 1, detail: ['the same address'] };
    const mine = new Set(addressWords(query));
    const other = [...new Set(addressWords(listed))];
    let [found, all] = [0, 0];
    const missing: string[] = [];
    for (const word of other) {
      const weight = wordWeight(word);
      all += weight;
      if (mine.has(word) || (!/\d/.test(word) && word.length > 4 && isAlmostIn(word, mine))) found += weight;
      else missing.push(word);
    }
    // what names a town and a country only is shared by too many
    const isThin = !other.some((word) => /\d/.test(word));
    const score = all === 0 ? 0 : (found / all) * (isThin ? 0.5 : 0.97);
    return {
      score,
      detail: [
        ...(missing.length > 0
          ? [`only the list has "${missing.join(' ')}"`]
          : ['every listed word and number is there']),
        ...(isThin ? ['the listed address has no number'] : []),
      ],
    };
  },
};

function isAlmostIn(word: string, words: ReadonlySet<string>): boolean {
  for (const other of words) if (editDistance(word, other, 1) <= 1) return true;
  return false;
}
