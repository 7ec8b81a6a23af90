// What every format's writer asks of a tile: one row's item id, action, score and aside, and whether it fits.
//
// An *aside* is what TypeScript prepared for a row: its complete answer when the row has a status, the encoded
// reasons when it has none, with the key and the value of its contributions behind them where the screener explains. Both lie in memory as (address, length), length 0 for none.

import { ROW_BYTES, ROW_STATUS, SPAN_ITEM_ID } from '../generated/record';
import { TILE_ASIDES, TILE_ROWS as TILE_ROW_TABLE } from '../generated/tile';
import { MAX_ESCAPE_BYTES } from './text';

/** Constant parts, score and overrun of wide stores of one row, above what id and aside need. */
const ROW_SLACK: usize = 256;

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

/** Copies an aside. A flagged row without one is a broken promise of the engine: stop rather than lose the row. */
export function writeAside(at: usize, aside: usize): usize {
  const length = <usize>load<u32>(aside, 4);
  if (length == 0) unreachable();
  memory.copy(at, <usize>load<u32>(aside), length);
  return at + length;
}
