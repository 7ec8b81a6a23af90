// The scratch memory of the feature stage, bytes from its start:
//
//   | text facts, masks | row facts | hashes: sender, recipient, others | sixteen feature rows |
//
// The longest text has 256 code points, so 1,024 bytes and 128 tokens; names have 70 code points, so 35 tokens.

import { NUM_FEATURES } from '../generated/columns';

export const SCRATCH_TEXT: usize = 0;
export const SCRATCH_FACTS: usize = 256;
export const SCRATCH_SENDER_HASHES: usize = 512;
export const SCRATCH_RECIPIENT_HASHES: usize = 768;
export const SCRATCH_OTHER_HASHES: usize = 1024;
export const SCRATCH_SHEETS: usize = 2048;
/** One feature row, padded to whole vectors. */
export const SHEET_BYTES: usize = ((NUM_FEATURES + 3) & ~3) << 2;

/** Row facts that more than one family needs. f64, NaN is missing. */
export const FACT_PIECES: usize = 0;
export const FACT_NET_G: usize = 8;
export const FACT_GROSS_G: usize = 16;
export const FACT_SCANNED_G: usize = 24;
export const FACT_WEIGHT_G: usize = 32;
export const FACT_LINES_USD: usize = 40;
/** What the lines would weigh and cost if they were like others of their class. */
export const FACT_EXPECTED_GRAMS: usize = 72;
export const FACT_EXPECTED_USD: usize = 80;
export const FACT_FAR_FACTOR: usize = 88;
export const FACT_TOP_QUANTITY: usize = 96;
/** Amount of the first line that has one, and the sum of the line amounts in the currency of the total. */
export const FACT_FIRST_AMOUNT: usize = 104;
export const FACT_AMOUNT_SUM: usize = 112;
/** u32 from here on. Word classes of the goods. */
export const FACT_GOODS_BITS: usize = 120;
/** 1 when every line is in the currency of the total. */
export const FACT_SAME_CURRENCY: usize = 128;
/** Lines with an origin; those whose origin is not the sender's country; the first origin. */
export const FACT_NUM_ORIGINS: usize = 132;
export const FACT_NUM_ORIGINS_DIFFER: usize = 136;
export const FACT_FIRST_ORIGIN: usize = 140;
export const FACT_LINE_FIELDS_MISSING: usize = 144;
/** Texts of the lines, and what was counted in them; CAS numbers and the parts of a press in the explanation as well. */
export const FACT_NUM_TEXTS: usize = 148;
export const FACT_NUM_BYTES: usize = 152;
export const FACT_NUM_DIGITS: usize = 156;
export const FACT_NUM_UPPERS: usize = 160;
export const FACT_NUM_LETTERS: usize = 164;
export const FACT_NUM_HIGHS: usize = 168;
export const FACT_NUM_TOKENS: usize = 172;
export const FACT_NUM_STOP_WORDS: usize = 176;
export const FACT_NUM_KNOWN_WORDS: usize = 180;
export const FACT_NUM_VAGUE: usize = 184;
export const FACT_FEWEST_CONTENT: usize = 188;
export const FACT_HASH_SUM: usize = 192;
export const FACT_NUM_CAS: usize = 196;
export const FACT_NUM_CAS_LISTED: usize = 200;
export const FACT_PART_NAMED: usize = 204;
/** A bit for each level of the HS list that a line's code is on; the first chapters; lines that tell both, and differ. */
export const FACT_HS_LEVELS: usize = 208;
export const FACT_HS_CHAPTER: usize = 212;
export const FACT_WORD_CHAPTER: usize = 216;
export const FACT_NUM_WITH_BOTH: usize = 220;
export const FACT_NUM_DISAGREE: usize = 224;
