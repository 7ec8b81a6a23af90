/**
 * The compiled reference tables: one position-independent buffer, offsets from its first byte, little-endian,
 * sections aligned to 64 bytes.
 *
 *   | header 128 B | multipliers | slots | words | phrases | CAS | HS | chapters | currencies | rates | countries |
 *   | postcode shapes | about (JSON) |
 */

/** Bytes `PREF`. */
export const REFERENCE_MAGIC = 0x46455250;
export const REFERENCE_VERSION = 1;
export const REFERENCE_HEADER_BYTES = 128;

/** Header, u32 each: offsets in bytes, counts in entries. */
export const REF_MAGIC = 0;
export const REF_VERSION = 4;
export const REF_BYTES = 8;
export const REF_NUM_WORDS = 12;
export const REF_PHRASES = 16;
export const REF_CAS = 20;
export const REF_NUM_CAS = 24;
export const REF_HS = 28;
export const REF_NUM_HS = 32;
export const REF_CHAPTERS = 36;
export const REF_CURRENCIES = 40;
export const REF_RATES = 44;
export const REF_NUM_RATES = 48;
export const REF_COUNTRIES = 52;
export const REF_POSTCODES = 56;
export const REF_NUM_POSTCODES = 60;
export const REF_ABOUT = 64;
export const REF_ABOUT_BYTES = 68;

/**
 * Lexicon: a perfect hash, so that a look-up takes no loop and no branch. The low bits of a word's hash choose a
 * bucket; hash times the bucket's multiplier (u16), shifted down, is the slot. A slot (u32) holds the upper half of the
 * word's hash and the word's offset in units of 16 bytes; it only says where to look, the word's own bytes decide.
 * Words are zero-padded, so equal bytes mean equal words. The first word is empty and stands for every word that is
 * not in the lexicon. These sections have fixed places and sizes, so that the core addresses them with constants.
 */
export const NUM_BUCKETS = 1024;
export const NUM_SLOTS = 4096;
export const SLOT_SHIFT = 20;
export const REF_MULTIPLIERS = 128;
export const REF_SLOTS = 2176;
export const REF_WORDS = 18560;
export const WORD_MAX_BYTES = 32;
/** What a text counts of its words, added up as one u64 of four 16-bit counts: see wordClasses.ts. */
export const WORD_COUNTS = 32;
export const WORD_BITS = 40;
/** Symbol in phrases, u16; 0 is in none. */
export const WORD_SYMBOL = 44;
/** HS chapter the word speaks of, u8; 0 is none. */
export const WORD_CHAPTER = 46;
export const WORD_BYTES = 48;

/**
 * Phrases: an automaton whose state is the place of its row in a table of u32. The entry at state + symbol holds the
 * next state in its lower half and, in its upper half, the classes of all phrases that end there.
 */
export const PHRASE_BITS_SHIFT = 16;

/** HS subheadings, ascending: (u32 number, u32 level). Levels are the values of the feature `hsListed`. */
export const HS_BYTES = 8;

/** HS chapters 0 to 99. A chapter without a section does not exist. */
export const CHAPTER_SECTION = 0;
/** 1 when subheadings of this chapter are in the HS table. */
export const CHAPTER_HAS_HS = 1;
export const CHAPTER_GRAMS_PER_UNIT = 8;
export const CHAPTER_USD_PER_GRAM = 16;
export const CHAPTER_FAR_FACTOR = 24;
export const CHAPTER_BYTES = 32;

/** Countries by `countryNumber`, 0 to 676. Flags: see below. */
export const COUNTRY_FLAGS = 0;
export const COUNTRY_NUM_POSTCODES = 1;
export const COUNTRY_FIRST_POSTCODE = 2;
/** Calling codes as numbers (u16) with their digits (u8); 0 digits is none. */
export const COUNTRY_CALLING = 4;
export const COUNTRY_CALLING_DIGITS = 6;
export const COUNTRY_OTHER_CALLING = 8;
export const COUNTRY_OTHER_DIGITS = 10;
export const COUNTRY_BYTES = 16;
export const NUM_COUNTRIES = 677;
export const COUNTRY_IS_ISO = 1;
export const COUNTRY_HAS_WAIVER = 2;

/** Currencies by `currencyNumber`: u8 place in the table of rates, 0 is unknown. Rates: f64, USD per minor unit. */
export const NUM_CURRENCIES = 17577;

/** Postcode shapes: bit i of the lower half is a digit at place i, bit i of the upper half an ASCII letter. */
export const POSTCODE_MAX_PLACES = 16;
