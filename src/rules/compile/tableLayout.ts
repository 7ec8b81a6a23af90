/**
 * The compiled rules, as the core reads them: a graph of nodes that rules share, tables to find texts in, and for
 * each rule the nodes without which it can neither hit nor fail.
 *
 *   header   u32 words, HEADER_*: counts, offsets from the table's start, offsets into the scratch of the rule stage
 *   nodes    NODE_BYTES each; a node only names nodes before it
 *   lists    u32: parts of `and` and `or`, nodes of text entries, lengths of beginnings and endings
 *   roots    u32 a rule: the node of its condition
 *   groups   u32 a node and one more: where its rules start in `members`; u16 rule numbers in `members`
 *   always   u16 rule numbers: rules that no look-up can rule out
 *   starts   u32: searches that run for every tile
 *   searches SEARCH_BYTES each, with their hash slots, entries and texts
 *
 * A node has a *domain*: rows of the tile, or items of one list of all its rows. A node of type bool leaves two masks,
 * one bit an element: where it is true and where it is an error; a number leaves a column of 8 bytes an element and
 * the mask of errors; spans leave a column of (u32 address, u32 length), address 0 for absent, and the same mask.
 */

import { MAX_RULES } from '../rule.ts';

/** Domains, and the most elements of each in one tile. */
export const DOMAIN_ROWS = 0;
export const DOMAIN_CONTENTS = 1;
export const DOMAIN_WALLETS = 2;
export const DOMAIN_EVENTS = 3;
export const NUM_DOMAINS = 4;
export const CAPACITY_ROWS = 256;
export const CAPACITY_CONTENTS = 2048;
export const CAPACITY_WALLETS = 512;
export const CAPACITY_EVENTS = 1024;
export const domainCapacity: readonly number[] = [CAPACITY_ROWS, CAPACITY_CONTENTS, CAPACITY_WALLETS, CAPACITY_EVENTS];

export const HEADER_NUM_RULES = 0;
export const HEADER_NUM_NODES = 4;
export const HEADER_NODES = 8;
export const HEADER_LISTS = 12;
export const HEADER_ROOTS = 16;
export const HEADER_GROUPS = 20;
export const HEADER_MEMBERS = 24;
export const HEADER_ALWAYS = 28;
export const HEADER_NUM_ALWAYS = 32;
export const HEADER_STARTS = 36;
export const HEADER_NUM_STARTS = 40;
export const HEADER_SEARCHES = 44;
export const HEADER_NUM_SEARCHES = 48;
/** u32 a finding: its node where that starts rules, or NO_NODE. 0 where no finding starts any. */
export const HEADER_FINDING_NODES = 52;
/** Scratch: states of nodes and of searches (bytes), touched nodes (u32), and the whole of it. */
export const HEADER_SCRATCH_STATES = 56;
export const HEADER_SCRATCH_TOUCHED = 60;
export const HEADER_SCRATCH_BYTES = 64;
export const HEADER_BYTES = 128;

export const NO_NODE = 0xffffffff;

export const NODE_KIND = 0;
export const NODE_DOMAIN = 1;
export const NODE_OPERATOR = 2;
export const NODE_FLAG = 3;
/** Where in the scratch the node's result lies: masks, or a column with the error mask behind it. */
export const NODE_AT = 4;
export const NODE_A = 8;
export const NODE_B = 12;
export const NODE_C = 16;
export const NODE_CONSTANT = 24;
export const NODE_BYTES = 32;

/** Bool nodes. FLAG 1 of a test: absent is false, not an error, for a `has` beside it has spoken. */
export const KIND_CONSTANT = 0;
/** A = bit. */
export const KIND_FINDING = 1;
/** A = node of spans or of a number: true where it is no error. */
export const KIND_PRESENT = 2;
/** A = first in lists, B = count. */
export const KIND_AND = 3;
export const KIND_OR = 4;
export const KIND_NOT = 5;
/** A ? B : C. */
export const KIND_IF = 6;
/** A = node of doubles, OPERATOR, CONSTANT f64. */
export const KIND_NUMBER_TEST = 7;
/** A and B = nodes of numbers; FLAG bit 0: A is i64, bit 1: B is. */
export const KIND_NUMBER_COMPARE = 8;
/** A = search. */
export const KIND_FOUND = 9;
/** A and B = nodes of spans or texts (NO_NODE: none); FLAG bit 0: fold A, bit 1: fold B. OPERATOR: comparison or text test. */
export const KIND_TEXT_COMPARE = 10;
export const KIND_BOOL_COMPARE = 11;
/** A = body in the domain of C; this node is of rows. */
export const KIND_EXISTS = 12;
export const KIND_ALL = 13;
export const KIND_EXISTS_ONE = 14;
/** A = node of rows; for each item, what it is for the item's row. */
export const KIND_EXPAND = 15;

/** A = node of spans, B = offset of the pattern; FLAG 1: the text is folded first. */
export const KIND_MATCHES = 16;

/** First of the kinds that leave a column. */
export const KIND_COLUMNS = 32;
/** A = offset of the span, B = spans from there on of which one must be given. OPERATOR: domain of the item, FLAG 1 and C = index of the item. */
export const KIND_SPANS = 32;
/** A = offset of the constant in the texts of the table, B = bytes. */
export const KIND_TEXT = 33;
/** A = offset of the f64; item as for spans. */
export const KIND_FIELD = 34;
/** A = column. */
export const KIND_FEATURE = 35;
export const KIND_SIGNAL = 36;
export const KIND_SCORE = 37;
/** A = offset of the f64 of an instant in milliseconds: the day it falls on. */
export const KIND_DAY_OF = 38;
/** A, or where that is absent B. */
export const KIND_ELSE = 39;
/** A = domain whose items are counted. */
export const KIND_LENGTH = 40;
/** A = node of spans: code points. */
export const KIND_SIZE = 41;
/** A = body in the domain of C. */
export const KIND_COUNT = 42;
/** CONSTANT, 8 bytes of either kind. */
export const KIND_NUMBER = 43;
export const KIND_ARITHMETIC_F64 = 44;
export const KIND_ARITHMETIC_I64 = 45;
export const KIND_NEGATE_F64 = 46;
export const KIND_NEGATE_I64 = 47;
/** Doubles known to be integers below 2^53, to i64. */
export const KIND_TO_I64 = 48;
/** Any double to i64 towards zero; an error where that is no i64. */
export const KIND_TRUNCATE = 49;
export const KIND_TO_F64 = 50;
/** A ? B : C, of numbers of one kind. */
export const KIND_CHOOSE = 51;
export const KIND_EXPAND_COLUMN = 52;

export const IS_EQUAL = 0;
export const IS_NOT_EQUAL = 1;
export const IS_LESS = 2;
export const IS_AT_MOST = 3;
export const IS_GREATER = 4;
export const IS_AT_LEAST = 5;
export const STARTS_WITH = 6;
export const ENDS_WITH = 7;
export const CONTAINS = 8;

export const ADD = 0;
export const SUBTRACT = 1;
export const MULTIPLY = 2;
export const DIVIDE = 3;
export const REMAINDER = 4;

/** A search: all constants that one text is asked for in one way, found by one look-up a text. */
export const SEARCH_SPANS = 0;
/** IS_EQUAL, STARTS_WITH, ENDS_WITH or CONTAINS. */
export const SEARCH_OPERATOR = 4;
/** 1: the text is folded first. */
export const SEARCH_FOLD = 8;
export const SEARCH_SLOTS = 12;
/** Slots are a power of two: its logarithm. */
export const SEARCH_SLOT_BITS = 16;
export const SEARCH_ENTRIES = 20;
/** Lengths of beginnings or endings that are asked for: first in lists, count. Of `contains`: a bit for each length of heads. */
export const SEARCH_LENGTHS = 24;
export const SEARCH_NUM_LENGTHS = 28;
/** Of `contains`: bits by the top of the head's hash, most of them 0. */
export const SEARCH_FILTER = 32;
export const SEARCH_FILTER_BITS = 36;
/** Nodes that are errors where the text is absent: first in lists, count. */
export const SEARCH_UNGUARDED = 40;
export const SEARCH_NUM_UNGUARDED = 44;
export const SEARCH_BYTES = 48;

/** A slot: u32 hash of the text (of its head for `contains`), u32 first entry and one (0: empty), u32 entries, u32 0. */
export const SLOT_BYTES = 16;
/** An entry: u32 offset of the text, u32 bytes, u32 first node in lists, u32 nodes. */
export const ENTRY_BYTES = 16;
/** Bytes of a text by which `contains` looks it up, at most. */
export const HEAD_BYTES = 4;

/** A pattern: u32 words, the class of each byte, u16 next state by state and class, accepting states. */
export const PATTERN_NUM_CLASSES = 0;
export const PATTERN_START = 4;
/** Offset of the accepting states, one byte each. */
export const PATTERN_ACCEPTING = 8;
export const PATTERN_CLASSES = 16;

/** Longest text of a record in bytes: 256 code points of four. */
export const MAX_TEXT_BYTES = 1024;

/** Fixed part of the scratch: a block of pointers and counts, then what every tile needs. */
export const SCRATCH_TABLE = 0;
export const SCRATCH_TILE = 4;
export const SCRATCH_NODES = 8;
export const SCRATCH_LISTS = 12;
export const SCRATCH_STATE_OF_NODES = 16;
export const SCRATCH_STATE_OF_SEARCHES = 20;
export const SCRATCH_NEXT_TOUCHED = 24;
/** u32 a domain: elements of this tile. */
export const SCRATCH_COUNTS = 32;
/** u32 a domain: where addresses (u32) and owning rows (u16) of its elements lie. */
export const SCRATCH_ADDRESSES = 48;
export const SCRATCH_OWNERS = 64;
/** u32 a domain: (u32 first, u32 count) a row. */
export const SCRATCH_RANGES = 80;
/** u32 a domain: mask of its elements, one bit for each that this tile has. */
export const SCRATCH_LIVE = 96;
/** u32: mask of the rows without a status. */
export const SCRATCH_VALID = 112;
/** u32: hits so far. */
export const SCRATCH_NUM_HITS = 116;
/** Room for a folded text, twice, with what wide stores overrun. */
export const FOLDED_BYTES: number = MAX_TEXT_BYTES + 64;
export const SCRATCH_FOLDED = 128;
/** One bit a rule: it may hit or fail on this tile. */
export const SCRATCH_CANDIDATES: number = SCRATCH_FOLDED + 2 * FOLDED_BYTES;
/** Rules that hit: (u32 rule, u32 0, mask of rows). */
export const OUTCOME_BYTES = 40;
/** A row struct of nothing, for rows that have a status. */
export const SCRATCH_ABSENT_ROW: number = SCRATCH_CANDIDATES + MAX_RULES / 8;
/** Addresses, owners, ranges and live masks of all domains, then hits; nodes after them. */
export const SCRATCH_DOMAINS: number = SCRATCH_ABSENT_ROW + 4096;
export const SCRATCH_HITS: number = SCRATCH_DOMAINS + 64 * 1024;
/** Rows that have each finding: 64 masks. */
export const SCRATCH_FINDINGS: number = SCRATCH_HITS - 64 * (CAPACITY_ROWS / 8);
export const SCRATCH_VARIABLE: number = SCRATCH_HITS + MAX_RULES * OUTCOME_BYTES;
