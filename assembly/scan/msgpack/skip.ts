// Skip one value of any shape: strictly, for what an unknown key holds, or by its announced sizes alone.

import { byteAt } from '../../base/bytes';
import { STATUS_SYNTAX, STATUS_TOO_DEEP } from '../../generated/tile';
import { fault } from '../json/fault';
import { FRAME_MAX_NESTING } from '../../generated/scan';
import { isList, isMap, isPackedRecord, isText, lengthAt, lengthBytesOf, MSGPACK_FILLER, payloadBytesOf, valuesOf }
  from './heads';
import { skipText } from './texts';

/** Nesting that recursion is trusted with; limits.nesting may not exceed it. */
const MAX_RECURSION: u32 = 64;

/** Skip the value at `at`, inside a map or array at `depth`. Returns its end, or 0 and a fault. */
export function skipValue(frame: usize, at: usize, end: usize, depth: u32): usize {
  if (at >= end) return fault(frame, STATUS_SYNTAX);
  const head = byteAt(at);
  if (isText(head)) return skipText(frame, at, end);
  const start = at + 1 + <usize>lengthBytesOf(head);
  if (start > end) return fault(frame, STATUS_SYNTAX);
  const length = lengthAt(at + 1, lengthBytesOf(head));
  if (head == MSGPACK_FILLER || isPackedRecord(head, length)) return fault(frame, STATUS_SYNTAX);
  const payloadBytes = payloadBytesOf(head, length);
  if (payloadBytes > <u64>(end - start)) return fault(frame, STATUS_SYNTAX);
  at = start + <usize>payloadBytes;

  const isKeyed = isMap(head);
  if (!isKeyed && !isList(head)) return at;
  if (depth >= min(load<u32>(frame, FRAME_MAX_NESTING), MAX_RECURSION)) return fault(frame, STATUS_TOO_DEEP);
  for (let owed = valuesOf(head, length); owed; owed--) {
    at = isKeyed && !(owed & 1) ? skipText(frame, at, end) : skipValue(frame, at, end, depth + 1);
    if (!at) return 0;
  }
  return at;
}

/**
 * The end of the value at `at`, whatever is inside it, by the cutter's own reckoning. A value cut short ends at
 * `end`; so does one with a packed record, after which nobody can tell where anything ends.
 */
export function endOfValue(at: usize, end: usize): usize {
  for (let owed: u64 = 1; owed; owed--) {
    if (at >= end) return end;
    const head = byteAt(at);
    const start = at + 1 + <usize>lengthBytesOf(head);
    if (start > end) return end;
    const length = lengthAt(at + 1, lengthBytesOf(head));
    const payloadBytes = payloadBytesOf(head, length);
    if (isPackedRecord(head, length) || payloadBytes > <u64>(end - start)) return end;
    owed += valuesOf(head, length);
    at = start + <usize>payloadBytes;
  }
  return at;
}
