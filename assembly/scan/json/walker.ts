// The walker: one row of JSON, from its opening brace to its newline, into the row's struct and item tables.
//
// Between two values it expects the literal text that stood there last time (patterns.ts); where that fails it takes
// the strict path (keys.ts), which teaches the literal anew. So every accepted byte has been checked once, either now
// or when the same bytes were learned in the same state. Any fault ends the row: the explained path names it.

import {
  byteAt,
  CLOSE_LIST,
  CLOSE_OBJECT,
  COMMA,
  isDigit,
  MINUS,
  NEWLINE,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
  skipBlanks,
} from '../../base/bytes';
import { matches } from '../../base/pattern';
import { ROW_STATUS, ROW_UNKNOWN_KEYS } from '../../generated/record';
import {
  STATUS_DUPLICATE_KEY,
  STATUS_SYNTAX,
  STATUS_TOO_DEEP,
  STATUS_WRONG_TYPE,
} from '../../generated/tile';
import { fault } from './fault';
import { readKey } from './keys';
import {
  CONTEXT_DEPTH,
  CONTEXT_FIRST_CELL,
  CONTEXT_PARENT,
  CONTEXT_SAVED_BASE,
  CONTEXT_SAVED_CELL,
  CONTEXT_SAVED_SEEN,
  CONTEXT_TILE_TABLE,
  ENTRY_BYTES,
  FRAME_MAX_NESTING,
  FRAME_ROOT,
  KIND_FLAG,
  KIND_LIST,
  KIND_NUMBER,
  KIND_OBJECT,
  KIND_STRING,
  PATTERN_LENGTH,
  TARGET_CHILD,
  TARGET_KEY_BIT,
  TARGET_MAX_TEXTS,
  TARGET_NEXT_CELL,
  TARGET_NUM,
  TARGET_REFUSED,
  TARGET_SPAN,
} from '../../generated/scan';
import { endOfItem, firstItem, itemBase } from './lists';
import { storeNumber } from './numbers';
import { literalLength, skipValue, WORD_NULL, WORD_TRUE } from './skip';
import { storeString } from './strings';
import { walkTexts } from './texts';

/** Walk the row whose first byte that is not blank is at `at`. Returns its newline, or 0 and a fault in the frame. */
export function walkRow(frame: usize, row: usize, at: usize): usize {
  if (byteAt(at) != OPEN_OBJECT) {
    const end = skipValue(frame, at, 0);
    return end ? fault(frame, STATUS_WRONG_TYPE) : 0;
  }
  let context = <usize>load<u32>(frame, FRAME_ROOT);
  let cell = <usize>load<u32>(context, CONTEXT_FIRST_CELL);
  let base = row;
  let seen: u32 = 0;
  at++;

  while (true) {
    // where the next value goes: what the cell's text led to, newest first
    let target = cell;
    if (matches(at, cell)) {
      at += <usize>load<u32>(cell, PATTERN_LENGTH);
    } else if (byteAt(at) == CLOSE_OBJECT) {
      at = skipBlanks(at + 1);
      const parent = <usize>load<u32>(context, CONTEXT_PARENT);
      if (!parent) return byteAt(at) == NEWLINE ? at : fault(frame, STATUS_SYNTAX);
      if (load<u32>(context, CONTEXT_TILE_TABLE)) {
        at = endOfItem(frame, context, row, at);
        if (!at) return 0;
        if (byteAt(at) == OPEN_OBJECT) {
          seen = 0;
          base = itemBase(frame, context);
          cell = <usize>load<u32>(context, CONTEXT_FIRST_CELL);
          at++;
          continue;
        }
        at++;
      }
      seen = load<u32>(context, CONTEXT_SAVED_SEEN);
      base = <usize>load<u32>(context, CONTEXT_SAVED_BASE);
      cell = <usize>load<u32>(context, CONTEXT_SAVED_CELL);
      context = parent;
      continue;
    } else if (matches(at, cell + ENTRY_BYTES)) {
      target = cell + ENTRY_BYTES;
      at += <usize>load<u32>(target, PATTERN_LENGTH);
    } else if (matches(at, cell + 2 * ENTRY_BYTES)) {
      target = cell + 2 * ENTRY_BYTES;
      at += <usize>load<u32>(target, PATTERN_LENGTH);
    } else {
      const from = at;
      at = skipBlanks(at);
      // no text begins with a brace: the next turn closes the object
      if (byteAt(at) == CLOSE_OBJECT) continue;
      at = readKey(frame, context, cell, from, at);
      if (!at) return 0;
    }

    const keyBit = load<u32>(target, TARGET_KEY_BIT);
    if (seen & keyBit) return fault(frame, STATUS_DUPLICATE_KEY);
    seen |= keyBit;
    const refused = load<u32>(target, TARGET_REFUSED);
    const span = base + <usize>load<u32>(target, TARGET_SPAN);
    let byte = byteAt(at);
    if (byte <= 0x20) {
      at = skipBlanks(at);
      byte = byteAt(at);
    }

    if (byte == QUOTE) {
      if (!(refused & KIND_STRING)) {
        at = storeString(frame, target, at + 1, span);
        if (!at) return 0;
        cell = <usize>load<u32>(target, TARGET_NEXT_CELL);
        continue;
      }
    } else if (isDigit(byte) || byte == MINUS) {
      if (!(refused & KIND_NUMBER)) {
        at = storeNumber(frame, row, at, span, base + <usize>load<u32>(target, TARGET_NUM));
        if (!at) return 0;
        cell = <usize>load<u32>(target, TARGET_NEXT_CELL);
        continue;
      }
    } else if (byte == OPEN_OBJECT) {
      if (!(refused & KIND_OBJECT)) {
        const child = <usize>load<u32>(target, TARGET_CHILD);
        if (load<u32>(child, CONTEXT_DEPTH) > load<u32>(frame, FRAME_MAX_NESTING)) return fault(frame, STATUS_TOO_DEEP);
        store<u32>(child, seen, CONTEXT_SAVED_SEEN);
        store<u32>(child, <u32>base, CONTEXT_SAVED_BASE);
        store<u32>(child, load<u32>(target, TARGET_NEXT_CELL), CONTEXT_SAVED_CELL);
        context = child;
        cell = <usize>load<u32>(child, CONTEXT_FIRST_CELL);
        seen = 0;
        at++;
        continue;
      }
    } else if (byte == OPEN_LIST) {
      if (!(refused & KIND_LIST)) {
        const next = <usize>load<u32>(target, TARGET_NEXT_CELL);
        const child = <usize>load<u32>(target, TARGET_CHILD);
        if (!child) {
          at = walkTexts(frame, span, load<u32>(target, TARGET_MAX_TEXTS), load<u32>(context, CONTEXT_DEPTH) + 1, at + 1);
          if (!at) return 0;
          cell = next;
          continue;
        }
        at = firstItem(frame, child, at + 1);
        if (!at) return 0;
        if (byteAt(at) == OPEN_OBJECT) {
          store<u32>(child, seen, CONTEXT_SAVED_SEEN);
          store<u32>(child, <u32>base, CONTEXT_SAVED_BASE);
          store<u32>(child, <u32>next, CONTEXT_SAVED_CELL);
          context = child;
          base = itemBase(frame, child);
          cell = <usize>load<u32>(child, CONTEXT_FIRST_CELL);
          seen = 0;
        } else cell = next;
        at++;
        continue;
      }
    } else {
      const length = literalLength(at);
      if (!length) return fault(frame, STATUS_SYNTAX);
      const word = load<u32>(at);
      if (word == WORD_NULL || !(refused & KIND_FLAG)) {
        if (word != WORD_NULL) {
          store<u32>(span, <u32>at);
          store<u32>(span, <u32>length, 4);
          store<f64>(base + <usize>load<u32>(target, TARGET_NUM), word == WORD_TRUE ? 1 : 0);
        } else if (!keyBit) {
          store<u32>(row, load<u32>(row, ROW_UNKNOWN_KEYS) + 1, ROW_UNKNOWN_KEYS);
        }
        at += length;
        cell = <usize>load<u32>(target, TARGET_NEXT_CELL);
        continue;
      }
    }

    // a refused kind: an error of a known field, and how the value of an unknown key comes here
    if (keyBit) return fault(frame, STATUS_WRONG_TYPE);
    at = skipValue(frame, at, load<u32>(context, CONTEXT_DEPTH));
    if (!at) return 0;
    store<u32>(row, load<u32>(row, ROW_UNKNOWN_KEYS) + 1, ROW_UNKNOWN_KEYS);
    cell = <usize>load<u32>(target, TARGET_NEXT_CELL);
  }
}
