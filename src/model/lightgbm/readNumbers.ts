/** Lists of numbers between blanks, as bytes, to typed arrays. A list may be as long as the file and never becomes text. */
import { createNumberReader, type NumberReader, standsAt } from '../json/readNumber.ts';

/** What makes a list unreadable; the caller knows whose list it is. */
export type ListFault = { readonly fault: string };

const BLANK = 32;
const MINUS = 45;
const ZERO = 48;
const SHOWN = 20;

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
      if (digit < 0 || digit > 9 || at - first === 15) return notA('whole number', bytes, first, count);
      value = value * 10 + digit;
    }
    if (at === first) return notA('whole number', bytes, first, count);
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
    const first = at;
    if (!number.read(at) && !readInfinity(bytes, at, number)) return notA('number', bytes, first, count);
    at = number.end;
    const ends = at === bytes.length || bytes[at] === BLANK;
    if (Number.isNaN(number.value) || !ends) return notA('number', bytes, first, count);
    if (count < values.length) values[count] = number.value;
    count++;
  }
  return count === length ? values : { fault: `should hold ${length} numbers, got ${count}` };
}

/** What stands in the place of the value that begins at `first`. */
function notA(kind: string, bytes: Uint8Array, first: number, place: number): ListFault {
  const rest = String.fromCharCode(...bytes.subarray(first, first + SHOWN));
  const word = rest.split(' ', 1)[0].replaceAll(/[^\x21-\x7e]/g, '?');
  return { fault: `holds "${word}" as value ${place}, expected a ${kind}; save the model again` };
}

function readInfinity(bytes: Uint8Array, at: number, number: NumberReader): boolean {
  const isNegative = bytes[at] === MINUS;
  const start = isNegative ? at + 1 : at;
  number.value = isNegative ? -Infinity : Infinity;
  number.end = start + 3;
  return standsAt(bytes, start, 'inf');
}
