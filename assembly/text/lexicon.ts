// Finding a token in the lexicon without a loop or a branch: a perfect hash says where the token would be, the word's
// own bytes decide whether it is. Which tokens are in the lexicon cannot be predicted. (Masks, not `select`: the engine
// may make a branch of a select again.)

import {
  REF_BUCKET_MASK,
  REF_MULTIPLIERS,
  REF_SLOTS,
  REF_SLOT_SHIFT,
  REF_WORDS,
  WORD_BYTES,
  WORD_MAX_BYTES,
} from '../generated/reference';
import { headOf, tailOf } from './hash';

/** Address of the word equal to the token, or of the empty word. `head` and `tail` are the token's first 16 bytes. */
@inline
export function findWord(reference: usize, token: usize, length: u32, head: u64, tail: u64, hash: u32): usize {
  const words = reference + <usize>load<u32>(reference, REF_WORDS);
  const slots = reference + <usize>load<u32>(reference, REF_SLOTS);
  const multipliers = reference + <usize>load<u32>(reference, REF_MULTIPLIERS);
  const bucket = <usize>(hash & load<u32>(reference, REF_BUCKET_MASK));
  const multiplier = <u32>load<u16>(multipliers + (bucket << 1));
  const slot = load<u32>(slots + (<usize>((hash * multiplier) >> load<u32>(reference, REF_SLOT_SHIFT)) << 2));
  // a slot of another hash leads to the empty word, which is always in the cache
  const index = slot & 0xffff & (0 - u32((slot ^ hash) >> 16 == 0));
  const offset = <usize>index * WORD_BYTES;
  const word = words + offset;
  const differs = (load<u64>(word) ^ head) | (load<u64>(word, 8) ^ tail) | endDiffers(word, token, length);
  return words + (offset & (0 - usize(differs == 0)));
}

/** Not 0 when bytes 16 to 31 differ, or the token has more. Tokens that long are rare. */
@inline
function endDiffers(word: usize, token: usize, length: u32): u64 {
  return length <= 16 ? load<u64>(word, 16) : longEndDiffers(word, token, length - 16);
}

function longEndDiffers(word: usize, token: usize, rest: u32): u64 {
  if (rest > <u32>WORD_MAX_BYTES - 16) return 1;
  return (load<u64>(word, 16) ^ headOf(token + 16, rest)) | (load<u64>(word, 24) ^ tailOf(token + 16, rest));
}
