/**
 * Scripts of India write a consonant without a sign where an `a` follows. It is put in, since Latin spellings show it;
 * not at the end of a word in the north, where it is not spoken, unless two consonants stand there.
 */

/** Devanagari to Malayalam: blocks of 128 code points that are laid out alike. */
export const INDIC: RegExp = /[\u0900-\u0d7f]/;
const START = 0x0900;
const END = 0x0d7f;
const BLOCK = 0x80;
/** From Tamil on, the last consonant keeps its vowel unless a sign takes it away. */
const SOUTH = 0x0b80;
/** Places within a block: the first and last consonant, signs that stand for a vowel or none, a dot below. */
const CONSONANTS = [0x15, 0x39];
const SIGNS = [0x3e, 0x4d];
const VIRAMA = 0x4d;
const NUKTA = 0x3c;
const NASAL = 0x02;
const A = '\u0905';
const N = '\u0928';

/** In the same scripts, with the vowel written out and the nasal mark as n; readings of letters do the rest. */
export function indicSpelling(word: string): string {
  const units = [...word].filter((letter) => placeOf(letter) !== NUKTA);
  return units
    .map((letter, i) => {
      const place = placeOf(letter);
      if (place === NASAL) return N;
      if (place < CONSONANTS[0] || place > CONSONANTS[1]) return letter;
      const next = i + 1 < units.length ? placeOf(units[i + 1]) : -1;
      if (next >= SIGNS[0] && next <= SIGNS[1]) return letter;
      const isLast = next < 0;
      const isSpoken = !isLast || letter.charCodeAt(0) >= SOUTH || (i > 0 && placeOf(units[i - 1]) === VIRAMA);
      return isSpoken ? letter + A : letter;
    })
    .join('');
}

/** Within its block; -1 for other letters. */
function placeOf(letter: string): number {
  const code = letter.charCodeAt(0);
  return code >= START && code <= END ? code % BLOCK : -1;
}
