/** A listed name cut into what may be exchanged and what stays, once for all entries that are made of it. */
import { consonants, wordSound } from '../../src/watchlist/compare/wordSound.ts';
import type { EntryKind } from '../../src/watchlist/entry.ts';
import { withoutLegalForms } from '../../src/watchlist/text/legalForms.ts';
import { nameTokens } from '../../src/watchlist/text/nameTokens.ts';
import { organisationRole, personRole } from '../../src/watchlist/text/wordWeights.ts';

/** A word that tells who is meant, in small letters. */
export type TellingWord = {
  readonly text: string;
  /** The words it is drawn from. */
  readonly part: 'family name' | 'given name' | EntryKind;
  /** Equal for spellings of one word. */
  readonly sound: string;
  readonly isUpper: boolean;
};
/** In order: text that stays, digits, telling words. */
export type NameShape = readonly (string | TellingWord)[];

const PARTS = /\p{L}+|\d+|[^\p{L}\d]+/gu;
const LEAST_LETTERS = 3;

export function nameShape(text: string, kind: EntryKind): NameShape {
  const tokens = nameTokens(text);
  const words = kind === 'person' ? tokens : withoutLegalForms(tokens).words;
  const roleOf = kind === 'person' ? personRole : organisationRole;
  const telling = new Set(words.filter((word) => word.length >= LEAST_LETTERS && roleOf(word) === 'content'));
  const comma = text.indexOf(',');
  return [...text.matchAll(PARTS)].map(({ 0: word, index }): string | TellingWord => {
    const small = word.toLowerCase();
    if (!telling.has(small)) return word;
    const sound = consonants(wordSound(small));
    return {
      text: small,
      part: kind !== 'person' ? kind : comma > index ? 'family name' : 'given name',
      sound: sound.length >= LEAST_LETTERS ? sound : small,
      isUpper: word === word.toUpperCase(),
    };
  });
}
