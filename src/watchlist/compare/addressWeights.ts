/**
 * What the words of a listed address weigh, in twentieths of a name's word. Whole numbers, so that sums are equal in
 * whatever order they are added. The core shares these constants.
 */
export const WORD_UNITS = 20;
/** Words as `street`, single letters. */
export const PART_UNITS = 4;
/** States and words of two letters. */
export const SHORT_UNITS = 10;
export const NUMBER_UNITS = 40;
export const BOX_UNITS = 40;
export const UNIT_UNITS = 20;
export const POSTCODE_UNITS = 30;
/** A country counts only where both sides name one; another country weighs more than the same one. */
export const SAME_COUNTRY_UNITS = 20;
export const OTHER_COUNTRY_UNITS = 60;
/** An edit in a word takes a tenth, one in a postcode half. */
export const TYPO_WORD_UNITS = 18;
export const TYPO_POSTCODE_UNITS = 15;
/** Shorter ones are equal or not. */
export const LEAST_TYPO_WORD = 5;
export const LEAST_TYPO_POSTCODE = 4;
export const MOST_TYPO_LETTERS = 64;
/** Never to be had: the more evidence, the less it takes from the score, which therefore never saturates. */
export const OPEN_UNITS = 6;
/** Each number that only the query has, up to MOST_EXTRA_NUMBERS. */
export const EXTRA_NUMBER_UNITS = 1;
export const MOST_EXTRA_NUMBERS = 5;
/** A street without a number, or a postcode or a number without a street. */
export const LOOSE_FACTOR = 0.75;
/** A town and a country alone: too many share them. */
export const THIN_FACTOR = 0.5;
