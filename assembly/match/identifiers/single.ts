// Look-ups of whole texts: a field that holds one phone, e-mail, wallet or number.

import { byteAt } from '../../base/bytes';
import {
  ATTRIBUTE_IS_EMAIL,
  ATTRIBUTE_IS_HANDLE,
  ATTRIBUTE_IS_PHONE,
  ATTRIBUTE_IS_WALLET,
  IDENTIFIERS_KEY_HASH,
} from '../../generated/lists';
import { keyWords } from './keyWords';
import { findHash, hasKind } from './table';

const AT: u32 = 0x40;

/** Full digits first; entries that share the last nine digits only come with a lower score. */
export function matchPhone(part: usize, text: usize, length: u32, scratch: usize, out: usize, most: u32): u32 {
  return matchExact(part, ATTRIBUTE_IS_PHONE, text, length, scratch, out, most);
}

/** One mailbox, as a field holds it. */
export function matchEmail(part: usize, text: usize, length: u32, scratch: usize, out: usize, most: u32): u32 {
  return matchExact(part, ATTRIBUTE_IS_EMAIL, text, length, scratch, out, most);
}

/** One address, as a field holds it; the text as on the wire, since its case matters. */
export function matchWallet(part: usize, text: usize, length: u32, scratch: usize, out: usize, most: u32): u32 {
  return matchExact(part, ATTRIBUTE_IS_WALLET, text, length, scratch, out, most);
}

/** A handle, a key fingerprint, the number of a document or of a substance, or one of the above: `kind` says which. */
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
  if (!keyWords(kind, text, length, scratch, scratch + IDENTIFIERS_KEY_HASH)) return 0;
  return findHash(part, kind, scratch, text, length, out, 0, most);
}
