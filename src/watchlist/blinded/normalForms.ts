/**
 * The normal forms that are hashed: two spellings match only if theirs are equal. The core makes the same ones from
 * bytes (assembly/match/blinded/normal.ts), so each step is simple enough to be the same there.
 */
import { BLINDED_MOST_NORMAL_BYTES, BLINDED_MOST_WORDS, BLINDED_PHONE_TAIL_DIGITS } from '../index/blinded/layout.ts';
import { casNumbersIn } from '../text/cas.ts';
import { coreText } from '../text/coreText.ts';
import { normalEmail as mailboxOf } from '../text/email.ts';
import { phoneDigits } from '../text/phone.ts';
import { normalWallet } from '../text/wallets/checkWallet.ts';
import { legalWords } from './legalWords.ts';

const legal: ReadonlySet<string> = new Set(legalWords);
const NO_BREAK = /['`.]/g;
const WORDS = /[a-z0-9\u0080-\uffff]+/g;
const NO_KEY = /[^a-z0-9\u0080-\uffff]/g;
const NOT_ASCII = /[^\0-\x7f]+/g;

/**
 * Words in the order of their bytes: without case, marks, punctuation and `and`, in Latin letters.
 * @param isCompany takes legal forms off its ends
 * @returns '' where there is nothing to hash
 */
export function normalName(text: string, isCompany: boolean): string {
  let words = (coreText(text).replaceAll(NO_BREAK, '').match(WORDS) ?? [])
    .slice(0, BLINDED_MOST_WORDS)
    .filter((word) => word !== 'and');
  if (isCompany) words = withoutLegalWords(words);
  return bounded(words.sort(byBytes).join(' '));
}

/** At least one word stays. */
function withoutLegalWords(words: readonly string[]): string[] {
  let [from, to] = [0, words.length];
  while (to - from > 1 && legal.has(words[to - 1])) to--;
  while (to - from > 1 && legal.has(words[from])) from++;
  return words.slice(from, to);
}

export function normalPhone(text: string): string {
  return bounded(phoneDigits(coreText(text)));
}

/** '' for a number that is hardly longer than its tail would be. */
export function phoneTailOf(digits: string): string {
  return digits.length < BLINDED_PHONE_TAIL_DIGITS ? '' : digits.slice(-BLINDED_PHONE_TAIL_DIGITS);
}

export function normalEmail(text: string): string {
  const key = mailboxOf(coreText(text));
  return key.indexOf('@') < 1 ? '' : bounded(key);
}

export function normalWalletAddress(text: string): string {
  return bounded(normalWallet(text.replaceAll(NOT_ASCII, '')));
}

/** Handles, fingerprints, numbers of documents: letters and digits. */
export function normalExact(text: string): string {
  return bounded(coreText(text).replaceAll(NO_KEY, ''));
}

/** Digits of each number with a right check digit. */
export function normalCas(text: string): string[] {
  return casNumbersIn(text).map((number) => number.replaceAll('-', ''));
}

function bounded(text: string): string {
  return Buffer.byteLength(text) > BLINDED_MOST_NORMAL_BYTES ? '' : text;
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
