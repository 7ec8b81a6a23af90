/** A name as words to compare. The core has a twin of this (assembly/match/names/tokens.ts). */
import { coreText } from './coreText.ts';
import { digitsOf } from './numberWords.ts';

const APOSTROPHES = /['`]/g;
/** `L.X.C.` and `S. A.`: letters set apart by dots are one word. */
const DOTTED = /(?<![a-z0-9\u0080-\uffff])(?:[a-z]\.\s?){2,}[a-z]?(?![a-z0-9\u0080-\uffff])/g;
const WORDS = /[a-z0-9\u0080-\uffff]+/g;
/** Signs that mean something in a name. */
const SPECIAL = "'`&.";
const [A, Z, ZERO, NINE, ASCII_END] = [0x61, 0x7a, 0x30, 0x39, 0x7f] as const;
export const MOST_TOKENS = 24;

/** Folded and in Latin letters. At most 24 words. */
export function nameTokens(text: string): string[] {
  const core = coreText(text);
  return digitsOf(plainWords(core) ?? anyWords(core));
}

/** Most names are letters, digits and blanks, and need no patterns; null for others. */
function plainWords(text: string): string[] | null {
  const words: string[] = [];
  let start = -1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code >= A && code <= Z) || (code >= ZERO && code <= NINE)) {
      if (start < 0) start = at;
      continue;
    }
    if (code > ASCII_END || SPECIAL.includes(text[at])) return null;
    if (start >= 0) words.push(text.slice(start, at));
    start = -1;
  }
  if (start >= 0) words.push(text.slice(start));
  return words.length > MOST_TOKENS ? words.slice(0, MOST_TOKENS) : words;
}

function anyWords(text: string): string[] {
  const plain = text
    .replaceAll(APOSTROPHES, '')
    .replaceAll('&', ' and ')
    .replaceAll(DOTTED, (run) => ` ${run.replaceAll(/[.\s]/g, '')} `);
  return (plain.match(WORDS) ?? []).slice(0, MOST_TOKENS);
}
