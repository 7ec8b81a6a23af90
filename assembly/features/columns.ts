// From feature rows to feature columns: sixteen rows are written together, so that each column gets a whole cache
// line. Columns lie a power of two apart and compete for the same few places of the first-level cache.

import { NUM_FEATURES } from '../generated/columns';
import { SHEET_BYTES } from './scratch';

/** Rows that are written together. */
export const SHEETS: u32 = 16;

/** A row without features: every value missing. */
export function clearSheet(sheet: usize): void {
  for (const end = sheet + SHEET_BYTES; sheet < end; sheet += 4) store<f32>(sheet, f32.NaN);
}

/** Write `numRows` (1 to 16) rows to the columns; `columns` is the first row's place in the first column. */
export function writeColumns(sheets: usize, numRows: u32, columns: usize, columnBytes: usize): void {
  if (ASC_FEATURE_SIMD) {
    if (numRows == SHEETS) {
      for (let first: usize = 0; first < (<usize>NUM_FEATURES << 2); first += 16) {
        const numColumns = min<usize>(4, <usize>NUM_FEATURES - (first >> 2));
        for (let row: usize = 0; row < <usize>SHEETS; row += 4) {
          writeSquare(sheets + first + row * SHEET_BYTES, columns + (row << 2), columnBytes, numColumns);
        }
        columns += columnBytes << 2;
      }
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

/** Four rows of up to four columns; rows are padded, so that the last columns can be read in full. */
@inline
function writeSquare(from: usize, to: usize, columnBytes: usize, numColumns: usize): void {
  const a = v128.load(from);
  const b = v128.load(from + SHEET_BYTES);
  const c = v128.load(from + 2 * SHEET_BYTES);
  const d = v128.load(from + 3 * SHEET_BYTES);
  const abLow = i32x4.shuffle(a, b, 0, 4, 1, 5);
  const abHigh = i32x4.shuffle(a, b, 2, 6, 3, 7);
  const cdLow = i32x4.shuffle(c, d, 0, 4, 1, 5);
  const cdHigh = i32x4.shuffle(c, d, 2, 6, 3, 7);
  v128.store(to, i64x2.shuffle(abLow, cdLow, 0, 2));
  if (numColumns > 1) v128.store(to + columnBytes, i64x2.shuffle(abLow, cdLow, 1, 3));
  if (numColumns > 2) v128.store(to + 2 * columnBytes, i64x2.shuffle(abHigh, cdHigh, 0, 2));
  if (numColumns > 3) v128.store(to + 3 * columnBytes, i64x2.shuffle(abHigh, cdHigh, 1, 3));
}
