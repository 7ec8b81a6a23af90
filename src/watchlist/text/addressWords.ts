/**
 * Words of an address with what each is for, read in one pass from left to right. The core does the same on bytes
 * (assembly/match/addresses/words.ts), so nothing here looks ahead further than the next separator.
 */
import { addressTable } from './addressTable.ts';
import { coreText } from './coreText.ts';
import { countryCode } from './countryCode.ts';

/**
 * `part` says what a place is (`street`), `short` is a word of two letters or a state, `unit` and `box` stand behind a
 * word that says so, `postcode` is the last long number.
 */
export type AddressRole = 'word' | 'part' | 'short' | 'number' | 'unit' | 'box' | 'postcode';
export type AddressWord = {
  readonly text: string;
  readonly role: AddressRole;
  /** Where the word stands in the text it was read from, after folding. */
  readonly at: number;
};
export type AddressWords = {
  readonly words: readonly AddressWord[];
  /** Two small letters; null where the text does not end in a code. */
  readonly country: string | null;
};

export const MOST_ADDRESS_WORDS = 64;
const WORDS = /[\p{L}\p{M}\p{N}]+/gu;
/** The extension of a US postcode is hardly ever known to both sides. */
const ZIP_EXTENSION = /(?<![\p{L}\p{M}\p{N}])(\d{5})-\d{4}(?![\p{L}\p{M}\p{N}])/gu;
const ASCII = /^[\0-\x7f]*$/;
const CODE = /^\s*[A-Za-z]{2}\s*$/;
const LETTER = /^[a-z]$/;
const TWO_LETTERS = /^[a-z]{2}$/;
/** What may be a postcode. */
const LONG_NUMBER = /^[a-z0-9]{4,}$/;
/** Written as one word: a street's name and its type, the halves of a British or Canadian postcode. */
const JOINED_STREET = /^([a-z]{3,})(street|strasse|str)$/;
const JOINED_POSTCODE = /^([a-z][a-z0-9]{1,3})(\d[a-z][a-z0-9])$/;
const POSTCODE_HALF = /^\d[a-z][a-z0-9]$/;
const POSTCODE_START = /^[a-z][a-z0-9]{1,3}$/;

type Draft = { text: string; role: AddressRole; at: number };

/** The text as the core takes it: ASCII as it is written, other text folded; the country as a code. */
export function addressKernelText(text: string): string {
  const coded = withCountryCode(text);
  return ASCII.test(coded) ? coded : coreText(coded);
}

export function addressWords(text: string): AddressWords {
  const letters = coreText(withCountryCode(text)).replaceAll(ZIP_EXTENSION, '$1');
  const words: Draft[] = [];
  let country: string | null = null;
  let pending: 'none' | 'unit' | 'box' = 'none';
  let isCareOf = false;
  let end = 0;
  const tokens = [...letters.matchAll(WORDS)].slice(0, MOST_ADDRESS_WORDS);
  for (const [number, { 0: token, index }] of tokens.entries()) {
    const isAfterComma = number === 0 || letters.slice(end, index).includes(',');
    end = index + token.length;
    if (number === tokens.length - 1 && isAfterComma && TWO_LETTERS.test(token)) {
      country = token;
      break;
    }
    // who takes in the post is no part of where that is
    isCareOf = token === 'o' && letters.slice(index - 2, index) === 'c/' ? true : isCareOf && !isAfterComma;
    for (const part of partsOf(token)) {
      const special = pending === 'unit' && LETTER.test(part) ? undefined : addressTable.get(part);
      const role = special?.role ?? 'word';
      if (role === 'unitWord') pending = 'unit';
      else if (role === 'boxWord') pending = 'box';
      if (role === 'unitWord' || role === 'boxWord' || role === 'ignored') continue;
      const isNumber = /[0-9]/.test(part);
      words.push({ text: special?.short ?? (isNumber ? plainNumber(part) : part), role: roleOf(), at: index });
      pending = 'none';

      function roleOf(): AddressRole {
        if (isNumber) return pending === 'none' ? 'number' : pending;
        if (role === 'part' || isCareOf) return 'part';
        if (LETTER.test(part) && pending === 'unit') return 'unit';
        if (role === 'region') return 'short';
        if (LETTER.test(part)) return 'part';
        return TWO_LETTERS.test(part) ? 'short' : 'word';
      }
    }
  }
  markPostcode(words);
  return { words, country };
}

function partsOf(token: string): readonly string[] {
  const [, street, type] = JOINED_STREET.exec(token) ?? [];
  if (street !== undefined && type !== undefined) return [street, type];
  const [, start, half] = JOINED_POSTCODE.exec(token) ?? [];
  return start !== undefined && half !== undefined ? [start, half] : [token];
}

/** `5th` is 5 and `007` is 7. */
function plainNumber(text: string): string {
  const digits = text.replace(/^(\d+)(?:st|nd|rd|th)$/, '$1');
  return /^\d+$/.test(digits) ? digits.replace(/^0+(?=\d)/, '') : digits;
}

/** The last number that is no unit or box, when it is long or has the form of a second half, and not the first word. */
function markPostcode(words: Draft[]): void {
  const last = words.findLastIndex(({ role }) => role === 'number');
  if (last < 1) return;
  const before = words[last - 1];
  const isHalf = POSTCODE_HALF.test(words[last].text) && POSTCODE_START.test(before.text);
  if (LONG_NUMBER.test(words[last].text) || isHalf) words[last].role = 'postcode';
  if (isHalf && before.role === 'number') before.role = 'postcode';
}

/** The text with the country's name behind the last comma (or, as in `Korea, North`, the last but one) as a code. */
function withCountryCode(text: string): string {
  const parts = text.split(',');
  // a code stays as it is: the core does not know which ones were given up
  if (CODE.test(parts.at(-1) as string)) return text;
  for (const numParts of [2, 1]) {
    if (parts.length < numParts) continue;
    const code = rememberedCode(parts.slice(-numParts).join(','));
    if (code !== null) return [...parts.slice(0, -numParts), code].join(',');
  }
  return text;
}

const MOST_REMEMBERED = 4096;
const remembered = new Map<string, string | null>();

/** Lists end in the same few names. */
function rememberedCode(name: string): string | null {
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const code = countryCode(name) ?? null;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(name, code);
  return code;
}
