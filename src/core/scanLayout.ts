/**
 * Memory of a worker's key tables, which the JSON and msgpack scanners work with: byte offsets, words are u32 unless
 * said. keyTables.ts writes them; the core reads the same constants from assembly/generated/scan.ts.
 *
 *   frame    what the scanner's slow paths report, the row they work on, and where the other tables begin
 *   context  one per object of the record (root, sender, each money, a content line ...): its known keys, and the
 *            walker's saved state while it is inside. A context is a path of the record, so it is never entered
 *            twice at once, and its saved state has a fixed place.
 *   pattern  32 bytes of text to compare with, then what they lead to. Two uses:
 *            - known key: the key's text, in a perfect hash table of its context;
 *            - cell: the texts seen last time after a given field (comma, blanks, key, colon): learned by the scanner.
 */

/** Frame. The fault is the status bit of the slow path that returned address 0. */
export const FRAME_FAULT = 0;
export const FRAME_ROOT = 4;
export const FRAME_TILE = 8;
export const FRAME_ROW_START = 12;
export const FRAME_MAX_NESTING = 16;
/** f64 of the general number reader; NaN: not exactly readable in the core. */
export const FRAME_NUMBER = 24;
/** f64 x 23: 1e0 to 1e22, the powers of ten that a double holds exactly. */
export const FRAME_POWERS_OF_TEN = 32;
export const FRAME_BYTES = 256;

/** Context. The parent of the root is 0. */
export const CONTEXT_PARENT = 0;
export const CONTEXT_FIRST_CELL = 4;
export const CONTEXT_UNKNOWN = 8;
export const CONTEXT_KEYS = 12;
/** u64 multiplier of the hash of keys, whose slot is the product's top bits. */
export const CONTEXT_HASH_MULTIPLIER = 16;
export const CONTEXT_HASH_SHIFT = 24;
/** Nesting depth of the object; the root is 1. */
export const CONTEXT_DEPTH = 28;
/** Items of a list: the tile word of their table (0: no list), the row's (first, count) pair, the limit. */
export const CONTEXT_TILE_TABLE = 32;
export const CONTEXT_ROW_PAIR = 36;
export const CONTEXT_MAX_ITEMS = 40;
/** Struct of the row or item, to be reset: bytes, offset of the first number, how many numbers. */
export const CONTEXT_STRUCT_BYTES = 44;
export const CONTEXT_NUMS = 48;
export const CONTEXT_NUM_NUMS = 52;
/** State of the parent while the walker is inside, and the items so far. */
export const CONTEXT_SAVED_SEEN = 64;
export const CONTEXT_SAVED_CELL = 68;
export const CONTEXT_SAVED_BASE = 72;
export const CONTEXT_ITEMS = 76;
/** msgpack: the known key that an object of this context began with last time; 0 at first. */
export const CONTEXT_FIRST_KEY = 80;
export const CONTEXT_BYTES = 128;

/** Pattern: 32 bytes of text at 0, a u64 bit mask of those that count, and their number. */
export const PATTERN_MASK = 32;
export const PATTERN_LENGTH = 40;
export const MAX_PATTERN_TEXT = 32;
/** A pattern that never matches: a length no text has, and a mask bit beyond the 32 that a compare can yield. */
export const NEVER_LENGTH = 0xffff;
export const NEVER_MASK = 0x100000000;

/** Target of a key or cell, behind its pattern; copied from key to cell when learned. */
export const TARGET = 48;
/** Cell of the state after this field's value. */
export const TARGET_NEXT_CELL = 48;
/** Bit of the key in its context's set of keys seen; 0 for unknown keys. */
export const TARGET_KEY_BIT = 52;
/** Kinds of value that are errors here; all of them for an unknown key, whose value is skipped. */
export const TARGET_REFUSED = 56;
export const TARGET_SPAN = 60;
export const TARGET_NUM = 64;
/** Context of an object or of a list's items. */
export const TARGET_CHILD = 68;
/** Places of a list of texts. */
export const TARGET_MAX_TEXTS = 72;
/** msgpack: the known key that followed this one last time; 0 at first. A guess, whose text is always compared. */
export const TARGET_NEXT_KEY = 76;
export const TARGET_BYTES = 32;
/** Of a cell: stop bit and length of the last short string found here; a guess, checked before use. */
export const CELL_STOP_BIT = 80;
export const CELL_STOP_AT = 84;
/** A first guess that never holds: sixteen bytes have no bit beyond these, and none set means none found. */
export const NEVER_STOP_BIT = 0x10000;
/** Key entry, and one of a cell's ways. */
export const ENTRY_BYTES = 96;
/** A cell remembers the last three different texts: enough where two optional fields follow one another. */
export const CELL_BYTES = 288;

/** Kinds of a JSON value; null is no kind, it is missing everywhere. */
export const KIND_STRING = 1;
export const KIND_NUMBER = 2;
export const KIND_FLAG = 4;
export const KIND_OBJECT = 8;
export const KIND_LIST = 16;
export const KIND_ANY = 31;
