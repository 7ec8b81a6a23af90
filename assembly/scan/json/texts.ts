// A list of texts (address lines): each element has a span of its own in the row.

import { byteAt, CLOSE_LIST, COMMA, QUOTE, skipBlanks } from '../../base/bytes';
import {
  STATUS_SYNTAX,
  STATUS_TOO_DEEP,
  STATUS_TOO_MANY_ITEMS,
  STATUS_WRONG_TYPE,
} from '../../generated/tile';
import { fault } from './fault';
import { FRAME_MAX_NESTING } from '../../generated/scan';
import { skipValue, WORD_NULL } from './skip';
import { findStop, storeUnusualString } from './strings';

/** Walk the elements after '[' into the spans from `span` on. Returns the byte after ']', or 0 and a fault. */
export function walkTexts(frame: usize, span: usize, maxTexts: u32, depth: u32, at: usize): usize {
  if (depth > load<u32>(frame, FRAME_MAX_NESTING)) return fault(frame, STATUS_TOO_DEEP);
  at = skipBlanks(at);
  if (byteAt(at) == CLOSE_LIST) return at + 1;
  const end = span + (<usize>maxTexts << 3);
  while (span < end) {
    if (byteAt(at) == QUOTE) {
      const start = at + 1;
      let quote = findStop(start);
      if (byteAt(quote) == QUOTE) {
        store<u32>(span, <u32>start);
        store<u32>(span, <u32>(quote - start), 4);
      } else {
        quote = storeUnusualString(frame, start, quote, span);
        if (!quote) return 0;
      }
      at = quote + 1;
    } else if (load<u32>(at) == WORD_NULL) at += 4;
    else return skipValue(frame, at, depth) ? fault(frame, STATUS_WRONG_TYPE) : 0;
    at = skipBlanks(at);
    const byte = byteAt(at++);
    if (byte == CLOSE_LIST) return at;
    if (byte != COMMA) return fault(frame, STATUS_SYNTAX);
    at = skipBlanks(at);
    span += 8;
  }
  return fault(frame, STATUS_TOO_MANY_ITEMS);
}
