// What the first byte of a msgpack value says (msgpack specification, "Formats"): how many length bytes follow it,
// how many payload bytes, and how many values. The cutter and the scan share this reading, so that both always agree
// where a value ends, also in bytes that are no valid record.

import { byteAt } from '../../base/bytes';

/** The one byte that no msgpack value starts with: filler between rows, a fault inside one. */
export const MSGPACK_FILLER: u32 = 0xc1;
/** Extension type 'r', with which msgpackr starts a packed record. */
const MSGPACK_RECORD_TYPE: u64 = 0x72;

/** Length bytes after `head`. The type byte of fixext1 and fixext2 is read like a length: packed records hide there. */
@inline
export function lengthBytesOf(head: u32): u32 {
  switch (head) {
    case 0xc4:
    case 0xc7:
    case 0xd4:
    case 0xd5:
    case 0xd9:
      return 1;
    case 0xc5:
    case 0xc8:
    case 0xda:
    case 0xdc:
    case 0xde:
      return 2;
    case 0xc6:
    case 0xc9:
    case 0xdb:
    case 0xdd:
    case 0xdf:
      return 4;
    default:
      return 0;
  }
}

/** Payload bytes after head and length: bytes of a text, number, binary or extension. */
@inline
export function payloadBytesOf(head: u32, length: u64): u64 {
  if (head < 0xc0) return (head & 0xe0) == 0xa0 ? u64(head & 0x1f) : 0;
  switch (head) {
    case 0xc4:
    case 0xc5:
    case 0xc6:
    case 0xd9:
    case 0xda:
    case 0xdb:
      return length;
    case 0xc7:
    case 0xc8:
    case 0xc9:
      return length + 1;
    case 0xcc:
    case 0xd0:
    case 0xd4:
      return 1;
    case 0xcd:
    case 0xd1:
    case 0xd5:
      return 2;
    case 0xca:
    case 0xce:
    case 0xd2:
      return 4;
    case 0xcb:
    case 0xcf:
    case 0xd3:
      return 8;
    case 0xd6:
      return 5;
    case 0xd7:
      return 9;
    case 0xd8:
      return 17;
    default:
      return 0;
  }
}

/** True when the value is a record of msgpackr's extension, after which values follow that nothing announces. */
@inline
export function isPackedRecord(head: u32, length: u64): bool {
  return (head == 0xd4 || head == 0xd5) && length == MSGPACK_RECORD_TYPE;
}

/** Values inside a value: elements of an array, keys and values of a map. */
@inline
export function valuesOf(head: u32, length: u64): u64 {
  if (head < 0x80) return 0;
  if (head < 0x90) return u64(head & 0x0f) << 1;
  if (head < 0xa0) return u64(head & 0x0f);
  if (head == 0xdc || head == 0xdd) return length;
  if (head == 0xde || head == 0xdf) return length << 1;
  return 0;
}

/** Length of a value in `lengthBytes` bytes at `at`, big-endian. */
@inline
export function lengthAt(at: usize, lengthBytes: u32): u64 {
  if (lengthBytes == 0) return 0;
  if (lengthBytes == 1) return u64(byteAt(at));
  if (lengthBytes == 2) return u64(bswap<u16>(load<u16>(at)));
  return u64(bswap<u32>(load<u32>(at)));
}

/** A text of at most 31 bytes, whose length is in its head. */
@inline
export function isShortText(head: u32): bool {
  return (head & 0xe0) == 0xa0;
}

@inline
export function isText(head: u32): bool {
  return isShortText(head) || head - 0xd9 < 3;
}

@inline
export function isNumber(head: u32): bool {
  return head < 0x80 || head >= 0xe0 || head - 0xca < 10;
}

@inline
export function isMap(head: u32): bool {
  return (head & 0xf0) == 0x80 || head - 0xde < 2;
}

@inline
export function isList(head: u32): bool {
  return (head & 0xf0) == 0x90 || head - 0xdc < 2;
}

/** Bytes of a missing value at `at`: nil, or the fixext1 of type 0 that stands for `undefined`; 0 for a value. */
@inline
export function missingBytes(at: usize, end: usize): usize {
  const head = byteAt(at);
  if (head == 0xc0) return 1;
  return head == 0xd4 && at + 3 <= end && load<u16>(at, 1) == 0 ? 3 : 0;
}
