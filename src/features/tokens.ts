/**
 * Text to tokens, as the core does it: tokens are runs of ASCII letters, digits and bytes of UTF-8 from 0x80 on,
 * folded by setting one bit in each byte. That folds ASCII and, as it happens, the accented capitals of Latin-1; it is
 * no Unicode folding. A run of another script is one token.
 */

/** A token: its folded bytes as one char each (Latin-1), and where it lies in the text's bytes. */
export type Token = { readonly word: string; readonly start: number };

/** The bit in which ASCII capitals differ from small letters; all ASCII digits have it. */
const FOLD_BIT = 0x20;

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** The bytes the core sees: UTF-8, and a lone surrogate in the three bytes it would have (WTF-8). */
export function encodeText(text: string): Uint8Array {
  if (!LONE_SURROGATE.test(text)) return Buffer.from(text, 'utf8');
  return Buffer.concat(Array.from(text, encodeCodePoint));
}

/** Tokens in order. */
export function tokensOf(bytes: Uint8Array): Token[] {
  const tokens: Token[] = [];
  let word = '';
  for (let i = 0; i <= bytes.length; i++) {
    const byte = i < bytes.length ? bytes[i] : 0;
    if (isTokenByte(byte)) word += String.fromCharCode(byte | FOLD_BIT);
    else if (word) {
      tokens.push({ word, start: i - word.length });
      word = '';
    }
  }
  return tokens;
}

const MULTIPLIERS = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f, 0x2c1b3c6d, 0x297a2d39] as const;
const LENGTH_MULTIPLIER = 0x165667b1;
const FINAL_MULTIPLIER = 0x7feb352d;

/** 32-bit hash of a token: its first 24 bytes as six little-endian words, and its length. */
export function tokenHash(word: string): number {
  let hash = Math.imul(word.length, LENGTH_MULTIPLIER);
  for (const [i, multiplier] of MULTIPLIERS.entries()) hash = (hash + Math.imul(wordAt(word, 4 * i), multiplier)) | 0;
  hash = Math.imul(hash ^ (hash >>> 15), FINAL_MULTIPLIER);
  return (hash ^ (hash >>> 13)) >>> 0;
}

export function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

export function isUpper(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a;
}

/** ASCII letter of either case. */
export function isLetter(byte: number): boolean {
  return (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
}

function isTokenByte(byte: number): boolean {
  return byte >= 0x80 || isDigit(byte) || isLetter(byte);
}

function wordAt(text: string, at: number): number {
  let value = 0;
  for (let i = 3; i >= 0; i--) value = (value << 8) | (at + i < text.length ? text.charCodeAt(at + i) : 0);
  return value;
}

function encodeCodePoint(character: string): Uint8Array {
  const code = character.charCodeAt(0);
  if (character.length === 2 || code < 0xd800 || code > 0xdfff) return Buffer.from(character, 'utf8');
  return Uint8Array.of(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
}
