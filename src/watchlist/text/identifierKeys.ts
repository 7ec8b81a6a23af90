/**
 * The texts under which an identifier is looked up: two spellings with one key are the same identifier. Keys are made
 * of `identifierText`, so the core makes the same ones from bytes alone.
 */
import { casNumbersIn } from './cas.ts';
import { emailKey } from './email.ts';
import { kernelText } from './kernelText.ts';
import { phoneDigits } from './phone.ts';
import { normalWallet } from './wallets/checkWallet.ts';

export const identifierKinds = ['phone', 'email', 'wallet', 'cas', 'handle', 'pgp', 'document'] as const;
export type IdentifierKind = (typeof identifierKinds)[number];

/** UTF-8 bytes; a longer key is no identifier. */
export const MOST_KEY_BYTES = 512;

/**
 * A text as keys are made of it, and as it is compared with one written on a list. Wallets keep their case, and lose
 * what is not ASCII; the signs before a handle is none of it.
 */
export function identifierText(kind: IdentifierKind, text: string): string {
  if (kind === 'wallet') return text.replaceAll(NOT_ASCII, '');
  const read = kernelText(text);
  return kind === 'handle' ? read.replace(/^@+/, '') : read;
}

const NOT_ASCII = /[^\0-\x7f]+/g;
const BLANKS = /[\t-\r ]+/g;
const SIGNS = /[^a-z0-9\u0080-\u{10ffff}]/gu;

/** Letters and digits without case, blanks and punctuation. @param text as `identifierText` makes it */
export function exactKey(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase()).replaceAll(SIGNS, '');
}

/**
 * One key mostly; a text on a list may hold several CAS numbers.
 * @param text as `identifierText` makes it
 */
export function identifierKeys(kind: IdentifierKind, text: string): string[] {
  const keys = kind === 'cas' ? casKeys(text) : [keyOf(kind, text)];
  return keys.filter((key) => key !== '' && Buffer.byteLength(key) <= MOST_KEY_BYTES);
}

function keyOf(kind: Exclude<IdentifierKind, 'cas'>, text: string): string {
  if (kind === 'phone') return phoneDigits(text);
  // the bound is on what is read, so that it needs no more room than a key
  if (kind === 'email') return Buffer.byteLength(text.replaceAll(BLANKS, '')) > MOST_KEY_BYTES ? '' : emailKey(text);
  return kind === 'wallet' ? normalWallet(text) : exactKey(text);
}

/** Those with a right check digit as their digits; where there is none, the text as it is. */
function casKeys(text: string): string[] {
  const numbers = casNumbersIn(text);
  return numbers.length > 0 ? numbers.map((number) => number.replaceAll('-', '')) : [exactKey(text)];
}
