/** The word lists that preparing a name needs, as tables: roles, number words, nicknames, legal forms. */
import { LONGEST_FORM, legalForms } from '../../text/legalForms.ts';
import { nicknameGroups } from '../../text/nicknames.ts';
import { tenOf, unitOf } from '../../text/numberWords.ts';
import { filial, organisationRole, personRole, roleWords, wordRoles } from '../../text/wordWeights.ts';
import { hashBytes } from './keys.ts';
import * as layout from './layout.ts';

export type Lexicon = {
  readonly slots: Uint8Array;
  readonly log: number;
  readonly texts: Uint8Array;
  readonly groups: Uint16Array;
  readonly forms: Uint8Array;
  readonly formLog: number;
  readonly longestForm: number;
  /** Number of each legal form by its short form: its bit in a set. */
  readonly formNumbers: ReadonlyMap<string, number>;
};

const MOST_FORM_WORDS = 7;
const MOST_UNIT = 9;
/** What a set of legal forms has bits for. */
const MOST_FORMS = 32;

/** Roles, and whether a father's name follows and nicknames exist, as words and lexemes carry them. */
export function wordFlags(word: string): number {
  return (
    wordRoles.indexOf(personRole(word)) |
    (wordRoles.indexOf(organisationRole(word)) << layout.NAMES_IS_ORGANISATION_SHIFT) |
    (filial.has(word) ? layout.NAMES_IS_FILIAL : 0) |
    (nicknameGroups.has(word) ? layout.NAMES_IS_NICKNAME : 0)
  );
}

export function buildLexicon(): Lexicon {
  const legalWords = new Map<string, number>();
  for (const spelling of legalForms.keys()) {
    for (const word of spelling.split(' ')) if (!legalWords.has(word)) legalWords.set(word, legalWords.size + 1);
  }
  const words = [
    ...new Set([...roleWords(), ...nicknameGroups.keys(), ...tenOf.keys(), ...unitOf.keys(), ...legalWords.keys()]),
  ];
  const log = Math.ceil(Math.log2(words.length * 2));
  const slots = new Uint8Array(layout.NAMES_LEXEME_BYTES << log);
  const view = new DataView(slots.buffer);
  const texts: Uint8Array[] = [];
  const groups: number[] = [];
  let textEnd = 0;
  for (const word of words) {
    const bytes = Buffer.from(word);
    let slot = hashBytes(layout.NAMES_LEXEME_SEED, bytes) & ((1 << log) - 1);
    while (slots[slot * layout.NAMES_LEXEME_BYTES + layout.NAMES_LEXEME_LENGTH] > 0)
      slot = (slot + 1) & ((1 << log) - 1);
    const at = slot * layout.NAMES_LEXEME_BYTES;
    const own = nicknameGroups.get(word) ?? [];
    const unit = unitOf.get(word) ?? 0;
    view.setUint32(at + layout.NAMES_LEXEME_TEXT, textEnd, true);
    view.setUint8(at + layout.NAMES_LEXEME_LENGTH, bytes.length);
    view.setUint8(at + layout.NAMES_LEXEME_FLAGS, wordFlags(word));
    view.setUint8(at + layout.NAMES_LEXEME_TEN, tenOf.get(word) ?? 0);
    view.setUint8(at + layout.NAMES_LEXEME_UNIT, unit <= MOST_UNIT ? unit : 0);
    view.setUint16(at + layout.NAMES_LEXEME_LEGAL, legalWords.get(word) ?? 0, true);
    view.setUint16(at + layout.NAMES_LEXEME_NUM_GROUPS, own.length, true);
    view.setUint32(at + layout.NAMES_LEXEME_GROUPS, groups.length, true);
    groups.push(...own);
    texts.push(bytes);
    textEnd += bytes.length;
  }
  return { slots, log, texts: Buffer.concat(texts), groups: Uint16Array.from(groups), ...buildForms(legalWords) };
}

type Forms = Pick<Lexicon, 'forms' | 'formLog' | 'longestForm' | 'formNumbers'>;

function buildForms(legalWords: ReadonlyMap<string, number>): Forms {
  const formNumbers = new Map<string, number>();
  const formLog = Math.ceil(Math.log2(legalForms.size * 2));
  const forms = new Uint8Array(layout.NAMES_FORM_BYTES << formLog);
  const view = new DataView(forms.buffer);
  for (const [spelling, form] of legalForms) {
    if (!formNumbers.has(form)) formNumbers.set(form, formNumbers.size);
    const words = spelling.split(' ');
    let key = 0n;
    for (const word of words)
      key = (key << BigInt(layout.NAMES_FORM_SHIFT_BITS)) | BigInt(legalWords.get(word) as number);
    let slot = slotOf(key, formLog);
    while (view.getBigUint64(slot * layout.NAMES_FORM_BYTES, true) !== 0n) slot = (slot + 1) & ((1 << formLog) - 1);
    view.setBigUint64(slot * layout.NAMES_FORM_BYTES, key, true);
    view.setUint32(slot * layout.NAMES_FORM_BYTES + 8, formNumbers.get(form) as number, true);
  }
  if (
    LONGEST_FORM > MOST_FORM_WORDS ||
    legalWords.size >= 1 << layout.NAMES_FORM_SHIFT_BITS ||
    formNumbers.size > MOST_FORMS
  ) {
    throw new RangeError(
      `legal forms: expected at most ${MOST_FORMS} of ${MOST_FORM_WORDS} words, got ${formNumbers.size} of ${LONGEST_FORM}`,
    );
  }
  return { forms, formLog, longestForm: LONGEST_FORM, formNumbers };
}

const FORM_MULTIPLIER = 0x9e37_79b9_7f4a_7c15n;

function slotOf(key: bigint, log: number): number {
  return Number(((key * FORM_MULTIPLIER) & 0xffff_ffff_ffff_ffffn) >> BigInt(64 - log));
}
