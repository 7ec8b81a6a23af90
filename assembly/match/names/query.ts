// What lies in the head of the scratch while a name is looked for (src/watchlist/index/names/scratch.ts), and the
// words of the query and of one listed name.

import {
  NAMES_LISTED_WORDS, NAMES_LISTED_WORD_BYTES, NAMES_QUERY, NAMES_QUERY_WORDS, NAMES_QUERY_WORD_BYTES, NAMES_TOKENS,
  NAMES_TOKEN_BYTES,
} from '../../generated/lists';

export const NUM_TOKENS: usize = NAMES_QUERY;
export const NUM_WORDS: usize = NAMES_QUERY + 4;
export const NUM_TELLING: usize = NAMES_QUERY + 8;
/** Bits of the telling words, of their legal forms, of letters that stand for a word. */
export const TELLING_MASK: usize = NAMES_QUERY + 12;
export const FORMS: usize = NAMES_QUERY + 16;
export const INITIALS: usize = NAMES_QUERY + 20;
export const IS_PERSON: usize = NAMES_QUERY + 24;
export const HAS_FATHER: usize = NAMES_QUERY + 28;
export const NUM_JOINS: usize = NAMES_QUERY + 32;
export const HAS_SPLITS: usize = NAMES_QUERY + 36;
export const NUM_LINKS: usize = NAMES_QUERY + 40;
/** u8 each: telling words, rarest first. u32 each: numbers of telling words, as bits, of names that it is tried for. */
export const NUM_ORDER: usize = NAMES_QUERY + 44;
export const ORDER: usize = NAMES_QUERY + 64;
export const GROUPS: usize = NAMES_QUERY + 144;
/** Bits of telling words that a listed name may lack beyond the rule (reach.ts). */
export const SLACK: usize = NAMES_QUERY + 48;
/** Telling words that a listed name must have paired, unless it has fewer; 0 where that is not known (reach.ts). */
export const MOST_PAIRS: usize = NAMES_QUERY + 52;
/** Epoch of the links of this query, or 0 where there are none yet. */
export const LINK_EPOCH: usize = NAMES_QUERY + 56;
/** Written that reads are not left out by the compiler; of no meaning. */
export const TOUCHED: usize = NAMES_QUERY + 60;
/** While a word is looked up: address of its first item, number of its items. */
export const ASKED_ITEMS: usize = NAMES_QUERY + 128;
export const ASKED_COUNT: usize = NAMES_QUERY + 132;
/** Keys that are to be asked with. */
export const NUM_ASKED: usize = NAMES_QUERY + 140;
/** Tokens that are a listed word when written as one. */
export const NUM_TOKEN_JOINS: usize = NAMES_QUERY + 136;

// a token: u32 address, u32 bytes, u32 slot of what is like it, u32 hash of its bytes, not finished
export const TOKEN_TEXT: usize = 0;
export const TOKEN_LENGTH: usize = 4;
export const TOKEN_SLOT: usize = 8;
export const TOKEN_HASH: usize = 12;

// a word of the query: u32 address, u32 bytes, f64 weight, u32 slot of what is like it, u32 names of that, then bytes
export const QUERY_TEXT: usize = 0;
export const QUERY_LENGTH: usize = 4;
export const QUERY_WEIGHT: usize = 8;
export const QUERY_SLOT: usize = 16;
export const QUERY_POSTINGS: usize = 20;
export const QUERY_ROLE: usize = 28;
export const QUERY_IS_FATHER: usize = 29;
export const QUERY_IS_TELLING: usize = 30;
export const QUERY_IS_INITIAL: usize = 31;

// a word of a listed name: f64 weight, f64 bits, u32 word, then bytes
export const LISTED_WEIGHT: usize = 0;
export const LISTED_BITS: usize = 8;
export const LISTED_WORD: usize = 16;
export const LISTED_ROLE: usize = 24;
export const LISTED_FLAGS: usize = 26;
export const LISTED_FIRST: usize = 27;

@inline
export function tokenAt(scratch: usize, place: u32): usize {
  return scratch + NAMES_TOKENS + <usize>place * NAMES_TOKEN_BYTES;
}

@inline
export function queryWord(scratch: usize, place: u32): usize {
  return scratch + NAMES_QUERY_WORDS + <usize>place * NAMES_QUERY_WORD_BYTES;
}

@inline
export function listedWord(scratch: usize, place: u32): usize {
  return scratch + NAMES_LISTED_WORDS + <usize>place * NAMES_LISTED_WORD_BYTES;
}
