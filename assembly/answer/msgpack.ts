// Answers as msgpack: one map of the same five keys a row, six with contributions, one after the other.

import {
  MSGPACK_ACTION,
  MSGPACK_ACTION_BYTES,
  MSGPACK_BUNDLE,
  MSGPACK_BUNDLE_BYTES,
  MSGPACK_CARRIER_ACTION,
  MSGPACK_CARRIER_ACTION_BYTES,
  MSGPACK_NO_REASONS,
  MSGPACK_NO_REASONS_BYTES,
  MSGPACK_REASONS,
  MSGPACK_REASONS_BYTES,
  MSGPACK_START,
  MSGPACK_START_BYTES,
} from '../generated/answer';
import {
  TILE_ACTIONS,
  TILE_ANSWER_END,
  TILE_ANSWER_NEXT,
  TILE_BUNDLE_HASH,
  TILE_MARGINS,
  TILE_NUM_ROWS,
} from '../generated/tile';
import { copy16, copy32 } from './copy';
import {
  asideAt, hasProbability, idLength, idStart, isFlagged, isForCarrier, mostBytes, rowAt, writeAside, writeProbability,
} from './rows';
import { writeUtf8 } from './text';

/** Rows from `firstRow` on; returns the first row that might not have fitted, or the number of rows. */
export function writeAnswersMsgpack(tile: usize, firstRow: i32): i32 {
  const numRows = load<i32>(tile + TILE_NUM_ROWS);
  const end = <usize>load<u32>(tile + TILE_ANSWER_END);
  let at = <usize>load<u32>(tile + TILE_ANSWER_NEXT);
  let row = firstRow;
  for (; row < numRows; row++) {
    const struct = rowAt(tile, row);
    const aside = asideAt(tile, row);
    if (at + mostBytes(struct, aside) > end) break;
    at = isFlagged(struct) ? writeAside(at, aside) : writeDecision(tile, row, struct, aside, at);
  }
  store<u32>(tile + TILE_ANSWER_NEXT, <u32>at);
  return row;
}

// @ts-ignore: decorator
@inline
function writeDecision(tile: usize, row: i32, struct: usize, aside: usize, at: usize): usize {
  copy16(at, MSGPACK_START);
  // fixmap: carriers get no score, and a probability is one entry more
  const forCarrier = isForCarrier(tile);
  const withProbability = !forCarrier && hasProbability(tile);
  store<u8>(at, <u8>(0x85 - <i32>forCarrier + <i32>withProbability));
  at = writeText(at + MSGPACK_START_BYTES, idStart(struct), idLength(struct));
  const action = <usize>load<u8>(<usize>load<u32>(tile + TILE_ACTIONS) + row);
  if (forCarrier) {
    copy32(at, MSGPACK_CARRIER_ACTION + (action << 5));
    at += <usize>load<u8>(MSGPACK_CARRIER_ACTION_BYTES + action);
  } else {
    copy32(at, MSGPACK_ACTION + (action << 5));
    at += <usize>load<u8>(MSGPACK_ACTION_BYTES + action);
    store<u64>(at, bswap(load<u64>(<usize>load<u32>(tile + TILE_MARGINS) + (<usize>row << 3))));
    at += 8;
    if (withProbability) at = writeProbability(tile, row, at);
  }
  if (load<u32>(aside, 4) == 0) {
    copy32(at, MSGPACK_NO_REASONS);
    at += MSGPACK_NO_REASONS_BYTES;
  } else {
    copy16(at, MSGPACK_REASONS);
    at = writeAside(at + MSGPACK_REASONS_BYTES, aside);
    copy16(at, MSGPACK_BUNDLE);
    at += MSGPACK_BUNDLE_BYTES;
  }
  copy32(at, <usize>load<u32>(tile + TILE_BUNDLE_HASH));
  return at + 32;
}

/** The shortest header: fixstr, str 8; ids are at most 35 code points and never need more. */
// @ts-ignore: decorator
@inline
function writeText(at: usize, from: usize, length: usize): usize {
  if (length < 32) {
    store<u8>(at, 0xa0 | <u8>length);
    return writeUtf8(at + 1, from, length);
  }
  store<u8>(at, 0xd9);
  store<u8>(at, <u8>length, 1);
  return writeUtf8(at + 2, from, length);
}
