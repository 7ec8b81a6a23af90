// Holds scanned rows against the field table: codes, dates, ranges, lengths and required fields, for all codecs.

import { checkEvent, checkLine, checkRow, checkWallet } from '../generated/checks';
import {
  EVENT_BYTES,
  LINE_BYTES,
  LINE_SPAN_DESCRIPTION,
  ROW_BYTES,
  ROW_EVENTS_COUNT,
  ROW_EVENTS_FIRST,
  ROW_LINES_COUNT,
  ROW_LINES_FIRST,
  ROW_STATUS,
  ROW_WALLETS_COUNT,
  ROW_WALLETS_FIRST,
  WALLET_BYTES,
} from '../generated/record';
import {
  STATUS_REQUIRED,
  TILE_EVENTS,
  TILE_LINES,
  TILE_NUM_FLAGGED,
  TILE_NUM_ROWS,
  TILE_ROWS,
  TILE_WALLETS,
} from '../generated/tile';

/** Check the tile's rows that the scan found good: codes and dates are filled in. Returns the rows with a status. */
export function checkRows(tile: usize): u32 {
  const lines = <usize>load<u32>(tile, TILE_LINES);
  const wallets = <usize>load<u32>(tile, TILE_WALLETS);
  const events = <usize>load<u32>(tile, TILE_EVENTS);
  let row = <usize>load<u32>(tile, TILE_ROWS);
  const end = row + <usize>load<u32>(tile, TILE_NUM_ROWS) * ROW_BYTES;
  let numFlagged: u32 = 0;
  for (; row < end; row += ROW_BYTES) {
    let status = load<u32>(row, ROW_STATUS);
    if (!status) {
      status = checkRow(row);
      let hasDescription = false;
      let item = lines + <usize>load<u32>(row, ROW_LINES_FIRST) * LINE_BYTES;
      for (let left = load<u32>(row, ROW_LINES_COUNT); left; left--, item += LINE_BYTES) {
        status |= checkLine(item);
        hasDescription = hasDescription || load<u32>(item, LINE_SPAN_DESCRIPTION + 4) != 0;
      }
      // one content line with a description is the least that can be screened
      if (!hasDescription) status |= STATUS_REQUIRED;
      item = wallets + <usize>load<u32>(row, ROW_WALLETS_FIRST) * WALLET_BYTES;
      for (let left = load<u32>(row, ROW_WALLETS_COUNT); left; left--, item += WALLET_BYTES) status |= checkWallet(item);
      item = events + <usize>load<u32>(row, ROW_EVENTS_FIRST) * EVENT_BYTES;
      for (let left = load<u32>(row, ROW_EVENTS_COUNT); left; left--, item += EVENT_BYTES) status |= checkEvent(item);
      store<u32>(row, status, ROW_STATUS);
    }
    numFlagged += u32(status != 0);
  }
  store<u32>(tile, numFlagged, TILE_NUM_FLAGGED);
  return numFlagged;
}
