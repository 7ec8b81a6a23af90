// NDJSON to span tables, a tile at a time.

import { byteAt, findNewline, NEWLINE, skipBlanks } from '../../base/bytes';
import { ROW_BYTES, ROW_UNKNOWN_KEYS } from '../../generated/record';
import {
  TILE_INPUT_END,
  TILE_INPUT_NEXT,
  TILE_KEY_TABLES,
  TILE_MAX_NESTING,
  TILE_MAX_ROWS,
  TILE_NUM_ROWS,
  TILE_NUM_UNKNOWN_KEYS,
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
import { addStatus, beginRow, dropItems, emptyTile, endRow, hasRoom } from '../tileRows';
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
    beginRow(tile, row, at);
    store<u32>(frame, <u32>at, FRAME_ROW_START);
    let newline = walkRow(frame, row, first);
    if (!newline) {
      newline = findNewline(first);
      addStatus(row, load<u32>(frame, FRAME_FAULT));
      dropItems(tile, row);
    }
    endRow(tile, row, <u32>(newline - at));
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
