/**
 * The match stage's own memory in a slot: a control block that the core reads, the parties that it remembers, the texts
 * of a tile's rows and what of them is on a list. All words are u32 byte addresses or counts, at these byte offsets.
 */
import { attributes, HIT_BYTES } from '../watchlist/index/attributes.ts';
import { LEAST_NAME_PART_BYTES, MOST_NAME_PARTS } from '../watchlist/text/nameParts.ts';

export const listWords = {
  /** Generation of the lists: what is remembered of others is not believed. Never 0. */
  epoch: 0,
  /** Rises with every portion of rows, so that nothing a portion still needs is forgotten within it. */
  portion: 4,
  /** Party a place: see PARTY_*. */
  parties: 8,
  /** Sender and recipient of each row of a portion, addresses of parties. */
  rowParties: 12,
  /** Texts of a portion (TEXT_*), how many, and (u32 first, u32 count) a row. */
  texts: 16,
  numTexts: 20,
  rowTexts: 24,
  /** Addresses of (u32 address, u32 bytes) whose text is not ASCII: TypeScript folds each and puts the folded one there. */
  folds: 28,
  numFolds: 32,
  /** Where folded texts and parties that are not remembered lie, with what is promised of it. */
  arena: 36,
  arenaNext: 40,
  arenaEnd: 44,
  /** Hits of a tile (ROW_HIT_*), how many, and (u32 first, u32 count) a row. */
  hits: 48,
  numHits: 52,
  rowHits: 56,
  /** What a kernel leaves, before it is a hit of a row. */
  found: 60,
  /** Scratch of each kernel, for the lists and for what was changed since. */
  namesScratch: 64,
  addressesScratch: 68,
  identifiersScratch: 72,
  phrasesScratch: 76,
  deltaNamesScratch: 80,
  deltaAddressesScratch: 84,
  deltaIdentifiersScratch: 88,
  deltaPhrasesScratch: 92,
  /** Parties matched and parties that were remembered, since the slot was laid. */
  numMatched: 96,
  numRemembered: 100,
  /** Of blinded lists: states of the keys by kind, and scratch. */
  blindedKeys: 104,
  blindedScratch: 108,
  /** Texts that no list has anything like (UNLISTED_*), and how many were left out for that since the slot was laid. */
  unlisted: 112,
  numUnlisted: 116,
} as const;

/** Behind the words: the keys by which names and addresses are hashed, 16 bytes each. */
export const LIST_NAME_KEY = 128;
export const LIST_ADDRESS_KEY = 144;
export const LIST_KEY_BYTES = 16;
/** Where a phone is written as dialled from abroad: its span, its text, and room for the digits that it is made of. */
export const LIST_PHONE = 160;
export const LIST_PHONE_TEXT = 168;
export const LIST_PHONE_DIGITS = 192;
/** Span of a name within a name. */
export const LIST_NAME_PART = 248;
export const LIST_STAGE_BYTES = 256;

export const NAME_PART_IS_LEAST_BYTES: number = LEAST_NAME_PART_BYTES;
/** Further ones are not looked at. */
export const NAME_MOST_PARTS: number = MOST_NAME_PARTS;

/** A party: what it was matched by, and what was found. Two parties are the same only where all these bytes are. */
export const PARTY_PORTION = 0;
export const PARTY_EPOCH = 4;
export const PARTY_HASH = 8;
/** The day for which hits are kept, or one of the two below. */
export const PARTY_DAY = 12;
/** All hits are kept: they serve every day. */
export const PARTY_IS_WHOLE = 0x8000_0000;
/** There may be more hits than there is room for: they serve the days on which every one of them is in force. */
export const PARTY_IS_FULL = 0x8000_0001;
/** PENDING until it is matched. */
export const PARTY_NUM_HITS = 16;
/** Bytes of name, business and address, which follow each other in the key. */
export const PARTY_NAME_BYTES = 20;
export const PARTY_BUSINESS_BYTES = 24;
export const PARTY_ADDRESS_BYTES = 28;
/** Portion whose list of folds has the texts below. */
export const PARTY_LISTED = 56;
/** Bits of the texts below that something listed is like. */
export const PARTY_FOUND = 60;
/** (u32 address, u32 bytes) of the texts to match: those of the key, or folded. */
export const PARTY_NAME = 32;
export const PARTY_BUSINESS = 40;
export const PARTY_ADDRESS = 48;
/** Keyed hashes of these texts as they came, u64 each; 0 of an empty one. */
export const PARTY_HASHES = 64;
export const PARTY_NUM_TEXTS = 3;
export const PARTY_HITS = 96;
export const PARTY_MOST_HITS = 24;
export const PARTY_KEY: number = PARTY_HITS + PARTY_MOST_HITS * HIT_BYTES;
/** A longer key is matched each time anew. */
export const PARTY_KEY_BYTES = 448;
export const PARTY_BYTES: number = PARTY_KEY + PARTY_KEY_BYTES;
/** Places of parties, in pairs. */
export const PARTY_PLACES = 4096;
export const PARTY_PENDING = 0xffff_ffff;

/** Hashes of texts, u64, in sets of which each keeps the latest. */
export const UNLISTED_SET_HASHES = 4;
export const UNLISTED_SETS = 32_768;
export const UNLISTED_BYTES: number = UNLISTED_SETS * UNLISTED_SET_HASHES * 8;

/** A text that belongs to a row: folded and as it came, what it is and whose. */
export const TEXT_FOLDED = 0;
export const TEXT_RAW = 8;
export const TEXT_KIND = 16;
export const TEXT_PARTY = 20;
/** Of a text that is an identifier as a whole: the four words of its key, and 1 where it has one. */
export const TEXT_KEY = 24;
export const TEXT_HAS_KEY = 40;
/** Address of its slot among the identifiers of the lists and of what was changed since; 0 where it is not listed. */
export const TEXT_SLOT = 44;
export const TEXT_DELTA_SLOT = 48;
export const TEXT_BYTES = 56;
/** Kinds of texts: the attribute that a whole text is, and what none is. */
export const TEXT_IS_PHONE: number = attributes.phone;
export const TEXT_IS_EMAIL: number = attributes.email;
export const TEXT_IS_WALLET: number = attributes.wallet;
export const TEXT_IS_DOCUMENT: number = attributes.document;
export const TEXT_IS_FREE = 31;

/** Whose a text is. */
export const PARTY_IS_NONE = 0;
export const PARTY_IS_SENDER = 1;
export const PARTY_IS_RECIPIENT = 2;

/** Most hits that one kernel is asked for. */
export const MOST_FOUND = 16;
/** Set in the entry of a hit that a party keeps where the entry is one of the changes. */
export const ENTRY_IN_DELTA = 0x8000_0000;

/** A hit of a row: as a kernel leaves it, whose it is, and 1 where the entry is one of the changes. */
export const ROW_HIT_ENTRY = 0;
export const ROW_HIT_DETAIL = 4;
export const ROW_HIT_SCORE = 8;
export const ROW_HIT_PARTY = 16;
export const ROW_HIT_IN_DELTA = 20;
export const ROW_HIT_BYTES = 24;
/** A row that has more keeps the first: a hit more would change no decision. */
export const ROW_MOST_HITS = 64;

/** Of a folded text, by the bytes that it had: a longer one is cut. */
export const FOLDED_FACTOR = 4;
export const FOLDED_EXTRA = 64;
/** Beside the address of a span whose text keeps its case: only what nobody sees is taken out of it. */
export const IS_RAW_FOLD = 1;
