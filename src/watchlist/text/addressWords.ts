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
const ASCII_END = 0x7f;
const DIGIT = /[0-9]/;
const DIGITS = /^\d+$/;
const ORDINAL = /^\d+(?:st|nd|rd|th)$/;
const CODE = /^\s*[A-Za-z]{2}\s*$/;
const LETTER = /^[a-z]$/;
const TWO_LETTERS = /^[a-z]{2}$/;
/** What may be a postcode. */
const LONG_NUMBER = /^[a-z0-9]{4,}$/;
/** Written as one word: a street's name and its type, the halves of a British or Canadian postcode. */
const JOINED_STREET = /^([a-z]{3,})(street|strasse|str)$/;
const JOINED_POSTCODE = /^([a-z][a-z0-9]{1,3})(\d[a-z][a-z0-9])$/;
/** Letters and digits of the shortest of these, and of the longest postcode. */
const [LEAST_JOINED, MOST_JOINED_POSTCODE] = [5, 7] as const;
const POSTCODE_HALF = /^\d[a-z][a-z0-9]$/;
const POSTCODE_START = /^[a-z][a-z0-9]{1,3}$/;

type Draft = { text: string; role: AddressRole; at: number };

/** The text as the core takes it: ASCII as it is written, other text folded; the country as a code. */
export function addressKernelText(text: string): string {
  const coded = withCountryCode(text);
  return ASCII.test(coded) ? coded : coreText(coded);
}

export function addressWords(text: string): AddressWords {
  const core = coreText(withCountryCode(text));
  const letters = core.includes('-') ? core.replaceAll(ZIP_EXTENSION, '$1') : core;
  const words: Draft[] = [];
  let country: string | null = null;
  let pending: 'none' | 'unit' | 'box' = 'none';
  let isCareOf = false;
  let end = 0;
  const bounds = tokenBounds(letters);
  for (let i = 0; i < bounds.length; i += 2) {
    const index = bounds[i];
    const isAfterComma = i === 0 || hasComma(letters, end, index);
    end = bounds[i + 1];
    const token = letters.slice(index, end);
    if (i === bounds.length - 2 && isAfterComma && TWO_LETTERS.test(token)) {
      country = token;
      break;
    }
    // who takes in the post is no part of where that is
    isCareOf = token === 'o' && letters.slice(index - 2, index) === 'c/' ? true : isCareOf && !isAfterComma;
    for (const part of partsOf(token)) {
      const isLetter = part.length === 1 && LETTER.test(part);
      const special = pending === 'unit' && isLetter ? undefined : addressTable.get(part);
      const role = special?.role ?? 'word';
      if (role === 'unitWord') pending = 'unit';
      else if (role === 'boxWord') pending = 'box';
      if (role === 'unitWord' || role === 'boxWord' || role === 'ignored') continue;
      const isNumber = DIGIT.test(part);
      const text = special?.short ?? (isNumber ? plainNumber(part) : part);
      if (isNumber) words.push({ text, role: pending === 'none' ? 'number' : pending, at: index });
      else if (role === 'part' || isCareOf) words.push({ text, role: 'part', at: index });
      else if (isLetter)
        words.push({ text, role: pending === 'unit' ? 'unit' : role === 'region' ? 'short' : 'part', at: index });
      else words.push({ text, role: role === 'region' || TWO_LETTERS.test(part) ? 'short' : 'word', at: index });
      pending = 'none';
    }
  }
  markPostcode(words);
  return { words, country };
}

/** Where each word starts and ends, in turn. */
function tokenBounds(text: string): number[] {
  const bounds: number[] = [];
  let isInside = false;
  for (let at = 0; at < text.length && bounds.length < 2 * MOST_ADDRESS_WORDS; at++) {
    const code = text.charCodeAt(at);
    if (code > ASCII_END) return anyTokenBounds(text);
    if (isInside === isLetterOrDigit(code)) continue;
    bounds.push(at);
    isInside = !isInside;
  }
  if (bounds.length % 2 > 0) bounds.push(endOfWord(text, bounds[bounds.length - 1]));
  return bounds;
}

function endOfWord(text: string, start: number): number {
  let end = start;
  while (end < text.length && isLetterOrDigit(text.charCodeAt(end))) end++;
  return end;
}

function anyTokenBounds(text: string): number[] {
  const found = [...text.matchAll(WORDS)].slice(0, MOST_ADDRESS_WORDS);
  return found.flatMap(({ 0: token, index }) => [index, index + token.length]);
}

/** Of folded ASCII. */
function isLetterOrDigit(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
}

function hasComma(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (text[at] === ',') return true;
  return false;
}

function partsOf(token: string): readonly string[] {
  if (token.length < LEAST_JOINED) return [token];
  const [, street, type] = token.includes('str') ? (JOINED_STREET.exec(token) ?? []) : [];
  if (street !== undefined && type !== undefined) return [street, type];
  if (token.length > MOST_JOINED_POSTCODE) return [token];
  const [, start, half] = JOINED_POSTCODE.exec(token) ?? [];
  return start !== undefined && half !== undefined ? [start, half] : [token];
}

/** `5th` is 5 and `007` is 7. */
function plainNumber(text: string): string {
  const digits = ORDINAL.test(text) ? text.slice(0, -2) : text;
  return digits.startsWith('0') && DIGITS.test(digits) ? digits.replace(/^0+(?=\d)/, '') : digits;
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
  const last = text.lastIndexOf(',');
  // a code stays as it is: the core does not know which ones were given up
  if (CODE.test(text.slice(last + 1))) return text;
  const before = last > 0 ? text.lastIndexOf(',', last - 1) : -1;
  for (const comma of last < 0 ? [-1] : [before, last]) {
    const code = countryCode(text.slice(comma + 1));
    if (code !== undefined) return text.slice(0, comma + 1) + code;
  }
  return text;
}
