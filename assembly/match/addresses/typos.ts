// Listed words that are an edit from a word of the query: they share its text, or one of theirs without a letter. Few of
// the hashes that are asked for are there, and a filter small enough to stay near tells so.

import {
  ADDRESSES_FILTER,
  ADDRESSES_FILTER_OTHER_SHIFT,
  ADDRESSES_FILTER_SHIFT,
  ADDRESSES_GROUPS,
  ADDRESSES_GROUP_BYTES,
  ADDRESSES_GROUP_TYPOS,
  ADDRESSES_LAST_FILTER,
  ADDRESSES_LAST_TYPO_SLOT,
  ADDRESSES_NUMBER_MASK,
  ADDRESSES_NUM_GROUPS,
  ADDRESSES_QUERY_LENGTH,
  ADDRESSES_QUERY_NUMBER,
  ADDRESSES_QUERY_SUM,
  ADDRESSES_SCRATCH_COUNTRY,
  ADDRESSES_TAG_SHIFT,
  ADDRESSES_TYPO_SLOTS,
} from '../../generated/lists';
import { tryPostings } from './postings';
import { folded, groupHash, nextPower, wordSum } from './wordHash';
import { isOneEdit, lengthOf, textOf, wordAt } from './words';

/** In each group of addresses that the query may match. Returns the number of hits. */
export function tryTypos(addresses: usize, word: usize, scratch: usize, out: usize, most: u32, count: u32): u32 {
  const country = load<u32>(scratch, ADDRESSES_SCRATCH_COUNTRY);
  count = tryGroup(addresses, word, 0, scratch, out, most, count);
  if (country != 0) return tryGroup(addresses, word, groupOf(country), scratch, out, most, count);
  for (let group: u32 = 1; group < <u32>ADDRESSES_NUM_GROUPS; group++) {
    count = tryGroup(addresses, word, group, scratch, out, most, count);
  }
  return count;
}

@inline
export function groupAt(addresses: usize, group: u32): usize {
  return addresses + <usize>load<u32>(addresses, ADDRESSES_GROUPS) + <usize>group * ADDRESSES_GROUP_BYTES;
}

/** @param country two letters, the first in the low byte */
@inline
export function groupOf(country: u32): u32 {
  return 1 + 26 * ((country & 0xff) - 0x61) + (country >> 8) - 0x61;
}

function tryGroup(
  addresses: usize,
  word: usize,
  group: u32,
  scratch: usize,
  out: usize,
  most: u32,
  count: u32,
): u32 {
  if (load<u32>(groupAt(addresses, group), ADDRESSES_GROUP_TYPOS) == 0) return count;
  const text = <usize>load<u32>(word);
  const length = load<u32>(word, ADDRESSES_QUERY_LENGTH);
  const filter = addresses + <usize>load<u32>(addresses, ADDRESSES_FILTER);
  const last = load<u32>(addresses, ADDRESSES_LAST_FILTER);
  const own = groupHash(load<u32>(word, ADDRESSES_QUERY_SUM), length, group);
  if (mayHave(filter, last, own)) count = trySlots(addresses, word, own, scratch, out, most, count);
  let sum = wordSum(text + 1, length - 1);
  let power: u32 = 1;
  let letter = folded(<u32>load<u8>(text));
  let before: u32 = 0;
  for (let i: u32 = 0; i < length; i++) {
    const hash = groupHash(sum, length - 1, group);
    // of equal letters side by side any may go: the text is the same
    if (letter != before && mayHave(filter, last, hash)) {
      count = trySlots(addresses, word, hash, scratch, out, most, count);
    }
    const next = folded(<u32>load<u8>(text + <usize>i + 1));
    sum += (letter - next) * power;
    power = nextPower(power);
    before = letter;
    letter = next;
  }
  return count;
}

@inline
function mayHave(filter: usize, last: u32, hash: u32): bool {
  const bits = load<u32>(filter + (<usize>(hash & last) << 2));
  return ((bits >> ((hash >> <u32>ADDRESSES_FILTER_SHIFT) & 31)) & (bits >> (hash >> <u32>ADDRESSES_FILTER_OTHER_SHIFT)) & 1) != 0;
}

function trySlots(
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
  const own = load<u32>(word, ADDRESSES_QUERY_NUMBER) & <u32>ADDRESSES_NUMBER_MASK;
  let place = hash & last;
  let slot = load<u32>(slots + ((<usize>place) << 2));
  while (slot != 0) {
    const number = (slot & <u32>ADDRESSES_NUMBER_MASK) - 1;
    if ((slot ^ hash) >> <u32>ADDRESSES_TAG_SHIFT == 0 && number != own) {
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
