// Finding a token in the lexicon without a loop or a branch: a perfect hash says where the token would be, the word's
// own bytes decide whether it is. Which tokens are in the lexicon cannot be predicted. (Masks, not `select`: the engine
// may make a branch of a select again.)

import {
  NUM_BUCKETS,
  REF_MULTIPLIERS,
  REF_SLOTS,
  REF_WORDS,
  SLOT_SHIFT,
  WORD_MAX_BYTES,
} from '../generated/reference';
import { headOf, tailOf } from './hash';

const BUCKET_MASK: u32 = <u32>NUM_BUCKETS - 1;

/**
 * Where the word equal to the token lies, or the empty word: add REF_WORDS and the place of a field. `head` and `tail`
 * are the token's first 16 bytes.
 */
@inline
export function findWord(reference: usize, token: usize, length: u32, head: u64, tail: u64, hash: u32): usize {
  const multiplier = <u32>load<u16>(reference + (<usize>(hash & BUCKET_MASK) << 1), REF_MULTIPLIERS);
  const slot = load<u32>(reference + (<usize>((hash * multiplier) >> <u32>SLOT_SHIFT) << 2), REF_SLOTS);
  // a slot of another hash leads to the empty word, which is always in the cache
  const offset = <usize>((slot & 0xffff & (0 - u32((slot ^ hash) < 0x10000))) << 4);
  const word = reference + offset;
  const startDiffers = (load<u64>(word, REF_WORDS) ^ head) | (load<u64>(word, REF_WORDS + 8) ^ tail);
  const differs = startDiffers | endDiffers(word, token, length);
  return reference + (offset & (0 - usize(differs == 0)));
}

/** Not 0 when bytes 16 to 31 differ, or the token has more. Tokens that long are rare. */
@inline
function endDiffers(word: usize, token: usize, length: u32): u64 {
  return length <= 16 ? load<u64>(word, REF_WORDS + 16) : longEndDiffers(word, token, length - 16);
}

function longEndDiffers(word: usize, token: usize, rest: u32): u64 {
  if (rest > <u32>WORD_MAX_BYTES - 16) return 1;
  const end = load<u64>(word, REF_WORDS + 16) ^ headOf(token + 16, rest);
  return end | (load<u64>(word, REF_WORDS + 24) ^ tailOf(token + 16, rest));
}
