/** Stands between requests where a carrier's CSV has several in one cell, with a blank on both sides; in no request. */
export const REQUEST_SEPARATOR = '|';
