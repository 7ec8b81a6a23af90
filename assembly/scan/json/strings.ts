// Strings: find their end, check them, decode their escapes into the arena.

import { BACKSLASH, byteAt, QUOTE } from '../../base/bytes';
import { bytesBelow, equalBytes, highBytes } from '../../base/swar';
import {
  STATUS_SYNTAX,
  STATUS_TOO_LONG,
  STATUS_UTF8,
  TILE_ARENA_NEXT,
  TILE_MAX_ROW_BYTES,
} from '../../generated/tile';
import { isUtf8, writeCodePoint } from '../../text/utf8';
import { fault } from './fault';
import { CELL_STOP_AT, CELL_STOP_BIT, FRAME_ROW_START, FRAME_TILE } from '../../generated/scan';

/** No code point: what a malformed \u escape decodes to. */
const NOT_HEX: u32 = 0x10000;

/** First byte from `at` on that an ordinary ASCII string does not hold: quote, backslash, control or high byte. */
@inline
export function findStop(at: usize): usize {
  while (true) {
    if (ASC_FEATURE_SIMD) {
      const stops = stopMask(at);
      if (stops) return at + <usize>ctz(stops);
      at += 16;
    } else {
      const word = load<u64>(at);
      const stops = equalBytes(word, 0x22) | equalBytes(word, 0x5c) | bytesBelow(word, 0x20) | highBytes(word);
      if (stops) return at + (<usize>ctz(stops) >> 3);
      at += 8;
    }
  }
}

// three vectors in memory: V8 builds a constant vector anew at every use, in three instructions
const STOP_CONSTANTS: usize = memory.data<u8>([
  0x02, 0x02, 0x02, 0x02, 0x02, 0x02, 0x02, 0x02, 0x02, 0x02, 0x02, 0x02, 0x02, 0x02, 0x02, 0x02,
  0x21, 0x21, 0x21, 0x21, 0x21, 0x21, 0x21, 0x21, 0x21, 0x21, 0x21, 0x21, 0x21, 0x21, 0x21, 0x21,
  0x5c, 0x5c, 0x5c, 0x5c, 0x5c, 0x5c, 0x5c, 0x5c, 0x5c, 0x5c, 0x5c, 0x5c, 0x5c, 0x5c, 0x5c, 0x5c,
], 16);

/**
 * Stops among 16 bytes, one bit each (SIMD build only). Flipping bit 1 makes a quote (0x22) the lowest byte above the
 * controls (0x20), so one signed compare finds quotes, controls and, as negative numbers, high bytes.
 */
@inline
export function stopMask(at: usize): i32 {
  const bytes = v128.load(at);
  return i8x16.bitmask(
    v128.or(
      i8x16.lt_s(v128.xor(bytes, v128.load(STOP_CONSTANTS)), v128.load(STOP_CONSTANTS, 16)),
      i8x16.eq(bytes, v128.load(STOP_CONSTANTS, 32)),
    ),
  );
}

/** First quote, backslash or control byte from `at` on. */
function findDelimiter(at: usize): usize {
  while (true) {
    if (ASC_FEATURE_SIMD) {
      const bytes = v128.load(at);
      const stops = i8x16.bitmask(
        v128.or(
          v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c))),
          i8x16.eq(i8x16.min_u(bytes, i8x16.splat(0x1f)), bytes),
        ),
      );
      if (stops) return at + <usize>ctz(stops);
      at += 16;
    } else {
      const word = load<u64>(at);
      const stops = equalBytes(word, 0x22) | equalBytes(word, 0x5c) | bytesBelow(word, 0x20);
      if (stops) return at + (<usize>ctz(stops) >> 3);
      at += 8;
    }
  }
}

/**
 * The closing quote of the string whose text starts at `start` and whose scan stopped at `stop` (not at a quote).
 * Checks escapes and UTF-8; 0 and a fault when it is not a string.
 */
export function closeString(frame: usize, start: usize, stop: usize): usize {
  let at = findDelimiter(stop);
  while (true) {
    const byte = byteAt(at);
    if (byte == QUOTE) break;
    if (byte != BACKSLASH) return fault(frame, STATUS_SYNTAX);
    const length = escapeLength(at);
    if (!length) return fault(frame, STATUS_SYNTAX);
    at = findDelimiter(at + length);
  }
  return isUtf8(start, at) ? at : fault(frame, STATUS_UTF8);
}

/** The closing quote of any string whose text starts at `start`, checked; 0 and a fault otherwise. */
@inline
export function endOfString(frame: usize, start: usize): usize {
  const stop = findStop(start);
  return byteAt(stop) == QUOTE ? stop : closeString(frame, start, stop);
}

/** Store the string value whose text starts at `start`. Returns the byte after its quote, or 0 and a fault. */
@inline
export function storeString(frame: usize, target: usize, start: usize, span: usize): usize {
  const stop = ASC_FEATURE_SIMD ? findStopByGuess(target, start) : findStop(start);
  if (byteAt(stop) != QUOTE) {
    const quote = storeUnusualString(frame, start, stop, span);
    return quote ? quote + 1 : 0;
  }
  store<u32>(span, <u32>start);
  store<u32>(span, <u32>(stop - start), 4);
  return stop + 1;
}

/**
 * The first stop from `start` on. The target remembers where a short string ended the last time: when that holds
 * again, the processor goes on without waiting for the position, and a wrong guess costs nothing more.
 */
@inline
function findStopByGuess(target: usize, start: usize): usize {
  const stops = stopMask(start);
  const first = stops & -stops;
  if (first == load<i32>(target, CELL_STOP_BIT)) return start + <usize>load<u32>(target, CELL_STOP_AT);
  if (!stops) return findStop(start + 16);
  store<i32>(target, first, CELL_STOP_BIT);
  store<u32>(target, <u32>ctz(stops), CELL_STOP_AT);
  return start + <usize>ctz(stops);
}

/**
 * Finish a string value that has escapes or high bytes and store its span; text with escapes goes decoded to the
 * arena. Returns the closing quote, or 0 and a fault.
 */
export function storeUnusualString(frame: usize, start: usize, stop: usize, span: usize): usize {
  const quote = closeString(frame, start, stop);
  if (!quote) return 0;
  if (!hasEscape(start, quote)) {
    store<u32>(span, <u32>start);
    store<u32>(span, <u32>(quote - start), 4);
    return quote;
  }
  const tile = <usize>load<u32>(frame, FRAME_TILE);
  // decoded text is never longer than its source: a row within the limit fits the arena's reserve
  if (quote - load<u32>(frame, FRAME_ROW_START) > <usize>load<u32>(tile, TILE_MAX_ROW_BYTES)) {
    return fault(frame, STATUS_TOO_LONG);
  }
  const to = <usize>load<u32>(tile, TILE_ARENA_NEXT);
  const end = decodeEscapes(start, quote, to);
  store<u32>(tile, <u32>end, TILE_ARENA_NEXT);
  store<u32>(span, <u32>to);
  store<u32>(span, <u32>(end - to), 4);
  return quote;
}

export function hasEscape(at: usize, end: usize): bool {
  while (at < end) if (byteAt(at++) == BACKSLASH) return true;
  return false;
}

/** Copy checked string text to `to`, escapes decoded; lone surrogates become WTF-8. Returns the end. */
export function decodeEscapes(at: usize, end: usize, to: usize): usize {
  while (at < end) {
    const byte = byteAt(at);
    if (byte != BACKSLASH) {
      store<u8>(to++, byte);
      at++;
      continue;
    }
    const letter = byteAt(at + 1);
    if (letter != 0x75) {
      store<u8>(to++, shortEscape(letter));
      at += 2;
      continue;
    }
    let codePoint = hex4(at + 2);
    at += 6;
    if ((codePoint & 0xfc00) == 0xd800 && at < end && load<u16>(at) == 0x755c) {
      const low = hex4(at + 2);
      if ((low & 0xfc00) == 0xdc00) {
        codePoint = 0x10000 + ((codePoint & 0x3ff) << 10) + (low & 0x3ff);
        at += 6;
      }
    }
    to = writeCodePoint(to, codePoint);
  }
  return to;
}

/** Bytes of the escape at `at`, or 0 when it is malformed. */
function escapeLength(at: usize): usize {
  switch (byteAt(at + 1)) {
    case 0x22: case 0x5c: case 0x2f: case 0x62: case 0x66: case 0x6e: case 0x72: case 0x74:
      return 2;
    case 0x75:
      return hex4(at + 2) < NOT_HEX ? 6 : 0;
    default:
      return 0;
  }
}

@inline
function shortEscape(letter: u32): u32 {
  switch (letter) {
    case 0x62: return 0x08;
    case 0x66: return 0x0c;
    case 0x6e: return 0x0a;
    case 0x72: return 0x0d;
    case 0x74: return 0x09;
    default: return letter;
  }
}

function hex4(at: usize): u32 {
  return (hexDigit(byteAt(at)) << 12) | (hexDigit(byteAt(at + 1)) << 8) | (hexDigit(byteAt(at + 2)) << 4) |
    hexDigit(byteAt(at + 3));
}

@inline
function hexDigit(byte: u32): u32 {
  if (byte - 0x30 < 10) return byte - 0x30;
  const letter = (byte | 0x20) - 0x61;
  return letter < 6 ? letter + 10 : NOT_HEX;
}
