/** A name as words to compare. */
import { foldText } from './fold.ts';
import { digitsOf } from './numberWords.ts';
import { toLatin } from './toLatin.ts';

/** Two names of Chinese characters have no blanks: each character is a word. */
const HAN = /\p{sc=Han}/gu;
const APOSTROPHES = /['’‘ʼʻ`´ʾʿ]/g;
/** `L.X.C.` and `S. A.`: letters set apart by dots are one word. */
const DOTTED = /(?<![\p{L}\p{N}])(?:\p{L}\.\s?){2,}\p{L}?(?![\p{L}\p{N}])/gu;
const WORDS = /[\p{L}\p{M}\p{N}]+/gu;
export const MOST_TOKENS = 24;

/** Folded, in Latin letters where the script has an alphabet. At most 24 words. */
export function nameTokens(text: string): string[] {
  const folded = toLatin(
    foldText(text)
      .replaceAll(APOSTROPHES, '')
      .replaceAll('&', ' and ')
      .replaceAll(DOTTED, (run) => ` ${run.replaceAll(/[.\s]/g, '')} `)
      .replaceAll(HAN, ' $& '),
  );
  return digitsOf((folded.match(WORDS) ?? []).slice(0, MOST_TOKENS));
}
