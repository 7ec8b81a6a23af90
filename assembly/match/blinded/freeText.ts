// Identifiers of blinded lists in the midst of free text: only words that look like one are hashed.

import { isDigit } from '../../base/bytes';
import { isWordByte } from '../../base/letters';
import {
  ATTRIBUTE_IS_CAS,
  ATTRIBUTE_IS_EMAIL,
  ATTRIBUTE_IS_HANDLE,
  ATTRIBUTE_IS_PGP,
  ATTRIBUTE_IS_WALLET,
  BLINDED_LEAST_WALLET,
  BLINDED_MOST_LOOKED_UP,
  BLINDED_PGP_DIGITS,
} from '../../generated/lists';
import { addBlinded } from './match';
import { areAlphanumeric, areHexDigits } from './normal';

const AT: u8 = 0x40;
const DASH: u8 = 0x2d;
const NO_ATTRIBUTE: u32 = 0;

/** Mailboxes, wallets, handles (`@name`), PGP fingerprints and CAS numbers that are words of a text as it came. */
export function matchBlindedText(
  blinded: usize,
  keys: usize,
  text: usize,
  length: u32,
  scratch: usize,
  out: usize,
  most: u32,
): u32 {
  let found: u32 = 0;
  let numLookedUp: u32 = 0;
  let start: u32 = 0;
  for (let i: u32 = 0; i <= length; i++) {
    if (i < length && !isBreak(load<u8>(text + i))) continue;
    let end = i;
    // the end of a sentence is no part of its last word
    while (end > start && isStop(load<u8>(text + end - 1))) end--;
    const word = text + start;
    const bytes = end - start;
    start = i + 1;
    const attribute = attributeOf(word, bytes);
    if (attribute == NO_ATTRIBUTE) continue;
    if (++numLookedUp > BLINDED_MOST_LOOKED_UP) break;
    found = addBlinded(blinded, keys, attribute, word, bytes, scratch, out, found, most);
    if (attribute == ATTRIBUTE_IS_WALLET && bytes == <u32>BLINDED_PGP_DIGITS && areHexDigits(word, bytes)) {
      found = addBlinded(blinded, keys, ATTRIBUTE_IS_PGP, word, bytes, scratch, out, found, most);
    }
  }
  return found;
}

/** Blanks, brackets, quotes and what lists and addresses of pages are written with. */
@inline
function isBreak(byte: u32): bool {
  if (byte >= 0x80 || byte == AT || byte == DASH || byte == 0x2e || byte == 0x2b || byte == 0x5f || byte == 0x25) {
    return false;
  }
  return !isWordByte(byte);
}

@inline
function isStop(byte: u32): bool {
  return byte == 0x2e || byte == DASH;
}

function attributeOf(word: usize, bytes: u32): u32 {
  if (bytes < 4) return NO_ATTRIBUTE;
  if (load<u8>(word) == AT) return ATTRIBUTE_IS_HANDLE;
  if (bytes >= BLINDED_LEAST_WALLET && areAlphanumeric(word, bytes)) return ATTRIBUTE_IS_WALLET;
  if (isCas(word, bytes)) return ATTRIBUTE_IS_CAS;
  for (let i: u32 = 1; i + 1 < bytes; i++) if (load<u8>(word + i) == AT) return ATTRIBUTE_IS_EMAIL;
  return NO_ATTRIBUTE;
}

/** Two to seven digits, two and one, with hyphens between. The check digit tells nothing that the list does not. */
function isCas(word: usize, bytes: u32): bool {
  if (bytes < 7 || bytes > 12) return false;
  if (load<u8>(word + bytes - 2) != DASH || load<u8>(word + bytes - 5) != DASH) return false;
  for (let i: u32 = 0; i < bytes; i++) {
    if (i != bytes - 2 && i != bytes - 5 && !isDigit(load<u8>(word + i))) return false;
  }
  return true;
}
