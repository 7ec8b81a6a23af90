/** A name made ready once, to be compared often. */
import type { EntryKind } from '../entry.ts';
import { withoutLegalForms } from '../text/legalForms.ts';
import { nameTokens } from '../text/nameTokens.ts';
import { filial, organisationRole, personRole, roleWeights, type WordRole } from '../text/wordWeights.ts';
import { wordSound } from './wordSound.ts';

export type Word = {
  readonly text: string;
  readonly sound: string;
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
  const tokens = nameTokens(text);
  const isPerson = kind === 'person';
  const company = isPerson ? { words: tokens, forms: [] } : withoutLegalForms(tokens);
  const words = company.words.map((word, i) => {
    const role = isPerson ? personRole(word) : organisationRole(word);
    const isFather = isPerson && i > 0 && filial.has(company.words[i - 1]);
    return { text: word, sound: wordSound(word), role, weight: roleWeights[role], isFather };
  });
  return { isPerson, words, forms: company.forms, joined: company.words.join('') };
}
