// Names with words that only one side writes as one: few, and found by those words.

import { NAMES_CHECK_SHIFT_BITS, NAMES_JOIN_SEED } from '../../generated/lists';
import { tryName } from './candidate';
import { hashBytes } from './hash';
import { SLOT_NUM_SPLITS } from './items';
import { JOIN_WORD, joinAt } from './joins';
import { HAS_SPLITS, NUM_JOINS, NUM_WORDS, QUERY_LENGTH, QUERY_SLOT, QUERY_TEXT, queryWord } from './query';
import { endOfJoins, firstJoin, joinBucket } from './splits';
import { visitListed } from './visit';

const NAME_MASK: u32 = (<u32>1 << NAMES_CHECK_SHIFT_BITS) - 1;

export function visitJoined(names: usize, scratch: usize, kinds: u32, out: usize, count: u32, most: u32): u32 {
  const numWords = load<u32>(scratch, HAS_SPLITS) ? load<u32>(scratch, NUM_WORDS) : 0;
  for (let place: u32 = 0; place < numWords; place++) {
    const word = queryWord(scratch, place);
    if (load<u8>(<usize>load<u32>(word, QUERY_SLOT), SLOT_NUM_SPLITS) == 0) continue;
    const hash = hashBytes(NAMES_JOIN_SEED, <usize>load<u32>(word, QUERY_TEXT), load<u32>(word, QUERY_LENGTH));
    const bucket = joinBucket(names, hash);
    const end = endOfJoins(names, bucket);
    for (let item = firstJoin(names, bucket); item < end; item += 4) {
      const found = load<u32>(item);
      if ((found ^ hash) >> NAMES_CHECK_SHIFT_BITS) continue;
      count = tryName(names, scratch, found & NAME_MASK, kinds, out, count, most);
    }
  }
  const numJoins = load<u32>(scratch, NUM_JOINS);
  for (let i: u32 = 0; i < numJoins; i++) {
    count = visitListed(names, scratch, load<u32>(joinAt(scratch, i), JOIN_WORD), kinds, out, count, most);
  }
  return count;
}
