/** Countries as lists write them, to codes of two capitals. */
import { onFirstUse } from '../../base/onFirstUse.ts';
import { foldText } from './fold.ts';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const NOT_COUNTRIES: ReadonlySet<string> = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ']);
/** Codes that were given up stand for their successors: DD is DE, UK is GB. */
const current = (code: string): string => new Intl.Locale(`und-${code}`).region ?? code;
/** Names that the runtime does not know. */
const others: Readonly<Record<string, string>> = {
  'united states of america': 'US',
  usa: 'US',
  uk: 'GB',
  'great britain': 'GB',
  uae: 'AE',
  burma: 'MM',
  'north korea': 'KP',
  'democratic peoples republic of korea': 'KP',
  'south korea': 'KR',
  'republic of korea': 'KR',
  'russian federation': 'RU',
  'syrian arab republic': 'SY',
  'islamic republic of iran': 'IR',
  'democratic republic of the congo': 'CD',
  'democratic republic of congo': 'CD',
  'republic of the congo': 'CG',
  'cote d ivoire': 'CI',
  'ivory coast': 'CI',
  'hong kong': 'HK',
  macau: 'MO',
  'viet nam': 'VN',
  turkey: 'TR',
  turkiye: 'TR',
  'czech republic': 'CZ',
  'cape verde': 'CV',
  swaziland: 'SZ',
  macedonia: 'MK',
  palestine: 'PS',
  palestinian: 'PS',
  'west bank': 'PS',
  gaza: 'PS',
  'region gaza': 'PS',
  'bahamas the': 'BS',
  'the bahamas': 'BS',
  'gambia the': 'GM',
  'the gambia': 'GM',
  holland: 'NL',
  'lao peoples democratic republic': 'LA',
  'republic of moldova': 'MD',
  'united republic of tanzania': 'TZ',
  vatican: 'VA',
};

type Codes = {
  readonly byName: ReadonlyMap<string, string>;
  /** By any code that has a name, also one that was given up. */
  readonly byCode: ReadonlyMap<string, string>;
};

const codes: () => Codes = onFirstUse(() => {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const byName = new Map<string, string>();
  const byCode = new Map<string, string>();
  for (const code of letters.flatMap((a) => letters.map((b) => a + b))) {
    const name = names.of(code);
    if (name === undefined) continue;
    byCode.set(code, current(code));
    if (!NOT_COUNTRIES.has(code)) byName.set(normal(name), current(code));
  }
  for (const [name, code] of Object.entries(others)) byName.set(name, code);
  return { byName, byCode };
});

const MOST_REMEMBERED = 16_384;
const PLAIN_NAME = /^[a-z]+(?: [a-z]+)*$/;
const remembered = new Map<string, string | undefined>();

/** From an English name, also as `Korea, North`, or a code of two letters; undefined where it is none of these. */
export function countryCode(text: string): string | undefined {
  const code = remembered.get(text);
  if (code !== undefined || remembered.has(text)) return code;
  // lists write the same few names
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const found = codeOf(text);
  remembered.set(text, found);
  return found;
}

function codeOf(text: string): string | undefined {
  const { byName, byCode } = codes();
  const trimmed = text.trim();
  const known = trimmed.length === 2 ? byCode.get(trimmed.toUpperCase()) : undefined;
  if (known !== undefined) return known;
  const [first, ...rest] = trimmed.split(',');
  return byName.get(normal(trimmed)) ?? byName.get(normal(`${rest.join(' ')} ${first}`));
}

function normal(name: string): string {
  const folded = foldText(name.trim());
  if (PLAIN_NAME.test(folded)) return folded;
  return folded
    .replaceAll(/['’.]/g, '')
    .replaceAll('&', ' and ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
