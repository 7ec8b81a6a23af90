// What is known of a word beforehand: its role, numbers, nicknames, legal forms it is a part of.

import {
  NAMES_FORMS, NAMES_FORM_BYTES, NAMES_FORM_LOG, NAMES_LEXEMES, NAMES_LEXEME_BYTES, NAMES_LEXEME_LENGTH,
  NAMES_LEXEME_SEED, NAMES_LEXEME_TEXT, NAMES_LEXICON, NAMES_LEXICON_LOG,
} from '../../generated/lists';
import { equalBytes, hashBytes } from './hash';

const FORM_MULTIPLIER: u64 = 0x9e3779b97f4a7c15;
const LONGEST: u32 = 255;
/** No legal form. */
export const NO_FORM: u32 = 0xffffffff;

/** Address of a word's lexeme, or 0. */
export function findLexeme(names: usize, at: usize, length: u32): usize {
  if (length > LONGEST) return 0;
  const slots = names + load<u32>(names, NAMES_LEXICON);
  const texts = names + load<u32>(names, NAMES_LEXEMES);
  const mask = (<u32>1 << load<u32>(names, NAMES_LEXICON_LOG)) - 1;
  let slot = hashBytes(NAMES_LEXEME_SEED, at, length) & mask;
  while (true) {
    const lexeme = slots + <usize>slot * NAMES_LEXEME_BYTES;
    const bytes = <u32>load<u8>(lexeme, NAMES_LEXEME_LENGTH);
    if (bytes == 0) return 0;
    if (bytes == length && equalBytes(texts + load<u32>(lexeme, NAMES_LEXEME_TEXT), at, length)) return lexeme;
    slot = (slot + 1) & mask;
  }
}

/** The legal form that a sequence of words spells (nine bits a word), or NO_FORM. */
export function findForm(names: usize, key: u64): u32 {
  const slots = names + load<u32>(names, NAMES_FORMS);
  const log = load<u32>(names, NAMES_FORM_LOG);
  const mask = (<u32>1 << log) - 1;
  let slot = <u32>((key * FORM_MULTIPLIER) >> (64 - <u64>log));
  while (true) {
    const at = slots + <usize>slot * NAMES_FORM_BYTES;
    const found = load<u64>(at);
    if (found == key) return load<u32>(at, 8);
    if (found == 0) return NO_FORM;
    slot = (slot + 1) & mask;
  }
}
