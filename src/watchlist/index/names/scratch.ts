/**
 * Scratch of the name kernel, a worker's own. It begins with the identity of the index that it was prepared for; all
 * else is void where that is another.
 *
 *   head     identity, epoch of the stamps, what is used of the arena
 *   query    counts and masks of the name as it is looked for, and what its words can reach
 *   text     the name in lower case, and behind it words that had to be put together
 *   tokens   (u32 address, u32 bytes, u32 slot, u32 hash so far), and those that are a listed word when written as one
 *   words    of the query; then of one listed name
 *   pairs    words of both that may stand for each other; then those chosen
 *   chain    for a listed word, which words of the query are like it, and how
 *   tags     of the slots, u16 each, four a set: the upper half of a word's hash, 0 where the slot is empty
 *   slots    words that were looked up before: sets of four by hash, then those of the query's words
 *   arena    what they are like (items, assembly/match/names/slots.ts); then splits, three words and their number
 *   others   a bit for each lower half of a word's number: some word of the query is like one; none set between names
 *   stamps   u32 a listed word: epoch above its first link of the chain
 */
const MOST_WORDS = 24;
/** Each word with each, and runs of two or three words of either name with each word of the other. */
const MOST_PAIRS = MOST_WORDS * MOST_WORDS + 4 * MOST_WORDS * MOST_WORDS;

export const NAMES_HEAD_IDENTITY = 0;
export const NAMES_HEAD_EPOCH = 8;
export const NAMES_HEAD_ARENA = 12;

export const NAMES_TEXT_MOST = 1024;
/** Words that were put together need no more room than they had apart; numbers need two digits for a word. */
const TEXT_BYTES = 2 * NAMES_TEXT_MOST + 128;
export const NAMES_QUERY = 64;
const QUERY_BYTES = 448;
export const NAMES_QUERY_TEXT: number = NAMES_QUERY + QUERY_BYTES;
export const NAMES_TOKENS: number = NAMES_QUERY_TEXT + TEXT_BYTES;
export const NAMES_TOKEN_BYTES = 16;
export const NAMES_TOKEN_JOINS: number = NAMES_TOKENS + 32 * NAMES_TOKEN_BYTES;
export const NAMES_QUERY_WORDS: number = NAMES_TOKEN_JOINS + 2 * MOST_WORDS * 8;
export const NAMES_QUERY_WORD_BYTES = 32;
export const NAMES_QUERY_JOINS: number = NAMES_QUERY_WORDS + MOST_WORDS * NAMES_QUERY_WORD_BYTES;
export const NAMES_QUERY_JOIN_BYTES = 8;
export const NAMES_LISTED_WORDS: number = NAMES_QUERY_JOINS + 2 * MOST_WORDS * NAMES_QUERY_JOIN_BYTES;
export const NAMES_LISTED_WORD_BYTES = 32;
export const NAMES_PAIRS: number = NAMES_LISTED_WORDS + MOST_WORDS * NAMES_LISTED_WORD_BYTES;
export const NAMES_PAIR_BYTES = 24;
export const NAMES_CHOSEN: number = NAMES_PAIRS + MOST_PAIRS * NAMES_PAIR_BYTES;
/** Which word of the query is like which listed one: u32 addresses of links, a row a word of the query. */
export const NAMES_MATRIX: number = NAMES_CHOSEN + MOST_WORDS * 8;
/** Neighbouring words of the query, written as one. */
export const NAMES_JOINED_TEXT: number = NAMES_MATRIX + MOST_WORDS * MOST_WORDS * 4;
/** Sound, consonants and a swapped copy of a word, rows of its edits. */
export const NAMES_SPELLINGS: number = NAMES_JOINED_TEXT + NAMES_TEXT_MOST + 256;
export const NAMES_SPELLING_BYTES = 64;
/** Keys that a word is looked up with; more are asked in turns. */
export const NAMES_ASKED: number = NAMES_SPELLINGS + 16 * NAMES_SPELLING_BYTES;
export const NAMES_ASKED_BYTES = 16;
export const NAMES_ASKED_MOST = 128;
export const NAMES_CHAIN: number = NAMES_ASKED + NAMES_ASKED_MOST * NAMES_ASKED_BYTES;
export const NAMES_LINK_BYTES = 16;
export const NAMES_LINKS_MOST = 16_384;
export const NAMES_SLOTS_MOST = 32_768;
export const NAMES_SET_SLOTS = 4;
export const NAMES_TAGS: number = Math.ceil((NAMES_CHAIN + NAMES_LINKS_MOST * NAMES_LINK_BYTES) / 64) * 64;
export const NAMES_TAG_BYTES = 2;
export const NAMES_SLOTS: number = NAMES_TAGS + NAMES_SLOTS_MOST * NAMES_TAG_BYTES;
export const NAMES_SLOT_BYTES = 64;
export const NAMES_ARENA: number = NAMES_SLOTS + (NAMES_SLOTS_MOST + 2 * MOST_WORDS) * NAMES_SLOT_BYTES;
export const NAMES_ITEM_BYTES = 16;
export const NAMES_ITEMS_MOST = 524_288;
/** Of one word: what is beyond is left, so that a list made to hurt cannot. */
export const NAMES_SIMILAR_MOST = 2048;
export const NAMES_SPLITS_MOST = 64;
export const NAMES_SPLIT_BYTES = 16;
export const NAMES_OTHERS: number = NAMES_ARENA + NAMES_ITEMS_MOST * NAMES_ITEM_BYTES;
export const NAMES_OTHERS_BYTES = 8192;
export const NAMES_STAMPS: number = NAMES_OTHERS + NAMES_OTHERS_BYTES;
export const NAMES_WORDS_MOST: number = MOST_WORDS;

export function scratchBytes(numWords: number): number {
  return Math.ceil((NAMES_STAMPS + 4 * numWords) / 64) * 64;
}
