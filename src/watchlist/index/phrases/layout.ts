/**
 * Part `phrases`: an automaton (Aho and Corasick, 1975) over the bytes of folded words with a blank before, between
 * and behind them, so that only whole words are found. Nodes are numbered by breadth, children of a node side by side
 * and sorted: a node knows its first child, and its last is the one before the next node's first.
 *
 *   header   u32 words
 *   firsts   u32 a node and one more: its first child
 *   fails    u32 a node: the longest other phrase's beginning that its path ends in; always a smaller number
 *   outputs  u32 a node: 1 + the place in the items of what ends there; 0 is nothing
 *   items    u32: number of phrases, then (entry, attribute and 256 x bytes of the phrase) each
 *   labels   u8 a node: the byte that leads to it; 16 zeros behind the last
 *
 * Node 0 is the root, its only child 1 is "a word begins". Wholly read by offsets: nothing is decoded.
 */
import { exactScores } from '../../compare/exact.ts';

export const PHRASES_NUM_NODES = 0;
export const PHRASES_FIRSTS = 4;
export const PHRASES_FAILS = 8;
export const PHRASES_OUTPUTS = 12;
export const PHRASES_ITEMS = 16;
export const PHRASES_NUM_ITEM_WORDS = 20;
export const PHRASES_LABELS = 24;
/** Hits name entries below this number only. */
export const PHRASES_NUM_ENTRIES = 28;
export const PHRASES_NUM_PHRASES = 32;
/** Phrases without words, or of too many; handles too short to be a word of their own. */
export const PHRASES_NUM_LEFT = 36;
/** What the kernel needs to work in: nothing. */
export const PHRASES_SCRATCH = 40;
export const PHRASES_HEADER_BYTES = 64;
export const PHRASES_PADDING_BYTES = 16;

/** "A word begins". */
export const PHRASES_IS_START = 1;
/** Of a handle that stands in a text without an @. */
export const PHRASES_SCORE_IS_HANDLE: number = exactScores.writtenOtherwise;
/** Letters and digits. */
export const PHRASES_LEAST_HANDLE = 5;
