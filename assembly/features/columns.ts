// From feature rows to feature columns: four rows are written side by side, so that each column takes one store.

import { NUM_FEATURES } from '../generated/columns';
import { SHEET_BYTES } from './scratch';

/** Rows that are written together. */
export const SHEETS: u32 = 4;

/** A row without features: every value missing. */
export function clearSheet(sheet: usize): void {
  for (const end = sheet + SHEET_BYTES; sheet < end; sheet += 4) store<f32>(sheet, f32.NaN);
}

/** Write `numRows` (1 to 4) rows to the columns; `columns` is the first row's place in the first column. */
export function writeColumns(sheets: usize, numRows: u32, columns: usize, columnBytes: usize): void {
  if (ASC_FEATURE_SIMD) {
    if (numRows == SHEETS) {
      writeFourRows(sheets, columns, columnBytes);
      return;
    }
  }
  for (let row: u32 = 0; row < numRows; row++) {
    let to = columns + (<usize>row << 2);
    const end = sheets + (<usize>NUM_FEATURES << 2);
    for (let from = sheets; from < end; from += 4) {
      store<u32>(to, load<u32>(from));
      to += columnBytes;
    }
    sheets += SHEET_BYTES;
  }
}

function writeFourRows(sheets: usize, columns: usize, columnBytes: usize): void {
  let to = columns;
  const lastWhole = sheets + ((<usize>NUM_FEATURES & ~3) << 2);
  for (; sheets < lastWhole; sheets += 16) {
    const a = v128.load(sheets);
    const b = v128.load(sheets + SHEET_BYTES);
    const c = v128.load(sheets + 2 * SHEET_BYTES);
    const d = v128.load(sheets + 3 * SHEET_BYTES);
    const abLow = i32x4.shuffle(a, b, 0, 4, 1, 5);
    const abHigh = i32x4.shuffle(a, b, 2, 6, 3, 7);
    const cdLow = i32x4.shuffle(c, d, 0, 4, 1, 5);
    const cdHigh = i32x4.shuffle(c, d, 2, 6, 3, 7);
    v128.store(to, i64x2.shuffle(abLow, cdLow, 0, 2));
    v128.store(to + columnBytes, i64x2.shuffle(abLow, cdLow, 1, 3));
    to += 2 * columnBytes;
    v128.store(to, i64x2.shuffle(abHigh, cdHigh, 0, 2));
    v128.store(to + columnBytes, i64x2.shuffle(abHigh, cdHigh, 1, 3));
    to += 2 * columnBytes;
  }
  for (let i = <usize>NUM_FEATURES & ~3; i < <usize>NUM_FEATURES; i++) {
    for (let row: usize = 0; row < 4; row++) store<u32>(to + (row << 2), load<u32>(sheets + row * SHEET_BYTES));
    sheets += 4;
    to += columnBytes;
  }
}
