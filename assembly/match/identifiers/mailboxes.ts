// What an @ in free text may belong to: an e-mail around it, a handle behind it.

import { byteAt } from '../../base/bytes';
import { isWordByte } from '../../base/letters';
import {
  ATTRIBUTE_IS_EMAIL,
  ATTRIBUTE_IS_HANDLE,
  IDENTIFIERS_MOST_DOMAIN,
  IDENTIFIERS_MOST_LABELS,
  IDENTIFIERS_MOST_LOCAL,
} from '../../generated/lists';
import { emailKey, exactKey } from './keys';
import { findKey, hasKind } from './table';

const DOT: u32 = 0x2e;
const HYPHEN: u32 = 0x2d;
const APOSTROPHE: u32 = 0x27;
const UNDERSCORE: u32 = 0x5f;

/** The longest domain first; the text may go on behind one that ends before a dot. */
export function matchEmailsAt(
  part: usize,
  text: usize,
  end: usize,
  at: usize,
  scratch: usize,
  out: usize,
  count: u32,
  most: u32,
): u32 {
  if (!hasKind(part, ATTRIBUTE_IS_EMAIL)) return count;
  let local = startOfLocal(text, at);
  while (local < at && (byteAt(local) == DOT || byteAt(local) == HYPHEN || byteAt(local) == APOSTROPHE)) local++;
  if (local == at) return count;
  const domain = at + 1;
  let domainEnd = endOfDomain(domain, end);
  while (domainEnd > domain && (byteAt(domainEnd - 1) == DOT || byteAt(domainEnd - 1) == HYPHEN)) domainEnd--;
  for (let i: u32 = 0; i < IDENTIFIERS_MOST_LABELS; i++) {
    let dot = domainEnd;
    while (dot > domain && byteAt(dot - 1) != DOT) dot--;
    if (dot == domain) break;
    const length = <u32>(domainEnd - local);
    const keyBytes = emailKey(local, length, scratch);
    if (keyBytes) count = findKey(part, ATTRIBUTE_IS_EMAIL, scratch, keyBytes, local, length, out, count, most);
    domainEnd = dot - 1;
  }
  return count;
}

/** Only where no mailbox stands before the @. */
export function matchHandleAt(
  part: usize,
  text: usize,
  end: usize,
  at: usize,
  scratch: usize,
  out: usize,
  count: u32,
  most: u32,
): u32 {
  if (!hasKind(part, ATTRIBUTE_IS_HANDLE) || (at > text && isOfLocal(byteAt(at - 1)))) return count;
  const handle = at + 1;
  let handleEnd = handle;
  while (handleEnd < end && isOfHandle(byteAt(handleEnd))) handleEnd++;
  const length = <u32>(handleEnd - handle);
  const keyBytes = exactKey(handle, length, scratch);
  if (keyBytes == 0) return count;
  return findKey(part, ATTRIBUTE_IS_HANDLE, scratch, keyBytes, handle, length, out, count, most);
}

/** At most so many characters before the @; a character is counted, and taken, with its first byte. */
function startOfLocal(text: usize, at: usize): usize {
  let start = at;
  let next = at;
  let count: u32 = 0;
  while (next > text && count < IDENTIFIERS_MOST_LOCAL && isOfLocal(byteAt(next - 1))) {
    next--;
    if (isContinuation(byteAt(next))) continue;
    start = next;
    count++;
  }
  return start;
}

function endOfDomain(domain: usize, end: usize): usize {
  let at = domain;
  let count: u32 = 0;
  for (; at < end && isOfDomain(byteAt(at)); at++) {
    if (isContinuation(byteAt(at))) continue;
    if (count == IDENTIFIERS_MOST_DOMAIN) break;
    count++;
  }
  return at;
}

@inline
function isContinuation(byte: u32): bool {
  return (byte & 0xc0) == 0x80;
}

@inline
function isOfDomain(byte: u32): bool {
  return isWordByte(byte) || byte == DOT || byte == HYPHEN;
}

@inline
function isOfHandle(byte: u32): bool {
  return isOfDomain(byte) || byte == UNDERSCORE;
}

/** Letters, digits, and . _ % + ' - */
@inline
function isOfLocal(byte: u32): bool {
  return isOfHandle(byte) || byte == 0x25 || byte == 0x2b || byte == APOSTROPHE;
}
