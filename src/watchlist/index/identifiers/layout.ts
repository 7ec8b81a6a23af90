/**
 * Part `identifiers`: an exact look-up of ten million texts in one line of memory mostly. Buckets of 64 bytes:
 *
 *   byte  0        1      2      3      4        24       44
 *         ├ reach │ kind │ kind │ kind │ slot A │ slot B │ slot C ┤
 *
 * `reach` says how many buckets behind this one hold identifiers that belong here; a kind of 0 is an empty slot, others
 * are numbers of attributes. A slot is five u32:
 *
 *   a, b, c   96 bits of the key's MurmurHash3 (x86, 128 bits); of phones the number itself: the last nine digits, how
 *             many they are (6 to 9), and what stands before them
 *   written   32 bits of the hash of the text as it is written on the list: the same key may be the same text, too
 *   entry     its entry's number; with the highest bit set a place in the postings, where several entries share a key
 *
 * A phone is found exactly. Of other texts 96 bits and the bucket must agree, over 110 bits at a million texts: the
 * odds that one of 10^12 queries meets one of 10^7 listed texts by chance are below 1 in 10^9, and who makes such a
 * text on purpose has only put himself on the list. Keeping the texts would double the size.
 *
 *   header   u32 words        buckets  64 bytes each, on a line
 *   filter   u64: a key sets four bits of one word; what lacks one of its bits is not listed, and most mail is not,
 *            so a byte an identifier spares most look-ups the way to the buckets, which lie far from the cache
 *   postings u32: number of items, then (c, written, entry) each
 */
import { emailScores } from '../../compare/email.ts';
import { exactScores } from '../../compare/exact.ts';
import { phoneScores } from '../../compare/phone.ts';
import { walletScores } from '../../compare/wallet.ts';
import { MOST_KEY_BYTES } from '../../text/identifierKeys.ts';

export const IDENTIFIERS_NUM_BUCKETS = 0;
/** Those behind the last home hold what did not fit there. */
export const IDENTIFIERS_NUM_STORED = 4;
export const IDENTIFIERS_BUCKETS = 8;
export const IDENTIFIERS_POSTINGS = 12;
export const IDENTIFIERS_NUM_POSTING_WORDS = 16;
/** Mixed into the choice of buckets, so that any lists can be laid out. */
export const IDENTIFIERS_MIX = 20;
/** Bit i: there are identifiers whose attribute is i. */
export const IDENTIFIERS_KINDS = 24;
export const IDENTIFIERS_NUM_IDENTIFIERS = 28;
/** Hits name entries below this number only. */
export const IDENTIFIERS_NUM_ENTRIES = 32;
/** Texts that make no key, or too long a one. */
export const IDENTIFIERS_NUM_LEFT = 36;
export const IDENTIFIERS_SCRATCH = 40;
export const IDENTIFIERS_FILTER = 44;
export const IDENTIFIERS_NUM_FILTER_WORDS = 48;
export const IDENTIFIERS_HEADER_BYTES = 64;

export const IDENTIFIERS_BUCKET_BYTES = 64;
export const IDENTIFIERS_BUCKET_SLOTS = 3;
export const IDENTIFIERS_FIRST_SLOT = 4;
export const IDENTIFIERS_SLOT_BYTES = 20;
export const IDENTIFIERS_MOST_REACH = 255;
export const IDENTIFIERS_POSTING_BYTES = 12;
/** Keys a word of the filter, on average: one in thirty that are not listed passes. */
export const IDENTIFIERS_FILTER_KEYS = 8;
/** In place of an entry. */
export const IDENTIFIERS_IS_POSTING = 0x8000_0000;

export const IDENTIFIERS_TAIL_DIGITS = 9;
/** More digits before the tail are known by their hash. */
export const IDENTIFIERS_MOST_PREFIX_DIGITS = 6;
export const IDENTIFIERS_SEED_KEY = 0;
export const IDENTIFIERS_SEED_WRITTEN = 0x7772_6974;

export const IDENTIFIERS_MOST_KEY_BYTES: number = MOST_KEY_BYTES;
/** Scratch: a key with room behind it, its hash, the hash of the text as written, masks of 64 bytes of text. */
export const IDENTIFIERS_KEY_HASH: number = MOST_KEY_BYTES + 32;
export const IDENTIFIERS_WRITTEN_HASH: number = MOST_KEY_BYTES + 48;
export const IDENTIFIERS_MASKS: number = MOST_KEY_BYTES + 64;
export const IDENTIFIERS_SCRATCH_BYTES: number = MOST_KEY_BYTES + 128;

/** Of free text. A word of letters and digits that may be a wallet, as findWallets. */
export const IDENTIFIERS_LEAST_WORD = 25;
export const IDENTIFIERS_MOST_WORD = 360;
export const IDENTIFIERS_PGP_DIGITS = 40;
export const IDENTIFIERS_MOST_LOCAL = 64;
export const IDENTIFIERS_MOST_DOMAIN = 255;
/** Ends of a domain that are tried: the text may go on behind it. */
export const IDENTIFIERS_MOST_LABELS = 8;

/** In the bytes of a hit's detail above its attribute: how query and list agree. */
export const IDENTIFIERS_IS_SAME = 0;
export const IDENTIFIERS_IS_WRITTEN_OTHERWISE = 1;
export const IDENTIFIERS_IS_TAIL = 2;
/** A phone that is the listed one with the country code of its party. */
export const IDENTIFIERS_IS_COMPLETED = 3;

export const IDENTIFIERS_SCORE_IS_SAME: number = exactScores.same;
export const IDENTIFIERS_SCORE_IS_EXACT: number = exactScores.writtenOtherwise;
export const IDENTIFIERS_SCORE_IS_EMAIL: number = emailScores.writtenOtherwise;
export const IDENTIFIERS_SCORE_IS_WALLET: number = walletScores.writtenOtherwise;
export const IDENTIFIERS_SCORE_IS_PHONE: number = phoneScores.writtenOtherwise;
export const IDENTIFIERS_SCORE_IS_COMPLETED: number = phoneScores.completed;
export const IDENTIFIERS_SCORE_IS_TAIL: number = phoneScores.tail;
