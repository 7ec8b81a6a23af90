/** A name made ready once, to be compared often. */
import type { EntryKind } from '../entry.ts';
import { type Company, withoutLegalForms } from '../text/legalForms.ts';
import { coreText } from '../text/coreText.ts';
import { nameTokens } from '../text/nameTokens.ts';
import { filial, organisationRole, personRole, roleWeights, type WordRole } from '../text/wordWeights.ts';
import { consonants, wordSound } from './wordSound.ts';

/** Longer words are compared by no more than their text. */
const PLAIN_WORD = /^[a-z]{1,40}$/;

export function isPlainWord(word: string): boolean {
  return PLAIN_WORD.test(word);
}

export type Word = {
  readonly text: string;
  readonly sound: string;
  /** Consonants of the sound. */
  readonly skeleton: string;
  /** Of the letters a to z only, and not longer than any word is; others are compared by their text alone. */
  readonly isPlain: boolean;
  readonly role: WordRole;
  readonly weight: number;
  /** A father's name: a word as `bin` stands before it. */
  readonly isFather: boolean;
};

/** Weight of a word that tells who is meant. */
export const LEAST_TELLING = 0.5;

export type PreparedName = {
  readonly isPerson: boolean;
  /** Some word tells who is meant. */
  readonly isTelling: boolean;
  readonly words: readonly Word[];
  readonly forms: readonly string[];
};

export function prepareName(text: string, kind: EntryKind): PreparedName {
  const isPerson = kind === 'person';
  const company = nameWords(text, kind);
  const words = company.words.map((word, i) => {
    const role = isPerson ? personRole(word) : organisationRole(word);
    const isFather = isPerson && i > 0 && filial.has(company.words[i - 1]);
    const sound = wordSound(word);
    return {
      text: word,
      sound,
      skeleton: consonants(sound),
      isPlain: isPlainWord(word),
      role,
      weight: roleWeights[role],
      isFather,
    };
  });
  const isTelling = words.some(({ weight }) => weight >= LEAST_TELLING);
  return { isPerson, isTelling, words, forms: company.forms };
}

/** Words of a name in the order of its kind, without legal forms where it may have some. */
export function nameWords(text: string, kind: EntryKind): Company {
  const plain = coreText(text);
  if (kind === 'person') return { words: nameTokens(givenNameFirst(plain)), forms: [] };
  return withoutLegalForms(nameTokens(plain));
}

/** `HELAL, Mounir Ben Brahim Ben` reads Mounir Ben Brahim Ben Helal; more commas than one say nothing. */
function givenNameFirst(text: string): string {
  const [family, given, ...more] = text.split(',');
  return given === undefined || more.length > 0 ? text : `${given} ${family}`;
}
