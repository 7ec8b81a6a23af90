// What every format's writer asks of a tile: one row's item id, action, score and aside, and whether it fits.
//
// An *aside* is what TypeScript prepared for a row: its complete answer when the row has a status, the encoded
// reasons when it has none. Both lie in memory as (address, length), length 0 for none.

import { ROW_BYTES, ROW_STATUS, SPAN_ITEM_ID } from '../generated/record';
import {
  STEP_TEXT_BYTES, TILE_ASIDES, TILE_FOR_CARRIER, TILE_ROWS as TILE_ROW_TABLE, TILE_STEP_TEXTS, TILE_STEPS,
} from '../generated/tile';
import { copy16 } from './copy';
import { MAX_ESCAPE_BYTES } from './text';

/** Constant parts, score, probability and overrun of wide stores of one row, above what id and aside need. */
const ROW_SLACK: usize = 320;

// @ts-ignore: decorator
@inline
export function rowAt(tile: usize, row: i32): usize {
  return <usize>load<u32>(tile + TILE_ROW_TABLE) + <usize>row * ROW_BYTES;
}

// @ts-ignore: decorator
@inline
export function asideAt(tile: usize, row: i32): usize {
  return <usize>load<u32>(tile + TILE_ASIDES) + (<usize>row << 3);
}

// @ts-ignore: decorator
@inline
export function idStart(row: usize): usize {
  return <usize>load<u32>(row + SPAN_ITEM_ID);
}

// @ts-ignore: decorator
@inline
export function idLength(row: usize): usize {
  return <usize>load<u32>(row + SPAN_ITEM_ID, 4);
}

/** True when the row is answered whole by its aside. */
// @ts-ignore: decorator
@inline
export function isFlagged(row: usize): bool {
  return load<u32>(row + ROW_STATUS) != 0;
}

/** Bytes the answer of a row may take at most. The id of a flagged row may be of any length and is not written. */
// @ts-ignore: decorator
@inline
export function mostBytes(row: usize, aside: usize): usize {
  const id: usize = isFlagged(row) ? 0 : idLength(row) * MAX_ESCAPE_BYTES;
  return id + <usize>load<u32>(aside, 4) + ROW_SLACK;
}

/** True when a carrier reads the answers: no score, no probability. */
// @ts-ignore: decorator
@inline
export function isForCarrier(tile: usize): bool {
  return load<u32>(tile + TILE_FOR_CARRIER) != 0;
}

/** True when answers carry the probability of each row. */
// @ts-ignore: decorator
@inline
export function hasProbability(tile: usize): bool {
  return load<u32>(tile + TILE_STEP_TEXTS) != 0;
}

/** The probability of a row as its format has it, which is the text of its step. */
// @ts-ignore: decorator
@inline
export function writeProbability(tile: usize, row: i32, at: usize): usize {
  const step = <usize>load<u16>(<usize>load<u32>(tile + TILE_STEPS) + (<usize>row << 1));
  const text = <usize>load<u32>(tile + TILE_STEP_TEXTS) + step * STEP_TEXT_BYTES;
  copy16(at, text);
  copy16(at + 16, text + 16);
  copy16(at + 32, text + 32);
  return at + <usize>load<u8>(text, STEP_TEXT_BYTES - 1);
}

/** Copies an aside. A flagged row without one is a broken promise of the engine: stop rather than lose the row. */
export function writeAside(at: usize, aside: usize): usize {
  const length = <usize>load<u32>(aside, 4);
  if (length == 0) unreachable();
  memory.copy(at, <usize>load<u32>(aside), length);
  return at + length;
}
