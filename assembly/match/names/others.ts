// Which listed words are like some word of the query, as a filter of bits: of the postings of one word most fall for
// want of another, before any name is read.

import { NAMES_ITEM_BYTES, NAMES_OTHERS, NAMES_POSTING_OTHERS } from '../../generated/lists';
import { endOfItems, firstItem, ITEM_WORD } from './items';
import { NUM_TOKENS, TOKEN_SLOT, tokenAt } from './query';

/** Bits of the listed words that tokens are like: put before names are looked for, taken away afterwards. */
export function putOthers(scratch: usize, isPut: bool): void {
  const numTokens = load<u32>(scratch, NUM_TOKENS);
  const filter = scratch + NAMES_OTHERS;
  for (let i: u32 = 0; i < numTokens; i++) {
    const slot = <usize>load<u32>(tokenAt(scratch, i), TOKEN_SLOT);
    const first = firstItem(scratch, slot);
    const end = endOfItems(first, slot);
    for (let item = first; item < end; item += NAMES_ITEM_BYTES) {
      const half = <usize>load<u16>(item, ITEM_WORD);
      const at = filter + (half >> 3);
      store<u8>(at, isPut ? <u32>load<u8>(at) | (1 << (<u32>half & 7)) : 0);
    }
  }
}

@inline
function bitOf(filter: usize, half: u32): u32 {
  return (<u32>load<u8>(filter + <usize>(half >> 3)) >> (half & 7)) & 1;
}

/**
 * How many of the other telling words of a posting's name may be like one of the query; at times one too many.
 * @param telling of the name, at most one more than a posting holds
 */
@inline
export function numOthers(scratch: usize, posting: usize, telling: u32): u32 {
  const filter = scratch + NAMES_OTHERS;
  // postings lie by this number, so that the branches are the same for many of them
  const first = bitOf(filter, load<u16>(posting, NAMES_POSTING_OTHERS));
  if (telling <= 2) return first;
  const two = first + bitOf(filter, load<u16>(posting, NAMES_POSTING_OTHERS + 2));
  if (telling == 3) return two;
  const rest = load<u32>(posting, NAMES_POSTING_OTHERS + 4);
  return two + bitOf(filter, rest & 0xffff) + bitOf(filter, rest >> 16);
}
