/**
 * The addresses of a list index: little-endian, offsets from the part's first byte.
 *
 *   | header 128 B | specials | words | texts | slots | alike | typo slots | filter | postings | groups | addresses | items |
 *
 * A word of a query is looked up among the words; its postings are the addresses for which it is one of the few words
 * that a match of at least `least` cannot all lack. Addresses lie by country: hardly one can match a query of another, so
 * those are passed over by their numbers. A candidate is scored from its items alone, by numbers of words.
 */

/** Bytes `PADR`. */
export const ADDRESSES_MAGIC = 0x52444150;
export const ADDRESSES_VERSION = 2;
export const ADDRESSES_HEADER_BYTES = 128;

/** Header, u32 each but where said: offsets in bytes, counts in items, the last slots of tables whose sizes are powers of two. */
export const ADDRESSES_VERSION_AT = 4;
export const ADDRESSES_BYTES = 8;
export const ADDRESSES_SCRATCH_BYTES = 12;
/** u64: the start of the SHA-256 of all that follows the header. */
export const ADDRESSES_IDENTITY = 16;
/** f64: no hit has less. */
export const ADDRESSES_SCORE = 24;
export const ADDRESSES_NUM_ADDRESSES = 32;
export const ADDRESSES_NUM_WORDS = 36;
export const ADDRESSES_NUM_SPECIALS = 40;
export const ADDRESSES_SPECIALS = 44;
export const ADDRESSES_WORDS = 48;
export const ADDRESSES_TEXTS = 52;
export const ADDRESSES_SLOTS = 56;
export const ADDRESSES_LAST_SLOT = 60;
export const ADDRESSES_TYPO_SLOTS = 64;
export const ADDRESSES_LAST_TYPO_SLOT = 68;
export const ADDRESSES_POSTINGS = 72;
export const ADDRESSES_RECORDS = 76;
export const ADDRESSES_ITEMS = 80;
export const ADDRESSES_GROUPS = 84;
export const ADDRESSES_FILTER = 88;
export const ADDRESSES_LAST_FILTER = 92;
export const ADDRESSES_ALIKE = 96;

/** Specials: u32 each, the number of the short form and above it what the word does. They are the first words. */
export const ADDRESSES_NUMBER_BITS = 24;
export const ADDRESSES_NUMBER_MASK = 0xffffff;
export const ADDRESSES_IS_PART = 1;
export const ADDRESSES_IS_REGION = 2;
export const ADDRESSES_IS_UNIT_WORD = 3;
export const ADDRESSES_IS_BOX_WORD = 4;
export const ADDRESSES_IS_IGNORED = 5;

/**
 * Words: offset of the text and place of the first posting, u32 each; they end where the next word's begin. Then the
 * first bytes of the text, or all of it and zeros, so that most words are compared where they are found.
 */
export const ADDRESSES_WORD_BYTES = 16;
export const ADDRESSES_WORD_POSTINGS = 4;
export const ADDRESSES_WORD_START = 8;
export const ADDRESSES_WORD_START_BYTES = 8;

/** Slots: u32 each, number of a word plus one, and the upper byte of its hash; 0 is empty. A word is sought from slot `hash & mask` on. */
export const ADDRESSES_TAG_SHIFT = 24;

/**
 * Groups of addresses: u32 each, the group's first address, and how many of its words stand in the typo slots; their
 * number behind the last. Two letters `ab` are the group 1 + 26 * a + b. In group 0 are those without a country, and
 * once more those that a query of another country may match, with what it may lack of them.
 */
export const ADDRESSES_NUM_GROUPS = 677;
export const ADDRESSES_GROUP_BYTES = 8;
export const ADDRESSES_GROUP_TYPOS = 4;

/**
 * Typo slots: as slots. For each posted word that forgives an edit, and each group of addresses that are posted under
 * it, there stand hashes of the word and of its texts without one letter, each with the group: two words an edit apart
 * share one of these.
 */
export const ADDRESSES_GROUP_SEED = 0x85ebca6b;

/**
 * Filter: u32 each, chosen by the low bits of a hash of the typo slots, which sets two bits of it. What has not both is
 * in no slot: a query asks for dozens of hashes and few are there.
 */
export const ADDRESSES_FILTER_SHIFT = 22;
export const ADDRESSES_FILTER_OTHER_SHIFT = 27;

/** Alike: a bit a word, the lowest first. A word of letters without it has no other one in the typo slots an edit away. */

/**
 * Postings: u32 each, number of an address and, above it, the check of another of its words that no match can lack and
 * no edit forgives, or 0. A check is a byte of the word's number times a large odd one; a query knows those of its own
 * words, so most addresses that share one number with it are passed over unread.
 */
export const ADDRESSES_CHECK_BITS = 24;
export const ADDRESSES_CHECK_SEED = 0x9e3779b1;

/** Addresses, 16 bytes each. */
export const ADDRESSES_RECORD_BYTES = 16;
export const ADDRESSES_RECORD_ENTRY = 0;
export const ADDRESSES_RECORD_ITEMS = 4;
/** u16: two letters, the first in the low byte; 0 is none. */
export const ADDRESSES_RECORD_COUNTRY = 8;
/** u16: what all items weigh. */
export const ADDRESSES_RECORD_UNITS = 10;
/** u8: number of items. */
export const ADDRESSES_RECORD_NUM_ITEMS = 12;
/** u8: in quarters, what the score is multiplied with. */
export const ADDRESSES_RECORD_QUARTERS = 13;
/** u16: the most that may be lacking of what the items weigh. */
export const ADDRESSES_RECORD_LACKING = 14;

/** Items: u32 each, number of a word, role, and two flags. */
export const ADDRESSES_ROLE_SHIFT = 24;
export const ADDRESSES_ROLE_MASK = 7;
export const ADDRESSES_ROLE_IS_WORD = 0;
export const ADDRESSES_ROLE_IS_PART = 1;
export const ADDRESSES_ROLE_IS_SHORT = 2;
export const ADDRESSES_ROLE_IS_NUMBER = 3;
export const ADDRESSES_ROLE_IS_UNIT = 4;
export const ADDRESSES_ROLE_IS_BOX = 5;
export const ADDRESSES_ROLE_IS_POSTCODE = 6;
export const ADDRESSES_ITEM_IS_NUMBER = 0x08000000;
export const ADDRESSES_ITEM_IS_FORGIVING = 0x10000000;

/**
 * Scratch: which index it was last used with and for how many queries; then the words of the query, and stamps. The
 * query's own group, the first of its addresses and their number; without a country, all addresses.
 */
export const ADDRESSES_SCRATCH_IDENTITY = 0;
export const ADDRESSES_SCRATCH_QUERY = 8;
export const ADDRESSES_SCRATCH_NUM_WORDS = 12;
export const ADDRESSES_SCRATCH_NUM_NUMBERS = 16;
export const ADDRESSES_SCRATCH_COUNTRY = 20;
export const ADDRESSES_SCRATCH_FIRST = 24;
export const ADDRESSES_SCRATCH_COUNT = 28;
/** A bit for each check. */
export const ADDRESSES_SCRATCH_CHECKS = 32;
export const ADDRESSES_CHECKS_BYTES = 32;
export const ADDRESSES_SCRATCH_WORDS = 64;
/** A token may be two words. */
export const ADDRESSES_MOST_WORDS = 128;
/** Address of the text, its length, sum of the hash, number with flags above it; u32 each. */
export const ADDRESSES_QUERY_BYTES = 16;
export const ADDRESSES_QUERY_LENGTH = 4;
export const ADDRESSES_QUERY_SUM = 8;
export const ADDRESSES_QUERY_NUMBER = 12;
export const ADDRESSES_IS_LETTERS = 1;
export const ADDRESSES_IS_NUMBER = 2;
/** The index has the word. */
export const ADDRESSES_IS_KNOWN = 4;
/** One stamp a word: query, position in it, classes of its numbers. One a listed address: query. */
export const ADDRESSES_SCRATCH_STAMPS = 2112;
export const ADDRESSES_STAMP_BYTES = 8;
export const ADDRESSES_STAMP_POSITION = 4;
export const ADDRESSES_STAMP_CLASSES = 6;

/** A text's hash is a sum of its bytes times powers of this, mixed: leaving out a letter changes it in one step. */
export const ADDRESSES_HASH_BASE = 0x01000193;
