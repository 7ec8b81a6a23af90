/**
 * Text as the core's comparisons take it: lower case, folded, in Latin letters where a reading is known. What
 * is not ASCII is then a letter, a mark or a number, so a byte of UTF-8 from 0x80 on belongs to a word.
 */
import { foldText } from './fold.ts';
import { toLatin } from './toLatin.ts';

const ASCII = /^[\0-\x7f]*$/;
const APOSTROPHES = /[’‘ʼʻʾʿ]/g;
const NO_WORD = /[^\0-\x7f\p{L}\p{M}\p{N}]/gu;

export function coreText(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  const folded = foldText(text).replaceAll(APOSTROPHES, "'");
  return toLatin(folded).replaceAll(NO_WORD, ' ');
}
