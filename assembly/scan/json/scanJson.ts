// NDJSON to span tables, a tile at a time.

import { byteAt, findNewline, NEWLINE, skipBlanks } from '../../base/bytes';
import {
  MAX_CONTENTS,
  MAX_EVENTS,
  MAX_WALLETS,
  ROW_BYTES,
  ROW_EVENTS_COUNT,
  ROW_EVENTS_FIRST,
  ROW_LENGTH,
  ROW_LINES_COUNT,
  ROW_LINES_FIRST,
  ROW_START,
  ROW_STATUS,
  ROW_UNKNOWN_KEYS,
  ROW_WALLETS_COUNT,
  ROW_WALLETS_FIRST,
} from '../../generated/record';
import {
  STATUS_TOO_LONG,
  TILE_ARENA_END,
  TILE_ARENA_NEXT,
  TILE_ARENA_START,
  TILE_INPUT_END,
  TILE_INPUT_NEXT,
  TILE_KEY_TABLES,
  TILE_MAX_EVENTS,
  TILE_MAX_LINES,
  TILE_MAX_NESTING,
  TILE_MAX_ROW_BYTES,
  TILE_MAX_ROWS,
  TILE_MAX_WALLETS,
  TILE_NUM_EVENTS,
  TILE_NUM_LINES,
  TILE_NUM_ROWS,
  TILE_NUM_UNKNOWN_KEYS,
  TILE_NUM_WALLETS,
  TILE_ROWS,
} from '../../generated/tile';
import { resetStruct } from '../../record/reset';
import {
  CONTEXT_NUM_NUMS,
  CONTEXT_NUMS,
  FRAME_FAULT,
  FRAME_MAX_NESTING,
  FRAME_ROOT,
  FRAME_ROW_START,
  FRAME_TILE,
} from '../../generated/scan';
import { walkRow } from './walker';

/**
 * Take rows from the input until the tile could not hold another whole one, or the input ends. Blank lines are no
 * rows. The input must end with a newline. Returns the number of rows.
 */
export function scanJson(tile: usize): u32 {
  const frame = <usize>load<u32>(tile, TILE_KEY_TABLES);
  store<u32>(frame, <u32>tile, FRAME_TILE);
  store<u32>(frame, load<u32>(tile, TILE_MAX_NESTING), FRAME_MAX_NESTING);
  const root = <usize>load<u32>(frame, FRAME_ROOT);
  const nums = load<u32>(root, CONTEXT_NUMS);
  const numNums = load<u32>(root, CONTEXT_NUM_NUMS);
  const end = <usize>load<u32>(tile, TILE_INPUT_END);
  const maxRows = load<u32>(tile, TILE_MAX_ROWS);
  const maxRowBytes = load<u32>(tile, TILE_MAX_ROW_BYTES);
  emptyTile(tile);

  let at = <usize>load<u32>(tile, TILE_INPUT_NEXT);
  let row = <usize>load<u32>(tile, TILE_ROWS);
  let numRows: u32 = 0;
  let numUnknownKeys: u32 = 0;
  while (at < end) {
    const first = skipBlanks(at);
    if (byteAt(first) == NEWLINE) {
      at = first + 1;
      continue;
    }
    if (numRows == maxRows || !hasRoom(tile)) break;
    resetStruct(row, 0, ROW_BYTES, nums, numNums);
    beginRow(tile, frame, row, at);
    let newline = walkRow(frame, row, first);
    if (!newline) {
      newline = findNewline(first);
      dropRow(tile, frame, row);
    }
    const length = <u32>(newline - at);
    store<u32>(row, length, ROW_LENGTH);
    if (length > maxRowBytes) store<u32>(row, load<u32>(row, ROW_STATUS) | STATUS_TOO_LONG, ROW_STATUS);
    numUnknownKeys += load<u32>(row, ROW_UNKNOWN_KEYS);
    at = newline + 1;
    row += ROW_BYTES;
    numRows++;
  }
  store<u32>(tile, <u32>at, TILE_INPUT_NEXT);
  store<u32>(tile, numRows, TILE_NUM_ROWS);
  store<u32>(tile, numUnknownKeys, TILE_NUM_UNKNOWN_KEYS);
  return numRows;
}

function emptyTile(tile: usize): void {
  store<u32>(tile, 0, TILE_NUM_ROWS);
  store<u32>(tile, 0, TILE_NUM_LINES);
  store<u32>(tile, 0, TILE_NUM_WALLETS);
  store<u32>(tile, 0, TILE_NUM_EVENTS);
  store<u32>(tile, load<u32>(tile, TILE_ARENA_START), TILE_ARENA_NEXT);
}

/** Whether one more row of the largest size fits the item tables and the arena. */
@inline
function hasRoom(tile: usize): bool {
  return (
    load<u32>(tile, TILE_NUM_LINES) + MAX_CONTENTS <= load<u32>(tile, TILE_MAX_LINES) &&
    load<u32>(tile, TILE_NUM_WALLETS) + MAX_WALLETS <= load<u32>(tile, TILE_MAX_WALLETS) &&
    load<u32>(tile, TILE_NUM_EVENTS) + MAX_EVENTS <= load<u32>(tile, TILE_MAX_EVENTS) &&
    load<u32>(tile, TILE_ARENA_NEXT) + load<u32>(tile, TILE_MAX_ROW_BYTES) <= load<u32>(tile, TILE_ARENA_END)
  );
}

@inline
function beginRow(tile: usize, frame: usize, row: usize, start: usize): void {
  store<u32>(row, <u32>start, ROW_START);
  store<u32>(row, load<u32>(tile, TILE_NUM_LINES), ROW_LINES_FIRST);
  store<u32>(row, load<u32>(tile, TILE_NUM_WALLETS), ROW_WALLETS_FIRST);
  store<u32>(row, load<u32>(tile, TILE_NUM_EVENTS), ROW_EVENTS_FIRST);
  store<u32>(frame, <u32>start, FRAME_ROW_START);
}

/** A row with a fault keeps its status and gives its items back. */
function dropRow(tile: usize, frame: usize, row: usize): void {
  store<u32>(row, load<u32>(row, ROW_STATUS) | load<u32>(frame, FRAME_FAULT), ROW_STATUS);
  store<u32>(tile, load<u32>(row, ROW_LINES_FIRST), TILE_NUM_LINES);
  store<u32>(tile, load<u32>(row, ROW_WALLETS_FIRST), TILE_NUM_WALLETS);
  store<u32>(tile, load<u32>(row, ROW_EVENTS_FIRST), TILE_NUM_EVENTS);
  store<u32>(row, 0, ROW_LINES_COUNT);
  store<u32>(row, 0, ROW_WALLETS_COUNT);
  store<u32>(row, 0, ROW_EVENTS_COUNT);
}
