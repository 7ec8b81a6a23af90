/** Lists of numbers between blanks, as bytes, to typed arrays. A list may be as long as the file and never becomes text. */
import { createNumberReader, type NumberReader, standsAt } from '../json/readNumber.ts';

/** What makes a list unreadable; the caller knows whose list it is. */
export type ListFault = { readonly fault: string };

const BLANK = 32;
const MINUS = 45;
const ZERO = 48;
const NO_NUMBER: ListFault = { fault: 'holds a value that is not a number' };

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
  const values = new Float64Array(Math.min(length, (bytes.length + 1) >> 1));
  const number = createNumberReader(bytes);
  let count = 0;
  for (let at = 0; at < bytes.length; ) {
    if (bytes[at] === BLANK) {
      at++;
      continue;
    }
    if (!number.read(at) && !readInfinity(bytes, at, number)) return NO_NUMBER;
    at = number.end;
    if (Number.isNaN(number.value) || (at < bytes.length && bytes[at] !== BLANK)) return NO_NUMBER;
    if (count < values.length) values[count] = number.value;
    count++;
  }
  return count === length ? values : { fault: `should hold ${length} numbers, got ${count}` };
}

function readInfinity(bytes: Uint8Array, at: number, number: NumberReader): boolean {
  const isNegative = bytes[at] === MINUS;
  const start = isNegative ? at + 1 : at;
  number.value = isNegative ? -Infinity : Infinity;
  number.end = start + 3;
  return standsAt(bytes, start, 'inf');
}
