// A phone that is written as dialled at home, as dialled from abroad: by the number plan of the party's country. The
// plain twin is src/watchlist/text/completePhone.ts.

import { byteAt, isDigit } from '../../base/bytes';
import {
  NUM_PHONE_PLANS,
  PHONE_LEAST_DIGITS,
  PHONE_LEAST_WHOLE_DIGITS,
  PHONE_MOST_NATIONAL_BYTES,
  PHONE_MOST_WHOLE_DIGITS,
  PHONE_NO_DIGIT,
  PHONE_PLANS,
} from '../../generated/phonePlans';
import { bareDigits } from './keys';

const PLUS: u32 = 0x2b;
const ZERO: u32 = 0x30;
const NUM_TRUNKS: u32 = 3;
const TRUNK_DIGITS: u32 = 2;
const ABROAD_DIGITS: u32 = 4;

/**
 * Writes `+` and all digits to `to`, at most sixteen bytes, and the digits of the text to `digits`. Returns how many
 * bytes; 0 where the text names its country itself, or is no number of the plan.
 */
export function completePhone(text: usize, length: u32, country: u32, digits: usize, to: usize): u32 {
  if (country >= NUM_PHONE_PLANS || length > PHONE_MOST_NATIONAL_BYTES || beginsWithPlus(text, length)) return 0;
  const plan = load<u64>(PHONE_PLANS + (<usize>country << 3));
  if (plan == 0) return 0;
  const count = bareDigits(text, length, digits);
  const abroad = prefixBytes(plan >> 48, ABROAD_DIGITS, digits, count);
  if (abroad > 0) return writeWhole(0, digits + <usize>abroad, count - abroad, to);
  if (count >= 2 && load<u16>(digits) == 0x3030) return 0;
  const callingCode = <u32>(plan & 0x3ff);
  for (let i: u32 = 0; i < NUM_TRUNKS; i++) {
    const trunk = prefixBytes(plan >> (24 + (i << 3)), TRUNK_DIGITS, digits, count);
    if (trunk > 0 && mayHave(plan, count - trunk)) {
      return writeWhole(callingCode, digits + <usize>trunk, count - trunk, to);
    }
  }
  return mayHave(plan, count) ? writeWhole(callingCode, digits, count, to) : 0;
}

/** Before any digit. */
function beginsWithPlus(text: usize, length: u32): bool {
  for (let i: u32 = 0; i < length; i++) {
    const byte = byteAt(text + i);
    if (byte == PLUS) return true;
    if (isDigit(byte)) return false;
  }
  return false;
}

/** How many digits the prefix has that the number begins with; 0 where it does not, or there is none. */
function prefixBytes(prefix: u64, most: u32, digits: usize, count: u32): u32 {
  for (let i: u32 = 0; i < most; i++) {
    const digit = (prefix >> (i << 2)) & 15;
    if (digit == PHONE_NO_DIGIT) return i;
    if (i == count || byteAt(digits + i) - ZERO != <u32>digit) return 0;
  }
  return most;
}

@inline
function mayHave(plan: u64, count: u32): bool {
  // a shift counts modulo 64, and no plan has a bit from 14 on
  const place = count - PHONE_LEAST_DIGITS;
  return place < 14 && ((plan >> (10 + place)) & 1) != 0;
}

/** A calling code of 0 is among the digits. */
function writeWhole(callingCode: u32, digits: usize, count: u32, to: usize): u32 {
  store<u8>(to, PLUS);
  let end: u32 = 1;
  if (callingCode >= 100) store<u8>(to + end++, ZERO + callingCode / 100);
  if (callingCode >= 10) store<u8>(to + end++, ZERO + (callingCode / 10) % 10);
  if (callingCode > 0) store<u8>(to + end++, ZERO + (callingCode % 10));
  const numDigits = end - 1 + count;
  if (numDigits < PHONE_LEAST_WHOLE_DIGITS || numDigits > PHONE_MOST_WHOLE_DIGITS) return 0;
  if (end == 1 && byteAt(digits) == ZERO) return 0;
  memory.copy(to + <usize>end, digits, <usize>count);
  return end + count;
}
