// Names and addresses that nothing listed is like: most of what mail brings, and much of it comes again, with other
// parties too. Such a text is known by its keyed hash alone, so many are remembered in little memory. The key is drawn
// at random with every generation of the lists: nobody can choose a text that is taken for another, what was remembered
// of other lists is void, and by chance one look-up in 2^62 is wrong.

import { sipHash } from '../../base/sipHash';
import {
  LIST_ADDRESS_KEY,
  LIST_NAME_KEY,
  LIST_NUM_UNLISTED,
  LIST_UNLISTED,
  PARTY_ADDRESS,
  PARTY_FOUND,
  PARTY_HASHES,
  PARTY_NAME,
  PARTY_NUM_TEXTS,
  UNLISTED_SETS,
  UNLISTED_SET_HASHES,
} from '../../generated/listStage';

const SET_BYTES: usize = UNLISTED_SET_HASHES << 3;

/** Makes those texts of a party empty that are known to be on no list. Its spans are of the texts as they came. */
export function leaveOutUnlisted(stage: usize, party: usize): void {
  store<u32>(party, 0, PARTY_FOUND);
  for (let text: usize = 0; text < PARTY_NUM_TEXTS; text++) {
    const span = party + PARTY_NAME + (text << 3);
    const length = load<u32>(span, 4);
    const key = stage + (span == party + PARTY_ADDRESS ? LIST_ADDRESS_KEY : LIST_NAME_KEY);
    // 0 is no hash
    const hash = length == 0 ? 0 : max<u64>(1, sipHash(key, <usize>load<u32>(span), length));
    store<u64>(party + (text << 3), hash, PARTY_HASHES);
    if (hash == 0 || !isRemembered(stage, hash)) continue;
    store<u32>(span, 0, 4);
    store<u32>(stage, load<u32>(stage, LIST_NUM_UNLISTED) + 1, LIST_NUM_UNLISTED);
  }
}

/** Of a party that was matched for every day: whatever of it was not found then is on no list. */
export function rememberUnlisted(stage: usize, party: usize): void {
  const found = load<u32>(party, PARTY_FOUND);
  for (let text: usize = 0; text < PARTY_NUM_TEXTS; text++) {
    // one that was left out is remembered already
    if (load<u32>(party + PARTY_NAME + (text << 3), 4) == 0 || (found >> <u32>text) & 1) continue;
    remember(setOf(stage, load<u64>(party + (text << 3), PARTY_HASHES)), load<u64>(party + (text << 3), PARTY_HASHES));
  }
}

@inline
function setOf(stage: usize, hash: u64): usize {
  return <usize>load<u32>(stage, LIST_UNLISTED) + <usize>(hash & (UNLISTED_SETS - 1)) * SET_BYTES;
}

/** What is asked for moves to the front of its set. */
function isRemembered(stage: usize, hash: u64): bool {
  const set = setOf(stage, hash);
  for (let at = set; at < set + SET_BYTES; at += 8) {
    if (load<u64>(at) != hash) continue;
    memory.copy(set + 8, set, at - set);
    store<u64>(set, hash);
    return true;
  }
  return false;
}

/** The one that was not asked for longest goes. */
function remember(set: usize, hash: u64): void {
  memory.copy(set + 8, set, SET_BYTES - 8);
  store<u64>(set, hash);
}
