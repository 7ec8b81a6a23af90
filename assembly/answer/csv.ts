// Answers as CSV lines: itemId,action,score,probability,reasons,error,pointer, and for carriers
// itemId,action,requests,error,pointer. TypeScript writes the header line.

import { CSV_ACTION, CSV_ACTION_BYTES } from '../generated/answer';
import {
  TILE_ACTIONS, TILE_ANSWER_END, TILE_ANSWER_NEXT, TILE_MARGINS, TILE_NUM_ROWS,
} from '../generated/tile';
import { copy32 } from './copy';
import { writeDouble } from './decimal';
import {
  asideAt, hasProbability, idLength, idStart, isFlagged, isForCarrier, mostBytes, rowAt, writeAside, writeProbability,
} from './rows';
import { writeCsvText } from './text';

/** Rows from `firstRow` on; returns the first row that might not have fitted, or the number of rows. */
export function writeAnswersCsv(tile: usize, firstRow: i32): i32 {
  const numRows = load<i32>(tile + TILE_NUM_ROWS);
  const end = <usize>load<u32>(tile + TILE_ANSWER_END);
  let at = <usize>load<u32>(tile + TILE_ANSWER_NEXT);
  let row = firstRow;
  for (; row < numRows; row++) {
    const struct = rowAt(tile, row);
    const aside = asideAt(tile, row);
    if (at + mostBytes(struct, aside) > end) break;
    at = isFlagged(struct) ? writeAside(at, aside) : writeDecision(tile, row, struct, aside, at);
    store<u8>(at++, 10);
  }
  store<u32>(tile + TILE_ANSWER_NEXT, <u32>at);
  return row;
}

// @ts-ignore: decorator
@inline
function writeDecision(tile: usize, row: i32, struct: usize, aside: usize, at: usize): usize {
  at = writeCsvText(at, idStart(struct), idLength(struct));
  const action = <usize>load<u8>(<usize>load<u32>(tile + TILE_ACTIONS) + row);
  copy32(at, CSV_ACTION + (action << 5));
  at += <usize>load<u8>(CSV_ACTION_BYTES + action);
  if (!isForCarrier(tile)) {
    at = writeDouble(at, load<f64>(<usize>load<u32>(tile + TILE_MARGINS) + (<usize>row << 3)));
    store<u8>(at++, 0x2c);
    if (hasProbability(tile)) at = writeProbability(tile, row, at);
    store<u8>(at++, 0x2c);
  }
  if (load<u32>(aside, 4) != 0) at = writeAside(at, aside);
  // no error, no pointer
  store<u16>(at, 0x2c2c);
  return at + 2;
}
