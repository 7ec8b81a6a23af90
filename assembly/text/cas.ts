// CAS registry numbers: two to seven digits, two digits, one check digit, separated by hyphens.

import { byteAt, isDigit, MINUS } from '../base/bytes';
import { REF_CAS, REF_NUM_CAS } from '../generated/reference';

const MAX_FIRST_DIGITS: u32 = 7;
/** Bytes before the check digit of the shortest CAS number. */
const MIN_BYTES_BEFORE: usize = 6;

/**
 * The number that ends in the digit at `at`, without its check digit, or 0 when none ends there or its check digit
 * is wrong. `start` is where the text begins. Zero itself is no CAS number.
 */
export function casNumberAt(start: usize, at: usize): u32 {
  if (at - start < MIN_BYTES_BEFORE || byteAt(at - 1) != MINUS || byteAt(at - 4) != MINUS) return 0;
  const second = byteAt(at - 2);
  const third = byteAt(at - 3);
  if (!isDigit(second) || !isDigit(third)) return 0;
  let value = second - 0x30 + (third - 0x30) * 10;
  let sum = second - 0x30 + (third - 0x30) * 2;
  let power: u32 = 100;
  let numDigits: u32 = 0;
  for (let next = at - 5; next >= start && isDigit(byteAt(next)); next--) {
    if (++numDigits > MAX_FIRST_DIGITS) return 0;
    value += (byteAt(next) - 0x30) * power;
    sum += (byteAt(next) - 0x30) * (numDigits + 2);
    power *= 10;
  }
  return numDigits >= 2 && sum % 10 == byteAt(at) - 0x30 ? value : 0;
}

/** Whether a number, check digit left off, is in the table of listed precursors. */
export function isListedCas(reference: usize, number: u32): bool {
  let at = reference + <usize>load<u32>(reference, REF_CAS);
  const end = at + (<usize>load<u32>(reference, REF_NUM_CAS) << 2);
  for (; at < end; at += 4) if (load<u32>(at) == number) return true;
  return false;
}
