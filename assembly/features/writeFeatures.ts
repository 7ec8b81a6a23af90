// The feature stage: spans and numbers of a tile's rows to feature columns and findings. One file a family; the
// plain twin of each is in src/features/reference, and both must agree to the bit.

import {
  EVENT_BYTES,
  LINE_BYTES,
  ROW_BYTES,
  ROW_EVENTS_COUNT,
  ROW_EVENTS_FIRST,
  ROW_LINES_COUNT,
  ROW_LINES_FIRST,
  ROW_STATUS,
  ROW_WALLETS_COUNT,
  ROW_WALLETS_FIRST,
  SPAN_ITEM_ID,
  WALLET_BYTES,
} from '../generated/record';
import {
  TILE_COLUMN_BYTES,
  TILE_EVENTS,
  TILE_FEATURES,
  TILE_FINDINGS,
  TILE_LINES,
  TILE_NUM_ROWS,
  TILE_REFERENCE,
  TILE_ROWS,
  TILE_SIGNALS,
  TILE_TEXT_SCRATCH,
  TILE_WALLETS,
} from '../generated/tile';
import { clearSheet, SHEETS, writeColumns } from './columns';
import { goodsFeatures } from './goods';
import { readItemNumber } from './itemNumber';
import { readLines } from './lineFacts';
import { partyFeatures } from './parties';
import { qualityFeatures } from './quality';
import { routeFeatures } from './route';
import { SCRATCH_FACTS, SCRATCH_SHEETS, SCRATCH_TEXT, SHEET_BYTES } from './scratch';
import { lengthAt, textAt } from './sheet';
import { signalFeatures } from './signals';
import { timingFeatures } from './timing';
import { valueFeatures } from './value';
import { readWeights, weightFeatures } from './weight';

/** Columns and findings of every row; rows with a status get missing values and no finding. */
export function writeFeatures(tile: usize): void {
  const numRows = load<u32>(tile, TILE_NUM_ROWS);
  const rows = <usize>load<u32>(tile, TILE_ROWS);
  const columns = <usize>load<u32>(tile, TILE_FEATURES);
  const columnBytes = <usize>load<u32>(tile, TILE_COLUMN_BYTES);
  const findings = <usize>load<u32>(tile, TILE_FINDINGS);
  const sheets = <usize>load<u32>(tile, TILE_TEXT_SCRATCH) + SCRATCH_SHEETS;
  for (let first: u32 = 0; first < numRows; first += SHEETS) {
    const numTogether = min<u32>(SHEETS, numRows - first);
    for (let i: u32 = 0; i < numTogether; i++) {
      const index = <usize>(first + i);
      const row = rows + index * ROW_BYTES;
      const sheet = sheets + <usize>i * SHEET_BYTES;
      let found: u64 = 0;
      if (load<u32>(row, ROW_STATUS)) clearSheet(sheet);
      else found = rowFeatures(tile, row, index, columnBytes, sheet);
      store<u64>(findings + (index << 3), found);
    }
    writeColumns(sheets, numTogether, columns + (<usize>first << 2), columnBytes);
  }
}

/** All families of one row: fills its sheet, returns its findings. */
function rowFeatures(tile: usize, row: usize, index: usize, columnBytes: usize, sheet: usize): u64 {
  const reference = <usize>load<u32>(tile, TILE_REFERENCE);
  const scratch = <usize>load<u32>(tile, TILE_TEXT_SCRATCH);
  const facts = scratch + SCRATCH_FACTS;
  const lines = <usize>load<u32>(tile, TILE_LINES) + <usize>load<u32>(row, ROW_LINES_FIRST) * LINE_BYTES;
  const wallets = <usize>load<u32>(tile, TILE_WALLETS) + <usize>load<u32>(row, ROW_WALLETS_FIRST) * WALLET_BYTES;
  const events = <usize>load<u32>(tile, TILE_EVENTS) + <usize>load<u32>(row, ROW_EVENTS_FIRST) * EVENT_BYTES;
  const signals = <usize>load<u32>(tile, TILE_SIGNALS);
  const numLines = load<u32>(row, ROW_LINES_COUNT);
  const numWallets = load<u32>(row, ROW_WALLETS_COUNT);
  const item = readItemNumber(textAt(row, SPAN_ITEM_ID), lengthAt(row, SPAN_ITEM_ID), scratch + SCRATCH_TEXT);

  readWeights(row, facts);
  let found = readLines(reference, row, lines, numLines, scratch);
  found |= goodsFeatures(row, numLines, facts, sheet);
  found |= weightFeatures(facts, sheet);
  found |= valueFeatures(reference, row, numLines, facts, sheet);
  found |= partyFeatures(reference, row, scratch, sheet);
  found |= routeFeatures(reference, row, item, facts, sheet);
  found |= timingFeatures(reference, row, events, load<u32>(row, ROW_EVENTS_COUNT), sheet);
  found |= qualityFeatures(row, item, wallets, numWallets, numLines, facts, sheet, found);
  return found | signalFeatures(signals ? signals + (index << 2) : 0, columnBytes, sheet);
}
