/** Decimal numbers out of bytes, as exact as `Number` and hardly ever with a text for one. */
import { HIGH_DIGITS, nearestQuotient, POWERS, WIDE_DIGITS } from './wideDecimal.ts';

const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const UPPER_E = 0x45;
const LOWER_E = 0x65;

/** Where a number ends and what it is. */
export type NumberReader = {
  /** Reads a JSON number, NaN, Infinity or -Infinity. @returns false when there is none. */
  read: (at: number) => boolean;
  value: number;
  end: number;
};

export function createNumberReader(bytes: Uint8Array): NumberReader {
  const reader: NumberReader = { read, value: 0, end: 0 };

  function read(start: number): boolean {
    let at = start;
    let byte = bytes[at];
    const isNegative = byte === MINUS;
    if (isNegative) byte = bytes[++at];
    if (!(byte >= ZERO && byte <= NINE)) return readWord(at, isNegative);
    // the first digits that count, and those behind them
    let high = 0;
    let low = 0;
    let numDigits = 0;
    const firstDigit = at;
    for (; byte >= ZERO && byte <= NINE; byte = bytes[++at]) {
      if (numDigits >= HIGH_DIGITS) low = low * 10 + (byte - ZERO);
      else high = high * 10 + (byte - ZERO);
      if (high !== 0) numDigits++;
    }
    if (at - firstDigit > 1 && bytes[firstDigit] === ZERO) return false;
    let power = 0;
    if (byte === POINT) {
      const firstDecimal = ++at;
      byte = bytes[at];
      for (; byte >= ZERO && byte <= NINE; byte = bytes[++at]) {
        if (numDigits >= HIGH_DIGITS) low = low * 10 + (byte - ZERO);
        else high = high * 10 + (byte - ZERO);
        if (high !== 0) numDigits++;
      }
      power = firstDecimal - at;
      if (power === 0) return false;
    }
    if (byte === UPPER_E || byte === LOWER_E) {
      byte = bytes[++at];
      const isDown = byte === MINUS;
      if (isDown || byte === PLUS) byte = bytes[++at];
      const firstOfPower = at;
      let exponent = 0;
      for (; byte >= ZERO && byte <= NINE; byte = bytes[++at]) exponent = exponent * 10 + (byte - ZERO);
      if (at === firstOfPower) return false;
      power += isDown ? -exponent : exponent;
    }
    reader.end = at;
    let value = Number.NaN;
    // up to 15 digits and the power are exact: one operation on both rounds once
    if (numDigits <= HIGH_DIGITS && power >= -22 && power <= 22) {
      value = power < 0 ? high / POWERS[-power] : high * POWERS[power];
    } else if (numDigits <= WIDE_DIGITS && power >= -22 && power <= 0) {
      value = nearestQuotient(high, low, numDigits - HIGH_DIGITS, -power);
    }
    if (Number.isNaN(value)) reader.value = Number(asciiOf(bytes, start, at));
    else reader.value = isNegative ? -value : value;
    return true;
  }

  /** What Python and XGBoost write for numbers that JSON has not. */
  function readWord(at: number, isNegative: boolean): boolean {
    if (!isNegative && standsAt(bytes, at, 'NaN')) {
      reader.value = Number.NaN;
      reader.end = at + 3;
      return true;
    }
    reader.value = isNegative ? -Infinity : Infinity;
    reader.end = at + 8;
    return standsAt(bytes, at, 'Infinity');
  }

  return reader;
}

export function standsAt(bytes: Uint8Array, at: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return false;
  return true;
}

/** Digits, points, signs and letters as a text; pieces, for a number may be hostile and have a million digits. */
function asciiOf(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at += 4096) {
    text += String.fromCharCode(...bytes.subarray(at, Math.min(end, at + 4096)));
  }
  return text;
}
