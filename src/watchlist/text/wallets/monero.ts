/** Addresses of Monero: base 58 in blocks of eight bytes, the last four bytes a Keccak checksum. */
import { BITCOIN_LETTERS } from './base58.ts';
import { keccak256 } from './keccak.ts';

/** Letters of an encoded block by its number of bytes. */
const BLOCK_LETTERS = [0, 2, 3, 5, 6, 7, 9, 10, 11];
const FULL_LETTERS = 11;
const CHECK_BYTES = 4;
/** Standard, integrated and sub-addresses of the main network. */
const PREFIXES = [18, 19, 42];

export function isMonero(text: string): boolean {
  if (text.length !== 95 && text.length !== 106) return false;
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += FULL_LETTERS) {
    const block = decodeBlock(text.slice(at, at + FULL_LETTERS));
    if (block === null) return false;
    bytes.push(...block);
  }
  const body = Uint8Array.from(bytes.slice(0, -CHECK_BYTES));
  const check = keccak256(body);
  return PREFIXES.includes(body[0]) && bytes.slice(-CHECK_BYTES).every((byte, i) => byte === check[i]);
}

function decodeBlock(text: string): number[] | null {
  const numBytes = BLOCK_LETTERS.indexOf(text.length);
  if (numBytes < 1) return null;
  let value = 0n;
  for (const letter of text) {
    const digit = BITCOIN_LETTERS.indexOf(letter);
    if (digit < 0) return null;
    value = value * 58n + BigInt(digit);
  }
  if (value >> BigInt(8 * numBytes)) return null;
  return Array.from({ length: numBytes }, (_, i) => Number((value >> BigInt(8 * (numBytes - 1 - i))) & 255n));
}
