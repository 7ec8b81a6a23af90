/** Codes of reasons that answers make themselves; no rule and no band may take them. */

/** Says how many rules hit beyond those that an answer names. */
export const FURTHER_RULES = 'FURTHER_RULES';
/** What a carrier is asked, of whichever rule. */
export const REQUEST = 'REQUEST';
/** What a capacity plan made of a proposal: taken by rank, drawn, a hard rule beyond the budget, no room. */
export const CAPACITY_RANK = 'CAPACITY_RANK';
export const CAPACITY_DRAW = 'CAPACITY_DRAW';
export const CAPACITY_OVERFLOW = 'CAPACITY_OVERFLOW';
export const CAPACITY_LOWERED = 'CAPACITY_LOWERED';

/** What of a parcel is on a list, by the attribute that matches. */
export const listCodes = {
  name: 'LIST_NAME',
  address: 'LIST_ADDRESS',
  phone: 'LIST_PHONE',
  email: 'LIST_EMAIL',
  wallet: 'LIST_WALLET',
  cas: 'LIST_CAS',
  phrase: 'LIST_PHRASE',
  handle: 'LIST_HANDLE',
  pgp: 'LIST_PGP',
  document: 'LIST_DOCUMENT',
} as const;

export const reservedCodes: ReadonlySet<string> = new Set([
  FURTHER_RULES,
  REQUEST,
  CAPACITY_RANK,
  CAPACITY_DRAW,
  CAPACITY_OVERFLOW,
  CAPACITY_LOWERED,
  ...Object.values(listCodes),
]);
