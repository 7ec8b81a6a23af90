// Looking one key up. Its bucket is one line of memory; few keys lie in a later one (src/watchlist/index/identifiers).

import { finishHash } from '../../base/hash';
import {
  ATTRIBUTE_IS_EMAIL,
  ATTRIBUTE_IS_PHONE,
  ATTRIBUTE_IS_WALLET,
  IDENTIFIERS_BUCKETS,
  IDENTIFIERS_BUCKET_BYTES,
  IDENTIFIERS_FILTER,
  IDENTIFIERS_FIRST_SLOT,
  IDENTIFIERS_IS_POSTING,
  IDENTIFIERS_IS_SAME,
  IDENTIFIERS_IS_TAIL,
  IDENTIFIERS_IS_WRITTEN_OTHERWISE,
  IDENTIFIERS_KEY_HASH,
  IDENTIFIERS_KINDS,
  IDENTIFIERS_MIX,
  IDENTIFIERS_NUM_BUCKETS,
  IDENTIFIERS_NUM_ENTRIES,
  IDENTIFIERS_NUM_FILTER_WORDS,
  IDENTIFIERS_NUM_POSTING_WORDS,
  IDENTIFIERS_NUM_STORED,
  IDENTIFIERS_POSTINGS,
  IDENTIFIERS_POSTING_BYTES,
  IDENTIFIERS_SCORE_IS_EMAIL,
  IDENTIFIERS_SCORE_IS_EXACT,
  IDENTIFIERS_SCORE_IS_PHONE,
  IDENTIFIERS_SCORE_IS_SAME,
  IDENTIFIERS_SCORE_IS_TAIL,
  IDENTIFIERS_SCORE_IS_WALLET,
  IDENTIFIERS_SEED_KEY,
  IDENTIFIERS_SEED_WRITTEN,
  IDENTIFIERS_SLOT_BYTES,
  IDENTIFIERS_TAIL_DIGITS,
  IDENTIFIERS_WRITTEN_HASH,
} from '../../generated/lists';
import { keepHit } from '../hits';
import { murmur } from './murmur';

/** Whether any identifier of the kind is listed. */
@inline
export function hasKind(part: usize, kind: u32): bool {
  return ((load<u32>(part, IDENTIFIERS_KINDS) >> kind) & 1) != 0;
}

/** The key of `length` bytes that begins the scratch, of a text that is not a phone. Returns the number of hits. */
export function findKey(
  part: usize,
  kind: u32,
  scratch: usize,
  length: u32,
  text: usize,
  textLength: u32,
  out: usize,
  count: u32,
  most: u32,
): u32 {
  murmur(scratch, length, IDENTIFIERS_SEED_KEY, scratch + IDENTIFIERS_KEY_HASH);
  return findHash(part, kind, scratch, text, textLength, out, count, most);
}

/** The same by the four words of its hash, which lie in the scratch. `text` is what the key was made of. */
export function findHash(
  part: usize,
  kind: u32,
  scratch: usize,
  text: usize,
  textLength: u32,
  out: usize,
  count: u32,
  most: u32,
): u32 {
  const a = load<u32>(scratch, IDENTIFIERS_KEY_HASH);
  const mix = load<u32>(part, IDENTIFIERS_MIX);
  const hash = finishHash((load<u32>(scratch, IDENTIFIERS_KEY_HASH + 12) + mix) ^ (a * (0x9e3779b1 + mix)));
  if (!mayHold(part, hash)) return count;
  return findInBuckets(part, kind, hash, scratch, text, textLength, out, count, most);
}

/** Most texts are not listed, and most of those lack a bit in the filter. */
@inline
function mayHold(part: usize, hash: u32): bool {
  const place = scaled(hash, load<u32>(part, IDENTIFIERS_NUM_FILTER_WORDS));
  const word = load<u64>(part + <usize>load<u32>(part, IDENTIFIERS_FILTER) + (<usize>place << 3));
  const bits = <u64>finishHash(hash + 0x9e3779b9);
  const one: u64 = 1;
  // a shift counts modulo 64
  const mask = (one << bits) | (one << (bits >> 6)) | (one << (bits >> 12)) | (one << (bits >> 18));
  return (word & mask) == mask;
}

@inline
function scaled(hash: u32, count: u32): u32 {
  return <u32>((<u64>hash * <u64>count) >> 32);
}

function findInBuckets(
  part: usize,
  kind: u32,
  hash: u32,
  scratch: usize,
  text: usize,
  textLength: u32,
  out: usize,
  count: u32,
  most: u32,
): u32 {
  const a = load<u32>(scratch, IDENTIFIERS_KEY_HASH);
  const b = load<u32>(scratch, IDENTIFIERS_KEY_HASH + 4);
  const c = load<u32>(scratch, IDENTIFIERS_KEY_HASH + 8);
  const home = scaled(hash, load<u32>(part, IDENTIFIERS_NUM_BUCKETS));
  let bucket = part + <usize>load<u32>(part, IDENTIFIERS_BUCKETS) + <usize>home * IDENTIFIERS_BUCKET_BYTES;
  // the reach is data: it never leads out of the table
  const reach = min<u32>(<u32>load<u8>(bucket), load<u32>(part, IDENTIFIERS_NUM_STORED) - 1 - home);
  for (let i: u32 = 0; i <= reach; i++) {
    let kinds = load<u32>(bucket) >> 8;
    for (let slot = bucket + IDENTIFIERS_FIRST_SLOT; kinds; slot += IDENTIFIERS_SLOT_BYTES) {
      if (load<u32>(slot) == a && load<u32>(slot, 4) == b && (kinds & 0xff) == kind) {
        if (kind == ATTRIBUTE_IS_PHONE || load<u32>(slot, 8) == c) {
          return report(part, kind, slot, scratch, text, textLength, out, count, most);
        }
      }
      kinds >>= 8;
    }
    bucket += IDENTIFIERS_BUCKET_BYTES;
  }
  return count;
}

/** The one entry of a slot, or all that its postings name. */
function report(
  part: usize,
  kind: u32,
  slot: usize,
  scratch: usize,
  text: usize,
  textLength: u32,
  out: usize,
  count: u32,
  most: u32,
): u32 {
  murmur(text, textLength, IDENTIFIERS_SEED_WRITTEN, scratch + IDENTIFIERS_WRITTEN_HASH);
  const entry = load<u32>(slot, 16);
  if ((entry & IDENTIFIERS_IS_POSTING) == 0) return reportOne(part, kind, slot + 8, scratch, out, count, most);
  const place = entry & ~IDENTIFIERS_IS_POSTING;
  const numWords = load<u32>(part, IDENTIFIERS_NUM_POSTING_WORDS);
  if (place >= numWords) return count;
  let posting = part + <usize>load<u32>(part, IDENTIFIERS_POSTINGS) + (<usize>place << 2);
  const numItems = min<u32>(load<u32>(posting), (numWords - place - 1) / 3);
  posting += 4;
  for (let i: u32 = 0; i < numItems; i++) {
    count = reportOne(part, kind, posting, scratch, out, count, most);
    posting += IDENTIFIERS_POSTING_BYTES;
  }
  return count;
}

/** `item` is (c, written, entry), as a slot ends and as postings are. */
function reportOne(part: usize, kind: u32, item: usize, scratch: usize, out: usize, count: u32, most: u32): u32 {
  const entry = load<u32>(item, 8);
  if (entry >= load<u32>(part, IDENTIFIERS_NUM_ENTRIES)) return count;
  let agreement = IDENTIFIERS_IS_WRITTEN_OTHERWISE;
  if (kind == ATTRIBUTE_IS_PHONE && load<u32>(item) != load<u32>(scratch, IDENTIFIERS_KEY_HASH + 8)) {
    // shorter numbers have no tail that says anything
    if (load<u32>(scratch, IDENTIFIERS_KEY_HASH + 4) < <u32>IDENTIFIERS_TAIL_DIGITS) return count;
    agreement = IDENTIFIERS_IS_TAIL;
  } else if (load<u32>(item, 4) == load<u32>(scratch, IDENTIFIERS_WRITTEN_HASH)) {
    agreement = IDENTIFIERS_IS_SAME;
  }
  return keepHit(out, count, most, entry, kind | (agreement << 8), scoreOf(kind, agreement));
}

function scoreOf(kind: u32, agreement: u32): f64 {
  if (agreement == IDENTIFIERS_IS_SAME) return IDENTIFIERS_SCORE_IS_SAME;
  if (agreement == IDENTIFIERS_IS_TAIL) return IDENTIFIERS_SCORE_IS_TAIL;
  if (kind == ATTRIBUTE_IS_PHONE) return IDENTIFIERS_SCORE_IS_PHONE;
  if (kind == ATTRIBUTE_IS_WALLET) return IDENTIFIERS_SCORE_IS_WALLET;
  return kind == ATTRIBUTE_IS_EMAIL ? IDENTIFIERS_SCORE_IS_EMAIL : IDENTIFIERS_SCORE_IS_EXACT;
}
