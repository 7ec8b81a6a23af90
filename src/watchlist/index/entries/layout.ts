/**
 * Part `entries`: what is to be said of an entry once it is hit. An entry's number is its place here.
 *
 *   header   u32 words
 *   records  ENTRIES_RECORD_BYTES each
 *   lists    (u32 offset, u32 bytes) into the texts: names of lists
 *   sets     the same: programmes of an entry as a JSON list of texts, each set once
 *   texts    UTF-8: names of lists, sets and ids
 */
export const ENTRIES_NUM_ENTRIES = 0;
export const ENTRIES_NUM_LISTS = 4;
export const ENTRIES_NUM_SETS = 8;
export const ENTRIES_TEXT_BYTES = 12;
export const ENTRIES_RECORDS = 16;
export const ENTRIES_LISTS = 20;
export const ENTRIES_SETS = 24;
export const ENTRIES_TEXTS = 28;
export const ENTRIES_HEADER_BYTES = 64;

/** Of a record: where its id lies in the texts, u32 and u32 bytes. */
export const ENTRIES_ID = 0;
export const ENTRIES_ID_BYTES = 4;
/** u32: its set of programmes. */
export const ENTRIES_PROGRAMMES = 8;
/** i32 days since 1970-01-01, both included. */
export const ENTRIES_VALID_FROM = 12;
export const ENTRIES_VALID_UNTIL = 16;
/** u8 places in entryKinds and handlings of entry.ts. */
export const ENTRIES_KIND = 20;
export const ENTRIES_HANDLING = 21;
/** u16: its list. */
export const ENTRIES_LIST = 22;
/** f64, 0 to 1; NaN where the source does not say. */
export const ENTRIES_CONFIDENCE = 24;
/** u16 each, as countryNumber; 0 behind the last one. */
export const ENTRIES_COUNTRIES = 32;
export const ENTRIES_MOST_COUNTRIES = 4;
/** u64: what is said of it, as entryFingerprint.ts; tells which entries another version of a list changes. */
export const ENTRIES_FINGERPRINT = 40;
export const ENTRIES_RECORD_BYTES = 48;

/** Days that are open ends. */
export const ENTRIES_ALWAYS_FROM = -0x8000_0000;
export const ENTRIES_ALWAYS_UNTIL = 0x7fff_ffff;
