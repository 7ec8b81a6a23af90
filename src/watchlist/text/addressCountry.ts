/** The country at the end of an address, as a code: a parcel names it so, lists write it out. */
import { foldText } from './fold.ts';

/** Names that lists use and the runtime does not, folded. */
const otherNames: Readonly<Record<string, string>> = {
  'bahamas, the': 'BS',
  burma: 'MM',
  congo: 'CD',
  'congo, democratic republic of the': 'CD',
  'congo, republic of the': 'CG',
  'cote d ivoire': 'CI',
  'czech republic': 'CZ',
  england: 'GB',
  'hong kong': 'HK',
  'ivory coast': 'CI',
  'korea, north': 'KP',
  'korea, south': 'KR',
  macau: 'MO',
  'marshall islands': 'MH',
  'republic of korea': 'KR',
  'russian federation': 'RU',
  'south korea': 'KR',
  swaziland: 'SZ',
  'the bahamas': 'BS',
  'the gambia': 'GM',
  turkey: 'TR',
  uae: 'AE',
  uk: 'GB',
  usa: 'US',
  'united states of america': 'US',
  'viet nam': 'VN',
  'virgin islands, british': 'VG',
  'west bank': 'PS',
  palestinian: 'PS',
};

/** Withdrawn codes whose names are now those of others. */
const WITHDRAWN = new Set('AN HV DY BU ZR CS YU DD FX UK NH RH SU TP VD YD'.split(' '));

const codeOf: ReadonlyMap<string, string> = codesByName();

function codesByName(): ReadonlyMap<string, string> {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = new Map<string, string>();
  for (const code of letters.flatMap((a) => letters.map((b) => a + b))) {
    const name = names.of(code);
    if (name !== undefined && !WITHDRAWN.has(code)) codes.set(foldName(name), code);
  }
  for (const [name, code] of Object.entries(otherNames)) codes.set(name, code);
  return codes;
}

function foldName(name: string): string {
  return foldText(name).replaceAll(/\s+/g, ' ').trim();
}

/** Two capitals, or null for what is no country's English name. */
export function countryCodeOf(name: string): string | null {
  return codeOf.get(foldName(name)) ?? null;
}

/**
 * The text with the country's name after the last comma (or, as in `Korea, North`, the last but one) written as a
 * code. A text that ends otherwise is returned as it is.
 */
export function withCountryCode(text: string): string {
  const parts = text.split(',');
  for (const numParts of [2, 1]) {
    if (parts.length < numParts) continue;
    const code = countryCodeOf(parts.slice(-numParts).join(','));
    if (code !== null) return [...parts.slice(0, -numParts), ` ${code}`].join(',').trimStart();
  }
  return text;
}
