/**
 * Part `blinded`: what can be matched of a list, as keyed hashes (tokens) that say nothing without the key.
 *
 *   header      u32 words, and 16 bytes by which the key is known again
 *   buckets     u32 each, one more than there are: the first record of those whose first 32 bits, shifted, are its place
 *   records     rising by token: 16 bytes of token, u32 entry
 *   pseudonyms  16 bytes each, rising; an entry's number is its place here and says nothing of its place on the list
 *
 * A token is the first 128 bits of HMAC-SHA-256 of a normal form, under a key of its kind. Kinds are attributes, and
 * the last nine digits of phones.
 */
export const BLINDED_NUM_RECORDS = 0;
export const BLINDED_NUM_ENTRIES = 4;
/** Bits by which a token's first 32 are shifted to be the place of its bucket. */
export const BLINDED_BUCKET_SHIFT = 8;
export const BLINDED_BUCKETS = 12;
export const BLINDED_RECORDS = 16;
export const BLINDED_PSEUDONYMS = 20;
export const BLINDED_KEY_CHECK = 32;
export const BLINDED_HEADER_BYTES = 64;

export const BLINDED_TOKEN_BYTES = 16;
export const BLINDED_RECORD_ENTRY = 16;
export const BLINDED_RECORD_BYTES = 20;
export const BLINDED_PSEUDONYM_BYTES = 16;

/** Beside the attributes. */
export const BLINDED_KIND_IS_PHONE_TAIL = 11;
export const BLINDED_PHONE_TAIL_DIGITS = 9;
/** States of HMAC by kind: inner and outer, eight words each. As keys they lie in the first half. */
export const BLINDED_KINDS = 16;
export const BLINDED_STATE_BYTES = 64;
export const BLINDED_KEY_BYTES = 32;
export const BLINDED_KEYS_BYTES: number = BLINDED_KINDS * BLINDED_STATE_BYTES;

/** Words of a name that count; bytes of a normal form. */
export const BLINDED_MOST_WORDS = 24;
export const BLINDED_MOST_NORMAL_BYTES = 512;
/** A word of free text that may be a wallet; words of one text that are looked up. */
export const BLINDED_LEAST_WALLET = 25;
export const BLINDED_MOST_LOOKED_UP = 64;
export const BLINDED_PGP_DIGITS = 40;

/** Scratch: message schedule, last blocks, digest, normal form, its words, the words in order. */
export const BLINDED_AT_BLOCK = 256;
export const BLINDED_AT_DIGEST = 384;
export const BLINDED_AT_NORMAL = 416;
export const BLINDED_AT_WORDS = 992;
export const BLINDED_AT_SPANS = 1568;
export const BLINDED_SCRATCH_BYTES = 1792;

/** A hash is equal or not: these are the scores of the plain comparisons for another spelling of the same. */
export const BLINDED_SCORE_IS_NAME = 0.95;
export const BLINDED_SCORE_IS_EXACT = 0.98;
export const BLINDED_SCORE_IS_WALLET = 0.99;
export const BLINDED_SCORE_IS_TAIL = 0.85;
