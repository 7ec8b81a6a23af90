// Texts: found, held to the row's end and checked; they never need decoding, so spans point into the input.

import { byteAt } from '../../base/bytes';
import { firstBytes, highBytes } from '../../base/swar';
import { STATUS_SYNTAX, STATUS_TOO_DEEP, STATUS_TOO_MANY_ITEMS, STATUS_UTF8, STATUS_WRONG_TYPE }
  from '../../generated/tile';
import { isUtf8 } from '../../text/utf8';
import { fault } from '../json/fault';
import { FRAME_MAX_NESTING } from '../../generated/scan';
import { isShortText, isText, lengthAt, lengthBytesOf, missingBytes, valuesOf } from './heads';

/** Skip the text at `at`. Returns its end, or 0 and a fault when there is no whole valid text. */
export function skipText(frame: usize, at: usize, end: usize): usize {
  if (at >= end || !isText(byteAt(at))) return fault(frame, STATUS_SYNTAX);
  const start = startOfText(at);
  if (start > end) return fault(frame, STATUS_SYNTAX);
  const length = lengthOfText(at);
  if (length > end - start) return fault(frame, STATUS_SYNTAX);
  at = start + length;
  return !hasHighByte(start, at) || isUtf8(start, at) ? at : fault(frame, STATUS_UTF8);
}

/** First byte of the text whose head is at `at`. Most texts are short: their head is asked for first. */
@inline
function startOfText(at: usize): usize {
  const head = byteAt(at);
  return at + 1 + (isShortText(head) ? 0 : <usize>lengthBytesOf(head));
}

/** Bytes of the text whose head is at `at`. */
@inline
export function lengthOfText(at: usize): usize {
  const head = byteAt(at);
  return isShortText(head) ? <usize>(head & 0x1f) : <usize>lengthAt(at + 1, lengthBytesOf(head));
}

/** Store the span of the text at `at`. Returns the text's end, or 0 and a fault. */
export function storeText(frame: usize, at: usize, end: usize, span: usize): usize {
  const textEnd = skipText(frame, at, end);
  if (!textEnd) return 0;
  const length = lengthOfText(at);
  store<u32>(span, <u32>(textEnd - length));
  store<u32>(span, <u32>length, 4);
  return textEnd;
}

/** Walk the array of texts at `at`, which stands at `depth`, into the spans from `span` on. */
export function walkTexts(frame: usize, at: usize, end: usize, span: usize, maxTexts: u32, depth: u32): usize {
  if (depth > load<u32>(frame, FRAME_MAX_NESTING)) return fault(frame, STATUS_TOO_DEEP);
  const head = byteAt(at);
  const start = at + 1 + <usize>lengthBytesOf(head);
  if (start > end) return fault(frame, STATUS_SYNTAX);
  const numTexts = valuesOf(head, lengthAt(at + 1, lengthBytesOf(head)));
  if (numTexts > <u64>maxTexts) return fault(frame, STATUS_TOO_MANY_ITEMS);
  at = start;
  for (let i: u64 = 0; i < numTexts; i++, span += 8) {
    if (at >= end) return fault(frame, STATUS_SYNTAX);
    const numMissing = missingBytes(at, end);
    if (numMissing) {
      at += numMissing;
      continue;
    }
    if (!isText(byteAt(at))) return fault(frame, STATUS_WRONG_TYPE);
    at = storeText(frame, at, end, span);
    if (!at) return 0;
  }
  return at;
}

/** Whether any byte of `[at, end)` is not ASCII. */
@inline
function hasHighByte(at: usize, end: usize): bool {
  if (ASC_FEATURE_SIMD) {
    for (; at + 16 < end; at += 16) if (i8x16.bitmask(v128.load(at))) return true;
    // the last bytes, without what follows them
    return (i8x16.bitmask(v128.load(at)) & ((1 << <i32>(end - at)) - 1)) != 0;
  } else {
    let found: u64 = 0;
    for (; at + 8 < end; at += 8) found |= load<u64>(at);
    return highBytes(found | (load<u64>(at) & firstBytes(<u32>(end - at)))) != 0;
  }
}
