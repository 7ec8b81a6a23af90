// For every listed word that some word of the query may stand for, a chain of links: which word, and how alike. The
// stamp of a listed word says where its chain begins.

import {
  NAMES_CHAIN, NAMES_ITEM_BYTES, NAMES_LINK_BYTES, NAMES_LINKS_MOST, NAMES_SPLIT_BYTES, NAMES_STAMPS,
} from '../../generated/lists';
import { HOW_MASK, IS_JOINED, scoreOf } from './alike';
import { endOfItems, firstItem, isOfClass, ITEM_ALIKE, ITEM_WORD, ITEM_WORD_MASK, SLOT_NUM_SPLITS } from './items';
import { JOIN_COUNT, JOIN_START, JOIN_WORD, joinAt } from './joins';
import {
  IS_PERSON, LINK_EPOCH, NUM_JOINS, NUM_LINKS, NUM_WORDS, QUERY_IS_TELLING, QUERY_SLOT, queryWord,
} from './query';
import { nextEpoch } from './similar';

// a link: u32 number of the next one (0: none), u8 place of the word, u8 how, f64 score
export const LINK_NEXT: usize = 0;
export const LINK_PLACE: usize = 4;
export const LINK_HOW: usize = 5;
export const LINK_SCORE: usize = 8;

@inline
export function linkAt(scratch: usize, link: u32): usize {
  return scratch + NAMES_CHAIN + <usize>link * NAMES_LINK_BYTES;
}

/** First link of a listed word, or 0. */
@inline
export function firstLink(scratch: usize, word: u32, epoch: u32): u32 {
  const stamp = load<u32>(scratch + NAMES_STAMPS + (<usize>word << 2));
  return stamp >> 16 == epoch ? stamp & 0xffff : 0;
}

/** Returns the epoch that stamps of this query have. */
export function linkWords(names: usize, scratch: usize): u32 {
  const epoch = nextEpoch(names, scratch);
  store<u32>(scratch, epoch, LINK_EPOCH);
  const isPerson = load<u32>(scratch, IS_PERSON) != 0;
  // 0 is no link
  store<u32>(scratch, 1, NUM_LINKS);
  const numWords = load<u32>(scratch, NUM_WORDS);
  for (let place: u32 = 0; place < numWords; place++) {
    const word = queryWord(scratch, place);
    const slot = <usize>load<u32>(word, QUERY_SLOT);
    const isTelling = load<u8>(word, QUERY_IS_TELLING) != 0;
    const first = firstItem(scratch, slot);
    const splits = endOfItems(first, slot);
    for (let item = first; item < splits; item += NAMES_ITEM_BYTES) {
      if (!isOfClass(item, isTelling, isPerson)) continue;
      const alike = <u32>load<u16>(item, ITEM_ALIKE);
      addLink(scratch, load<u32>(item, ITEM_WORD) & ITEM_WORD_MASK, place, alike & HOW_MASK, scoreOf(alike), epoch);
    }
    for (let split: u32 = 0; split < <u32>load<u8>(slot, SLOT_NUM_SPLITS); split++) {
      const at = splits + <usize>split * NAMES_SPLIT_BYTES;
      for (let part: u32 = 0; part < load<u32>(at, 12); part++) {
        addLink(scratch, load<u32>(at + (<usize>part << 2)), place, IS_JOINED, 0, epoch);
      }
    }
  }
  for (let i: u32 = 0; i < load<u32>(scratch, NUM_JOINS); i++) {
    const join = joinAt(scratch, i);
    const start = <u32>load<u8>(join, JOIN_START);
    for (let place = start; place < start + <u32>load<u8>(join, JOIN_COUNT); place++) {
      addLink(scratch, load<u32>(join, JOIN_WORD), place, IS_JOINED, 0, epoch);
    }
  }
  return epoch;
}

function addLink(scratch: usize, word: u32, place: u32, how: u32, score: f64, epoch: u32): void {
  const number = load<u32>(scratch, NUM_LINKS);
  if (number == NAMES_LINKS_MOST) return;
  const link = linkAt(scratch, number);
  store<u32>(link, firstLink(scratch, word, epoch), LINK_NEXT);
  store<u8>(link, place, LINK_PLACE);
  store<u8>(link, how, LINK_HOW);
  store<f64>(link, score, LINK_SCORE);
  store<u32>(scratch + NAMES_STAMPS + (<usize>word << 2), (epoch << 16) | number);
  store<u32>(scratch, number + 1, NUM_LINKS);
}
