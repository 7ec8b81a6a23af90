/** Texts of model files out of bytes: plain UTF-8, and JSON's quoted form with its escapes. */
import { standsAt } from './readNumber.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @returns null when the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number): string | null {
  try {
    // a copy, because text cannot be decoded out of shared memory everywhere
    return decoder.decode(bytes.slice(start, end));
  } catch {
    return null;
  }
}

/** Longest text that is looked up before it is made. */
const SHORT_TEXT = 32;
const NUM_KEPT = 256;
const FIRST_NOT_ASCII = 0x80;

/** Short texts that were read before, such as keys, which a file repeats millions of times. */
export type TextReader = (start: number) => { readonly text: string; readonly end: number } | null;

export function createTextReader(bytes: Uint8Array): TextReader {
  const kept: ({ text: string; end: number } | undefined)[] = [];
  kept.length = NUM_KEPT;

  return (start) => {
    let at = start;
    let hash = 0;
    for (let byte = bytes[at]; byte !== QUOTE; byte = bytes[++at]) {
      const isPlain = byte >= SPACE && byte < FIRST_NOT_ASCII && byte !== BACKSLASH;
      if (!isPlain || at - start === SHORT_TEXT) return readQuoted(bytes, start);
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    const place = hash & (NUM_KEPT - 1);
    const found = kept[place];
    if (found !== undefined && found.text.length === at - start && standsAt(bytes, start, found.text)) {
      found.end = at + 1;
      return found;
    }
    const read = readQuoted(bytes, start);
    if (read !== null) kept[place] = read;
    return read;
  };
}

/** @param start The byte after the opening quote. @returns null when no valid text stands there. */
export function readQuoted(bytes: Uint8Array, start: number): { text: string; end: number } | null {
  let at = start;
  let hasEscapes = false;
  for (; bytes[at] !== QUOTE; at++) {
    if (at >= bytes.length || bytes[at] < SPACE) return null;
    if (bytes[at] === BACKSLASH) {
      hasEscapes = true;
      at++;
    }
  }
  if (at >= bytes.length) return null;
  const raw = decodeUtf8(bytes, start, at);
  const text = raw !== null && hasEscapes ? unescape(raw) : raw;
  return text === null ? null : { text, end: at + 1 };
}

function unescape(raw: string): string | null {
  let isValid = true;
  const text = raw.replace(/\\(?:u([0-9a-fA-F]{4})|([^]))/g, (_, hex: string | undefined, letter: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    isValid &&= Object.hasOwn(escapes, letter);
    return escapes[letter] ?? '';
  });
  return isValid ? text : null;
}
