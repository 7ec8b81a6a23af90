// The normal forms that are hashed, from bytes: ASCII as on the wire, other text folded before. Each writes at most
// BLINDED_MOST_NORMAL_BYTES and returns their number, 0 where there is nothing to hash. Plain twin:
// src/watchlist/blinded/normalForms.ts.

import { isDigit } from '../../base/bytes';
import { isAlphanumeric, isHexDigit, isSpace, isWordByte, lowered } from '../../base/letters';
import { BLINDED_MOST_NORMAL_BYTES } from '../../generated/lists';

const MOST = <u32>BLINDED_MOST_NORMAL_BYTES;
const TOO_LONG: u32 = 0;

/** Letters and digits. */
export function normalExact(text: usize, length: u32, out: usize): u32 {
  let end: u32 = 0;
  for (let i: u32 = 0; i < length; i++) {
    const byte = lowered(load<u8>(text + i));
    if (!isWordByte(byte)) continue;
    if (end == MOST) return TOO_LONG;
    store<u8>(out + end++, <u8>byte);
  }
  return end;
}

/** Digits, without an international prefix, a trunk zero in brackets or an extension. */
export function normalPhone(text: usize, length: u32, out: usize): u32 {
  const stop = withoutExtension(text, length);
  let end: u32 = 0;
  for (let i: u32 = 0; i < stop; i++) {
    const byte = <u32>load<u8>(text + i);
    if (byte == 0x28 && i + 2 < stop && load<u8>(text + i, 1) == 0x30 && load<u8>(text + i, 2) == 0x29) i += 2;
    else if (isDigit(byte)) {
      if (end == MOST + 2) return TOO_LONG;
      store<u8>(out + end++, <u8>byte);
    }
  }
  if (end >= 2 && load<u16>(out) == 0x3030) {
    end -= 2;
    memory.copy(out, out + 2, end);
  }
  return end < 6 || end > MOST ? 0 : end;
}

/** Where `ext. 12`, `x12` or `#12` begins at the end of a number; its length where nothing of the kind stands there. */
function withoutExtension(text: usize, length: u32): u32 {
  let at = length;
  while (at > 0 && isSpace(load<u8>(text + at - 1))) at--;
  const digitsEnd = at;
  while (at > 0 && isDigit(load<u8>(text + at - 1))) at--;
  if (at == digitsEnd) return length;
  while (at > 0 && isSpace(load<u8>(text + at - 1))) at--;
  if (at > 0 && load<u8>(text + at - 1) == 0x2e) at--;
  if (at == 0) return length;
  const last = lowered(load<u8>(text + at - 1));
  if (last == 0x78 || last == 0x23) return at - 1;
  // what stands before these letters is no digit, so where they begin does not matter
  if (last == 0x74 && at >= 3 && lowered(load<u8>(text + at - 2)) == 0x78 && lowered(load<u8>(text + at - 3)) == 0x65) {
    return at - 3;
  }
  return last == 0x6e && endsWithExtension(text, at) ? at - 9 : length;
}

function endsWithExtension(text: usize, at: u32): bool {
  if (at < 9) return false;
  // "extensio"
  let word: u64 = 0;
  for (let i: u32 = 0; i < 8; i++) word |= (<u64>lowered(load<u8>(text + at - 9 + i))) << (<u64>i << 3);
  return word == 0x6f69736e65747865;
}

/** Lower case, without blanks and plus-tag, without dots where the provider ignores them. */
export function normalEmail(text: usize, length: u32, out: usize): u32 {
  let end: u32 = 0;
  let at: u32 = 0;
  let hasAt = false;
  for (let i: u32 = 0; i < length; i++) {
    const byte = lowered(load<u8>(text + i));
    if (isSpace(byte)) continue;
    if (end == MOST) return TOO_LONG;
    if (byte == 0x40) {
      at = end;
      hasAt = true;
    }
    store<u8>(out + end++, <u8>byte);
  }
  // a sign at the start is none that sets a mailbox apart
  if (!hasAt || at == 0) return 0;
  const domain = out + at + 1;
  const domainBytes = end - at - 1;
  const isGoogle = domainBytes == 14 && load<u64>(domain) == 0x616d656c676f6f67 && isMailCom(domain + 6);
  const isGmail = isGoogle || (domainBytes == 9 && load<u8>(domain) == 0x67 && isMailCom(domain + 1));
  let local: u32 = 0;
  for (let i: u32 = 0; i < at; i++) {
    const byte = <u32>load<u8>(out + i);
    if (byte == 0x2b) break;
    if (isGmail && byte == 0x2e) continue;
    store<u8>(out + local++, <u8>byte);
  }
  if (isGoogle) {
    store<u8>(out + local, 0x40);
    store<u8>(out + local, 0x67, 1);
    memory.copy(out + local + 2, domain + 6, 8);
    return local == 0 ? 0 : local + 10;
  }
  memory.copy(out + local, out + at, end - at);
  return local == 0 ? 0 : local + end - at;
}

/** "mail.com" */
@inline
function isMailCom(at: usize): bool {
  return load<u64>(at) == 0x6d6f632e6c69616d;
}

/** Bare address; hexadecimal and Bech32 ones in lower case. */
export function normalWallet(text: usize, length: u32, out: usize): u32 {
  let end: u32 = 0;
  for (let i: u32 = 0; i < length; i++) {
    const byte = <u32>load<u8>(text + i);
    if (byte >= 0x80) continue;
    if (end == 0 && isSpace(byte)) continue;
    if (end == MOST) return TOO_LONG;
    store<u8>(out + end++, <u8>byte);
  }
  while (end > 0 && isSpace(load<u8>(out + end - 1))) end--;
  if (end >= 12 && isBitcoinCash(out)) {
    end -= 12;
    memory.copy(out, out + 12, end);
  }
  if (!ignoresCase(out, end)) return end;
  for (let i: u32 = 0; i < end; i++) store<u8>(out + i, <u8>lowered(load<u8>(out + i)));
  return end;
}

/** "bitcoincash:" */
function isBitcoinCash(at: usize): bool {
  let word: u64 = 0;
  for (let i: u32 = 0; i < 8; i++) word |= (<u64>lowered(load<u8>(at + i))) << (<u64>i << 3);
  let rest: u32 = 0;
  for (let i: u32 = 0; i < 4; i++) rest |= lowered(load<u8>(at + 8 + i)) << (i << 3);
  return word == 0x636e696f63746962 && rest == 0x3a687361;
}

function ignoresCase(text: usize, length: u32): bool {
  if (length < 3) return false;
  const a = lowered(load<u8>(text));
  const b = lowered(load<u8>(text, 1));
  const c = lowered(load<u8>(text, 2));
  if (a == 0x30 && b == 0x78) return areHexDigits(text + 2, length - 2);
  if (length == 42 && (a == 0x71 || a == 0x70) && areAlphanumeric(text + 1, length - 1)) return true;
  // bc1 zs1 u1, ltc1 btg1
  const two = (a == 0x62 && b == 0x63) || (a == 0x7a && b == 0x73);
  if (two && c == 0x31) return length > 3 && areAlphanumeric(text + 3, length - 3);
  if (a == 0x75 && b == 0x31) return areAlphanumeric(text + 2, length - 2);
  const three = (a == 0x6c && b == 0x74 && c == 0x63) || (a == 0x62 && b == 0x74 && c == 0x67);
  return three && length > 4 && load<u8>(text, 3) == 0x31 && areAlphanumeric(text + 4, length - 4);
}

export function areHexDigits(text: usize, length: u32): bool {
  for (let i: u32 = 0; i < length; i++) if (!isHexDigit(load<u8>(text + i))) return false;
  return length > 0;
}

export function areAlphanumeric(text: usize, length: u32): bool {
  for (let i: u32 = 0; i < length; i++) if (!isAlphanumeric(load<u8>(text + i))) return false;
  return length > 0;
}
