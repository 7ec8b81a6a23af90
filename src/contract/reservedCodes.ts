/** Codes of reasons that answers make themselves; no rule and no band may take them. */

/** Says how many rules hit beyond those that an answer names. */
export const FURTHER_RULES = 'FURTHER_RULES';
/** What a carrier is asked, of whichever rule. */
export const REQUEST = 'REQUEST';

export const reservedCodes: ReadonlySet<string> = new Set([FURTHER_RULES, REQUEST]);
