// Answers as NDJSON: {"itemId":...,"action":...,"score":...,"probability":...,"reasons":[...],"bundle":...} and a
// newline a row; carriers get neither score nor probability.

import {
  JSON_ACTION,
  JSON_ACTION_BYTES,
  JSON_BUNDLE,
  JSON_BUNDLE_BYTES,
  JSON_CARRIER_ACTION,
  JSON_CARRIER_ACTION_BYTES,
  JSON_END,
  JSON_END_BYTES,
  JSON_NO_REASONS,
  JSON_NO_REASONS_BYTES,
  JSON_REASONS,
  JSON_REASONS_BYTES,
  JSON_START,
  JSON_START_BYTES,
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
import { writeDouble } from './decimal';
import {
  asideAt, hasProbability, idLength, idStart, isFlagged, isForCarrier, mostBytes, rowAt, writeAside, writeProbability,
} from './rows';
import { writeJsonText } from './text';

/** Rows from `firstRow` on; returns the first row that might not have fitted, or the number of rows. */
export function writeAnswersNdjson(tile: usize, firstRow: i32): i32 {
  const numRows = load<i32>(tile + TILE_NUM_ROWS);
  const end = <usize>load<u32>(tile + TILE_ANSWER_END);
  let at = <usize>load<u32>(tile + TILE_ANSWER_NEXT);
  let row = firstRow;
  for (; row < numRows; row++) {
    const struct = rowAt(tile, row);
    const aside = asideAt(tile, row);
    if (at + mostBytes(struct, aside) > end) break;
    if (isFlagged(struct)) {
      at = writeAside(at, aside);
      store<u8>(at++, 10);
    } else {
      at = writeDecision(tile, row, struct, aside, at);
    }
  }
  store<u32>(tile + TILE_ANSWER_NEXT, <u32>at);
  return row;
}

// @ts-ignore: decorator
@inline
function writeDecision(tile: usize, row: i32, struct: usize, aside: usize, at: usize): usize {
  copy16(at, JSON_START);
  at = writeJsonText(at + JSON_START_BYTES, idStart(struct), idLength(struct));
  const action = <usize>load<u8>(<usize>load<u32>(tile + TILE_ACTIONS) + row);
  if (isForCarrier(tile)) {
    copy32(at, JSON_CARRIER_ACTION + (action << 5));
    at += <usize>load<u8>(JSON_CARRIER_ACTION_BYTES + action);
  } else {
    copy32(at, JSON_ACTION + (action << 5));
    at += <usize>load<u8>(JSON_ACTION_BYTES + action);
    at = writeDouble(at, load<f64>(<usize>load<u32>(tile + TILE_MARGINS) + (<usize>row << 3)));
    if (hasProbability(tile)) at = writeProbability(tile, row, at);
  }
  if (load<u32>(aside, 4) == 0) {
    copy32(at, JSON_NO_REASONS);
    at += JSON_NO_REASONS_BYTES;
  } else {
    copy16(at, JSON_REASONS);
    at = writeAside(at + JSON_REASONS_BYTES, aside);
    copy16(at, JSON_BUNDLE);
    at += JSON_BUNDLE_BYTES;
  }
  copy32(at, <usize>load<u32>(tile + TILE_BUNDLE_HASH));
  at += 32;
  store<u32>(at, load<u32>(JSON_END));
  return at + JSON_END_BYTES;
}
