// Four words of an identifier's key, by which a table is asked: of phones the number itself, of others a hash. The same
// for every table. The plain twin is keyInto of src/watchlist/index/identifiers/slots.ts.

import { byteAt } from '../../base/bytes';
import { eightDigits } from '../../base/swar';
import {
  ATTRIBUTE_IS_CAS,
  ATTRIBUTE_IS_EMAIL,
  ATTRIBUTE_IS_PHONE,
  ATTRIBUTE_IS_WALLET,
  IDENTIFIERS_MOST_PREFIX_DIGITS,
  IDENTIFIERS_SEED_KEY,
  IDENTIFIERS_TAIL_DIGITS,
  IDENTIFIERS_WRITTEN_HASH,
} from '../../generated/lists';
import { casKey } from './cas';
import { emailKey, exactKey, phoneKey, walletKey } from './keys';
import { murmur, murmurKey } from './murmur';
import { digitsInOnePiece } from './shortTexts';

/** Eight '0'. */
const EACH_ZERO: u64 = 0x3030303030303030;
/** 1, 10, 100 ... for as many digits as a prefix may have. */
const POWERS: usize = memory.data<u32>([1, 10, 100, 1000, 10000, 100000, 1000000]);

/** Leaves the words at `words`; false where the text makes no key. A handle comes without the signs before it. */
export function keyWords(kind: u32, text: usize, length: u32, scratch: usize, words: usize): bool {
  if (kind == ATTRIBUTE_IS_PHONE) return phoneWords(text, length, scratch, words);
  let keyBytes: u32 = 0;
  if (kind == ATTRIBUTE_IS_EMAIL) keyBytes = emailKey(text, length, scratch);
  else if (kind == ATTRIBUTE_IS_WALLET) keyBytes = walletKey(text, length, scratch);
  else {
    if (kind == ATTRIBUTE_IS_CAS) keyBytes = casKey(text, length, scratch);
    if (keyBytes == 0) keyBytes = exactKey(text, length, scratch);
  }
  if (keyBytes == 0) return false;
  murmurKey(scratch, keyBytes, IDENTIFIERS_SEED_KEY, words);
  return true;
}

@inline
function phoneWords(text: usize, length: u32, scratch: usize, words: usize): bool {
  let digits = digitsInOnePiece(text, length);
  let numDigits: u32;
  if (digits) {
    numDigits = length - <u32>(digits - text);
    // the 00 that stands for a plus
    if (numDigits >= 2 && load<u16>(digits) == 0x3030) {
      digits += 2;
      numDigits -= 2;
    }
    if (numDigits < 6) return false;
  } else {
    digits = scratch;
    numDigits = phoneKey(text, length, scratch);
    if (numDigits == 0) return false;
  }
  const tailDigits = min<u32>(numDigits, <u32>IDENTIFIERS_TAIL_DIGITS);
  const prefixDigits = numDigits - tailDigits;
  store<u32>(words, numberOf(digits + <usize>prefixDigits, tailDigits));
  store<u32>(words, tailDigits, 4);
  store<u32>(words, prefixCode(digits, prefixDigits, scratch), 8);
  store<u32>(words, tailDigits, 12);
  return true;
}

/** At most nine digits. */
@inline
function numberOf(digits: usize, count: u32): u32 {
  if (count == 9) return (byteAt(digits) - 0x30) * 100000000 + <u32>eightDigits(load<u64>(digits, 1) ^ EACH_ZERO);
  let number: u32 = 0;
  for (let i: u32 = 0; i < count; i++) number = number * 10 + byteAt(digits + i) - 0x30;
  return number;
}

/** What stands before the tail, a one before it so that its zeros count; longer ones by their hash. */
@inline
function prefixCode(digits: usize, count: u32, scratch: usize): u32 {
  if (count == 0) return 0;
  if (count > IDENTIFIERS_MOST_PREFIX_DIGITS) {
    murmur(digits, count, IDENTIFIERS_SEED_KEY, scratch + IDENTIFIERS_WRITTEN_HASH);
    return load<u32>(scratch, IDENTIFIERS_WRITTEN_HASH) | 0x80000000;
  }
  // as the last of eight digits
  const word = (load<u64>(digits) ^ EACH_ZERO) << <u64>((8 - count) << 3);
  return load<u32>(POWERS + (<usize>count << 2)) + <u32>eightDigits(word);
}
