/** Ranges of code points as ranges of UTF-8 bytes; lone surrogates take the three bytes that WTF-8 gives them. */
import type { CodeRange } from './codeRanges.ts';

/** One byte range a byte. */
export type ByteSequence = readonly (readonly [first: number, last: number])[];

/** Last code points of one, two, three and four bytes. */
const LAST_OF_LENGTH = [0x7f, 0x7ff, 0xffff, 0x10ffff];

/** Sequences that together are exactly the range. */
export function utf8Ranges([first, last]: CodeRange): ByteSequence[] {
  let from = first;
  return LAST_OF_LENGTH.flatMap((highest, i) => {
    if (from > highest || from > last) return [];
    const until = Math.min(last, highest);
    const sequences = splitRange(from, until, i);
    from = until + 1;
    return sequences;
  });
}

/** Code points of one length, split until every byte of theirs ranges by itself. */
function splitRange(first: number, last: number, numTrailing: number): ByteSequence[] {
  for (let i = 1; i <= numTrailing; i++) {
    const mask = (1 << (6 * i)) - 1;
    // ends that share no lead above these bits must start and end on whole blocks
    if ((first & ~mask) === (last & ~mask)) continue;
    if ((first & mask) !== 0) return splitAt(first, last, first | mask, numTrailing);
    if ((last & mask) !== mask) return splitAt(first, last, (last & ~mask) - 1, numTrailing);
  }
  const [low, high] = [encode(first, numTrailing), encode(last, numTrailing)];
  return [low.map((byte, i) => [byte, high[i]] as const)];
}

function splitAt(first: number, last: number, middle: number, numTrailing: number): ByteSequence[] {
  return [...splitRange(first, middle, numTrailing), ...splitRange(middle + 1, last, numTrailing)];
}

const LEAD_MARKS = [0, 0xc0, 0xe0, 0xf0];

function encode(code: number, numTrailing: number): number[] {
  const bytes = [LEAD_MARKS[numTrailing] | (code >> (6 * numTrailing))];
  for (let i = numTrailing - 1; i >= 0; i--) bytes.push(0x80 | ((code >> (6 * i)) & 0x3f));
  return bytes;
}

/** The bytes of one code point. */
export function utf8Bytes(code: number): number[] {
  return encode(
    code,
    LAST_OF_LENGTH.findIndex((last) => code <= last),
  );
}
