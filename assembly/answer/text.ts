// Item ids on their way out. Ids are short and plain, so 16 bytes are tested and copied at a time; the rare byte
// that needs care sends the id to a loop over bytes. Spans hold WTF-8: UTF-8 in which a lone surrogate stands as
// three bytes (ED A0..BF xx).

import { copy16 } from './copy';

/** Bytes a JSON escape may make of one byte. */
export const MAX_ESCAPE_BYTES: usize = 6;

/** Inside a JSON string, escaped as JSON.stringify escapes. */
export function writeJsonText(at: usize, from: usize, length: usize): usize {
  if (needsCare(from, length, 0x22, 0x5c)) return writeEscaped(at, from, length);
  return copyText(at, from, length);
}

/** A CSV field, quoted when it holds a separator, a quote or a line break. Lone surrogates become U+FFFD. */
export function writeCsvText(at: usize, from: usize, length: usize): usize {
  if (needsCare(from, length, 0x22, 0x2c)) return writeQuoted(at, from, length);
  return copyText(at, from, length);
}

/** Plain UTF-8 of the same length: a lone surrogate and U+FFFD both take three bytes. */
export function writeUtf8(at: usize, from: usize, length: usize): usize {
  const end = copyText(at, from, length);
  for (let next = at; next < end; next++) {
    if (load<u8>(next) == 0xed && next + 2 < end && load<u8>(next, 1) >= 0xa0) storeReplacement(next);
  }
  return end;
}

// @ts-ignore: decorator
@inline
function copyText(at: usize, from: usize, length: usize): usize {
  for (let done: usize = 0; done < length; done += 16) copy16(at + done, from + done);
  return at + length;
}

/** True when a byte is a control, one of the two given, or ED, which starts lone surrogates (and some of Hangul). */
// @ts-ignore: decorator
@inline
function needsCare(from: usize, length: usize, one: u8, other: u8): bool {
  if (ASC_FEATURE_SIMD) {
    for (let done: usize = 0; done < length; done += 16) {
      const bytes = v128.load(from + done);
      const found = v128.or(
        v128.or(i8x16.lt_u(bytes, i8x16.splat(0x20)), i8x16.eq(bytes, i8x16.splat(<i8>0xed))),
        v128.or(i8x16.eq(bytes, i8x16.splat(<i8>one)), i8x16.eq(bytes, i8x16.splat(<i8>other))),
      );
      const left = length - done;
      const counted: i32 = left >= 16 ? 0xffff : (1 << <i32>left) - 1;
      if ((i8x16.bitmask(found) & counted) != 0) return true;
    }
    return false;
  } else {
    for (let next = from; next < from + length; next++) {
      const byte = load<u8>(next);
      if (byte < 0x20 || byte == 0xed || byte == one || byte == other) return true;
    }
    return false;
  }
}

function writeEscaped(at: usize, from: usize, length: usize): usize {
  const end = from + length;
  while (from < end) {
    const byte = load<u8>(from);
    if (byte == 0xed && from + 2 < end && load<u8>(from, 1) >= 0xa0) {
      const low = ((<u32>load<u8>(from, 1) & 0x3f) << 6) | (<u32>load<u8>(from, 2) & 0x3f);
      at = writeUnicodeEscape(at, 0xd000 | low);
      from += 3;
      continue;
    }
    from++;
    if (byte >= 0x20) {
      if (byte == 0x22 || byte == 0x5c) store<u8>(at++, 0x5c);
      store<u8>(at++, byte);
      continue;
    }
    const letter = shortEscape(byte);
    if (letter != 0) {
      store<u8>(at, 0x5c);
      store<u8>(at, letter, 1);
      at += 2;
    } else {
      at = writeUnicodeEscape(at, byte);
    }
  }
  return at;
}

/** b, t, n, f, r, or 0 where the escape is by number. */
function shortEscape(byte: u8): u8 {
  if (byte == 8) return 0x62;
  if (byte == 9) return 0x74;
  if (byte == 10) return 0x6e;
  if (byte == 12) return 0x66;
  if (byte == 13) return 0x72;
  return 0;
}

function writeUnicodeEscape(at: usize, unit: u32): usize {
  store<u16>(at, 0x755c); // \u
  for (let digit: i32 = 3; digit >= 0; digit--) {
    const value = (unit >> (digit << 2)) & 15;
    store<u8>(at + 5 - digit, <u8>(value < 10 ? 0x30 + value : 0x57 + value));
  }
  return at + 6;
}

function writeQuoted(at: usize, from: usize, length: usize): usize {
  const end = from + length;
  let quoted = false;
  for (let next = from; next < end; next++) {
    const byte = load<u8>(next);
    if (byte == 0x22 || byte == 0x2c || byte == 10 || byte == 13) quoted = true;
  }
  if (quoted) store<u8>(at++, 0x22);
  while (from < end) {
    const byte = load<u8>(from);
    if (byte == 0xed && from + 2 < end && load<u8>(from, 1) >= 0xa0) {
      storeReplacement(at);
      at += 3;
      from += 3;
      continue;
    }
    if (byte == 0x22) store<u8>(at++, 0x22);
    store<u8>(at++, byte);
    from++;
  }
  if (quoted) store<u8>(at++, 0x22);
  return at;
}

/** U+FFFD */
// @ts-ignore: decorator
@inline
function storeReplacement(at: usize): void {
  store<u16>(at, 0xbfef);
  store<u8>(at, 0xbd, 2);
}
