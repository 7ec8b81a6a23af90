// Keys of identifiers from the bytes of a text, written to the scratch. The plain twin is
// src/watchlist/text/identifierKeys.ts. Each returns the key's bytes, 0 where the text makes none.

import { byteAt, isDigit } from '../../base/bytes';
import { isAlphanumeric, isHexDigit, isSpace, isWordByte, lowered } from '../../base/letters';
import { IDENTIFIERS_MOST_KEY_BYTES } from '../../generated/lists';
import { copyAlphanumeric, lowerDigits, lowerMailbox, MOST_SHORT, needsCare, placesOf } from './shortTexts';

const AT: u32 = 0x40;
const DOT: u32 = 0x2e;
const PLUS: u32 = 0x2b;
const SMALL: u64 = 0x2020202020202020;
/** "gmail.com" and "googlemail.com", the first eight bytes and the rest. */
const GMAIL_HEAD: u64 = 0x6f632e6c69616d67;
const GOOGLE_HEAD: u64 = 0x616d656c676f6f67;
const GOOGLE_TAIL: u64 = 0x6d6f632e6c69;
/** "bitcoincash:". */
const CASH_HEAD: u64 = 0x636e696f63746962;
const CASH_TAIL: u32 = 0x3a687361;
const CASH_BYTES: u32 = 12;
/** Letters of a CashAddr without its prefix. */
const CASH_ADDRESS_BYTES: u32 = 42;

/** Letters and digits without case, blanks and punctuation; of letters beyond ASCII all bytes. */
export function exactKey(text: usize, length: u32, to: usize): u32 {
  let count: u32 = 0;
  for (let i: u32 = 0; i < length; i++) {
    const byte = lowered(byteAt(text + i));
    if (!isWordByte(byte)) continue;
    if (count == IDENTIFIERS_MOST_KEY_BYTES) return 0;
    store<u8>(to + count++, byte);
  }
  return count;
}

/** A mailbox without case, blanks and plus-tag; without dots where the provider ignores them. */
export function emailKey(text: usize, length: u32, to: usize): u32 {
  if (lowerMailbox(text, length, to)) return shortEmailKey(to, length);
  let count: u32 = 0;
  for (let i: u32 = 0; i < length; i++) {
    const byte = lowered(byteAt(text + i));
    if (isSpace(byte)) continue;
    if (count == IDENTIFIERS_MOST_KEY_BYTES) return 0;
    store<u8>(to + count++, byte);
  }
  return withoutTag(to, count, lastAt(to, count));
}

/** Of a short one that was lowered; most have nothing to leave out. */
function shortEmailKey(to: usize, length: u32): u32 {
  const ats = placesOf(to, length, AT);
  const at = ats > 1 ? 63 - <u32>clz(ats) : 0;
  if (at == 0) return length;
  const domain = to + <usize>at + 1;
  const domainBytes = length - at - 1;
  const isPlain = !isGoogle(domain, domainBytes) && !isGmail(domain, domainBytes);
  const tags = placesOf(to, length, PLUS) & (((<u64>1) << at) - 1);
  return isPlain && tags == 0 ? length : withoutTag(to, length, at);
}

/** 0 where there is none that has something before it. */
function lastAt(text: usize, length: u32): u32 {
  let at = length;
  while (at > 0 && byteAt(text + --at) != AT);
  return at;
}

/** In place. */
function withoutTag(to: usize, count: u32, at: u32): u32 {
  if (at == 0) return count;
  const domain = to + <usize>at + 1;
  let domainBytes = count - at - 1;
  if (isGoogle(domain, domainBytes)) {
    store<u64>(domain, GMAIL_HEAD);
    store<u8>(domain + 8, 0x6d);
    domainBytes = 9;
  }
  const ignoresDots = isGmail(domain, domainBytes);
  let kept: u32 = 0;
  for (let i: u32 = 0; i < at; i++) {
    const byte = byteAt(to + i);
    if (byte == PLUS) break;
    if (byte != DOT || !ignoresDots) store<u8>(to + kept++, byte);
  }
  if (kept == at) return at + 1 + domainBytes;
  store<u8>(to + kept, AT);
  memory.copy(to + <usize>kept + 1, domain, <usize>domainBytes);
  return kept + 1 + domainBytes;
}

function isGmail(domain: usize, length: u32): bool {
  return length == 9 && load<u64>(domain) == GMAIL_HEAD && byteAt(domain + 8) == 0x6d;
}

function isGoogle(domain: usize, length: u32): bool {
  if (length != 14 || load<u64>(domain) != GOOGLE_HEAD) return false;
  return (load<u64>(domain, 8) & 0xffffffffffff) == GOOGLE_TAIL;
}

/** Case goes where the shape says that it says nothing: hexadecimal, Bech32 and CashAddr. */
export function walletKey(text: usize, length: u32, to: usize): u32 {
  if (copyAlphanumeric(text, length, to)) return foldWallet(to, length);
  let start = text;
  let end = text + <usize>length;
  while (start < end && isNoWalletByte(byteAt(start))) start++;
  while (end > start && isNoWalletByte(byteAt(end - 1))) end--;
  let count: u32 = 0;
  for (; start < end; start++) {
    const byte = byteAt(start);
    if (byte >= 0x80) continue;
    if (count == IDENTIFIERS_MOST_KEY_BYTES + CASH_BYTES) return 0;
    store<u8>(to + count++, byte);
  }
  if (count >= CASH_BYTES && isCash(to)) {
    count -= CASH_BYTES;
    memory.copy(to, to + <usize>CASH_BYTES, <usize>count);
  }
  if (count > IDENTIFIERS_MOST_KEY_BYTES) return 0;
  return foldWallet(to, count);
}

/** What lies around an address, or is dropped from it. */
@inline
function isNoWalletByte(byte: u32): bool {
  return isSpace(byte) || byte >= 0x80;
}

@inline
function isCash(text: usize): bool {
  return (load<u64>(text) | SMALL) == CASH_HEAD && (load<u32>(text, 8) | 0x00202020) == CASH_TAIL;
}

/** Lowers the case of an address in place where it may be lowered. Returns its bytes. */
export function foldWallet(text: usize, length: u32): u32 {
  const prefix = caselessPrefix(text, length);
  if (prefix == 0) return length;
  const isHex = prefix == 2 && byteAt(text) == 0x30;
  if (ASC_FEATURE_SIMD && length <= MOST_SHORT) {
    lowerDigits(text, length, prefix, isHex);
    return length;
  }
  for (let i = prefix; i < length; i++) {
    const byte = byteAt(text + i);
    if (isHex ? !isHexDigit(byte) : !isAlphanumeric(byte)) return length;
  }
  for (let i: u32 = 0; i < length; i++) store<u8>(text + i, lowered(byteAt(text + i)));
  return length;
}

/** Bytes before the digits of an address that has no case; 0 where it may have one, or has no digits. */
function caselessPrefix(text: usize, length: u32): u32 {
  if (length < 3) return 0;
  const head = load<u32>(text) | 0x20202020;
  const first = head & 0xff;
  if (length == CASH_ADDRESS_BYTES && (first == 0x71 || first == 0x70)) return 1;
  const two = head & 0xffff;
  // "0x", "u1"; "bc1", "zs1"; "ltc1", "btg1"
  if (two == 0x7830 && byteAt(text) == 0x30) return 2;
  if (two == 0x3175 && byteAt(text + 1) == 0x31) return 2;
  const three = head & 0xffffff;
  if ((three == 0x316362 || three == 0x31737a) && byteAt(text + 2) == 0x31) return length > 3 ? 3 : 0;
  if ((head == 0x3163746c || head == 0x31677462) && byteAt(text + 3) == 0x31) return length > 4 ? 4 : 0;
  return 0;
}

/** Digits only, without international prefix and extension; none where there are under six. */
export function phoneKey(text: usize, length: u32, to: usize): u32 {
  return withoutPrefix(to, bareDigits(text, length, to));
}

/** All digits but those of an extension, with whatever prefix they are written. */
export function bareDigits(text: usize, length: u32, to: usize): u32 {
  let count: u32 = 0;
  if (!needsCare(text, length)) {
    // which bytes are digits cannot be predicted: each is written, and stays if it is one
    for (let i: u32 = 0; i < length; i++) {
      const byte = byteAt(text + i);
      store<u8>(to + count, byte);
      count += u32(isDigit(byte));
    }
    return count;
  }
  const end = text + <usize>beforeExtension(text, length);
  for (let at = text; at < end; at++) {
    const byte = byteAt(at);
    // the trunk zero in +44 (0)20 ... is not dialled from abroad
    if (byte == 0x28 && at + 2 < end && byteAt(at + 1) == 0x30 && byteAt(at + 2) == 0x29) at += 2;
    else if (isDigit(byte)) {
      if (count == IDENTIFIERS_MOST_KEY_BYTES) return 0;
      store<u8>(to + count++, byte);
    }
  }
  return count;
}

/** Without the 00 that stands for a plus; in place. */
function withoutPrefix(to: usize, count: u32): u32 {
  if (count >= 2 && load<u16>(to) == 0x3030) {
    count -= 2;
    memory.copy(to, to + 2, <usize>count);
  }
  return count < 6 ? 0 : count;
}

/** Where the extension begins: x, #, ext or extension, a dot, blanks, digits to the end. */
function beforeExtension(text: usize, length: u32): u32 {
  let at = length;
  while (at > 0 && isSpace(byteAt(text + at - 1))) at--;
  const digitsEnd = at;
  while (at > 0 && isDigit(byteAt(text + at - 1))) at--;
  if (at == digitsEnd) return length;
  while (at > 0 && isSpace(byteAt(text + at - 1))) at--;
  if (at > 0 && byteAt(text + at - 1) == DOT) at--;
  if (at == 0) return length;
  const mark = lowered(byteAt(text + at - 1));
  if (mark == 0x23 || mark == 0x78) return at - 1;
  if (mark == 0x74 && endsIn(text, at, 3)) return at - 3;
  return mark == 0x6e && endsIn(text, at, 9) ? at - 9 : length;
}

/** Whether the text up to `at` ends in the first `count` letters of "extension". */
function endsIn(text: usize, at: u32, count: u32): bool {
  if (at < count) return false;
  const start = text + <usize>(at - count);
  if ((load<u16>(start) | 0x2020) != 0x7865 || (byteAt(start + 2) | 0x20) != 0x74) return false;
  if (count == 3) return true;
  return (load<u32>(start, 3) | 0x20202020) == 0x69736e65 && (load<u16>(start, 7) | 0x2020) == 0x6e6f;
}
