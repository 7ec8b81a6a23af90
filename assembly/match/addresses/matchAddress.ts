// Listed addresses that a query's text contains: candidates by the words under which they are posted, then scores.

import {
  ADDRESSES_ALIKE,
  ADDRESSES_GROUP_BYTES,
  ADDRESSES_IDENTITY,
  ADDRESSES_IS_KNOWN,
  ADDRESSES_IS_LETTERS,
  ADDRESSES_IS_NUMBER,
  ADDRESSES_NUMBER_BITS,
  ADDRESSES_NUMBER_MASK,
  ADDRESSES_NUM_ADDRESSES,
  ADDRESSES_QUERY_BYTES,
  ADDRESSES_QUERY_NUMBER,
  ADDRESSES_SCRATCH_BYTES,
  ADDRESSES_SCRATCH_COUNT,
  ADDRESSES_SCRATCH_COUNTRY,
  ADDRESSES_SCRATCH_FIRST,
  ADDRESSES_SCRATCH_IDENTITY,
  ADDRESSES_SCRATCH_NUM_WORDS,
  ADDRESSES_SCRATCH_QUERY,
  ADDRESSES_SCRATCH_WORDS,
} from '../../generated/lists';
import { tryPostings } from './postings';
import { readQuery } from './readQuery';
import { groupAt, groupOf, tryTypos } from './typos';

const MAY_BE_TYPO: u32 = (<u32>ADDRESSES_IS_LETTERS | <u32>ADDRESSES_IS_NUMBER) << <u32>ADDRESSES_NUMBER_BITS;
const IS_KNOWN: u32 = <u32>ADDRESSES_IS_KNOWN << <u32>ADDRESSES_NUMBER_BITS;

/**
 * At most `most` hits (at least 1) at `out`, best first, one an entry; above the attribute, a hit's detail holds the
 * number of the listed address. Returns their number. The text ends in the country's code behind a comma.
 */
export function matchAddress(
  addresses: usize,
  text: usize,
  length: u32,
  scratch: usize,
  out: usize,
  most: u32,
): u32 {
  startQuery(addresses, scratch);
  readQuery(addresses, text, length, scratch);
  takeCountry(addresses, scratch);
  let count: u32 = 0;
  const numWords = load<u32>(scratch, ADDRESSES_SCRATCH_NUM_WORDS);
  for (let i: u32 = 0; i < numWords; i++) {
    const word = scratch + ADDRESSES_SCRATCH_WORDS + <usize>i * ADDRESSES_QUERY_BYTES;
    const number = load<u32>(word, ADDRESSES_QUERY_NUMBER);
    const isKnown = (number & IS_KNOWN) != 0;
    if (isKnown) {
      count = tryPostings(addresses, number & <u32>ADDRESSES_NUMBER_MASK, scratch, out, most, count);
    }
    if ((number & MAY_BE_TYPO) == 0 || (isKnown && !isAlike(addresses, number & <u32>ADDRESSES_NUMBER_MASK))) continue;
    count = tryTypos(addresses, word, scratch, out, most, count);
  }
  return count;
}

/** Stamps of another index, or of the first query after four thousand million, are cleared. */
function startQuery(addresses: usize, scratch: usize): void {
  const identity = load<u64>(addresses, ADDRESSES_IDENTITY);
  const query = load<u32>(scratch, ADDRESSES_SCRATCH_QUERY) + 1;
  if (load<u64>(scratch, ADDRESSES_SCRATCH_IDENTITY) == identity && query != 0) {
    store<u32>(scratch, query, ADDRESSES_SCRATCH_QUERY);
    return;
  }
  memory.fill(scratch, 0, <usize>load<u32>(addresses, ADDRESSES_SCRATCH_BYTES));
  store<u64>(scratch, identity, ADDRESSES_SCRATCH_IDENTITY);
  store<u32>(scratch, 1, ADDRESSES_SCRATCH_QUERY);
}

/** A query of one country can match its addresses and those before all countries; one without can match all. */
function takeCountry(addresses: usize, scratch: usize): void {
  const country = load<u32>(scratch, ADDRESSES_SCRATCH_COUNTRY);
  let first: u32 = 0;
  let end = load<u32>(addresses, ADDRESSES_NUM_ADDRESSES);
  if (country != 0) {
    const group = groupAt(addresses, groupOf(country));
    first = load<u32>(group);
    end = load<u32>(group, ADDRESSES_GROUP_BYTES);
  }
  store<u32>(scratch, first, ADDRESSES_SCRATCH_FIRST);
  store<u32>(scratch, end - first, ADDRESSES_SCRATCH_COUNT);
}

/** Whether another listed word that forgives an edit may be one away. */
@inline
function isAlike(addresses: usize, number: u32): bool {
  const bits = <u32>load<u8>(addresses + <usize>load<u32>(addresses, ADDRESSES_ALIKE) + <usize>(number >> 3));
  return ((bits >> (number & 7)) & 1) != 0;
}
