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
import { murmur, murmurKey } from './murmur';

/** Kinds of which any identifier is listed, a bit an attribute. */
@inline
export function kindsOf(part: usize): u32 {
  return load<u32>(part, IDENTIFIERS_KINDS);
}

@inline
export function hasKind(part: usize, kind: u32): bool {
  return ((kindsOf(part) >> kind) & 1) != 0;
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
  murmurKey(scratch, length, IDENTIFIERS_SEED_KEY, scratch + IDENTIFIERS_KEY_HASH);
  return findHash(part, kind, scratch, text, textLength, out, count, most);
}

/** The same by the four words of its key, which lie in the scratch. `text` is what the key was made of. */
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
  const words = scratch + IDENTIFIERS_KEY_HASH;
  const place = mixed(load<u32>(part, IDENTIFIERS_MIX), words);
  const filter = part + <usize>load<u32>(part, IDENTIFIERS_FILTER);
  if (!passes(filter, load<u32>(part, IDENTIFIERS_NUM_FILTER_WORDS), place)) return count;
  const slot = slotOf(part, kind, place, words);
  return slot ? report(part, kind, slot, words, scratch, text, textLength, out, count, most) : count;
}

/** What places a key in filter and buckets of a part, which has a mix of its own. */
@inline
export function mixed(mix: u32, words: usize): u32 {
  return finishHash((load<u32>(words, 12) + mix) ^ (load<u32>(words) * (0x9e3779b1 + mix)));
}

/** Most texts are not listed, and most of those lack a bit in the filter. */
@inline
export function passes(filter: usize, numWords: u32, place: u32): bool {
  const word = load<u64>(filter + (<usize>scaled(place, numWords) << 3));
  const bits = <u64>finishHash(place + 0x9e3779b9);
  const one: u64 = 1;
  // a shift counts modulo 64
  const mask = (one << bits) | (one << (bits >> 6)) | (one << (bits >> 12)) | (one << (bits >> 18));
  return (word & mask) == mask;
}

@inline
function scaled(hash: u32, count: u32): u32 {
  return <u32>((<u64>hash * <u64>count) >> 32);
}

/** The slot of a key, 0 where it is not listed. */
export function slotOf(part: usize, kind: u32, place: u32, words: usize): usize {
  const home = scaled(place, load<u32>(part, IDENTIFIERS_NUM_BUCKETS));
  let bucket = part + <usize>load<u32>(part, IDENTIFIERS_BUCKETS) + <usize>home * IDENTIFIERS_BUCKET_BYTES;
  // the reach is data: it never leads out of the table
  const reach = min<u32>(<u32>load<u8>(bucket), load<u32>(part, IDENTIFIERS_NUM_STORED) - 1 - home);
  for (let i: u32 = 0; i <= reach; i++) {
    const slot = slotIn(bucket, kind, words);
    if (slot) return slot;
    bucket += IDENTIFIERS_BUCKET_BYTES;
  }
  return 0;
}

/** Which of the three it is cannot be predicted, so all are compared. Phones differ before their tail, too. */
@inline
function slotIn(bucket: usize, kind: u32, words: usize): usize {
  const kinds = load<u32>(bucket) >> 8;
  const first = load<u64>(words);
  const third = load<u32>(words, 8);
  const asked: u32 = kind == ATTRIBUTE_IS_PHONE ? 0 : 0xffffffff;
  const a = bucket + IDENTIFIERS_FIRST_SLOT;
  const b = a + IDENTIFIERS_SLOT_BYTES;
  const c = b + IDENTIFIERS_SLOT_BYTES;
  let slot = select<usize>(c, 0, differ(c, kinds >> 16, kind, first, third, asked) == 0);
  slot = select<usize>(b, slot, differ(b, (kinds >> 8) & 0xff, kind, first, third, asked) == 0);
  return select<usize>(a, slot, differ(a, kinds & 0xff, kind, first, third, asked) == 0);
}

@inline
function differ(slot: usize, kindOfSlot: u32, kind: u32, first: u64, third: u32, asked: u32): u64 {
  return (load<u64>(slot) ^ first) | <u64>(((load<u32>(slot, 8) ^ third) & asked) | (kindOfSlot ^ kind));
}

/** The one entry of a slot, or all that its postings name. */
export function report(
  part: usize,
  kind: u32,
  slot: usize,
  words: usize,
  scratch: usize,
  text: usize,
  textLength: u32,
  out: usize,
  count: u32,
  most: u32,
): u32 {
  murmur(text, textLength, IDENTIFIERS_SEED_WRITTEN, scratch + IDENTIFIERS_WRITTEN_HASH);
  const entry = load<u32>(slot, 16);
  if ((entry & IDENTIFIERS_IS_POSTING) == 0) return reportOne(part, kind, slot + 8, words, scratch, out, count, most);
  const place = entry & ~IDENTIFIERS_IS_POSTING;
  const numWords = load<u32>(part, IDENTIFIERS_NUM_POSTING_WORDS);
  if (place >= numWords) return count;
  let posting = part + <usize>load<u32>(part, IDENTIFIERS_POSTINGS) + (<usize>place << 2);
  const numItems = min<u32>(load<u32>(posting), (numWords - place - 1) / 3);
  posting += 4;
  for (let i: u32 = 0; i < numItems; i++) {
    count = reportOne(part, kind, posting, words, scratch, out, count, most);
    posting += IDENTIFIERS_POSTING_BYTES;
  }
  return count;
}

/** `item` is (c, written, entry), as a slot ends and as postings are. */
function reportOne(
  part: usize,
  kind: u32,
  item: usize,
  words: usize,
  scratch: usize,
  out: usize,
  count: u32,
  most: u32,
): u32 {
  const entry = load<u32>(item, 8);
  if (entry >= load<u32>(part, IDENTIFIERS_NUM_ENTRIES)) return count;
  let agreement = IDENTIFIERS_IS_WRITTEN_OTHERWISE;
  if (kind == ATTRIBUTE_IS_PHONE && load<u32>(item) != load<u32>(words, 8)) {
    // shorter numbers have no tail that says anything
    if (load<u32>(words, 4) < <u32>IDENTIFIERS_TAIL_DIGITS) return count;
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
