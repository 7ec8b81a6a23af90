/** Hashes of texts: the same arithmetic as assembly/rules/hash.ts. */
import { HEAD_BYTES } from './tableLayout.ts';

/** Of a whole text, four bytes at a time. @returns u32 */
export function hashBytes(bytes: Uint8Array): number {
  let hash = Math.imul(bytes.length, 0x165667b1);
  for (let at = 0; at < bytes.length; at += 4) {
    hash = Math.imul(hash ^ wordAt(bytes, at, bytes.length), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return Math.imul(hash, 0x85ebca77) >>> 0;
}

/** Of the first bytes of a text, at most HEAD_BYTES. @returns u32 */
export function hashHead(bytes: Uint8Array): number {
  const length = Math.min(bytes.length, HEAD_BYTES);
  let hash = Math.imul(wordAt(bytes, 0, length) ^ (length << 29), 0x9e3779b1);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x85ebca77) >>> 0;
}

/** Little-endian; what lies behind the end is zero. */
function wordAt(bytes: Uint8Array, at: number, end: number): number {
  let word = 0;
  for (let i = at; i < Math.min(at + 4, end); i++) word |= bytes[i] << (8 * (i - at));
  return word;
}
