/** Where a number becomes a finding. Starting values, named once for the core and for the plain reference. */

/** Pieces of one article from which a gift is bulk. */
export const GIFT_BULK_PIECES = 10;
/** Gross weight below which a powder or chemical parcel is small, grams. */
export const SMALL_PARCEL_G = 1000;
/** Scanned and declared weight differ when both are exceeded: grams, and one part in so many of the declared. */
export const SCAN_DIFFERENCE_G = 200;
export const SCAN_DIFFERENCE_PART = 5;
/** Content words a description must have to name its goods. */
export const MIN_CONTENT_WORDS = 2;
/** Score from which a list match is a finding. */
export const LISTED_SCORE = 0.9;
/** Links within which an earlier seizure is a finding. */
export const LINKED_DISTANCE = 2;
