/**
 * HMAC-SHA-256 (RFC 2104) of many short messages under one key. The two hashes are made in one call each, which takes
 * half the time of `createHmac` a message; a test holds both equal.
 */
import { hash } from 'node:crypto';

const BLOCK_BYTES = 64;
const HASH_BYTES = 32;

export type RowHash = {
  /** Of bytes `[from, to)`, base64url, 43 characters. */
  of(bytes: Buffer, from: number, to: number): string;
};

/** @param key at most 64 bytes */
export function createRowHash(key: Uint8Array): RowHash {
  const outer = padded(key, 0x5c, HASH_BYTES);
  let inner = padded(key, 0x36, 4096);
  return {
    of: (bytes, from, to) => {
      const end = BLOCK_BYTES + to - from;
      if (end > inner.length) inner = padded(key, 0x36, 2 * end);
      // also moves the message out of shared memory, where another thread might change it meanwhile
      bytes.copy(inner, BLOCK_BYTES, from, to);
      outer.write(hash('sha256', inner.subarray(0, end), 'binary'), BLOCK_BYTES, 'latin1');
      return hash('sha256', outer, 'base64url');
    },
  };
}

/** The key's block, with room for what is hashed after it. */
function padded(key: Uint8Array, pad: number, room: number): Buffer {
  const bytes = Buffer.alloc(BLOCK_BYTES + room);
  bytes.fill(pad, 0, BLOCK_BYTES);
  key.forEach((byte, i) => (bytes[i] ^= byte));
  return bytes;
}
