// Skip one value of any shape, strictly: what an unknown key holds must still be JSON, and not too deep.

import { byteAt, CLOSE_LIST, CLOSE_OBJECT, COLON, COMMA, isDigit, MINUS, OPEN_LIST, OPEN_OBJECT, QUOTE, skipBlanks }
  from '../../base/bytes';
import { STATUS_SYNTAX, STATUS_TOO_DEEP } from '../../generated/tile';
import { fault } from './fault';
import { FRAME_MAX_NESTING } from '../../generated/scan';
import { readNumber } from './numbers';
import { endOfString } from './strings';

export const WORD_TRUE: u32 = 0x65757274;
export const WORD_NULL: u32 = 0x6c6c756e;
export const WORD_FALS: u32 = 0x736c6166;

/** Nesting the bit stack can hold; limits.nesting may not exceed it. */
const MAX_STACK: u32 = 64;

/** Length of `true`, `false` or `null` at `at`, or 0. */
@inline
export function literalLength(at: usize): usize {
  const word = load<u32>(at);
  if (word == WORD_TRUE || word == WORD_NULL) return 4;
  return word == WORD_FALS && byteAt(at + 4) == 0x65 ? 5 : 0;
}

/** Skip the value at `at`, inside an object or list at `depth`. Returns its end, or 0 and a fault. */
export function skipValue(frame: usize, at: usize, depth: u32): usize {
  const maxOpen = min(load<u32>(frame, FRAME_MAX_NESTING), MAX_STACK);
  let open: u32 = 0;
  // one bit per open container, lowest is innermost: 1 object, 0 list
  let stack: u64 = 0;
  do {
    at = skipBlanks(at);
    const byte = byteAt(at);
    if (byte == OPEN_OBJECT || byte == OPEN_LIST) {
      if (depth + open >= maxOpen) return fault(frame, STATUS_TOO_DEEP);
      const isObject = byte == OPEN_OBJECT;
      stack = (stack << 1) | u64(isObject);
      open++;
      at = skipBlanks(at + 1);
      if (byteAt(at) != (isObject ? CLOSE_OBJECT : CLOSE_LIST)) {
        if (isObject) at = skipKey(frame, at);
        if (!at) return 0;
        continue;
      }
      at++;
      stack >>= 1;
      open--;
    } else {
      at = skipScalar(frame, at, byte);
      if (!at) return 0;
    }
    // after a value: close what ends here, or go on to the next member
    while (open) {
      at = skipBlanks(at);
      const isObject = (stack & 1) == 1;
      const next = byteAt(at++);
      if (next == COMMA) {
        if (isObject) at = skipKey(frame, skipBlanks(at));
        if (!at) return 0;
        break;
      }
      if (next != (isObject ? CLOSE_OBJECT : CLOSE_LIST)) return fault(frame, STATUS_SYNTAX);
      stack >>= 1;
      open--;
    }
  } while (open);
  return at;
}

function skipScalar(frame: usize, at: usize, byte: u32): usize {
  if (byte == QUOTE) {
    const quote = endOfString(frame, at + 1);
    return quote ? quote + 1 : 0;
  }
  if (byte == MINUS || isDigit(byte)) return readNumber(frame, at);
  const length = literalLength(at);
  return length ? at + length : fault(frame, STATUS_SYNTAX);
}

/** Skip a key and its colon. */
function skipKey(frame: usize, at: usize): usize {
  if (byteAt(at) != QUOTE) return fault(frame, STATUS_SYNTAX);
  at = endOfString(frame, at + 1);
  if (!at) return 0;
  at = skipBlanks(at + 1);
  return byteAt(at) == COLON ? at + 1 : fault(frame, STATUS_SYNTAX);
}
