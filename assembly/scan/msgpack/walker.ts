// The walker: one map of the record and everything below it, into the row's struct and item tables. It recurses
// only along the record's own contexts, four deep; what unknown keys hold is skipped. The key tables are those of
// the JSON scan, so both codecs know the same fields. Any fault ends the row: the explained path names it.

import { byteAt } from '../../base/bytes';
import { matches } from '../../base/pattern';
import { ROW_UNKNOWN_KEYS } from '../../generated/record';
import {
  STATUS_DUPLICATE_KEY,
  STATUS_OUT_OF_RANGE,
  STATUS_SYNTAX,
  STATUS_TOO_DEEP,
  STATUS_TOO_MANY_ITEMS,
  STATUS_WRONG_TYPE,
} from '../../generated/tile';
import { fault } from '../json/fault';
import { findKey } from '../json/keys';
import {
  CONTEXT_DEPTH,
  CONTEXT_FIRST_KEY,
  CONTEXT_MAX_ITEMS,
  CONTEXT_ROW_PAIR,
  CONTEXT_TILE_TABLE,
  FRAME_MAX_NESTING,
  FRAME_TILE,
  KIND_FLAG,
  KIND_LIST,
  KIND_NUMBER,
  KIND_OBJECT,
  KIND_STRING,
  PATTERN_LENGTH,
  TARGET_CHILD,
  TARGET_KEY_BIT,
  TARGET_MAX_TEXTS,
  TARGET_NEXT_KEY,
  TARGET_NUM,
  TARGET_REFUSED,
  TARGET_SPAN,
} from '../../generated/scan';
import { itemBase } from '../json/lists';
import {
  isList,
  isMap,
  isNumber,
  isText,
  lengthAt,
  lengthBytesOf,
  missingBytes,
  payloadBytesOf,
  valuesOf,
} from './heads';
import { numberAt } from './numbers';
import { skipValue } from './skip';
import { lengthOfText, skipText, storeText, walkTexts } from './texts';

const EXPONENT_BITS: u64 = 0x7ff0000000000000;

/** Walk the map at `at`, an object of `context` whose struct is `base`. Returns its end, or 0 and a fault. */
export function walkMap(frame: usize, row: usize, context: usize, base: usize, at: usize, end: usize): usize {
  if (load<u32>(context, CONTEXT_DEPTH) > load<u32>(frame, FRAME_MAX_NESTING)) return fault(frame, STATUS_TOO_DEEP);
  const head = byteAt(at);
  const start = at + 1 + <usize>lengthBytesOf(head);
  if (start > end) return fault(frame, STATUS_SYNTAX);
  let numPairs = valuesOf(head, lengthAt(at + 1, lengthBytesOf(head))) >> 1;
  let seen: u32 = 0;
  // where the next key's guess is kept: senders write their keys in one order
  let guess = context + CONTEXT_FIRST_KEY;
  at = start;
  for (; numPairs; numPairs--) {
    let key = <usize>load<u32>(guess);
    let keyEnd = key ? endOfGuess(key, at) : 0;
    if (!keyEnd || keyEnd > end) {
      keyEnd = skipText(frame, at, end);
      if (!keyEnd) return 0;
      key = findKey(context, keyEnd - lengthOfText(at), keyEnd);
      if (load<u32>(key, TARGET_KEY_BIT)) store<u32>(guess, <u32>key);
    }
    const keyBit = load<u32>(key, TARGET_KEY_BIT);
    if (seen & keyBit) return fault(frame, STATUS_DUPLICATE_KEY);
    seen |= keyBit;
    if (keyBit) guess = key + TARGET_NEXT_KEY;
    at = keyBit
      ? walkField(frame, row, context, base, key, keyEnd, end)
      : skipUnknown(frame, row, context, keyEnd, end);
    if (!at) return 0;
  }
  return at;
}

/** The end of the text at `at` if it is the key's, in its shortest form; else 0. */
@inline
function endOfGuess(key: usize, at: usize): usize {
  const length = load<u32>(key, PATTERN_LENGTH);
  return length < 32 && byteAt(at) == (0xa0 | length) && matches(at + 1, key) ? at + 1 + <usize>length : 0;
}

@inline
function skipUnknown(frame: usize, row: usize, context: usize, at: usize, end: usize): usize {
  store<u32>(row, load<u32>(row, ROW_UNKNOWN_KEYS) + 1, ROW_UNKNOWN_KEYS);
  return skipValue(frame, at, end, load<u32>(context, CONTEXT_DEPTH));
}

/** Read the value at `at` of the known key `key`. Returns its end, or 0 and a fault. */
function walkField(frame: usize, row: usize, context: usize, base: usize, key: usize, at: usize, end: usize): usize {
  if (at >= end) return fault(frame, STATUS_SYNTAX);
  const refused = load<u32>(key, TARGET_REFUSED);
  const span = base + <usize>load<u32>(key, TARGET_SPAN);
  const head = byteAt(at);
  if (isText(head)) {
    return refused & KIND_STRING ? fault(frame, STATUS_WRONG_TYPE) : storeText(frame, at, end, span);
  }
  if (isNumber(head)) {
    if (refused & KIND_NUMBER) return fault(frame, STATUS_WRONG_TYPE);
    return storeNumber(frame, at, end, span, base + <usize>load<u32>(key, TARGET_NUM));
  }
  const numMissing = missingBytes(at, end);
  if (numMissing) return at + numMissing;
  if (head == 0xc2 || head == 0xc3) {
    if (refused & KIND_FLAG) return fault(frame, STATUS_WRONG_TYPE);
    store<u32>(span, <u32>at);
    store<u32>(span, 1, 4);
    store<f64>(base + <usize>load<u32>(key, TARGET_NUM), <f64>(head & 1));
    return at + 1;
  }
  const child = <usize>load<u32>(key, TARGET_CHILD);
  if (isMap(head) && !(refused & KIND_OBJECT)) return walkMap(frame, row, child, base, at, end);
  if (!isList(head) || refused & KIND_LIST) return fault(frame, STATUS_WRONG_TYPE);
  if (child) return walkItems(frame, row, child, at, end);
  return walkTexts(frame, at, end, span, load<u32>(key, TARGET_MAX_TEXTS), load<u32>(context, CONTEXT_DEPTH) + 1);
}

function storeNumber(frame: usize, at: usize, end: usize, span: usize, num: usize): usize {
  const length: usize = <usize>payloadBytesOf(byteAt(at), 0) + 1;
  if (length > end - at) return fault(frame, STATUS_SYNTAX);
  const bits = reinterpret<u64>(numberAt(at));
  // NaN would read as missing and no infinity is an integer; -0 is 0
  if ((bits & EXPONENT_BITS) == EXPONENT_BITS) return fault(frame, STATUS_OUT_OF_RANGE);
  store<u64>(num, bits << 1 ? bits : 0);
  store<u32>(span, <u32>at);
  store<u32>(span, <u32>length, 4);
  return at + length;
}

/** Walk the array of objects at `at` into the item table of `context`. */
function walkItems(frame: usize, row: usize, context: usize, at: usize, end: usize): usize {
  // the list itself stands one above its items
  if (load<u32>(context, CONTEXT_DEPTH) - 1 > load<u32>(frame, FRAME_MAX_NESTING)) return fault(frame, STATUS_TOO_DEEP);
  const head = byteAt(at);
  const start = at + 1 + <usize>lengthBytesOf(head);
  if (start > end) return fault(frame, STATUS_SYNTAX);
  const numItems = valuesOf(head, lengthAt(at + 1, lengthBytesOf(head)));
  if (numItems > <u64>load<u32>(context, CONTEXT_MAX_ITEMS)) return fault(frame, STATUS_TOO_MANY_ITEMS);
  const numUsed = <usize>load<u32>(frame, FRAME_TILE) + <usize>load<u32>(context, CONTEXT_TILE_TABLE) + 4;
  at = start;
  for (let i: u64 = 0; i < numItems; i++) {
    if (at >= end) return fault(frame, STATUS_SYNTAX);
    if (!isMap(byteAt(at))) return fault(frame, STATUS_WRONG_TYPE);
    at = walkMap(frame, row, context, itemBase(frame, context), at, end);
    if (!at) return 0;
    store<u32>(numUsed, load<u32>(numUsed) + 1);
  }
  store<u32>(row + <usize>load<u32>(context, CONTEXT_ROW_PAIR), <u32>numItems, 4);
  return at;
}
