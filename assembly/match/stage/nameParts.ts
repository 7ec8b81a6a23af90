// Names within a name, as signs set them apart: "NAME c/o OTHER", "ATTN: NAME", "NAME (OTHER)". The plain twin is
// src/watchlist/text/nameParts.ts.

import { byteAt } from '../../base/bytes';
import { isAlphanumeric } from '../../base/letters';
import { NAME_PART_IS_LEAST_BYTES } from '../../generated/listStage';

const BLANK: u32 = 0x20;
const STROKE: u32 = 0x2f;

/** Whether a text has parts at all: most have none. */
export function hasNameParts(span: usize): bool {
  const text = <usize>load<u32>(span);
  const length = load<u32>(span, 4);
  for (let i: u32 = 0; i < length; i++) if (isSign(byteAt(text + i))) return true;
  return false;
}

/**
 * Writes the span of the next part to `part`, of the text of `span` from byte `from` on. Returns the byte from which the
 * one after it is looked for, 0 where there is none.
 */
export function nextNamePart(span: usize, from: u32, part: usize): u32 {
  const text = <usize>load<u32>(span);
  const length = load<u32>(span, 4);
  while (from <= length) {
    let end = from;
    while (end < length && !isSign(byteAt(text + end))) end++;
    const next = end + 1;
    let start = from;
    // the letters of c/o and d/b/a stand alone, and at the stroke
    if (end < length && byteAt(text + end) == STROKE && isLoneLast(text, start, end)) end--;
    if (start > 0 && byteAt(text + start - 1) == STROKE && isLoneFirst(text, start, end)) start++;
    while (start < end && byteAt(text + start) == BLANK) start++;
    while (end > start && byteAt(text + end - 1) == BLANK) end--;
    if (end - start >= NAME_PART_IS_LEAST_BYTES) {
      store<u32>(part, <u32>(text + start));
      store<u32>(part, end - start, 4);
      return next;
    }
    from = next;
  }
  return 0;
}

/** Of / ( ) : ; | */
@inline
function isSign(byte: u32): bool {
  return byte == STROKE || byte == 0x28 || byte == 0x29 || byte == 0x3a || byte == 0x3b || byte == 0x7c;
}

@inline
function isLoneLast(text: usize, start: u32, end: u32): bool {
  if (end == start || !isAlphanumeric(byteAt(text + end - 1))) return false;
  return end - 1 == start || byteAt(text + end - 2) == BLANK;
}

@inline
function isLoneFirst(text: usize, start: u32, end: u32): bool {
  if (end == start || !isAlphanumeric(byteAt(text + start))) return false;
  return start + 1 == end || byteAt(text + start + 1) == BLANK;
}
