// Identifiers anywhere in free text, in one pass: masks of 64 bytes tell where a long word, a dash behind a digit, an @
// or a run of hexadecimal digits is; nothing else is looked at. The plain twin is src/watchlist/text/identifiersIn.ts.

import {
  ATTRIBUTE_IS_CAS,
  ATTRIBUTE_IS_EMAIL,
  ATTRIBUTE_IS_HANDLE,
  ATTRIBUTE_IS_PGP,
  ATTRIBUTE_IS_WALLET,
  IDENTIFIERS_KINDS,
  IDENTIFIERS_LEAST_WORD,
  IDENTIFIERS_MASKS,
  IDENTIFIERS_MOST_WORD,
  IDENTIFIERS_PGP_DIGITS,
} from '../../generated/lists';
import { byteAt } from '../../base/bytes';
import { isAlphanumeric, isHexDigit } from '../../base/letters';
import { CAS_END, CAS_START, casAt } from './cas';
import { mayHoldAny, runsOfLeastWord } from './glance';
import { exactKey, foldWallet } from './keys';
import { matchEmailsAt, matchHandleAt } from './mailboxes';
import { MASK_AT, MASK_DASH, MASK_DIGIT, MASK_HEX, MASK_WORD, readMasks } from './masks';
import { matchFingerprints } from './fingerprints';
import { findKey, hasKind } from './table';

const IN_TEXT: u32 =
  (1 << ATTRIBUTE_IS_WALLET) |
  (1 << ATTRIBUTE_IS_EMAIL) |
  (1 << ATTRIBUTE_IS_CAS) |
  (1 << ATTRIBUTE_IS_HANDLE) |
  (1 << ATTRIBUTE_IS_PGP);
/** Of ten groups of four digits and the blanks between them; fewer groups have fewer blanks, two have one. */
const LEAST_HEX_RUN: u32 = <u32>IDENTIFIERS_PGP_DIGITS + 1;
/** What such a run covers if it lies in one block: bits 23 to 40. */
const MIDDLE: u64 = 0x1ffff800000;
const MIDDLE_PLACE: usize = 23;

/**
 * Wallets, e-mails, CAS numbers, PGP fingerprints and handles of the list, one hit an entry and attribute. The text is
 * as on the wire, since wallets have a case: of text that is not ASCII match the folded one as well.
 */
export function matchFreeText(part: usize, text: usize, length: u32, scratch: usize, out: usize, most: u32): u32 {
  const kinds = load<u32>(part, IDENTIFIERS_KINDS) & IN_TEXT;
  if (kinds == 0 || most == 0 || !mayHoldAny(kinds, text, length)) return 0;
  const end = text + <usize>length;
  const masks = scratch + IDENTIFIERS_MASKS;
  let count: u32 = 0;
  let lastWord: u64 = 0;
  let lastDigit: u64 = 0;
  let lastHex: u64 = 0;
  // words and runs that reach over a border are looked at once
  let wordsEnd = text;
  let runsEnd = text;
  for (let at = text; at < end; at += 64) {
    readMasks(at, min<u32>(<u32>(end - at), 64), masks);
    const word = load<u64>(masks, MASK_WORD);
    const digit = load<u64>(masks, MASK_DIGIT);
    const hex = load<u64>(masks, MASK_HEX);

    let long = runsOfLeastWord(word);
    if (joinedRun(lastWord, word) >= IDENTIFIERS_LEAST_WORD) long |= word & 1;
    while (long) {
      const place = at + <usize>ctz(long);
      if (place >= wordsEnd) {
        wordsEnd = endOfWord(place, end);
        count = matchWord(part, startOfWord(place, text), wordsEnd, scratch, out, count, most);
      }
      long = wordsEnd - at < 64 ? long & (~(<u64>0) << <u64>(wordsEnd - at)) : 0;
    }

    const reachesOver = (hex & 1) != 0 && joinedRun(lastHex, hex) >= LEAST_HEX_RUN;
    if (reachesOver && at >= runsEnd) {
      runsEnd = endOfRun(at, end);
      count = matchFingerprints(part, text, end, startOfRun(at, text), runsEnd, scratch, out, count, most);
    }
    if ((~hex & MIDDLE) == 0 && at + MIDDLE_PLACE >= runsEnd) {
      runsEnd = endOfRun(at + MIDDLE_PLACE, end);
      const start = startOfRun(at + MIDDLE_PLACE, text);
      count = matchFingerprints(part, text, end, start, runsEnd, scratch, out, count, most);
    }

    let dashes = load<u64>(masks, MASK_DASH) & ((digit << 1) | (lastDigit >> 63));
    while (dashes) {
      count = matchCas(part, text, end, at + <usize>ctz(dashes), scratch, out, count, most);
      dashes &= dashes - 1;
    }

    let ats = load<u64>(masks, MASK_AT);
    while (ats) {
      const place = at + <usize>ctz(ats);
      count = matchEmailsAt(part, text, end, place, scratch, out, count, most);
      count = matchHandleAt(part, text, end, place, scratch, out, count, most);
      ats &= ats - 1;
    }
    lastWord = word;
    lastDigit = digit;
    lastHex = hex;
  }
  return count;
}

/** Length of the run over the border of two blocks. */
@inline
function joinedRun(before: u64, mask: u64): u32 {
  return <u32>(clz(~before) + ctz(~mask));
}

function startOfWord(at: usize, text: usize): usize {
  while (at > text && isAlphanumeric(byteAt(at - 1))) at--;
  return at;
}

function endOfWord(at: usize, end: usize): usize {
  while (at < end && isAlphanumeric(byteAt(at))) at++;
  return at;
}

function startOfRun(at: usize, text: usize): usize {
  while (at > text && isOfRun(byteAt(at - 1))) at--;
  return at;
}

function endOfRun(at: usize, end: usize): usize {
  while (at < end && isOfRun(byteAt(at))) at++;
  return at;
}

@inline
function isOfRun(byte: u32): bool {
  return isHexDigit(byte) || byte == 0x20;
}

/** A word that is long enough for a wallet, and may be a fingerprint without blanks. */
function matchWord(
  part: usize,
  start: usize,
  end: usize,
  scratch: usize,
  out: usize,
  count: u32,
  most: u32,
): u32 {
  const length = <u32>(end - start);
  if (length > IDENTIFIERS_MOST_WORD) return count;
  if (length == <u32>IDENTIFIERS_PGP_DIGITS && hasKind(part, ATTRIBUTE_IS_PGP) && endOfHex(start, end) == end) {
    const keyBytes = exactKey(start, length, scratch);
    count = findKey(part, ATTRIBUTE_IS_PGP, scratch, keyBytes, start, length, out, count, most);
  }
  if (!hasKind(part, ATTRIBUTE_IS_WALLET)) return count;
  memory.copy(scratch, start, <usize>length);
  const keyBytes = foldWallet(scratch, length);
  return findKey(part, ATTRIBUTE_IS_WALLET, scratch, keyBytes, start, length, out, count, most);
}

function endOfHex(at: usize, end: usize): usize {
  while (at < end && isHexDigit(byteAt(at))) at++;
  return at;
}

function matchCas(
  part: usize,
  text: usize,
  end: usize,
  dash: usize,
  scratch: usize,
  out: usize,
  count: u32,
  most: u32,
): u32 {
  if (!hasKind(part, ATTRIBUTE_IS_CAS)) return count;
  const keyBytes = casAt(text, end, dash, scratch);
  if (keyBytes == 0) return count;
  const start = text + <usize>load<u32>(scratch, CAS_START);
  const length = load<u32>(scratch, CAS_END) - load<u32>(scratch, CAS_START);
  return findKey(part, ATTRIBUTE_IS_CAS, scratch, keyBytes, start, length, out, count, most);
}
