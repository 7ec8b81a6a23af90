// PGP fingerprints in free text: forty hexadecimal digits in words with blanks between them.

import { byteAt } from '../../base/bytes';
import { isAlphanumeric } from '../../base/letters';
import { ATTRIBUTE_IS_PGP, IDENTIFIERS_PGP_DIGITS } from '../../generated/lists';
import { exactKey } from './keys';
import { findKey, hasKind } from './table';

const BLANK: u32 = 0x20;

/** Of a run of hexadecimal digits and blanks: neighbouring words, two at least, that have forty digits together. */
export function matchFingerprints(
  part: usize,
  text: usize,
  end: usize,
  runStart: usize,
  runEnd: usize,
  scratch: usize,
  out: usize,
  count: u32,
  most: u32,
): u32 {
  if (!hasKind(part, ATTRIBUTE_IS_PGP)) return count;
  // a word that goes on outside the run is not of these digits
  if (runStart > text && isAlphanumeric(byteAt(runStart - 1))) runStart = wordEnd(runStart, runEnd);
  if (runEnd < end && isAlphanumeric(byteAt(runEnd))) {
    while (runEnd > runStart && byteAt(runEnd - 1) != BLANK) runEnd--;
  }
  for (let first = skipBlanks(runStart, runEnd); first < runEnd; ) {
    const firstEnd = wordEnd(first, runEnd);
    let last = firstEnd;
    let numDigits = <u32>(firstEnd - first);
    while (numDigits < <u32>IDENTIFIERS_PGP_DIGITS) {
      const next = skipBlanks(last, runEnd);
      if (next == runEnd) break;
      last = wordEnd(next, runEnd);
      numDigits += <u32>(last - next);
    }
    if (numDigits == <u32>IDENTIFIERS_PGP_DIGITS && last > firstEnd) {
      const length = <u32>(last - first);
      const keyBytes = exactKey(first, length, scratch);
      count = findKey(part, ATTRIBUTE_IS_PGP, scratch, keyBytes, first, length, out, count, most);
    }
    first = skipBlanks(firstEnd, runEnd);
  }
  return count;
}

@inline
function skipBlanks(at: usize, end: usize): usize {
  while (at < end && byteAt(at) == BLANK) at++;
  return at;
}

@inline
function wordEnd(at: usize, end: usize): usize {
  while (at < end && byteAt(at) != BLANK) at++;
  return at;
}
