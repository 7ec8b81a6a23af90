// Parties of rows: what they are matched by as one key, and whether that very key was matched before.
//
// A place holds one party; a key may lie in one of two neighbouring places. Keys are compared byte by byte, never by
// hash alone: whoever sends parcels could choose two parties of one hash. What a portion of rows has taken stays until
// the portion is done; a party that finds both places taken, or whose key is too long, lies in the arena and is
// forgotten.

import {
  LIST_ARENA_NEXT,
  LIST_EPOCH,
  LIST_NUM_REMEMBERED,
  LIST_PARTIES,
  LIST_PORTION,
  PARTY_ADDRESS,
  PARTY_ADDRESS_BYTES,
  PARTY_BUSINESS,
  PARTY_BUSINESS_BYTES,
  PARTY_BYTES,
  PARTY_DAY,
  PARTY_EPOCH,
  PARTY_HASH,
  PARTY_HITS,
  PARTY_IS_WHOLE,
  PARTY_KEY,
  PARTY_KEY_BYTES,
  PARTY_LISTED,
  PARTY_NAME,
  PARTY_NAME_BYTES,
  PARTY_NUM_HITS,
  PARTY_PENDING,
  PARTY_PLACES,
  PARTY_PORTION,
} from '../../generated/listStage';
import {
  SPAN_RECIPIENT_NAME,
  SPAN_SENDER_ADDRESS_LINES_0,
  SPAN_SENDER_BUSINESS,
  SPAN_SENDER_CITY,
  SPAN_SENDER_COUNTRY,
  SPAN_SENDER_NAME,
  SPAN_SENDER_POSTCODE,
  SPAN_SENDER_REGION,
} from '../../generated/record';

const ADDRESS_LINES: usize = 3;
/** ", " between the parts of an address. */
const SEPARATOR: u16 = 0x202c;

/** The party of a row, or 0 where it has neither name nor address. */
export function partyOf(stage: usize, row: usize, isRecipient: bool): usize {
  const made = <usize>load<u32>(stage, LIST_ARENA_NEXT);
  const numBytes = composeKey(made, row, isRecipient);
  if (numBytes == 0) return 0;
  const epoch = load<u32>(stage, LIST_EPOCH);
  const portion = load<u32>(stage, LIST_PORTION);
  const hash = hashKey(made, numBytes);
  if (numBytes <= <u32>PARTY_KEY_BYTES) {
    const places = <usize>load<u32>(stage, LIST_PARTIES);
    const first = places + <usize>(hash & (PARTY_PLACES - 1)) * PARTY_BYTES;
    const second = places + <usize>((hash & (PARTY_PLACES - 1)) ^ 1) * PARTY_BYTES;
    if (isParty(first, made, hash, epoch, numBytes)) return remembered(stage, first, portion);
    if (isParty(second, made, hash, epoch, numBytes)) return remembered(stage, second, portion);
    const place = olderOf(first, second, epoch, portion);
    if (place) {
      // its hits are yet to come
      memory.copy(place, made, PARTY_HITS);
      memory.copy(place + PARTY_KEY, made + PARTY_KEY, <usize>numBytes);
      return layParty(place, hash, epoch, portion);
    }
  }
  store<u32>(stage, <u32>((made + PARTY_KEY + <usize>numBytes + 15) & ~15), LIST_ARENA_NEXT);
  return layParty(made, hash, epoch, portion);
}

/** Name, business and address at `party + PARTY_KEY`, and their lengths. Returns the bytes of the key. */
function composeKey(party: usize, row: usize, isRecipient: bool): u32 {
  const spans = row + (isRecipient ? SPAN_RECIPIENT_NAME - SPAN_SENDER_NAME : 0);
  const key = party + PARTY_KEY;
  const business = append(key, spans + SPAN_SENDER_NAME);
  const address = append(business, spans + SPAN_SENDER_BUSINESS);
  let end = address;
  for (let i: usize = 0; i < ADDRESS_LINES; i++) end = appendPart(end, address, spans + SPAN_SENDER_ADDRESS_LINES_0 + (i << 3));
  end = appendPart(end, address, spans + SPAN_SENDER_CITY);
  end = appendPart(end, address, spans + SPAN_SENDER_REGION);
  end = appendPart(end, address, spans + SPAN_SENDER_POSTCODE);
  // a country alone is no address
  if (end > address) end = appendPart(end, address, spans + SPAN_SENDER_COUNTRY);
  store<u32>(party, <u32>(business - key), PARTY_NAME_BYTES);
  store<u32>(party, <u32>(address - business), PARTY_BUSINESS_BYTES);
  store<u32>(party, <u32>(end - address), PARTY_ADDRESS_BYTES);
  return <u32>(end - key);
}

@inline
function append(to: usize, span: usize): usize {
  const length = <usize>load<u32>(span, 4);
  copyShort(to, <usize>load<u32>(span), length);
  return to + length;
}

@inline
function appendPart(to: usize, start: usize, span: usize): usize {
  if (load<u32>(span, 4) == 0) return to;
  if (to == start) return append(to, span);
  store<u16>(to, SEPARATOR);
  return append(to + 2, span);
}

/** Eight bytes at a time, up to seven too many: the arena has room for them, and what comes next overwrites them. */
@inline
function copyShort(to: usize, from: usize, length: usize): void {
  for (let at: usize = 0; at < length; at += 8) store<u64>(to + at, load<u64>(from + at));
}

/** Of lengths and key. */
function hashKey(party: usize, numBytes: u32): u32 {
  // what follows the key is not part of it
  store<u64>(party + PARTY_KEY + <usize>numBytes, 0);
  let hash: u64 =
    load<u64>(party, PARTY_NAME_BYTES) * 0x9e3779b97f4a7c15 +
    <u64>load<u32>(party, PARTY_ADDRESS_BYTES) * 0xc2b2ae3d27d4eb4f;
  for (let at: usize = 0; at < <usize>numBytes; at += 8) {
    hash = (hash ^ load<u64>(party + PARTY_KEY + at)) * 0xff51afd7ed558ccd;
    hash ^= hash >> 29;
  }
  return <u32>(hash >> 32);
}

/** Whether the party at `place` is the one that was made, in every byte. */
function isParty(place: usize, made: usize, hash: u32, epoch: u32, numBytes: u32): bool {
  if (load<u32>(place, PARTY_HASH) != hash || load<u32>(place, PARTY_EPOCH) != epoch) return false;
  if (load<u64>(place, PARTY_NAME_BYTES) != load<u64>(made, PARTY_NAME_BYTES)) return false;
  if (load<u32>(place, PARTY_ADDRESS_BYTES) != load<u32>(made, PARTY_ADDRESS_BYTES)) return false;
  return memory.compare(place + PARTY_KEY, made + PARTY_KEY, <usize>numBytes) == 0;
}

@inline
function remembered(stage: usize, place: usize, portion: u32): usize {
  store<u32>(place, portion, PARTY_PORTION);
  store<u32>(stage, load<u32>(stage, LIST_NUM_REMEMBERED) + 1, LIST_NUM_REMEMBERED);
  return place;
}

/** Of two places the one that was not asked for longer; 0 where this portion needs both. */
@inline
function olderOf(first: usize, second: usize, epoch: u32, portion: u32): usize {
  const one = ageOf(first, epoch, portion);
  const other = ageOf(second, epoch, portion);
  if (one == 0 && other == 0) return 0;
  return one >= other ? first : second;
}

/** 0 for a party of this portion; portions may begin again at 0, which costs nothing but a place. */
@inline
function ageOf(place: usize, epoch: u32, portion: u32): u32 {
  return load<u32>(place, PARTY_EPOCH) == epoch ? portion - load<u32>(place, PARTY_PORTION) : u32.MAX_VALUE;
}

/** A party that is to be matched. */
function layParty(party: usize, hash: u32, epoch: u32, portion: u32): usize {
  store<u32>(party, portion, PARTY_PORTION);
  store<u32>(party, epoch, PARTY_EPOCH);
  store<u32>(party, hash, PARTY_HASH);
  store<u32>(party, PARTY_PENDING, PARTY_NUM_HITS);
  store<u32>(party, PARTY_IS_WHOLE, PARTY_DAY);
  store<u32>(party, portion - 1, PARTY_LISTED);
  return party;
}

/** The texts to match are those of its key, until they are folded. */
export function laySpans(party: usize): void {
  const business = party + PARTY_KEY + <usize>load<u32>(party, PARTY_NAME_BYTES);
  const address = business + <usize>load<u32>(party, PARTY_BUSINESS_BYTES);
  laySpan(party + PARTY_NAME, party + PARTY_KEY, load<u32>(party, PARTY_NAME_BYTES));
  laySpan(party + PARTY_BUSINESS, business, load<u32>(party, PARTY_BUSINESS_BYTES));
  laySpan(party + PARTY_ADDRESS, address, load<u32>(party, PARTY_ADDRESS_BYTES));
}

@inline
function laySpan(span: usize, text: usize, length: u32): void {
  store<u32>(span, <u32>text);
  store<u32>(span, length, 4);
}
