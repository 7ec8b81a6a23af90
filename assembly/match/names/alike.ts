// How two words are alike, in one number: the twin of src/watchlist/compare/words.ts, without what depends on whose
// name it is (roles), which is asked when the name is known.
//
//   bits 0 to 3   how; 0 is not at all
//   of typing     4 and 5 edits, 6 another first letter, from 8 on letters of the longer word

import {
  NAMES_GROUPS, NAMES_LEXEME_GROUPS, NAMES_LEXEME_NUM_GROUPS, NAMES_SCORE_IS_CONSONANTS, NAMES_SCORE_IS_EQUAL,
  NAMES_SCORE_IS_INITIAL, NAMES_SCORE_IS_JOINED, NAMES_SCORE_IS_NICKNAME, NAMES_SCORE_IS_OTHER_START,
  NAMES_SCORE_IS_SHORT_SOUND, NAMES_SCORE_IS_SOUND,
} from '../../generated/lists';
import { editsBetween } from './edits';

export const IS_EQUAL: u32 = 1;
export const IS_SOUND: u32 = 2;
export const IS_SHORT_SOUND: u32 = 3;
export const IS_NICKNAME: u32 = 4;
export const IS_TYPING: u32 = 5;
export const IS_CONSONANTS: u32 = 6;
export const IS_INITIAL: u32 = 7;
export const IS_JOINED: u32 = 8;
export const HOW_MASK: u32 = 15;

const ONE_EDIT: u32 = 4;
const TWO_EDITS: u32 = 9;
const OTHER_START_BIT: u32 = 64;

@inline
export function scoreOf(alike: u32): f64 {
  const how = alike & HOW_MASK;
  if (how == IS_EQUAL) return NAMES_SCORE_IS_EQUAL;
  if (how == IS_SOUND) return NAMES_SCORE_IS_SOUND;
  if (how == IS_TYPING) {
    const cost = <f64>((alike >> 4) & 3) + (alike & OTHER_START_BIT ? NAMES_SCORE_IS_OTHER_START : 0);
    return 1 - cost / <f64>(alike >> 8);
  }
  if (how == IS_CONSONANTS) return NAMES_SCORE_IS_CONSONANTS;
  if (how == IS_NICKNAME) return NAMES_SCORE_IS_NICKNAME;
  if (how == IS_SHORT_SOUND) return NAMES_SCORE_IS_SHORT_SOUND;
  if (how == IS_JOINED) return NAMES_SCORE_IS_JOINED;
  return NAMES_SCORE_IS_INITIAL;
}

/** Typing of two words of letters a to z that are not equal, or 0. */
export function alikeByTyping(a: usize, aLength: u32, b: usize, bLength: u32): u32 {
  const short = min(aLength, bLength);
  const long = max(aLength, bLength);
  const most: u32 = short >= TWO_EDITS ? 2 : u32(long >= ONE_EDIT);
  if (long - short > most || most == 0) return 0;
  const edits = editsBetween(a, aLength, b, bLength, most);
  if (edits > most) return 0;
  return IS_TYPING | (edits << 4) | (load<u8>(a) != load<u8>(b) ? OTHER_START_BIT : 0) | (long << 8);
}

/** Whether two lexemes are in one group of nicknames. */
export function shareGroup(names: usize, a: usize, b: usize): bool {
  const groups = names + load<u32>(names, NAMES_GROUPS);
  const first = groups + (<usize>load<u32>(a, NAMES_LEXEME_GROUPS) << 1);
  const second = groups + (<usize>load<u32>(b, NAMES_LEXEME_GROUPS) << 1);
  const firstEnd = first + (<usize>load<u16>(a, NAMES_LEXEME_NUM_GROUPS) << 1);
  const secondEnd = second + (<usize>load<u16>(b, NAMES_LEXEME_NUM_GROUPS) << 1);
  for (let one = first; one < firstEnd; one += 2) {
    for (let other = second; other < secondEnd; other += 2) if (load<u16>(one) == load<u16>(other)) return true;
  }
  return false;
}
