// Listed addresses that a query's text contains: candidates by the words under which they are posted, then scores.

import {
  ADDRESSES_CHECK_BITS,
  ADDRESSES_IDENTITY,
  ADDRESSES_IS_KNOWN,
  ADDRESSES_IS_LETTERS,
  ADDRESSES_IS_NUMBER,
  ADDRESSES_LAST_TYPO_SLOT,
  ADDRESSES_NUMBER_BITS,
  ADDRESSES_NUMBER_MASK,
  ADDRESSES_NUM_WORDS,
  ADDRESSES_POSTINGS,
  ADDRESSES_QUERY_BYTES,
  ADDRESSES_QUERY_LENGTH,
  ADDRESSES_QUERY_NUMBER,
  ADDRESSES_QUERY_SUM,
  ADDRESSES_RECORDS,
  ADDRESSES_RECORD_BYTES,
  ADDRESSES_RECORD_ENTRY,
  ADDRESSES_SCORE,
  ADDRESSES_SCRATCH_BYTES,
  ADDRESSES_SCRATCH_CHECKS,
  ADDRESSES_SCRATCH_IDENTITY,
  ADDRESSES_SCRATCH_NUM_WORDS,
  ADDRESSES_SCRATCH_QUERY,
  ADDRESSES_SCRATCH_STAMPS,
  ADDRESSES_SCRATCH_WORDS,
  ADDRESSES_STAMP_BYTES,
  ADDRESSES_TAG_SHIFT,
  ADDRESSES_TYPO_SLOTS,
  ADDRESSES_WORD_BYTES,
  ADDRESSES_WORD_POSTINGS,
  ATTRIBUTE_IS_ADDRESS,
} from '../../generated/lists';
import { keepHit } from '../hits';
import { readQuery } from './readQuery';
import { scoreAddress } from './scoreAddress';
import { folded, nextPower, wordHash, wordSum } from './wordHash';
import { isOneEdit, lengthOf, textOf, wordAt } from './words';

const MAY_BE_TYPO: u32 = (<u32>ADDRESSES_IS_LETTERS | <u32>ADDRESSES_IS_NUMBER) << <u32>ADDRESSES_NUMBER_BITS;
const IS_KNOWN: u32 = <u32>ADDRESSES_IS_KNOWN << <u32>ADDRESSES_NUMBER_BITS;
const DETAIL_SHIFT: u32 = 8;

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
  let count: u32 = 0;
  const numWords = load<u32>(scratch, ADDRESSES_SCRATCH_NUM_WORDS);
  for (let i: u32 = 0; i < numWords; i++) {
    const word = scratch + ADDRESSES_SCRATCH_WORDS + <usize>i * ADDRESSES_QUERY_BYTES;
    const number = load<u32>(word, ADDRESSES_QUERY_NUMBER);
    if ((number & IS_KNOWN) != 0) {
      count = tryPostings(addresses, number & <u32>ADDRESSES_NUMBER_MASK, scratch, out, most, count);
    }
    if ((number & MAY_BE_TYPO) != 0) count = tryTypos(addresses, word, scratch, out, most, count);
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

function tryPostings(addresses: usize, number: u32, scratch: usize, out: usize, most: u32, count: u32): u32 {
  const word = wordAt(addresses, number);
  const postings = addresses + <usize>load<u32>(addresses, ADDRESSES_POSTINGS);
  const end = postings + (<usize>load<u32>(word, ADDRESSES_WORD_BYTES + ADDRESSES_WORD_POSTINGS) << 2);
  const query = load<u32>(scratch, ADDRESSES_SCRATCH_QUERY);
  const stamps = scratch + ADDRESSES_SCRATCH_STAMPS +
    <usize>load<u32>(addresses, ADDRESSES_NUM_WORDS) * ADDRESSES_STAMP_BYTES;
  const least = load<f64>(addresses, ADDRESSES_SCORE);
  let at = postings + (<usize>load<u32>(word, ADDRESSES_WORD_POSTINGS) << 2);
  for (; at < end; at += 4) {
    const posting = load<u32>(at);
    const check = posting >> <u32>ADDRESSES_CHECK_BITS;
    const checks = <u32>load<u8>(scratch + ADDRESSES_SCRATCH_CHECKS + <usize>(check >> 3));
    if (((checks >> (check & 7)) & 1) == 0) continue;
    const address = posting & <u32>ADDRESSES_NUMBER_MASK;
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

/** Postings of listed words an edit from this one: they share its text, or one without a letter. */
function tryTypos(addresses: usize, word: usize, scratch: usize, out: usize, most: u32, count: u32): u32 {
  const text = <usize>load<u32>(word);
  const length = load<u32>(word, ADDRESSES_QUERY_LENGTH);
  const own = load<u32>(word, ADDRESSES_QUERY_SUM);
  count = tryTypo(addresses, word, wordHash(own, length), scratch, out, most, count);
  let sum = wordSum(text + 1, length - 1);
  let power: u32 = 1;
  let letter = folded(<u32>load<u8>(text));
  let before: u32 = 0;
  for (let i: u32 = 0; i < length; i++) {
    // of equal letters side by side any may go: the text is the same
    if (letter != before) count = tryTypo(addresses, word, wordHash(sum, length - 1), scratch, out, most, count);
    const next = folded(<u32>load<u8>(text + <usize>i + 1));
    sum += (letter - next) * power;
    power = nextPower(power);
    before = letter;
    letter = next;
  }
  return count;
}

@inline
function tryTypo(
  addresses: usize,
  word: usize,
  hash: u32,
  scratch: usize,
  out: usize,
  most: u32,
  count: u32,
): u32 {
  const slots = addresses + <usize>load<u32>(addresses, ADDRESSES_TYPO_SLOTS);
  const last = load<u32>(addresses, ADDRESSES_LAST_TYPO_SLOT);
  let place = hash & last;
  let slot = load<u32>(slots + ((<usize>place) << 2));
  while (slot != 0) {
    if ((slot ^ hash) >> <u32>ADDRESSES_TAG_SHIFT == 0) {
      const number = (slot & <u32>ADDRESSES_NUMBER_MASK) - 1;
      const listed = wordAt(addresses, number);
      const text = textOf(addresses, listed);
      if (isOneEdit(text, lengthOf(listed), <usize>load<u32>(word), load<u32>(word, ADDRESSES_QUERY_LENGTH))) {
        count = tryPostings(addresses, number, scratch, out, most, count);
      }
    }
    place = (place + 1) & last;
    slot = load<u32>(slots + ((<usize>place) << 2));
  }
  return count;
}
