/** Base58 with and without the checksum of Bitcoin (four bytes of a double SHA-256). */
import { createHash } from 'node:crypto';

export const BITCOIN_LETTERS = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
export const RIPPLE_LETTERS = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz';
const CHECK_BYTES = 4;
/** No address is longer; what is would cost quadratic time. */
const MOST_LETTERS = 120;

/** @returns the bytes, leading zeros included, or null where a character is no digit of base 58. */
export function decodeBase58(text: string, letters: string = BITCOIN_LETTERS): Uint8Array | null {
  if (text.length > MOST_LETTERS) return null;
  const bytes: number[] = [];
  for (const letter of text) {
    let carry = letters.indexOf(letter);
    if (carry < 0) return null;
    for (let i = 0; i < bytes.length; i++) {
      carry += bytes[i] * 58;
      bytes[i] = carry & 255;
      carry >>= 8;
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 255);
  }
  for (let i = 0; i < text.length && text[i] === letters[0]; i++) bytes.push(0);
  return Uint8Array.from(bytes.reverse());
}

/** @returns version and payload, or null where the checksum is wrong. */
export function decodeBase58Check(text: string, letters: string = BITCOIN_LETTERS): Uint8Array | null {
  const bytes = decodeBase58(text, letters);
  if (bytes === null || bytes.length <= CHECK_BYTES) return null;
  const body = bytes.subarray(0, -CHECK_BYTES);
  const check = sha256(sha256(body)).subarray(0, CHECK_BYTES);
  return check.every((byte, i) => byte === bytes[body.length + i]) ? body : null;
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}
