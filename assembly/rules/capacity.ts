// Sizes by domain: a mask has a bit for every element the largest tile may have.

import {
  CAPACITY_CONTENTS,
  CAPACITY_EVENTS,
  CAPACITY_ROWS,
  CAPACITY_WALLETS,
  DOMAIN_CONTENTS,
  DOMAIN_ROWS,
  DOMAIN_WALLETS,
} from '../generated/rules';

export function capacityOf(domain: u32): u32 {
  if (domain == DOMAIN_ROWS) return CAPACITY_ROWS;
  if (domain == DOMAIN_CONTENTS) return CAPACITY_CONTENTS;
  return domain == DOMAIN_WALLETS ? CAPACITY_WALLETS : CAPACITY_EVENTS;
}

/** Bytes of one mask. */
@inline
export function maskBytesOf(domain: u32): usize {
  return <usize>capacityOf(domain) >> 3;
}

/** Bytes of a column, before its mask of errors. */
@inline
export function columnBytesOf(domain: u32): usize {
  return <usize>capacityOf(domain) << 3;
}

/** Bytes of a mask that hold the elements, in whole vectors. */
@inline
export function usedBytesOf(count: u32): usize {
  return <usize>((count + 127) >> 7) << 4;
}
