// CSV rows to span tables, a tile at a time. The header is no row: it was made into the column plan.

import { byteAt, NEWLINE, QUOTE } from '../../base/bytes';
import { CSV_COLUMN_BYTES, CSV_COLUMNS, CSV_GROUP_NUM_NUMS, CSV_GROUP_NUMS, CSV_GROUPS } from '../../generated/csv';
import { ROW_BYTES, ROW_STATUS, ROW_UNKNOWN_KEYS } from '../../generated/record';
import {
  STATUS_SLOW_NUMBER,
  STATUS_SYNTAX,
  STATUS_TOO_LONG,
  STATUS_UTF8,
  TILE_ARENA_END,
  TILE_ARENA_NEXT,
  TILE_CSV_PLAN,
  TILE_INPUT_END,
  TILE_INPUT_NEXT,
  TILE_MAX_ROWS,
  TILE_NUM_ROWS,
  TILE_NUM_UNKNOWN_KEYS,
  TILE_ROWS,
} from '../../generated/tile';
import { resetStruct } from '../../record/reset';
import { isUtf8 } from '../../text/utf8';
import { addStatus, beginRow, dropItems, emptyTile, endRow, hasRoom } from '../tileRows';
import { findClosingQuote, findMark, isCarriageReturn, isCellEnd, isRowEnd, undouble } from './cells';
import { storeCell } from './columns';
import { findByte } from './findByte';

/**
 * Take rows from the input until the tile could not hold another whole one, or the input ends. Empty lines are no
 * rows. The input must end with a newline. Returns the number of rows.
 */
export function scanCsv(tile: usize): u32 {
  const rowGroup = <usize>load<u32>(tile, TILE_CSV_PLAN) + CSV_GROUPS;
  const nums = load<u32>(rowGroup, CSV_GROUP_NUMS);
  const numNums = load<u32>(rowGroup, CSV_GROUP_NUM_NUMS);
  const end = <usize>load<u32>(tile, TILE_INPUT_END);
  const maxRows = load<u32>(tile, TILE_MAX_ROWS);
  emptyTile(tile);

  let at = <usize>load<u32>(tile, TILE_INPUT_NEXT);
  let row = <usize>load<u32>(tile, TILE_ROWS);
  let numRows: u32 = 0;
  let numUnknownKeys: u32 = 0;
  while (at < end) {
    const text = at + usize(isCarriageReturn(at, end));
    if (isRowEnd(text, end)) {
      at = text + 1;
      continue;
    }
    if (numRows == maxRows || !hasRoom(tile)) break;
    resetStruct(row, 0, ROW_BYTES, nums, numNums);
    beginRow(tile, row, at);
    const newline = scanRow(tile, row, at, end);
    if (!isUtf8(at, newline)) addStatus(row, STATUS_UTF8);
    if (isFaulty(load<u32>(row, ROW_STATUS))) dropItems(tile, row);
    endRow(tile, row, <u32>(newline - at));
    numUnknownKeys += load<u32>(row, ROW_UNKNOWN_KEYS);
    at = newline + 1;
    row += ROW_BYTES;
    numRows++;
  }
  store<u32>(tile, <u32>min(at, end), TILE_INPUT_NEXT);
  store<u32>(tile, numRows, TILE_NUM_ROWS);
  store<u32>(tile, numUnknownKeys, TILE_NUM_UNKNOWN_KEYS);
  return numRows;
}

/** Read the row at `at` into its struct. Returns its newline, or the input's end. */
function scanRow(tile: usize, row: usize, at: usize, end: usize): usize {
  const plan = <usize>load<u32>(tile, TILE_CSV_PLAN);
  let column = plan + CSV_COLUMNS;
  const columnsEnd = column + <usize>load<u32>(plan) * CSV_COLUMN_BYTES;
  let status: u32 = 0;
  while (true) {
    let start = at;
    let stop: usize;
    let isDoubled = false;
    if (at < end && byteAt(at) == QUOTE) {
      start++;
      stop = findClosingQuote(start, end);
      at = stop + 1;
      if (at > end) status |= STATUS_SYNTAX;
      else isDoubled = findByte(start, stop, QUOTE) < stop;
      at += usize(isCarriageReturn(at, end));
      if (!isCellEnd(at, end)) {
        status |= STATUS_SYNTAX;
        at = findCellEnd(at, end);
      }
    } else {
      stop = findMark(at, end);
      at = stop;
      if (!isCellEnd(at, end)) {
        status |= STATUS_SYNTAX;
        at = findCellEnd(at, end);
      }
      if (stop > start && isRowEnd(at, end)) stop -= usize(isCarriageReturn(stop - 1, end));
    }
    if (column == columnsEnd) status |= STATUS_SYNTAX;
    else {
      if (stop > start && !isFaulty(status)) {
        status |= isDoubled
          ? storeDoubled(tile, row, column, start, stop)
          : storeCell(tile, row, column, start, stop);
      }
      column += CSV_COLUMN_BYTES;
    }
    if (isRowEnd(at, end)) break;
    at++;
  }
  if (column != columnsEnd) status |= STATUS_SYNTAX;
  addStatus(row, status);
  return min(at, end);
}

/** A slow number is no fault: the row is read on. */
@inline
function isFaulty(status: u32): bool {
  return (status & ~STATUS_SLOW_NUMBER) != 0;
}

/** The comma or newline from `at` on: quotes here are a fault already noted. */
function findCellEnd(at: usize, end: usize): usize {
  at = findMark(at, end);
  while (!isCellEnd(at, end)) at = findMark(at + 1, end);
  return at;
}

/** A cell with doubled quotes goes decoded to the arena. */
function storeDoubled(tile: usize, row: usize, column: usize, start: usize, stop: usize): u32 {
  const to = <usize>load<u32>(tile, TILE_ARENA_NEXT);
  // the arena has room for any row within the limit
  if (stop - start > <usize>load<u32>(tile, TILE_ARENA_END) - to) return STATUS_TOO_LONG;
  const decodedEnd = undouble(start, stop, to);
  store<u32>(tile, <u32>decodedEnd, TILE_ARENA_NEXT);
  return storeCell(tile, row, column, to, decodedEnd);
}
