// The part of a scan that no codec changes: an empty tile, room for a row, its begin and its end.

import {
  MAX_CONTENTS,
  MAX_EVENTS,
  MAX_WALLETS,
  ROW_EVENTS_COUNT,
  ROW_EVENTS_FIRST,
  ROW_LENGTH,
  ROW_LINES_COUNT,
  ROW_LINES_FIRST,
  ROW_START,
  ROW_STATUS,
  ROW_WALLETS_COUNT,
  ROW_WALLETS_FIRST,
} from '../generated/record';
import {
  STATUS_TOO_LONG,
  TILE_ARENA_END,
  TILE_ARENA_NEXT,
  TILE_ARENA_START,
  TILE_MAX_EVENTS,
  TILE_MAX_LINES,
  TILE_MAX_ROW_BYTES,
  TILE_MAX_WALLETS,
  TILE_NUM_EVENTS,
  TILE_NUM_LINES,
  TILE_NUM_ROWS,
  TILE_NUM_WALLETS,
} from '../generated/tile';

export function emptyTile(tile: usize): void {
  store<u32>(tile, 0, TILE_NUM_ROWS);
  store<u32>(tile, 0, TILE_NUM_LINES);
  store<u32>(tile, 0, TILE_NUM_WALLETS);
  store<u32>(tile, 0, TILE_NUM_EVENTS);
  store<u32>(tile, load<u32>(tile, TILE_ARENA_START), TILE_ARENA_NEXT);
}

/** Whether one more row of the largest size fits the item tables and the arena. */
@inline
export function hasRoom(tile: usize): bool {
  return (
    load<u32>(tile, TILE_NUM_LINES) + MAX_CONTENTS <= load<u32>(tile, TILE_MAX_LINES) &&
    load<u32>(tile, TILE_NUM_WALLETS) + MAX_WALLETS <= load<u32>(tile, TILE_MAX_WALLETS) &&
    load<u32>(tile, TILE_NUM_EVENTS) + MAX_EVENTS <= load<u32>(tile, TILE_MAX_EVENTS) &&
    load<u32>(tile, TILE_ARENA_NEXT) + load<u32>(tile, TILE_MAX_ROW_BYTES) <= load<u32>(tile, TILE_ARENA_END)
  );
}

/** Start a row whose struct was reset. */
@inline
export function beginRow(tile: usize, row: usize, start: usize): void {
  store<u32>(row, <u32>start, ROW_START);
  store<u32>(row, load<u32>(tile, TILE_NUM_LINES), ROW_LINES_FIRST);
  store<u32>(row, load<u32>(tile, TILE_NUM_WALLETS), ROW_WALLETS_FIRST);
  store<u32>(row, load<u32>(tile, TILE_NUM_EVENTS), ROW_EVENTS_FIRST);
}

/** Note a row's length, as sent and without its line feed, and hold it to the limit. */
@inline
export function endRow(tile: usize, row: usize, length: u32): void {
  store<u32>(row, length, ROW_LENGTH);
  if (length > load<u32>(tile, TILE_MAX_ROW_BYTES)) addStatus(row, STATUS_TOO_LONG);
}

@inline
export function addStatus(row: usize, status: u32): void {
  store<u32>(row, load<u32>(row, ROW_STATUS) | status, ROW_STATUS);
}

/** A row with a fault keeps its status and gives its items back. */
export function dropItems(tile: usize, row: usize): void {
  store<u32>(tile, load<u32>(row, ROW_LINES_FIRST), TILE_NUM_LINES);
  store<u32>(tile, load<u32>(row, ROW_WALLETS_FIRST), TILE_NUM_WALLETS);
  store<u32>(tile, load<u32>(row, ROW_EVENTS_FIRST), TILE_NUM_EVENTS);
  store<u32>(row, 0, ROW_LINES_COUNT);
  store<u32>(row, 0, ROW_WALLETS_COUNT);
  store<u32>(row, 0, ROW_EVENTS_COUNT);
}
