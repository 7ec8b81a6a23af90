// Look-ups of whole texts: a field that holds one phone, e-mail, wallet or number.

import { byteAt } from '../../base/bytes';
import { eightDigits } from '../../base/swar';
import {
  ATTRIBUTE_IS_CAS,
  ATTRIBUTE_IS_EMAIL,
  ATTRIBUTE_IS_HANDLE,
  ATTRIBUTE_IS_PHONE,
  ATTRIBUTE_IS_WALLET,
  IDENTIFIERS_KEY_HASH,
  IDENTIFIERS_MOST_PREFIX_DIGITS,
  IDENTIFIERS_SEED_KEY,
  IDENTIFIERS_TAIL_DIGITS,
  IDENTIFIERS_WRITTEN_HASH,
} from '../../generated/lists';
import { casKey } from './cas';
import { emailKey, exactKey, phoneKey, walletKey } from './keys';
import { murmur } from './murmur';
import { findHash, findKey, hasKind } from './table';

const AT: u32 = 0x40;
/** Eight '0'. */
const EACH_ZERO: u64 = 0x3030303030303030;

/** Full digits first; entries that share the last nine digits only come with a lower score. */
export function matchPhone(part: usize, text: usize, length: u32, scratch: usize, out: usize, most: u32): u32 {
  if (!hasKind(part, ATTRIBUTE_IS_PHONE) || most == 0) return 0;
  const numDigits = phoneKey(text, length, scratch);
  if (numDigits == 0) return 0;
  const tailDigits = min<u32>(numDigits, <u32>IDENTIFIERS_TAIL_DIGITS);
  const prefixDigits = numDigits - tailDigits;
  store<u32>(scratch, prefixCode(scratch, prefixDigits), IDENTIFIERS_KEY_HASH + 8);
  store<u32>(scratch, numberOf(scratch + <usize>prefixDigits, tailDigits), IDENTIFIERS_KEY_HASH);
  store<u32>(scratch, tailDigits, IDENTIFIERS_KEY_HASH + 4);
  store<u32>(scratch, tailDigits, IDENTIFIERS_KEY_HASH + 12);
  return findHash(part, ATTRIBUTE_IS_PHONE, scratch, text, length, out, 0, most);
}

/** One mailbox, as a field holds it. */
export function matchEmail(part: usize, text: usize, length: u32, scratch: usize, out: usize, most: u32): u32 {
  if (!hasKind(part, ATTRIBUTE_IS_EMAIL) || most == 0) return 0;
  const keyBytes = emailKey(text, length, scratch);
  if (keyBytes == 0) return 0;
  return findKey(part, ATTRIBUTE_IS_EMAIL, scratch, keyBytes, text, length, out, 0, most);
}

/** One address, as a field holds it; the text as on the wire, since its case matters. */
export function matchWallet(part: usize, text: usize, length: u32, scratch: usize, out: usize, most: u32): u32 {
  if (!hasKind(part, ATTRIBUTE_IS_WALLET) || most == 0) return 0;
  const keyBytes = walletKey(text, length, scratch);
  if (keyBytes == 0) return 0;
  return findKey(part, ATTRIBUTE_IS_WALLET, scratch, keyBytes, text, length, out, 0, most);
}

/** A handle, a key fingerprint, the number of a document or of a substance: `kind` says which. */
export function matchExact(
  part: usize,
  kind: u32,
  text: usize,
  length: u32,
  scratch: usize,
  out: usize,
  most: u32,
): u32 {
  if (!hasKind(part, kind) || most == 0) return 0;
  while (kind == ATTRIBUTE_IS_HANDLE && length > 0 && byteAt(text) == AT) {
    text++;
    length--;
  }
  let keyBytes: u32 = 0;
  if (kind == ATTRIBUTE_IS_CAS) keyBytes = casKey(text, length, scratch);
  if (keyBytes == 0) keyBytes = exactKey(text, length, scratch);
  return keyBytes == 0 ? 0 : findKey(part, kind, scratch, keyBytes, text, length, out, 0, most);
}

/** At most nine digits. */
function numberOf(digits: usize, count: u32): u32 {
  if (count == 9) return (byteAt(digits) - 0x30) * 100000000 + <u32>eightDigits(load<u64>(digits, 1) ^ EACH_ZERO);
  let number: u32 = 0;
  for (let i: u32 = 0; i < count; i++) number = number * 10 + byteAt(digits + i) - 0x30;
  return number;
}

/** What stands before the tail, with its zeros; longer ones by their hash. */
function prefixCode(digits: usize, count: u32): u32 {
  if (count > IDENTIFIERS_MOST_PREFIX_DIGITS) {
    murmur(digits, count, IDENTIFIERS_SEED_KEY, digits + IDENTIFIERS_WRITTEN_HASH);
    return load<u32>(digits, IDENTIFIERS_WRITTEN_HASH) | 0x80000000;
  }
  let code: u32 = count == 0 ? 0 : 1;
  for (let i: u32 = 0; i < count; i++) code = code * 10 + byteAt(digits + i) - 0x30;
  return code;
}
