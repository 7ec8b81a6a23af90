/** Decimal numbers out of bytes, as exact as `Number` and without a text for each. */

const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const UPPER_E = 0x45;
const LOWER_E = 0x65;

/** Decimals of at most this many digits are exact in f64 ... */
const EXACT_DIGITS = 15;
/** ... and so are these powers of ten: one operation on both rounds once, hence correctly. */
const POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));

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
    let mantissa = 0;
    const firstDigit = at;
    for (; byte >= ZERO && byte <= NINE; byte = bytes[++at]) mantissa = mantissa * 10 + (byte - ZERO);
    let numDigits = at - firstDigit;
    if (numDigits > 1 && bytes[firstDigit] === ZERO) return false;
    let power = 0;
    if (byte === POINT) {
      const firstDecimal = ++at;
      byte = bytes[at];
      for (; byte >= ZERO && byte <= NINE; byte = bytes[++at]) mantissa = mantissa * 10 + (byte - ZERO);
      power = firstDecimal - at;
      if (power === 0) return false;
      numDigits -= power;
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
    if (numDigits <= EXACT_DIGITS && power >= -22 && power <= 22) {
      const value = power < 0 ? mantissa / POWERS[-power] : mantissa * POWERS[power];
      reader.value = isNegative ? -value : value;
    } else {
      reader.value = Number(asciiOf(bytes, start, at));
    }
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
