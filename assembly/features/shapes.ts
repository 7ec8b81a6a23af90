// Shapes of phones and postcodes. Plain twin: src/features/reference/shapes.ts.

import { byteAt, isDigit } from '../base/bytes';
import { firstBytes, leadingDigits } from '../base/swar';
import {
  COUNTRY_CALLING,
  COUNTRY_CALLING_DIGITS,
  COUNTRY_FIRST_POSTCODE,
  COUNTRY_NUM_POSTCODES,
  COUNTRY_OTHER_CALLING,
  COUNTRY_OTHER_DIGITS,
  POSTCODE_MAX_PLACES,
  REF_POSTCODES,
} from '../generated/reference';
import { BLOCK_DIGITS, BLOCK_LETTERS, classBlock } from '../text/classes';

/** No calling code: three digits cannot reach it. */
export const NO_CALLING: u32 = 1000;
const ZEROS: u64 = 0x3030303030303030;
const MAX_PLACES: u32 = <u32>POSTCODE_MAX_PLACES;

/**
 * The first three digits of an international number, which begins with + or 00; blanks, hyphens, full stops and
 * round brackets are left out. NO_CALLING for any other phone.
 */
export function callingDigits(phone: usize, length: u32): u32 {
  // most numbers are written +8613..., without a blank
  const word = load<u32>(phone);
  const three = (word >> 8) ^ 0x303030;
  if (length >= 4 && (word & 0xff) == 0x2b && !(((three + 0x060606) | three) & 0xf0f0f0)) {
    return (three & 0xff) * 100 + ((three >> 8) & 0xff) * 10 + (three >> 16);
  }
  return callingDigitsApart(phone, length);
}

function callingDigitsApart(phone: usize, length: u32): u32 {
  const end = phone + <usize>length;
  while (phone < end && byteAt(phone) == 0x20) phone++;
  if (phone < end && byteAt(phone) == 0x2b) phone++;
  else if (phone + 1 < end && byteAt(phone) == 0x30 && byteAt(phone + 1) == 0x30) phone += 2;
  else return NO_CALLING;
  let value: u32 = 0;
  let numDigits: u32 = 0;
  for (; phone < end; phone++) {
    const byte = byteAt(phone);
    if (isDigit(byte)) {
      value = value * 10 + byte - 0x30;
      if (++numDigits == 3) return value;
    } else if (!isPhoneSeparator(byte)) {
      return NO_CALLING;
    }
  }
  return NO_CALLING;
}

@inline
function isPhoneSeparator(byte: u32): bool {
  return byte == 0x20 || byte == 0x28 || byte == 0x29 || byte == 0x2d || byte == 0x2e;
}

/** Whether three digits begin with a code. */
@inline
function beginsWith(digits: u32, code: u32, numDigits: u32): bool {
  return numDigits == 3 ? digits == code : numDigits == 2 ? digits / 10 == code : numDigits == 1 && digits / 100 == code;
}

/** 1 fits, 0 does not, -1 when it cannot be told. `country` is the address of its entry. */
export function phoneFits(digits: u32, country: usize): i32 {
  const numDigits = <u32>load<u8>(country, COUNTRY_CALLING_DIGITS);
  const numOther = <u32>load<u8>(country, COUNTRY_OTHER_DIGITS);
  if (digits == NO_CALLING || !(numDigits | numOther)) return -1;
  return i32(
    beginsWith(digits, <u32>load<u16>(country, COUNTRY_CALLING), numDigits) ||
      beginsWith(digits, <u32>load<u16>(country, COUNTRY_OTHER_CALLING), numOther),
  );
}

/** Whether the country has listed shapes and the postcode has none of them. `work` holds a block of masks. */
export function postcodeMisfits(reference: usize, postcode: usize, length: u32, country: usize, work: usize): bool {
  const numShapes = <u32>load<u8>(country, COUNTRY_NUM_POSTCODES);
  if (!numShapes || !length) return false;
  const key = postcodeKey(postcode, length, work);
  let shape = reference + <usize>load<u32>(reference, REF_POSTCODES);
  shape += <usize>load<u16>(country, COUNTRY_FIRST_POSTCODE) << 2;
  for (const end = shape + (<usize>numShapes << 2); shape < end; shape += 4) {
    if (load<u32>(shape) == key) return false;
  }
  return true;
}

/** Bit i of the lower half: place i is a digit; of the upper half: a letter. 0 for any other postcode. */
function postcodeKey(postcode: usize, length: u32, work: usize): u32 {
  // most postcodes are a few digits
  if (length <= 8 && leadingDigits((load<u64>(postcode) ^ ZEROS) & firstBytes(length)) == 8) return (1 << length) - 1;
  if (length <= MAX_PLACES) {
    classBlock(postcode, length, work);
    const digits = <u32>load<u64>(work, BLOCK_DIGITS);
    const letters = <u32>load<u64>(work, BLOCK_LETTERS);
    if ((digits | letters) == (1 << length) - 1) return digits | (letters << MAX_PLACES);
  }
  return separatedKey(postcode, length);
}

function separatedKey(postcode: usize, length: u32): u32 {
  let key: u32 = 0;
  let place: u32 = 0;
  for (const end = postcode + <usize>length; postcode < end; postcode++) {
    const byte = byteAt(postcode);
    if (byte == 0x20 || byte == 0x2d) continue;
    if (place == MAX_PLACES) return 0;
    if (isDigit(byte)) key |= 1 << place;
    else if ((byte | 0x20) - 0x61 < 26) key |= 1 << (place + MAX_PLACES);
    else return 0;
    place++;
  }
  return key;
}
