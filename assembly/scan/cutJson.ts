// A JSON list of rows that arrives in pieces becomes NDJSON in place: its brackets and the newlines between and
// inside rows turn into blanks, the commas between rows into newlines. So one scanner serves both.
//
// Only what a boundary depends on is looked at (strings, brackets, commas of the list itself), 64 bytes at a time;
// whether a row is JSON is the scanner's question. A raw newline inside a string, which no JSON may hold, becomes
// another control character, so that its row stays one row and stays wrong.

import { byteAt, CLOSE_LIST, COMMA, isBlank, NEWLINE, OPEN_LIST, OPEN_OBJECT, QUOTE } from '../base/bytes';
import {
  CUT_FAULT,
  CUT_FAULT_BYTES_AFTER_END,
  CUT_FAULT_NOT_A_LIST,
  CUT_FAULT_UNBALANCED,
  CUT_FAULT_VALUE_MISSING,
  CUT_FIRST_BOUNDARY,
  CUT_INSIDE,
  CUT_JSON_AFTER_COMMA,
  CUT_JSON_DEPTH,
  CUT_JSON_ESCAPED,
  CUT_JSON_HAS_VALUE,
  CUT_JSON_IN_STRING,
  CUT_JSON_PHASE,
} from '../generated/cut';
import { escaping, maskOf, notBlank, prefixParity } from './json/blockMasks';

const BEFORE: u32 = 0;
const INSIDE: u32 = 1;
const AFTER: u32 = 2;

const SPACE: u8 = 0x20;
/** Stands for a newline inside a string: as wrong there, but no row boundary. */
const NOT_A_NEWLINE: u8 = 0x1f;
/** Brackets and braces differ in this bit only. */
const BRACE_BIT: u8 = 0x20;

/** @returns the address after the last row that ended in `[at, end)`, or 0 when none ended there. */
export function cutJson(state: usize, at: usize, end: usize): usize {
  store<u32>(state, 0, CUT_FIRST_BOUNDARY);
  if (load<u32>(state, CUT_JSON_PHASE) == BEFORE) at = openList(state, at, end);
  let boundary: usize = 0;
  while (at < end && load<u32>(state, CUT_JSON_PHASE) == INSIDE && !load<u32>(state, CUT_FAULT)) {
    const length = min<usize>(end - at, 64);
    const last = cutBlock(state, at, length);
    if (last) boundary = last;
    at += length;
    // the list closed inside the block: cutBlock has looked at what follows
  }
  if (load<u32>(state, CUT_JSON_PHASE) == AFTER) blankRest(state, at, end);
  store<u32>(state, u32(load<u32>(state, CUT_JSON_PHASE) != AFTER), CUT_INSIDE);
  return boundary;
}

/** Blank everything up to the list's bracket and the bracket itself. Returns the address after it. */
function openList(state: usize, at: usize, end: usize): usize {
  for (; at < end; at++) {
    const byte = byteAt(at);
    if (byte != OPEN_LIST && byte != NEWLINE && !isBlank(byte)) {
      store<u32>(state, CUT_FAULT_NOT_A_LIST, CUT_FAULT);
      return end;
    }
    store<u8>(at, SPACE);
    if (byte == OPEN_LIST) {
      store<u32>(state, INSIDE, CUT_JSON_PHASE);
      return at + 1;
    }
  }
  return end;
}

/** Blanks only may follow the list. */
function blankRest(state: usize, at: usize, end: usize): void {
  for (; at < end; at++) {
    const byte = byteAt(at);
    if (byte != NEWLINE && !isBlank(byte)) store<u32>(state, CUT_FAULT_BYTES_AFTER_END, CUT_FAULT);
    store<u8>(at, SPACE);
  }
}

/** Cut one block of up to 64 bytes inside the list. Returns the address after its last boundary, or 0. */
function cutBlock(state: usize, at: usize, length: usize): usize {
  const all: u64 = length == 64 ? ~(<u64>0) : ((<u64>1) << (<u64>length)) - 1;
  const lastBit = <u64>length - 1;
  const carry = load<u64>(state, CUT_JSON_ESCAPED);
  const escapes = escaping(maskOf(at, 0x5c, 0) & all, carry);
  const quotes = maskOf(at, <u8>QUOTE, 0) & all & ~((escapes << 1) | carry);
  const inString = prefixParity(quotes) ^ load<u64>(state, CUT_JSON_IN_STRING);
  store<u64>(state, (escapes >> lastBit) & 1, CUT_JSON_ESCAPED);
  store<u64>(state, 0 - ((inString >> lastBit) & 1), CUT_JSON_IN_STRING);

  const outside = all & ~inString;
  const opening = maskOf(at, <u8>OPEN_OBJECT, BRACE_BIT) & outside;
  const closing = maskOf(at, 0x7d, BRACE_BIT) & outside;
  const commas = maskOf(at, <u8>COMMA, 0) & outside;
  const newlines = maskOf(at, <u8>NEWLINE, 0) & all;
  if (newlines) replaceNewlines(at, newlines, inString);
  return divide(state, at, length, opening, closing, commas);
}

function replaceNewlines(at: usize, newlines: u64, inString: u64): void {
  for (; newlines; newlines &= newlines - 1) {
    const bit = ctz(newlines);
    store<u8>(at + <usize>bit, (inString >> bit) & 1 ? NOT_A_NEWLINE : SPACE);
  }
}

/** Follow the nesting through the block and end a row at each comma of the list itself. */
function divide(state: usize, at: usize, length: usize, opening: u64, closing: u64, commas: u64): usize {
  let depth = load<u32>(state, CUT_JSON_DEPTH);
  let hasValue = load<u32>(state, CUT_JSON_HAS_VALUE) != 0;
  let boundary: usize = 0;
  // where the current element's part of this block begins
  let from: u64 = 0;
  let brackets = opening | closing;
  while (true) {
    // inside an element only brackets matter, so its commas are never visited
    const marks = depth ? brackets : brackets | commas;
    if (!marks) break;
    const bit = ctz(marks);
    const passed = (~(<u64>0) << bit) << 1;
    brackets &= passed;
    commas &= passed;
    if ((opening >> bit) & 1) {
      depth++;
      hasValue = true;
      continue;
    }
    const byte = byteAt(at + <usize>bit);
    if (depth) {
      depth--;
      continue;
    }
    // a comma of the list, or its end
    hasValue = hasValue || (notBlank(at) & between(from, bit)) != 0;
    const isEnd = byte == CLOSE_LIST;
    if (!isEnd && byte != COMMA) {
      store<u32>(state, CUT_FAULT_UNBALANCED, CUT_FAULT);
      break;
    }
    if (!hasValue && !(isEnd && !load<u32>(state, CUT_JSON_AFTER_COMMA))) {
      store<u32>(state, CUT_FAULT_VALUE_MISSING, CUT_FAULT);
      break;
    }
    if (hasValue) {
      store<u8>(at + <usize>bit, <u8>NEWLINE);
      boundary = at + <usize>bit + 1;
      if (!load<u32>(state, CUT_FIRST_BOUNDARY)) store<u32>(state, <u32>boundary, CUT_FIRST_BOUNDARY);
    } else store<u8>(at + <usize>bit, SPACE);
    if (isEnd) {
      store<u32>(state, AFTER, CUT_JSON_PHASE);
      blankRest(state, at + <usize>bit + 1, at + length);
      return boundary;
    }
    store<u32>(state, 1, CUT_JSON_AFTER_COMMA);
    hasValue = false;
    from = bit + 1;
  }
  hasValue = hasValue || (notBlank(at) & between(from, <u64>length)) != 0;
  store<u32>(state, depth, CUT_JSON_DEPTH);
  store<u32>(state, u32(hasValue), CUT_JSON_HAS_VALUE);
  return boundary;
}

/** Bits `from` to `to - 1`; both at most 64. */
@inline
function between(from: u64, to: u64): u64 {
  const below: u64 = to == 64 ? ~(<u64>0) : ((<u64>1) << to) - 1;
  return from == 64 ? 0 : below & (~(<u64>0) << from);
}
