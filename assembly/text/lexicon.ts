// Finding a token in the lexicon: a slot says where to look, the word's own bytes decide.

import { REF_SLOTS, REF_SLOT_MASK, REF_WORDS, WORD_BYTES, WORD_MAX_BYTES } from '../generated/reference';
import { headOf, tailOf } from './hash';

/** Address of the word equal to the token, or 0. `head` and `tail` are the token's first 16 bytes. */
@inline
export function findWord(reference: usize, token: usize, length: u32, head: u64, tail: u64, hash: u32): usize {
  const slots = reference + <usize>load<u32>(reference, REF_SLOTS);
  const mask = load<u32>(reference, REF_SLOT_MASK);
  let slot = hash & mask;
  let entry = load<u32>(slots + (<usize>slot << 2));
  while (entry) {
    if (!((entry ^ hash) >> 16)) {
      const words = reference + <usize>load<u32>(reference, REF_WORDS);
      const word = words + <usize>((entry & 0xffff) - 1) * WORD_BYTES;
      if (load<u64>(word) == head && load<u64>(word, 8) == tail && sameEnd(word, token, length)) return word;
    }
    slot = (slot + 1) & mask;
    entry = load<u32>(slots + (<usize>slot << 2));
  }
  return 0;
}

/** Whether bytes 16 to 31 agree and the token has no more. */
function sameEnd(word: usize, token: usize, length: u32): bool {
  if (length <= 16) return load<u64>(word, 16) == 0;
  if (length > <u32>WORD_MAX_BYTES) return false;
  const rest = length - 16;
  return load<u64>(word, 16) == headOf(token + 16, rest) && load<u64>(word, 24) == tailOf(token + 16, rest);
}
