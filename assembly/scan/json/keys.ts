// Keys: the strict way from one value to the next, taken where the learned literal does not match.

import { byteAt, COLON, COMMA, QUOTE, skipBlanks } from '../../base/bytes';
import { hashText, matches } from '../../base/pattern';
import { STATUS_SYNTAX, STATUS_TOO_LONG, TILE_ARENA_NEXT, TILE_MAX_ROW_BYTES } from '../../generated/tile';
import { fault } from './fault';
import {
  CONTEXT_FIRST_CELL,
  CONTEXT_HASH_MULTIPLIER,
  CONTEXT_HASH_SHIFT,
  CONTEXT_KEYS,
  CONTEXT_UNKNOWN,
  FRAME_ROW_START,
  FRAME_TILE,
  MAX_PATTERN_TEXT,
  PATTERN_LENGTH,
  CELL_BYTES,
} from '../../generated/scan';
import { learn } from './learn';
import { decodeEscapes, endOfString, hasEscape } from './strings';

/** Longest source text whose escapes can still decode to a known key: six bytes for each of its bytes. */
const MAX_ESCAPED_KEY: usize = 6 * <usize>MAX_PATTERN_TEXT;

/**
 * Read comma (unless first), key and colon from `from` on, and teach them to `cell`. `at` is the first byte that is
 * not blank. Returns where the value starts (blanks before it skipped), or 0 and a fault.
 */
export function readKey(frame: usize, context: usize, cell: usize, from: usize, at: usize): usize {
  if (cell != <usize>load<u32>(context, CONTEXT_FIRST_CELL)) {
    if (byteAt(at) != COMMA) return fault(frame, STATUS_SYNTAX);
    at = skipBlanks(at + 1);
  }
  if (byteAt(at) != QUOTE) return fault(frame, STATUS_SYNTAX);
  const start = at + 1;
  const quote = endOfString(frame, start);
  if (!quote) return 0;
  at = skipBlanks(quote + 1);
  if (byteAt(at) != COLON) return fault(frame, STATUS_SYNTAX);
  at = skipBlanks(at + 1);
  const key = findKey(frame, context, start, quote);
  if (!key) return 0;
  learn(cell, from, at, key);
  return at;
}

/** The known key with this text, or the context's unknown one. */
function findKey(frame: usize, context: usize, start: usize, quote: usize): usize {
  const unknown = <usize>load<u32>(context, CONTEXT_UNKNOWN);
  if (quote - start > MAX_ESCAPED_KEY) return unknown;
  if (hasEscape(start, quote)) {
    const tile = <usize>load<u32>(frame, FRAME_TILE);
    if (quote - load<u32>(frame, FRAME_ROW_START) > <usize>load<u32>(tile, TILE_MAX_ROW_BYTES)) {
      return fault(frame, STATUS_TOO_LONG);
    }
    // the arena's free part is scratch here: nothing is kept
    const to = <usize>load<u32>(tile, TILE_ARENA_NEXT);
    quote = decodeEscapes(start, quote, to);
    start = to;
  }
  return findPlainKey(context, start, <u32>(quote - start));
}

/** The same for a text that is as it stands: other codecs have no escapes. */
export function findPlainKey(context: usize, start: usize, length: u32): usize {
  const unknown = <usize>load<u32>(context, CONTEXT_UNKNOWN);
  if (length > MAX_PATTERN_TEXT) return unknown;
  const multiplier = load<u64>(context, CONTEXT_HASH_MULTIPLIER);
  const slot = hashText(start, length, multiplier, <u64>load<u32>(context, CONTEXT_HASH_SHIFT));
  const key = <usize>load<u32>(context, CONTEXT_KEYS) + slot * CELL_BYTES;
  return load<u32>(key, PATTERN_LENGTH) == length && matches(start, key) ? key : unknown;
}
