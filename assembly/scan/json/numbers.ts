// Numbers. The fast path (up to 16 plain digits) is in the walker; this is the whole grammar.

import { byteAt, isDigit, MINUS } from '../../base/bytes';
import { STATUS_SYNTAX } from '../../generated/tile';
import { fault } from './fault';
import { FRAME_NUMBER, FRAME_POWERS_OF_TEN } from '../../generated/scan';

const MAX_EXACT: u64 = 9007199254740992;
const MAX_DIGITS: i32 = 19;
const MAX_EXACT_POWER: i32 = 22;

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
