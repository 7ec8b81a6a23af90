/**
 * Text in the form in which spellings are compared: compatibility forms and marks removed, invisible characters
 * dropped, lower case, letters that no decomposition reaches spelt out, look-alikes of other scripts put right.
 */

/** Soft hyphen, zero-width and direction marks: they change nothing that a reader sees. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]/gu;
/**
 * Marks that are written over or under letters of any script, and the points of Hebrew and Arabic. Vowel signs of
 * Indic scripts, Thai and Khmer are letters in all but name and stay, as do the voicing marks of kana.
 */
const MARKS = new RegExp(
  String.raw`[[\p{M}&&[\p{sc=Inherited}\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Latin}]]--[\u3099\u309a]]`,
  'gv',
);

/** Letters that NFKD leaves whole. */
const spelt: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ƒ: 'f',
  ə: 'a',
  ŧ: 't',
  ĸ: 'k',
};
const SPELT = new RegExp(`[${Object.keys(spelt).join('')}]`, 'g');

/** Letters of Cyrillic and Greek that look like a Latin one; used inside words that hold Latin letters too. */
const lookAlikes: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  с: 'c',
  е: 'e',
  һ: 'h',
  і: 'i',
  ј: 'j',
  к: 'k',
  ӏ: 'l',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  ԛ: 'q',
  ѕ: 's',
  т: 't',
  у: 'y',
  ѵ: 'v',
  ԝ: 'w',
  х: 'x',
  α: 'a',
  β: 'b',
  ε: 'e',
  η: 'n',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
};
const LOOK_ALIKE = new RegExp(`[${Object.keys(lookAlikes).join('')}]`, 'g');
/** Both kinds of letters, though maybe in different words. */
const MIXED = new RegExp(`[a-z][^]*${LOOK_ALIKE.source}|${LOOK_ALIKE.source}[^]*[a-z]`);
const MIXED_WORD = /[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}]+/gu;
const PLAIN = /^[ -~]*$/;

/** Letters and their case stay: a wallet that is broken by what nobody sees is whole again. */
export function withoutInvisible(text: string): string {
  return PLAIN.test(text) ? text : text.replaceAll(INVISIBLE, '');
}

export function foldText(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  const bare = text
    .normalize('NFKD')
    .replaceAll(INVISIBLE, '')
    .replaceAll(MARKS, '')
    // case may bring new marks (İ), and decomposed kana and Hangul are put together again
    .toLowerCase()
    .replaceAll(MARKS, '')
    .normalize('NFC');
  const whole = bare.replaceAll(SPELT, (letter) => spelt[letter]);
  return MIXED.test(whole) ? whole.replaceAll(MIXED_WORD, unmask) : whole;
}

function unmask(word: string): string {
  return /[a-z]/.test(word) ? word.replaceAll(LOOK_ALIKE, (letter) => lookAlikes[letter]) : word;
}
