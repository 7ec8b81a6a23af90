// Holds scanned rows against the field table: codes, dates, ranges, lengths and required fields, for all codecs.

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
  FRAME_EVENT_CHECKS,
  FRAME_LINE_CHECKS,
  FRAME_ROW_CHECKS,
  FRAME_WALLET_CHECKS,
} from '../generated/scan';
import {
  STATUS_REQUIRED,
  TILE_EVENTS,
  TILE_KEY_TABLES,
  TILE_LINES,
  TILE_NUM_FLAGGED,
  TILE_NUM_ROWS,
  TILE_ROWS,
  TILE_WALLETS,
} from '../generated/tile';
import { checkStruct } from './checkStruct';

/** Check the tile's rows that the scan found good: codes and dates are filled in. Returns the rows with a status. */
export function checkRows(tile: usize): u32 {
  const tables = <usize>load<u32>(tile, TILE_KEY_TABLES);
  const rowChecks = <usize>load<u32>(tables, FRAME_ROW_CHECKS);
  const lineChecks = <usize>load<u32>(tables, FRAME_LINE_CHECKS);
  const walletChecks = <usize>load<u32>(tables, FRAME_WALLET_CHECKS);
  const eventChecks = <usize>load<u32>(tables, FRAME_EVENT_CHECKS);
  const lines = <usize>load<u32>(tile, TILE_LINES);
  const wallets = <usize>load<u32>(tile, TILE_WALLETS);
  const events = <usize>load<u32>(tile, TILE_EVENTS);
  let row = <usize>load<u32>(tile, TILE_ROWS);
  const end = row + <usize>load<u32>(tile, TILE_NUM_ROWS) * ROW_BYTES;
  let numFlagged: u32 = 0;
  for (; row < end; row += ROW_BYTES) {
    let status = load<u32>(row, ROW_STATUS);
    if (!status) {
      const firstLine = lines + <usize>load<u32>(row, ROW_LINES_FIRST) * LINE_BYTES;
      const numLines = load<u32>(row, ROW_LINES_COUNT);
      status = checkStruct(row, rowChecks) | checkItems(firstLine, numLines, LINE_BYTES, lineChecks);
      if (!hasDescription(firstLine, numLines)) status |= STATUS_REQUIRED;
      const numWallets = load<u32>(row, ROW_WALLETS_COUNT);
      if (numWallets) {
        const first = wallets + <usize>load<u32>(row, ROW_WALLETS_FIRST) * WALLET_BYTES;
        status |= checkItems(first, numWallets, WALLET_BYTES, walletChecks);
      }
      const numEvents = load<u32>(row, ROW_EVENTS_COUNT);
      if (numEvents) {
        const first = events + <usize>load<u32>(row, ROW_EVENTS_FIRST) * EVENT_BYTES;
        status |= checkItems(first, numEvents, EVENT_BYTES, eventChecks);
      }
      store<u32>(row, status, ROW_STATUS);
    }
    numFlagged += u32(status != 0);
  }
  store<u32>(tile, numFlagged, TILE_NUM_FLAGGED);
  return numFlagged;
}

function checkItems(item: usize, numItems: u32, itemBytes: usize, checks: usize): u32 {
  let status: u32 = 0;
  for (let i: u32 = 0; i < numItems; i++) {
    status |= checkStruct(item, checks);
    item += itemBytes;
  }
  return status;
}

/** One content line with a description is the least that can be screened. */
@inline
function hasDescription(line: usize, numLines: u32): bool {
  const end = line + <usize>numLines * LINE_BYTES;
  for (; line < end; line += LINE_BYTES) if (load<u32>(line, LINE_SPAN_DESCRIPTION + 4)) return true;
  return false;
}
