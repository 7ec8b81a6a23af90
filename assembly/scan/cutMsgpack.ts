// Row boundaries of a msgpack body that arrives in pieces: one array of rows, or rows one after another.
//
// To know where a row ends one needs no stack, only how many values and bytes are still owed. So the state is a few
// counters, any nesting is safe, and a piece may end inside a length, a text or a number.
//
// The array's header is overwritten with 0xC1, which msgpack never uses: between rows it is filler, and the scan
// skips it. msgpackr's record extension (fixext of type 'r') hides how many values follow it, so from the row that
// holds one to the end of the body there are no more boundaries: all that is one row, refused by name.

import { byteAt } from '../base/bytes';
import { isPackedRecord, lengthBytesOf, MSGPACK_FILLER, payloadBytesOf, valuesOf } from './msgpack/heads';

// The state block; all zero before the first piece.
const FAULT: usize = 0; // 1: bytes follow the last row of the array
const INSIDE: usize = 4; // 1: the last piece ended inside a row or inside the array's header
const MODE: usize = 8;
const ROWS_OWED: usize = 12; // of the array
const HEAD: usize = 16; // the byte that announced the length being read
const LENGTH_BYTES_OWED: usize = 20;
const LENGTH: usize = 24; // u64, as far as it has been read
const VALUES_OWED: usize = 32; // u64
const PAYLOAD_OWED: usize = 40; // u64, bytes

// Modes.
const BODY_START: u32 = 0;
const ARRAY_HEADER: u32 = 1;
const IN_ARRAY: u32 = 2;
const IN_SEQUENCE: u32 = 3;
const LOST: u32 = 4;

/** @returns the address after the last complete row in `[at, end)`, or 0 when none ended there. */
export function cutMsgpack(state: usize, at: usize, end: usize): usize {
  let mode = load<u32>(state, MODE);
  let rowsOwed = load<u32>(state, ROWS_OWED);
  let head = load<u32>(state, HEAD);
  let lengthBytesOwed = load<u32>(state, LENGTH_BYTES_OWED);
  let length = load<u64>(state, LENGTH);
  let valuesOwed = load<u64>(state, VALUES_OWED);
  let payloadOwed = load<u64>(state, PAYLOAD_OWED);
  let boundary: usize = 0;

  while (at < end && mode != LOST) {
    if (payloadOwed != 0) {
      const taken = min<u64>(payloadOwed, u64(end - at));
      at += usize(taken);
      payloadOwed -= taken;
    } else {
      const byte = byteAt(at);
      if (lengthBytesOwed != 0) {
        length = (length << 8) | byte;
        lengthBytesOwed--;
        if (mode == ARRAY_HEADER) store<u8>(at, MSGPACK_FILLER);
      } else {
        if (valuesOwed == 0) {
          if (byte == MSGPACK_FILLER) {
            at++;
            continue;
          }
          if (mode == IN_ARRAY) {
            if (rowsOwed == 0) {
              store<u32>(state, 1, FAULT);
              break;
            }
            rowsOwed--;
          } else if (mode == BODY_START) {
            const isArray = (byte & 0xf0) == 0x90 || byte == 0xdc || byte == 0xdd;
            mode = isArray ? ARRAY_HEADER : IN_SEQUENCE;
            if (isArray) store<u8>(at, MSGPACK_FILLER);
          }
          valuesOwed = 1;
        }
        valuesOwed--;
        head = byte;
        length = 0;
        lengthBytesOwed = lengthBytesOf(byte);
      }
      at++;
      if (lengthBytesOwed != 0) continue;
      if (mode == ARRAY_HEADER) {
        rowsOwed = u32(valuesOf(head, length));
        mode = IN_ARRAY;
        continue;
      }
      if (isPackedRecord(head, length)) {
        mode = LOST;
        break;
      }
      valuesOwed += valuesOf(head, length);
      payloadOwed = payloadBytesOf(head, length);
    }
    if ((valuesOwed | payloadOwed) == 0) boundary = at;
  }

  store<u32>(state, u32(mode == LOST || mode == ARRAY_HEADER || (valuesOwed | payloadOwed | lengthBytesOwed) != 0), INSIDE);
  store<u32>(state, mode, MODE);
  store<u32>(state, rowsOwed, ROWS_OWED);
  store<u32>(state, head, HEAD);
  store<u32>(state, lengthBytesOwed, LENGTH_BYTES_OWED);
  store<u64>(state, length, LENGTH);
  store<u64>(state, valuesOwed, VALUES_OWED);
  store<u64>(state, payloadOwed, PAYLOAD_OWED);
  return boundary;
}
