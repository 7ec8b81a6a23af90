// Row boundaries of a CSV body that arrives in pieces: newlines outside quoted cells (RFC 4180).
//
// Only a quote at the start of a cell opens a quoted cell; inside it only a quote that is not doubled closes it. A
// quote anywhere else is a fault of its row, which the scan flags, and opens nothing: the row still ends at its
// newline. So outside quotes only quotes need reading, and newlines are looked for backwards, once.

import { byteAt, COMMA, NEWLINE, QUOTE } from '../base/bytes';
import { CUT_CSV_PLACE, CUT_FIRST_BOUNDARY, CUT_INSIDE } from '../generated/cut';
import { findByte, findByteBackwards } from './csv/findByte';

// Places, as the last byte left them.
const CELL_START: u32 = 0;
const UNQUOTED: u32 = 1;
const QUOTED: u32 = 2;
const AFTER_QUOTE: u32 = 3; // a quote in a quoted cell: its end, or the first of two

/** @returns the address after the last row that ended in `[at, end)`, or 0 when none did. */
export function cutCsv(state: usize, at: usize, end: usize): usize {
  store<u32>(state, 0, CUT_FIRST_BOUNDARY);
  if (at >= end) return 0;
  let place = load<u32>(state, CUT_CSV_PLACE);
  let boundary: usize = 0;

  while (at < end) {
    if (place == QUOTED) {
      at = findByte(at, end, QUOTE);
      if (at == end) break;
      at++;
      place = AFTER_QUOTE;
    } else if (place == AFTER_QUOTE && byteAt(at) == QUOTE) {
      at++;
      place = QUOTED;
    } else {
      const opening = findOpeningQuote(at, end, place == CELL_START);
      const newline = findByteBackwards(at, opening, NEWLINE);
      if (newline) {
        boundary = newline + 1;
        if (!load<u32>(state, CUT_FIRST_BOUNDARY)) {
          store<u32>(state, <u32>findByte(at, opening, NEWLINE) + 1, CUT_FIRST_BOUNDARY);
        }
      }
      if (opening == end) {
        place = endsCell(byteAt(end - 1)) ? CELL_START : UNQUOTED;
        break;
      }
      at = opening + 1;
      place = QUOTED;
    }
  }

  store<u32>(state, u32(boundary != end), CUT_INSIDE);
  store<u32>(state, place, CUT_CSV_PLACE);
  return boundary;
}

/** The first quote in `[at, end)` that starts a cell, or `end`; `atCellStart` says whether `at` itself does. */
function findOpeningQuote(at: usize, end: usize, atCellStart: bool): usize {
  if (atCellStart && byteAt(at) == QUOTE) return at;
  let quote = findByte(at + 1, end, QUOTE);
  while (quote < end && !endsCell(byteAt(quote - 1))) quote = findByte(quote + 1, end, QUOTE);
  return min(quote, end);
}

@inline
function endsCell(byte: u32): bool {
  return byte == COMMA || byte == NEWLINE;
}
