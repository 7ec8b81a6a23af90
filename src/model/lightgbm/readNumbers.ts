/**
 * Lists of numbers between blanks, as bytes, to typed arrays. A list may be as long as the file: it becomes text a piece
 * at a time, and only where digits do not suffice.
 */

/** What makes a list unreadable; the caller knows whose list it is. */
export type ListFault = { readonly fault: string };

const BLANK = 32;
const MINUS = 45;
const ZERO = 48;
/** Bytes that become text at once: enough to make the call cheap, few enough to stay in the cache. */
const PIECE_BYTES = 1 << 15;
/** The longest number of a real file has 24 characters. */
const LONGEST_NUMBER = 400;
/** Characters of decimal numbers, of `inf` and of `nan`; without an x, or hexadecimal would be a number too. */
const isCharacter: Uint8Array = new Uint8Array(256);
for (const character of '0123456789+-.eEinfa ') isCharacter[character.charCodeAt(0)] = 1;

/**
 * Whole numbers.
 * @returns Exactly `length` numbers from `lowest` to `highest`, or the fault. Allocates by what the bytes can hold.
 */
export function readIntegers(
  bytes: Uint8Array,
  length: number,
  lowest: number,
  highest: number,
): Float64Array | ListFault {
  const values = new Float64Array(Math.min(length, (bytes.length + 1) >> 1));
  let count = 0;
  for (let at = 0; at < bytes.length; ) {
    if (bytes[at] === BLANK) {
      at++;
      continue;
    }
    const negative = bytes[at] === MINUS;
    if (negative) at++;
    const first = at;
    let value = 0;
    for (; at < bytes.length && bytes[at] !== BLANK; at++) {
      const digit = bytes[at] - ZERO;
      if (digit < 0 || digit > 9 || at - first === 15) return { fault: 'holds a value that is not a whole number' };
      value = value * 10 + digit;
    }
    if (at === first) return { fault: 'holds a value that is not a whole number' };
    const signed = negative ? -value : value;
    if (signed < lowest || signed > highest) return { fault: `is out of range: ${signed}` };
    if (count < values.length) values[count] = signed;
    count++;
  }
  return count === length ? values : { fault: `should hold ${length} numbers, got ${count}` };
}

/** Decimal numbers, each the nearest double, and C's spelling of the infinities; NaN is a fault. See `readIntegers`. */
export function readDecimals(bytes: Uint8Array, length: number): Float64Array | ListFault {
  const notNumber = { fault: 'holds a value that is not a number' };
  for (const byte of bytes) if (isCharacter[byte] === 0) return notNumber;
  const values = new Float64Array(Math.min(length, (bytes.length + 1) >> 1));
  const decoder = new TextDecoder();
  let count = 0;
  for (let at = 0; at < bytes.length; ) {
    let end = Math.min(bytes.length, at + PIECE_BYTES);
    while (end < bytes.length && bytes[end] !== BLANK) {
      end++;
      if (end - at > PIECE_BYTES + LONGEST_NUMBER) return notNumber;
    }
    for (const word of decoder.decode(bytes.subarray(at, end)).split(' ')) {
      if (word === '') continue;
      const value = decimalOf(word);
      if (Number.isNaN(value)) return notNumber;
      if (count < values.length) values[count] = value;
      count++;
    }
    at = end;
  }
  return count === length ? values : { fault: `should hold ${length} numbers, got ${count}` };
}

function decimalOf(word: string): number {
  const value = Number(word);
  if (!Number.isNaN(value)) return value;
  return word === 'inf' ? Infinity : word === '-inf' ? -Infinity : Number.NaN;
}
