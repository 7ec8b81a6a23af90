/**
 * What may be an identifier anywhere in free text: only what has a shape that ordinary words lack. The core's
 * matchFreeText looks at the same places.
 */
import { casTextsIn } from './cas.ts';
import type { IdentifierKind } from './identifierKeys.ts';

export type FoundIdentifier = { readonly kind: IdentifierKind; readonly text: string };

const WORD = /(?<![A-Za-z0-9])[A-Za-z0-9]{25,360}(?![A-Za-z0-9])/g;
const HEX_WORDS = /(?<![A-Za-z0-9])[0-9A-Fa-f]+(?: +[0-9A-Fa-f]+)+(?![A-Za-z0-9])/g;
const PGP_DIGITS = 40;
/** Without a tag of its own an e-mail ends where its domain may; the text can go on behind a dot. */
const LOCAL = /[A-Za-z0-9._%+'\-\u0080-\u{10ffff}]{1,64}$/u;
const DOMAIN = /^[A-Za-z0-9.\-\u0080-\u{10ffff}]{1,255}/u;
const MOST_ENDS = 8;
const HANDLE = /(?<![A-Za-z0-9._%+'\-\u0080-\u{10ffff}])@([A-Za-z0-9_.\-\u0080-\u{10ffff}]+)/gu;

/** Wallets, PGP fingerprints, CAS numbers, e-mails, and handles behind an @; one place may be several of them. */
export function identifiersIn(text: string): FoundIdentifier[] {
  const found: FoundIdentifier[] = [];
  const keep = (kind: IdentifierKind, texts: Iterable<string>): void => {
    for (const one of texts) found.push({ kind, text: one });
  };
  const words = [...text.matchAll(WORD)].map(([word]) => word);
  keep('wallet', words);
  keep(
    'pgp',
    words.filter((word) => word.length === PGP_DIGITS && /^[0-9a-f]+$/i.test(word)),
  );
  for (const [run] of text.matchAll(HEX_WORDS)) keep('pgp', fingerprintsIn(run));
  keep('cas', casTextsIn(text));
  for (const { index } of text.matchAll(/@/g)) keep('email', emailsAt(text, index));
  keep(
    'handle',
    [...text.matchAll(HANDLE)].map(([, handle]) => handle),
  );
  return found;
}

/** Neighbouring words of a run that have forty digits together. */
function fingerprintsIn(run: string): string[] {
  const words = [...run.matchAll(/[^ ]+/g)];
  return words.flatMap(({ index: start }, first) => {
    let numDigits = 0;
    for (const { 0: word, index } of words.slice(first)) {
      numDigits += word.length;
      if (numDigits === PGP_DIGITS && index > start) return [run.slice(start, index + word.length)];
      if (numDigits >= PGP_DIGITS) break;
    }
    return [];
  });
}

/** Longest first. */
function emailsAt(text: string, at: number): string[] {
  const local = (LOCAL.exec(text.slice(0, at))?.[0] ?? '').replace(/^[.'-]+/, '');
  const labels = (DOMAIN.exec(text.slice(at + 1))?.[0] ?? '').replace(/[.-]+$/, '').split('.');
  if (local === '') return [];
  return labels
    .map((_, i) => `${local}@${labels.slice(0, i + 1).join('.')}`)
    .slice(1)
    .reverse()
    .slice(0, MOST_ENDS);
}
