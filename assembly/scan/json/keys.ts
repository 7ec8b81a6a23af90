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
  ENTRY_BYTES,
  FRAME_ROW_START,
  FRAME_TILE,
  MAX_PATTERN_TEXT,
  PATTERN_LENGTH,
} from '../../generated/scan';
import { learn } from './learn';
import { closeString, decodeEscapes, findStop, hasEscape } from './strings';

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
  const stop = findStop(start);
  let quote = stop;
  if (byteAt(stop) != QUOTE) {
    quote = closeString(frame, start, stop);
    if (!quote) return 0;
  }
  at = skipBlanks(quote + 1);
  if (byteAt(at) != COLON) return fault(frame, STATUS_SYNTAX);
  at = skipBlanks(at + 1);
  const key = quote == stop ? findKey(context, start, quote) : findUnusualKey(frame, context, start, quote);
  if (!key) return 0;
  learn(cell, from, at, key);
  return at;
}

/** The known key with this text, or the context's unknown one. Also what the msgpack scan looks keys up with. */
export function findKey(context: usize, start: usize, end: usize): usize {
  const unknown = <usize>load<u32>(context, CONTEXT_UNKNOWN);
  const length = <u32>(end - start);
  if (length > MAX_PATTERN_TEXT) return unknown;
  const multiplier = load<u64>(context, CONTEXT_HASH_MULTIPLIER);
  const slot = hashText(start, length, multiplier, <u64>load<u32>(context, CONTEXT_HASH_SHIFT));
  const key = <usize>load<u32>(context, CONTEXT_KEYS) + slot * ENTRY_BYTES;
  return load<u32>(key, PATTERN_LENGTH) == length && matches(start, key) ? key : unknown;
}

/** The same for a key with escapes or high bytes; 0 and a fault when the row is too long to decode it. */
function findUnusualKey(frame: usize, context: usize, start: usize, quote: usize): usize {
  if (quote - start > MAX_ESCAPED_KEY || !hasEscape(start, quote)) return findKey(context, start, quote);
  const tile = <usize>load<u32>(frame, FRAME_TILE);
  if (quote - load<u32>(frame, FRAME_ROW_START) > <usize>load<u32>(tile, TILE_MAX_ROW_BYTES)) {
    return fault(frame, STATUS_TOO_LONG);
  }
  // the arena's free part is scratch here: nothing is kept
  const to = <usize>load<u32>(tile, TILE_ARENA_NEXT);
  return findKey(context, to, decodeEscapes(start, quote, to));
}
