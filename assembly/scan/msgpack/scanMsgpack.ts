// Concatenated msgpack maps to span tables, a tile at a time.

import { byteAt } from '../../base/bytes';
import { ROW_BYTES, ROW_UNKNOWN_KEYS } from '../../generated/record';
import {
  STATUS_WRONG_TYPE,
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
import { fault } from '../json/fault';
import {
  CONTEXT_NUM_NUMS,
  CONTEXT_NUMS,
  FRAME_FAULT,
  FRAME_MAX_NESTING,
  FRAME_ROOT,
  FRAME_TILE,
} from '../../generated/scan';
import { addStatus, beginRow, dropItems, emptyTile, endRow, hasRoom } from '../tileRows';
import { isMap, MSGPACK_FILLER } from './heads';
import { endOfValue } from './skip';
import { walkMap } from './walker';

/**
 * Take rows from the input until the tile could not hold another whole one, or the input ends. A row is one value;
 * filler between rows is skipped. The input ends where the cutter found a row's end. Returns the number of rows.
 */
export function scanMsgpack(tile: usize): u32 {
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
    if (byteAt(at) == MSGPACK_FILLER) {
      at++;
      continue;
    }
    if (numRows == maxRows || !hasRoom(tile)) break;
    resetStruct(row, 0, ROW_BYTES, nums, numNums);
    beginRow(tile, row, at);
    let rowEnd = isMap(byteAt(at)) ? walkMap(frame, row, root, row, at, end) : fault(frame, STATUS_WRONG_TYPE);
    if (!rowEnd) {
      rowEnd = endOfValue(at, end);
      addStatus(row, load<u32>(frame, FRAME_FAULT));
      dropItems(tile, row);
    }
    endRow(tile, row, <u32>(rowEnd - at));
    numUnknownKeys += load<u32>(row, ROW_UNKNOWN_KEYS);
    at = rowEnd;
    row += ROW_BYTES;
    numRows++;
  }
  store<u32>(tile, <u32>at, TILE_INPUT_NEXT);
  store<u32>(tile, numRows, TILE_NUM_ROWS);
  store<u32>(tile, numUnknownKeys, TILE_NUM_UNKNOWN_KEYS);
  return numRows;
}
