// HMAC-SHA-256 (RFC 2104) under keys whose states were worked out once: half of the blocks of a short message.

import {
  BLINDED_AT_BLOCK,
  BLINDED_KEY_BYTES,
  BLINDED_KINDS,
  BLINDED_STATE_BYTES,
} from '../../generated/lists';
import { addBlock, addEnd, BLOCK_BYTES, DIGEST_BYTES, finishSha256, startSha256 } from './sha256';

const INNER: u8 = 0x36;
const OUTER: u8 = 0x5c;

/** Keys by kind, each in the first half of its place, become their states: inner, then outer. */
export function prepareBlindedKeys(keys: usize, scratch: usize): void {
  const block = scratch + BLINDED_AT_BLOCK;
  for (let kind: usize = 0; kind < BLINDED_KINDS; kind++) {
    const key = keys + kind * BLINDED_STATE_BYTES;
    memory.fill(block, INNER, BLOCK_BYTES);
    for (let i: usize = 0; i < BLINDED_KEY_BYTES; i++) store<u8>(block + i, load<u8>(key + i) ^ INNER);
    startSha256(key);
    // the second half is the outer state; the key that it is made of is in the block
    addBlock(key, block, scratch);
    for (let i: usize = 0; i < BLOCK_BYTES; i++) store<u8>(block + i, load<u8>(block + i) ^ INNER ^ OUTER);
    startSha256(key + DIGEST_BYTES);
    addBlock(key + DIGEST_BYTES, block, scratch);
    memory.fill(block, 0, BLOCK_BYTES);
  }
}

/** @param out 32 bytes */
export function hmacSha256(key: usize, message: usize, length: u32, out: usize, scratch: usize): void {
  const block = scratch + BLINDED_AT_BLOCK;
  memory.copy(out, key, DIGEST_BYTES);
  addEnd(out, message, length, BLOCK_BYTES + length, block, scratch);
  finishSha256(out);
  // the digest is the outer message; its own place is needed for the state
  memory.copy(block + 64, out, DIGEST_BYTES);
  memory.copy(out, key + DIGEST_BYTES, DIGEST_BYTES);
  memory.copy(block, block + 64, DIGEST_BYTES);
  memory.fill(block + DIGEST_BYTES, 0, 128 - DIGEST_BYTES);
  store<u8>(block + DIGEST_BYTES, 0x80);
  store<u64>(block + 56, bswap<u64>(<u64>(BLOCK_BYTES + DIGEST_BYTES) << 3));
  addBlock(out, block, scratch);
  finishSha256(out);
}
