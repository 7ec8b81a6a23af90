/** A name as words to compare. The core has a twin of this (assembly/match/names/tokens.ts). */
import { coreText } from './coreText.ts';
import { digitsOf } from './numberWords.ts';

const APOSTROPHES = /['`]/g;
/** `L.X.C.` and `S. A.`: letters set apart by dots are one word. */
const DOTTED = /(?<![a-z0-9\u0080-\uffff])(?:[a-z]\.\s?){2,}[a-z]?(?![a-z0-9\u0080-\uffff])/g;
const WORDS = /[a-z0-9\u0080-\uffff]+/g;
export const MOST_TOKENS = 24;

/** Folded and in Latin letters. At most 24 words. */
export function nameTokens(text: string): string[] {
  const plain = coreText(text)
    .replaceAll(APOSTROPHES, '')
    .replaceAll('&', ' and ')
    .replaceAll(DOTTED, (run) => ` ${run.replaceAll(/[.\s]/g, '')} `);
  return digitsOf((plain.match(WORDS) ?? []).slice(0, MOST_TOKENS));
}
