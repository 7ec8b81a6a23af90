// Legal forms at the ends of a name: the twin of src/watchlist/text/legalForms.ts.

import { NAMES_FORM_SHIFT_BITS, NAMES_LEXEME_LEGAL, NAMES_LONGEST_FORM } from '../../generated/lists';
import { SLOT_LEXEME } from './items';
import { findForm, NO_FORM } from './lexicon';
import { FORMS, TOKEN_SLOT, tokenAt } from './query';

/** Legal forms from either end, longest spelling first; at least one word stays. Returns where words begin and end. */
export function takeForms(names: usize, scratch: usize, numTokens: u32): u64 {
  const longest = load<u32>(names, NAMES_LONGEST_FORM);
  let from: u32 = 0;
  let to = numTokens;
  let forms: u32 = 0;
  let more = true;
  while (more) {
    more = false;
    if (to - from < 2) break;
    for (let length = min(longest, to - from - 1); length > 0 && !more; length--) {
      const last = formAt(names, scratch, to - length, length);
      const first = last == NO_FORM ? formAt(names, scratch, from, length) : NO_FORM;
      if (last != NO_FORM) to -= length;
      else if (first != NO_FORM) from += length;
      else continue;
      forms |= <u32>1 << (last != NO_FORM ? last : first);
      more = true;
    }
  }
  store<u32>(scratch, forms, FORMS);
  return (<u64>from << 32) | <u64>to;
}

function formAt(names: usize, scratch: usize, start: u32, length: u32): u32 {
  let key: u64 = 0;
  for (let i: u32 = 0; i < length; i++) {
    const lexeme = <usize>load<u32>(<usize>load<u32>(tokenAt(scratch, start + i), TOKEN_SLOT), SLOT_LEXEME);
    const legal = lexeme == 0 ? 0 : <u64>load<u16>(names + lexeme, NAMES_LEXEME_LEGAL);
    if (legal == 0) return NO_FORM;
    key = (key << <u64>NAMES_FORM_SHIFT_BITS) | legal;
  }
  return findForm(names, key);
}
