// Numbers: a fast path for up to 16 plain digits, eight at a time, and the whole grammar.

import { byteAt, isDigit, MINUS } from '../../base/bytes';
import { eightDigits, leadingDigits } from '../../base/swar';
import { ROW_STATUS } from '../../generated/record';
import { STATUS_SLOW_NUMBER, STATUS_SYNTAX } from '../../generated/tile';
import { fault } from './fault';
import { FRAME_NUMBER, FRAME_POWERS_OF_TEN } from '../../generated/scan';

const MAX_EXACT: u64 = 9007199254740992;
const MAX_DIGITS: i32 = 19;
const MAX_EXACT_POWER: i32 = 22;

const ASCII_ZEROS: u64 = 0x3030303030303030;
const NOT_FINITE: u64 = 0x7ff0000000000000;

/** Store the number at `at`, its text as a span and its value. Returns its end, or 0 and a fault. */
@inline
export function storeNumber(frame: usize, row: usize, at: usize, span: usize, num: usize): usize {
  const word = load<u64>(at) ^ ASCII_ZEROS;
  let numDigits = leadingDigits(word);
  let value: u64 = 0;
  if (numDigits == 8) {
    const more = load<u64>(at, 8) ^ ASCII_ZEROS;
    const numMore = leadingDigits(more);
    value = eightDigits(word) * powerOfTen(numMore) + upToEightDigits(more, numMore);
    numDigits += numMore;
  } else value = upToEightDigits(word, numDigits);
  let end = at + numDigits;
  const after = byteAt(end);
  // at most 16 digits are below 2^63 and convert with one rounding, as JavaScript reads them
  const isPlain = after != 0x2e && (after | 0x20) != 0x65 && !isDigit(after);
  if (numDigits && isPlain && (byteAt(at) != 0x30 || numDigits == 1)) {
    store<f64>(num, <f64>value);
  } else {
    end = readNumber(frame, at);
    if (!end) return 0;
    const bits = load<u64>(frame, FRAME_NUMBER);
    store<u64>(num, bits);
    if ((bits & NOT_FINITE) == NOT_FINITE) {
      store<u32>(row, load<u32>(row, ROW_STATUS) | STATUS_SLOW_NUMBER, ROW_STATUS);
    }
  }
  store<u32>(span, <u32>at);
  store<u32>(span, <u32>(end - at), 4);
  return end;
}

/** Value of the first `count` digit bytes of a word: those behind are shifted out, zeros come in front. */
@inline
function upToEightDigits(word: u64, count: u32): u64 {
  return count ? eightDigits(word << (<u64>(64 - (count << 3)))) : 0;
}

/** 10 to the power of 0 to 8. */
@inline
function powerOfTen(exponent: u32): u64 {
  let power: u64 = exponent & 1 ? 10 : 1;
  if (exponent & 2) power *= 100;
  if (exponent & 4) power *= 10000;
  if (exponent & 8) power *= 100000000;
  return power;
}

/**
 * Read any JSON number at `at`. Its double goes to the frame: JavaScript's own where at most 53 bits and one
 * correctly rounded operation make it (Clinger's fast path), else NaN. Returns the end, or 0 and a fault.
 */
export function readNumber(frame: usize, at: usize): usize {
  const negative = byteAt(at) == MINUS;
  if (negative) at++;
  let digits: u64 = 0;
  let numDigits = 0;
  let exponent = 0;
  let inexact = false;
  let byte = byteAt(at);
  if (!isDigit(byte)) return fault(frame, STATUS_SYNTAX);
  if (byte == 0x30) {
    byte = byteAt(++at);
    if (isDigit(byte)) return fault(frame, STATUS_SYNTAX);
  }
  for (; isDigit(byte); byte = byteAt(++at)) {
    if (numDigits < MAX_DIGITS) {
      digits = digits * 10 + (byte - 0x30);
      numDigits++;
    } else {
      exponent++;
      inexact = inexact || byte != 0x30;
    }
  }
  if (byte == 0x2e) {
    byte = byteAt(++at);
    if (!isDigit(byte)) return fault(frame, STATUS_SYNTAX);
    for (; isDigit(byte); byte = byteAt(++at)) {
      if (numDigits < MAX_DIGITS) {
        digits = digits * 10 + (byte - 0x30);
        numDigits += i32(digits != 0);
        exponent--;
      } else inexact = inexact || byte != 0x30;
    }
  }
  if ((byte | 0x20) == 0x65) {
    byte = byteAt(++at);
    const below = byte == MINUS;
    if (below || byte == 0x2b) byte = byteAt(++at);
    if (!isDigit(byte)) return fault(frame, STATUS_SYNTAX);
    let written = 0;
    for (; isDigit(byte); byte = byteAt(++at)) if (written < 100000) written = written * 10 + <i32>(byte - 0x30);
    exponent += below ? -written : written;
  }
  store<f64>(frame, scaled(frame, digits, exponent, inexact, negative), FRAME_NUMBER);
  return at;
}

function scaled(frame: usize, digits: u64, exponent: i32, inexact: bool, negative: bool): f64 {
  // -0 is 0: no field tells them apart
  if (!digits && !inexact) return 0;
  if (inexact || digits > MAX_EXACT || exponent < -MAX_EXACT_POWER || exponent > MAX_EXACT_POWER) return NaN;
  const power = load<f64>(frame + FRAME_POWERS_OF_TEN + ((<usize>abs(exponent)) << 3));
  const value = exponent < 0 ? <f64>digits / power : <f64>digits * power;
  return negative ? -value : value;
}
