// Row boundaries of a msgpack body that arrives in pieces: one array of rows, or rows one after another.
//
// To know where a row ends one needs no stack, only how many values and bytes are still owed. So the state is a few
// counters, any nesting is safe, and a piece may end inside a length, a text or a number.
//
// The array's header is overwritten with 0xC1, which msgpack never uses: between rows it is filler, and the scan
// skips it. msgpackr's record extension (fixext of type 'r') hides how many values follow it: a body that has one is
// refused there, by name.
//
// A body whose first value is neither a map nor an array is no msgpack of records (text, JSON, CSV and gzip all start
// so): it is refused whole, or each of its bytes would be a row of its own.

import { byteAt } from '../base/bytes';
import {
  CUT_DECLARED_ROWS,
  CUT_FAULT,
  CUT_FAULT_BYTES_AFTER_END,
  CUT_FAULT_NO_RECORD,
  CUT_FAULT_PACKED,
  CUT_FIRST_BOUNDARY,
  CUT_INSIDE,
  CUT_MSGPACK_HEAD,
  CUT_MSGPACK_LENGTH,
  CUT_MSGPACK_LENGTH_BYTES_OWED,
  CUT_MSGPACK_PAYLOAD_OWED,
  CUT_MSGPACK_PHASE,
  CUT_MSGPACK_ROWS_OWED,
  CUT_MSGPACK_VALUES_OWED,
} from '../generated/cut';
import { isList, isMap, isPackedRecord, lengthBytesOf, MSGPACK_FILLER, payloadBytesOf, valuesOf } from './msgpack/heads';

const BODY_START: u32 = 0;
const ARRAY_HEADER: u32 = 1;
const IN_ARRAY: u32 = 2;
const IN_SEQUENCE: u32 = 3;
/** The first value is an extension: a packed record, or nothing that a body may start with. */
const FIRST_EXTENSION: u32 = 4;

/** @returns the address after the last row that ended in `[at, end)`, or 0 when none did. */
export function cutMsgpack(state: usize, at: usize, end: usize): usize {
  let phase = load<u32>(state, CUT_MSGPACK_PHASE);
  let rowsOwed = load<u32>(state, CUT_MSGPACK_ROWS_OWED);
  let head = load<u32>(state, CUT_MSGPACK_HEAD);
  let lengthBytesOwed = load<u32>(state, CUT_MSGPACK_LENGTH_BYTES_OWED);
  let length = load<u64>(state, CUT_MSGPACK_LENGTH);
  let valuesOwed = load<u64>(state, CUT_MSGPACK_VALUES_OWED);
  let payloadOwed = load<u64>(state, CUT_MSGPACK_PAYLOAD_OWED);
  let firstBoundary: usize = 0;
  let boundary: usize = 0;

  while (at < end) {
    if (payloadOwed) {
      const taken = min<u64>(payloadOwed, <u64>(end - at));
      at += <usize>taken;
      payloadOwed -= taken;
    } else {
      const byte = byteAt(at);
      if (lengthBytesOwed) {
        length = (length << 8) | <u64>byte;
        lengthBytesOwed--;
        if (phase == ARRAY_HEADER) store<u8>(at, <u8>MSGPACK_FILLER);
      } else {
        if (!valuesOwed) {
          if (byte == MSGPACK_FILLER) {
            at++;
            continue;
          }
          if (phase == IN_ARRAY) {
            if (!rowsOwed) {
              store<u32>(state, CUT_FAULT_BYTES_AFTER_END, CUT_FAULT);
              break;
            }
            rowsOwed--;
          } else if (phase == BODY_START) {
            phase = phaseAfter(byte);
            if (phase == ARRAY_HEADER) store<u8>(at, <u8>MSGPACK_FILLER);
            if (phase == BODY_START) {
              store<u32>(state, CUT_FAULT_NO_RECORD, CUT_FAULT);
              break;
            }
          }
          valuesOwed = 1;
        }
        valuesOwed--;
        head = byte;
        length = 0;
        lengthBytesOwed = lengthBytesOf(byte);
      }
      at++;
      if (lengthBytesOwed) continue;
      if (phase == ARRAY_HEADER) {
        rowsOwed = <u32>valuesOf(head, length);
        phase = IN_ARRAY;
        store<u32>(state, rowsOwed + 1, CUT_DECLARED_ROWS);
        continue;
      }
      if (isPackedRecord(head, length)) {
        store<u32>(state, CUT_FAULT_PACKED, CUT_FAULT);
        break;
      }
      if (phase == FIRST_EXTENSION) {
        store<u32>(state, CUT_FAULT_NO_RECORD, CUT_FAULT);
        break;
      }
      valuesOwed += valuesOf(head, length);
      payloadOwed = payloadBytesOf(head, length);
    }
    if (!(valuesOwed | payloadOwed)) {
      boundary = at;
      if (!firstBoundary) firstBoundary = at;
    }
  }

  const isInside = phase == ARRAY_HEADER || rowsOwed || (valuesOwed | payloadOwed | <u64>lengthBytesOwed) != 0;
  store<u32>(state, u32(isInside), CUT_INSIDE);
  store<u32>(state, <u32>firstBoundary, CUT_FIRST_BOUNDARY);
  store<u32>(state, phase, CUT_MSGPACK_PHASE);
  store<u32>(state, rowsOwed, CUT_MSGPACK_ROWS_OWED);
  store<u32>(state, head, CUT_MSGPACK_HEAD);
  store<u32>(state, lengthBytesOwed, CUT_MSGPACK_LENGTH_BYTES_OWED);
  store<u64>(state, length, CUT_MSGPACK_LENGTH);
  store<u64>(state, valuesOwed, CUT_MSGPACK_VALUES_OWED);
  store<u64>(state, payloadOwed, CUT_MSGPACK_PAYLOAD_OWED);
  return boundary;
}

/** Where the first byte of a body leads; BODY_START when no body of records starts so. */
@inline
function phaseAfter(head: u32): u32 {
  if (isList(head)) return ARRAY_HEADER;
  if (isMap(head)) return IN_SEQUENCE;
  return head == 0xd4 || head == 0xd5 ? FIRST_EXTENSION : BODY_START;
}
