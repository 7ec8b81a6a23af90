// Addresses that are posted under a word: those that a query may match are scored, once each.

import {
  ADDRESSES_CHECK_BITS,
  ADDRESSES_GROUPS,
  ADDRESSES_GROUP_BYTES,
  ADDRESSES_NUMBER_MASK,
  ADDRESSES_NUM_WORDS,
  ADDRESSES_POSTINGS,
  ADDRESSES_RECORDS,
  ADDRESSES_RECORD_BYTES,
  ADDRESSES_RECORD_ENTRY,
  ADDRESSES_SCORE,
  ADDRESSES_SCRATCH_CHECKS,
  ADDRESSES_SCRATCH_COUNT,
  ADDRESSES_SCRATCH_FIRST,
  ADDRESSES_SCRATCH_QUERY,
  ADDRESSES_SCRATCH_STAMPS,
  ADDRESSES_STAMP_BYTES,
  ADDRESSES_WORD_BYTES,
  ADDRESSES_WORD_POSTINGS,
  ATTRIBUTE_IS_ADDRESS,
} from '../../generated/lists';
import { keepHit } from '../hits';
import { scoreAddress } from './scoreAddress';
import { wordAt } from './words';

const DETAIL_SHIFT: u32 = 8;

/** @param number of the word. Returns the number of hits. */
export function tryPostings(addresses: usize, number: u32, scratch: usize, out: usize, most: u32, count: u32): u32 {
  const word = wordAt(addresses, number);
  const postings = addresses + <usize>load<u32>(addresses, ADDRESSES_POSTINGS);
  const end = postings + (<usize>load<u32>(word, ADDRESSES_WORD_BYTES + ADDRESSES_WORD_POSTINGS) << 2);
  const query = load<u32>(scratch, ADDRESSES_SCRATCH_QUERY);
  const stamps = scratch + ADDRESSES_SCRATCH_STAMPS +
    <usize>load<u32>(addresses, ADDRESSES_NUM_WORDS) * ADDRESSES_STAMP_BYTES;
  const least = load<f64>(addresses, ADDRESSES_SCORE);
  const numAnywhere = load<u32>(
    addresses + <usize>load<u32>(addresses, ADDRESSES_GROUPS),
    ADDRESSES_GROUP_BYTES,
  );
  const first = load<u32>(scratch, ADDRESSES_SCRATCH_FIRST);
  const numOwn = load<u32>(scratch, ADDRESSES_SCRATCH_COUNT);
  let at = postings + (<usize>load<u32>(word, ADDRESSES_WORD_POSTINGS) << 2);
  for (; at < end; at += 4) {
    const posting = load<u32>(at);
    const address = posting & <u32>ADDRESSES_NUMBER_MASK;
    if (address >= numAnywhere && address - first >= numOwn) continue;
    const check = posting >> <u32>ADDRESSES_CHECK_BITS;
    const checks = <u32>load<u8>(scratch + ADDRESSES_SCRATCH_CHECKS + <usize>(check >> 3));
    if (((checks >> (check & 7)) & 1) == 0) continue;
    const stamp = stamps + (<usize>address << 2);
    if (load<u32>(stamp) == query) continue;
    store<u32>(stamp, query);
    const record = addresses + <usize>load<u32>(addresses, ADDRESSES_RECORDS) + <usize>address * ADDRESSES_RECORD_BYTES;
    const score = scoreAddress(addresses, record, scratch, least);
    if (score < least) continue;
    const detail = <u32>ATTRIBUTE_IS_ADDRESS | (address << DETAIL_SHIFT);
    count = keepHit(out, count, most, load<u32>(record, ADDRESSES_RECORD_ENTRY), detail, score);
  }
  return count;
}
