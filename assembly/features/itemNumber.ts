// S10 item numbers: two letters, eight digits, one check digit, two letters of the country; blanks and small letters
// are tolerated. Plain twin: src/contract/itemNumber.ts.

import { byteAt, isDigit } from '../base/bytes';
import { leadingDigits } from '../base/swar';
import { countryOf } from './countries';

const S10_BYTES: u32 = 13;
const ZEROS: u64 = 0x3030303030303030;

/** Not of the shape. Else the bits below. */
export const NOT_S10: u32 = 0;
export const S10_GIVEN: u32 = 1;
export const S10_DIGIT_FITS: u32 = 2;
/** Service letter (A is 0) and country number. */
export const S10_SERVICE_SHIFT: u32 = 2;
export const S10_COUNTRY_SHIFT: u32 = 8;

/** `work` has room for 16 bytes, for identifiers with blanks in them. */
export function readItemNumber(text: usize, length: u32, work: usize): u32 {
  if (length < S10_BYTES) return NOT_S10;
  if (length > S10_BYTES) {
    if (compact(text, length, work) != S10_BYTES) return NOT_S10;
    text = work;
  }
  const digits = load<u64>(text, 2) ^ ZEROS;
  const check = byteAt(text + 10);
  if (leadingDigits(digits) < 8 || !isDigit(check)) return NOT_S10;
  const service = byteAt(text) & 0xdf;
  const country = byteAt(text + 11) & 0xdf;
  const countryEnd = byteAt(text + 12) & 0xdf;
  if (!isCapital(service) || !isCapital(byteAt(text + 1) & 0xdf) || !isCapital(country) || !isCapital(countryEnd)) {
    return NOT_S10;
  }
  const fits = checkDigit(digits) == check - 0x30 ? S10_DIGIT_FITS : 0;
  return (
    S10_GIVEN |
    fits |
    ((service - 0x41) << S10_SERVICE_SHIFT) |
    (countryOf(country, countryEnd) << S10_COUNTRY_SHIFT)
  );
}

/** 11 - (weighted sum mod 11), where 10 becomes 0 and 11 becomes 5. `digits` are 0 to 9, the first one lowest. */
@inline
function checkDigit(digits: u64): u32 {
  const low = <u32>digits;
  const high = <u32>(digits >> 32);
  const sum =
    (low & 15) * 8 +
    ((low >> 8) & 15) * 6 +
    ((low >> 16) & 15) * 4 +
    (low >> 24) * 2 +
    (high & 15) * 3 +
    ((high >> 8) & 15) * 5 +
    ((high >> 16) & 15) * 9 +
    (high >> 24) * 7;
  const check = 11 - (sum % 11);
  return check == 10 ? 0 : check == 11 ? 5 : check;
}

@inline
function isCapital(byte: u32): bool {
  return byte - 0x41 < 26;
}

/** Copy without blanks, as long as it fits; returns the bytes without blanks. */
function compact(text: usize, length: u32, work: usize): u32 {
  let numBytes: u32 = 0;
  for (const end = text + <usize>length; text < end; text++) {
    const byte = byteAt(text);
    if (byte == 0x20) continue;
    if (numBytes < S10_BYTES) store<u8>(work + numBytes, byte);
    numBytes++;
  }
  return numBytes;
}
