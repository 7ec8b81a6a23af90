/**
 * Part `names`: every listed name as numbers of words, the words, and ways from a word as written to all that it may
 * stand for. All word lists that preparing a name needs are here as well, so the core has none of its own.
 *
 *   header    u32 and f64 words
 *   words     NAMES_WORD_BYTES each and one behind the last: texts and postings of a word end where the next begin
 *   texts     UTF-8 of the words
 *   postings  NAMES_POSTING_BYTES each; by group and then by name within a word
 *   names     NAMES_NAME_BYTES each and one behind the last
 *   places    u24: the words of names, one after the other
 *   keys      u32 starts of buckets, then u32 items: word below six bits of the key's hash
 *   filter    u64 blocks of a Bloom filter: the words (most questions whether a text is one are of texts that are none)
 *   joins     u32 starts of buckets, then u32 items: two or three neighbouring words of a name written as one, as the
 *             number of the name below six bits of the text's hash
 *   lexicon   NAMES_LEXEME_BYTES each, an open table by hash: roles, numbers, groups of nicknames, words of legal forms
 *   groups    u16: groups of nicknames of the lexemes
 *   forms     (u64 up to seven words of legal forms, nine bits each; u32 form), an open table
 *   sets      u32: legal forms of a name as bits
 *
 * Words share a key if they may stand for each other (keys.ts); whether they do is then compared.
 */
export const NAMES_NUM_NAMES = 0;
export const NAMES_NUM_WORDS = 4;
/** Logarithm of the number of buckets, lexemes and so on to base 2. */
export const NAMES_KEY_LOG = 8;
export const NAMES_JOIN_LOG = 12;
export const NAMES_LEXICON_LOG = 16;
export const NAMES_FORM_LOG = 20;
/** f64: how alike names must be at least, and the least calibrated score. */
export const NAMES_ALIKE = 24;
export const NAMES_CALIBRATED = 32;
/** Where the tables stand. */
export const NAMES_WORDS = 40;
export const NAMES_TEXTS = 44;
export const NAMES_POSTINGS = 48;
export const NAMES_NAMES = 52;
export const NAMES_PLACES = 56;
export const NAMES_KEYS = 60;
export const NAMES_KEY_ITEMS = 64;
export const NAMES_JOINS = 68;
export const NAMES_JOIN_ITEMS = 180;
export const NAMES_NUM_JOINS = 184;
export const NAMES_FILTER = 188;
/** Logarithm of the number of blocks. */
export const NAMES_FILTER_LOG = 192;
export const NAMES_LEXICON = 72;
export const NAMES_LEXEMES = 76;
export const NAMES_GROUPS = 80;
export const NAMES_FORMS = 84;
export const NAMES_SETS = 88;
export const NAMES_LONGEST_FORM = 92;
/** Bytes of scratch that the kernel needs. */
export const NAMES_SCRATCH = 96;
export const NAMES_NUM_KEYS = 100;
/** u64: first 8 bytes of the SHA-256 of what follows the header. */
export const NAMES_IDENTITY = 104;
/** f64 each, by role. */
export const NAMES_ROLE_WEIGHTS = 112;
/** Bits: kinds that some name is of. */
export const NAMES_KINDS = 176;
export const NAMES_HEADER_BYTES = 208;

/**
 * Of a word: u32 where its text and its postings begin, f32 bits, u8 flags, u8 first byte, u8 bytes (255: more); of
 * letters a to z, u32 numbers of its sound and of its consonants (equal for equal ones), and its letters as bits; u32
 * where postings of persons' names begin among its own.
 */
export const NAMES_WORD_TEXT = 0;
export const NAMES_WORD_POSTINGS = 4;
export const NAMES_WORD_RARITY = 8;
export const NAMES_WORD_FLAGS = 12;
export const NAMES_WORD_FIRST = 13;
export const NAMES_WORD_LENGTH = 14;
export const NAMES_WORD_SOUND = 16;
export const NAMES_WORD_SKELETON = 20;
export const NAMES_WORD_LETTERS = 24;
export const NAMES_WORD_PERSONS = 28;
export const NAMES_WORD_BYTES = 32;
/** Flags: role as a person's word (two bits), as an organisation's (three), then what follows. */
export const NAMES_IS_ORGANISATION_SHIFT = 2;
export const NAMES_IS_FILIAL = 32;
export const NAMES_IS_NICKNAME = 64;
export const NAMES_IS_PLAIN = 128;

/** Of a name: u32 entry, u32 first place, u32 kind of name. */
export const NAMES_NAME_ENTRY = 0;
export const NAMES_NAME_PLACE = 4;
export const NAMES_NAME_INFO = 8;
export const NAMES_NAME_BYTES = 12;
/** Of a name's info: number of telling words below, then these, then the kind (two bits), its set of forms on top. */
export const NAMES_IS_TELLING_MASK = 31;
export const NAMES_IS_PERSON = 32;
export const NAMES_IS_WEAK = 64;
export const NAMES_IS_KIND_SHIFT = 7;
export const NAMES_IS_SET_SHIFT = 16;
export const NAMES_PLACE_BYTES = 3;

/**
 * Of a posting: u32 group of the name (person, number of telling words) above its number, rising within a word; u16
 * each, the lower halves of the numbers of its other telling words, where they are no more than these.
 */
export const NAMES_POSTING_BYTES = 12;
export const NAMES_POSTING_OTHERS = 4;
export const NAMES_OTHERS_MOST = 4;
export const NAMES_IS_GROUP_SHIFT = 26;
export const NAMES_IS_PERSON_GROUP = 32;

/** Of a lexeme: u32 text, u8 bytes (0: an empty slot), u8 roles, u8 father follows, u8 ten, u8 unit, u16 ... */
export const NAMES_LEXEME_TEXT = 0;
export const NAMES_LEXEME_LENGTH = 4;
export const NAMES_LEXEME_FLAGS = 5;
export const NAMES_LEXEME_TEN = 6;
export const NAMES_LEXEME_UNIT = 7;
export const NAMES_LEXEME_LEGAL = 8;
export const NAMES_LEXEME_NUM_GROUPS = 10;
export const NAMES_LEXEME_GROUPS = 12;
export const NAMES_LEXEME_BYTES = 16;
/** Words of legal forms are numbered from 1, so that no two sequences are one key. */
export const NAMES_FORM_SHIFT_BITS = 9;
export const NAMES_FORM_BYTES = 16;

/** Blocks of the filter are of 64 bits; each word sets three in one of them. */
export const NAMES_FILTER_BLOCK_BYTES = 8;
export const NAMES_FILTER_STEP_SEED = 0x9e3779b1;

/** Salts of hashes, a kind of key each. */
export const NAMES_TEXT_SEED = 0x3c6ef372;
export const NAMES_SOUND_SEED = 0x1f83d9ab;
export const NAMES_SKELETON_SEED = 0x5be0cd19;
export const NAMES_GROUP_SEED = 0x510e527f;
export const NAMES_START_SEED = 0x6a09e667;
export const NAMES_OUTSIDE_SEED = 0x2b67ae85;
export const NAMES_END_SEED = 0x428a2f98;
export const NAMES_PREFIX_SEED = 0x71374491;
export const NAMES_SUFFIX_SEED = 0x35c0fbcf;
export const NAMES_JOIN_SEED = 0x69b5dba5;
export const NAMES_LEXEME_SEED = 0x3956c25b;
export const NAMES_LENGTH_SEED = 0x19a4c116;

/** Letters from which on, and until which, each way of forgiving an error of typing is taken (keys.ts). */
export const NAMES_LEAST_PARTS = 6;
export const NAMES_LEAST_LONG = 9;
export const NAMES_PREFIX_MOST = 4;
export const NAMES_SUFFIX_MOST = 5;
export const NAMES_CHECK_SHIFT_BITS = 26;
