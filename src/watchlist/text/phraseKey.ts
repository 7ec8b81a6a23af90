/** Phrases as words: what goods descriptions are searched for. */
import { kernelText } from './kernelText.ts';

/** A longer phrase is none. */
export const MOST_PHRASE_BYTES = 250;
const SIGNS = /[^a-z0-9\u0080-\u{10ffff}]+/gu;

/** Folded words with one blank between them; empty where there are none, or too many. */
export function phraseKey(text: string): string {
  const key = phraseWords(kernelText(text));
  return Buffer.byteLength(key) <= MOST_PHRASE_BYTES ? key : '';
}

/** The same of a text that is searched, as `kernelText` makes it. */
export function phraseWords(text: string): string {
  return text
    .replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())
    .replaceAll(SIGNS, ' ')
    .trim();
}

/** Longer phrases say more, and none says all. @param key its words */
export function phraseScore(key: string): number {
  const numBytes = Buffer.byteLength(key);
  return numBytes / (numBytes + 1);
}
