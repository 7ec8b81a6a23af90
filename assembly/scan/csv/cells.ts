// Cells of a row, by RFC 4180.

import { byteAt, COMMA, NEWLINE, QUOTE } from '../../base/bytes';
import { equalBytes } from '../../base/swar';
import { findByte } from './findByte';

const CARRIAGE_RETURN: u32 = 0x0d;

/** Comma, newline or quote: the first from `at` on, or `end`. */
export function findMark(at: usize, end: usize): usize {
  while (at < end) {
    if (ASC_FEATURE_SIMD) {
      const bytes = v128.load(at);
      const marks = i8x16.bitmask(
        v128.or(
          v128.or(i8x16.eq(bytes, i8x16.splat(0x2c)), i8x16.eq(bytes, i8x16.splat(0x0a))),
          i8x16.eq(bytes, i8x16.splat(0x22)),
        ),
      );
      if (marks) return min(at + <usize>ctz(marks), end);
      at += 16;
    } else {
      const word = load<u64>(at);
      const marks = equalBytes(word, 0x2c) | equalBytes(word, 0x0a) | equalBytes(word, 0x22);
      if (marks) return min(at + (<usize>ctz(marks) >> 3), end);
      at += 8;
    }
  }
  return end;
}

/** The quote that closes the cell whose text starts at `at`, or `end`. Doubled quotes are text. */
export function findClosingQuote(at: usize, end: usize): usize {
  for (at = findByte(at, end, QUOTE); at < end; at = findByte(at + 2, end, QUOTE)) {
    if (at + 1 == end || byteAt(at + 1) != QUOTE) return at;
  }
  return end;
}

@inline
export function isRowEnd(at: usize, end: usize): bool {
  return at >= end || byteAt(at) == NEWLINE;
}

@inline
export function isCellEnd(at: usize, end: usize): bool {
  return isRowEnd(at, end) || byteAt(at) == COMMA;
}

/** Whether the byte at `at` is the carriage return of a row's end. */
@inline
export function isCarriageReturn(at: usize, end: usize): bool {
  return at < end && byteAt(at) == CARRIAGE_RETURN && isRowEnd(at + 1, end);
}

/** Copy the text `[at, end)` of a quoted cell to `to`, doubled quotes as one. Returns the end of the copy. */
export function undouble(at: usize, end: usize, to: usize): usize {
  while (at < end) {
    const byte = byteAt(at);
    store<u8>(to++, <u8>byte);
    at += byte == QUOTE ? 2 : 1;
  }
  return to;
}
