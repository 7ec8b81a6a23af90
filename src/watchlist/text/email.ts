/** E-mail addresses: found in text, and in the form in which two spellings of one mailbox are equal. */
import { foldText } from './fold.ts';

const EMAIL = /[\p{L}\p{N}._%+'-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.)+[\p{L}]{2,24}/gu;
const ASCII_BLANKS = /[\t-\r ]+/g;
/** Providers that ignore dots in the part before the @. */
const IGNORES_DOTS = new Set(['gmail.com']);

/** As written, in order. */
export function emailsIn(text: string): string[] {
  if (!text.includes('@')) return [];
  return [...text.matchAll(EMAIL)].map(([email]) => email.replace(/^[.']+/, ''));
}

/** Folded (case, marks, look-alike letters), without a plus-tag, and without dots where the provider ignores them. */
export function normalEmail(text: string): string {
  return emailKey(foldText(text));
}

/** The same of text that is folded, or ASCII. Other blanks than those of ASCII have been folded to these. */
export function emailKey(text: string): string {
  const folded = text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase()).replaceAll(ASCII_BLANKS, '');
  const at = folded.lastIndexOf('@');
  if (at < 1) return folded;
  const domain = folded.slice(at + 1).replace(/^googlemail\.com$/, 'gmail.com');
  const local = folded.slice(0, at).replace(/\+.*$/, '');
  return `${IGNORES_DOTS.has(domain) ? local.replaceAll('.', '') : local}@${domain}`;
}
