// Blinded lists: the normal form of a text is hashed under the key of its kind and looked up. A hit names an entry of
// the part, which is known by a pseudonym only.

import {
  ATTRIBUTE_IS_CAS,
  ATTRIBUTE_IS_DOCUMENT,
  ATTRIBUTE_IS_EMAIL,
  ATTRIBUTE_IS_HANDLE,
  ATTRIBUTE_IS_NAME,
  ATTRIBUTE_IS_PGP,
  ATTRIBUTE_IS_PHONE,
  ATTRIBUTE_IS_WALLET,
  BLINDED_AT_DIGEST,
  BLINDED_AT_NORMAL,
  BLINDED_BUCKET_SHIFT,
  BLINDED_BUCKETS,
  BLINDED_KIND_IS_PHONE_TAIL,
  BLINDED_PHONE_TAIL_DIGITS,
  BLINDED_RECORD_BYTES,
  BLINDED_RECORD_ENTRY,
  BLINDED_RECORDS,
  BLINDED_SCORE_IS_EXACT,
  BLINDED_SCORE_IS_NAME,
  BLINDED_SCORE_IS_TAIL,
  BLINDED_SCORE_IS_WALLET,
  BLINDED_STATE_BYTES,
} from '../../generated/lists';
import { keepHit } from '../hits';
import { hmacSha256 } from './hmac';
import { normalEmail, normalExact, normalPhone, normalWallet } from './normal';
import { withoutLegalWords, wordsOfName, writeSorted } from './normalName';

/**
 * Entries whose name or identifier this is. `keys` are those of prepareBlindedKeys; `attribute` says what the text is:
 * a name, phone, e-mail address, wallet, handle, PGP fingerprint or number of a document.
 */
export function matchBlinded(
  blinded: usize,
  keys: usize,
  attribute: u32,
  text: usize,
  length: u32,
  scratch: usize,
  out: usize,
  most: u32,
): u32 {
  return addBlinded(blinded, keys, attribute, text, length, scratch, out, 0, most);
}

/** The same, beside the first `found` hits. */
export function addBlinded(
  blinded: usize,
  keys: usize,
  attribute: u32,
  text: usize,
  length: u32,
  scratch: usize,
  out: usize,
  found: u32,
  most: u32,
): u32 {
  const normal = scratch + BLINDED_AT_NORMAL;
  if (attribute == ATTRIBUTE_IS_NAME) return addName(blinded, keys, text, length, scratch, out, found, most);
  if (attribute == ATTRIBUTE_IS_PHONE) {
    const bytes = normalPhone(text, length, normal);
    found = lookUp(blinded, keys, attribute, attribute, bytes, BLINDED_SCORE_IS_EXACT, scratch, out, found, most);
    if (bytes < <u32>BLINDED_PHONE_TAIL_DIGITS) return found;
    const before = bytes - <u32>BLINDED_PHONE_TAIL_DIGITS;
    memory.copy(normal, normal + before, BLINDED_PHONE_TAIL_DIGITS);
    const tail = <u32>BLINDED_PHONE_TAIL_DIGITS;
    const kind = BLINDED_KIND_IS_PHONE_TAIL;
    return lookUp(blinded, keys, kind, attribute, tail, BLINDED_SCORE_IS_TAIL, scratch, out, found, most);
  }
  if (attribute == ATTRIBUTE_IS_EMAIL) {
    const bytes = normalEmail(text, length, normal);
    return lookUp(blinded, keys, attribute, attribute, bytes, BLINDED_SCORE_IS_EXACT, scratch, out, found, most);
  }
  if (attribute == ATTRIBUTE_IS_WALLET) {
    const bytes = normalWallet(text, length, normal);
    return lookUp(blinded, keys, attribute, attribute, bytes, BLINDED_SCORE_IS_WALLET, scratch, out, found, most);
  }
  const isExact =
    attribute == ATTRIBUTE_IS_HANDLE ||
    attribute == ATTRIBUTE_IS_PGP ||
    attribute == ATTRIBUTE_IS_DOCUMENT ||
    attribute == ATTRIBUTE_IS_CAS;
  if (!isExact) return found;
  const bytes = normalExact(text, length, normal);
  return lookUp(blinded, keys, attribute, attribute, bytes, BLINDED_SCORE_IS_EXACT, scratch, out, found, most);
}

/** With all its words, as those of people are listed, and without the words of its legal form, as companies are. */
function addName(
  blinded: usize,
  keys: usize,
  text: usize,
  length: u32,
  scratch: usize,
  out: usize,
  found: u32,
  most: u32,
): u32 {
  const numWords = wordsOfName(text, length, scratch);
  if (numWords <= 0) return found;
  const company = withoutLegalWords(scratch, numWords);
  const numLeft = company & 0xff;
  const normal = scratch + BLINDED_AT_NORMAL;
  const name = ATTRIBUTE_IS_NAME;
  if (numLeft < <u32>numWords) {
    const bytes = writeSorted(scratch, company >> 8, numLeft, normal);
    found = lookUp(blinded, keys, name, name, bytes, BLINDED_SCORE_IS_NAME, scratch, out, found, most);
  }
  const bytes = writeSorted(scratch, 0, numWords, normal);
  return lookUp(blinded, keys, name, name, bytes, BLINDED_SCORE_IS_NAME, scratch, out, found, most);
}

/** Hits of the normal form in scratch, beside the first `found`. */
function lookUp(
  blinded: usize,
  keys: usize,
  kind: u32,
  attribute: u32,
  bytes: u32,
  score: f64,
  scratch: usize,
  out: usize,
  found: u32,
  most: u32,
): u32 {
  if (bytes == 0) return found;
  const digest = scratch + BLINDED_AT_DIGEST;
  hmacSha256(keys + <usize>kind * BLINDED_STATE_BYTES, scratch + BLINDED_AT_NORMAL, bytes, digest, scratch);
  const first = load<u64>(digest);
  const second = load<u64>(digest, 8);
  const bucket = <usize>((<u32>first) >> load<u32>(blinded, BLINDED_BUCKET_SHIFT));
  const starts = blinded + <usize>load<u32>(blinded, BLINDED_BUCKETS) + (bucket << 2);
  const records = blinded + <usize>load<u32>(blinded, BLINDED_RECORDS);
  const end = records + <usize>load<u32>(starts, 4) * BLINDED_RECORD_BYTES;
  const start = records + <usize>load<u32>(starts) * BLINDED_RECORD_BYTES;
  for (let record = start; record < end; record += BLINDED_RECORD_BYTES) {
    if (load<u64>(record) != first || load<u64>(record, 8) != second) continue;
    found = keepHit(out, found, most, load<u32>(record, BLINDED_RECORD_ENTRY), attribute, score);
  }
  return found;
}
