/** A name made ready once, to be compared often. */
import type { EntryKind } from '../entry.ts';
import { withoutLegalForms } from '../text/legalForms.ts';
import { nameTokens } from '../text/nameTokens.ts';
import { filial, organisationRole, personRole, roleWeights, type WordRole } from '../text/wordWeights.ts';
import { consonants, wordSound } from './wordSound.ts';

export type Word = {
  readonly text: string;
  readonly sound: string;
  /** Consonants of the sound. */
  readonly skeleton: string;
  /** A bit for each letter that occurs, several letters of other alphabets sharing one. */
  readonly letters: number;
  readonly role: WordRole;
  readonly weight: number;
  /** A father's name: a word as `bin` stands before it. */
  readonly isFather: boolean;
};

export type PreparedName = {
  readonly isPerson: boolean;
  readonly words: readonly Word[];
  readonly forms: readonly string[];
  /** Words without blanks between them. */
  readonly joined: string;
};

export function prepareName(text: string, kind: EntryKind): PreparedName {
  const isPerson = kind === 'person';
  const tokens = nameTokens(isPerson ? givenNameFirst(text) : text);
  const company = isPerson ? { words: tokens, forms: [] } : withoutLegalForms(tokens);
  const words = company.words.map((word, i) => {
    const role = isPerson ? personRole(word) : organisationRole(word);
    const isFather = isPerson && i > 0 && filial.has(company.words[i - 1]);
    const sound = wordSound(word);
    return {
      text: word,
      sound,
      skeleton: consonants(sound),
      letters: lettersOf(word),
      role,
      weight: roleWeights[role],
      isFather,
    };
  });
  return { isPerson, words, forms: company.forms, joined: company.words.join('') };
}

/** `HELAL, Mounir Ben Brahim Ben` reads Mounir Ben Brahim Ben Helal; more commas than one say nothing. */
function givenNameFirst(text: string): string {
  const [family, given, ...more] = text.split(',');
  return given === undefined || more.length > 0 ? text : `${given} ${family}`;
}

function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31);
  return letters;
}
