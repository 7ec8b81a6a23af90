// What a word is to a name (src/watchlist/text/wordWeights.ts), by the flags of a word or lexeme.

import { NAMES_IS_ORGANISATION_SHIFT, NAMES_ROLE_WEIGHTS, NAMES_WORD_FLAGS } from '../../generated/lists';
import { wordRecord } from './vocabulary';

/** Weight from which on a word tells whose name it is. */
export const LEAST_TELLING: f64 = 0.5;

@inline
export function roleWeight(names: usize, role: u32): f64 {
  return load<f64>(names + (<usize>role << 3), NAMES_ROLE_WEIGHTS);
}

/** Role of a word by its flags; numbers are told by their digits. */
@inline
export function roleOf(flags: u32, isPerson: bool): u32 {
  return isPerson ? flags & 3 : (flags >> NAMES_IS_ORGANISATION_SHIFT) & 7;
}

@inline
export function isTellingRole(names: usize, role: u32): bool {
  return roleWeight(names, role) >= LEAST_TELLING;
}

@inline
export function isTellingWord(names: usize, word: u32, isPerson: bool): bool {
  return isTellingRole(names, roleOf(<u32>load<u8>(wordRecord(names, word), NAMES_WORD_FLAGS), isPerson));
}
