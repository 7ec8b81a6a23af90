// A party against all lists: what of its name, business and address is listed. Kept with the party, so a party that
// comes again costs nothing; whether an entry is in force on the day of a parcel is asked of each row. Where there are
// more hits than room, some of them dead on that day, the party is matched again for that day alone.
//
// Whether a party says that it is a person or a firm is not asked: it could say either to be compared with less.

import {
  ENTRY_IN_DELTA,
  LIST_ADDRESSES_SCRATCH,
  LIST_DELTA_ADDRESSES_SCRATCH,
  LIST_DELTA_NAMES_SCRATCH,
  LIST_FOUND,
  LIST_NAME_PART,
  LIST_NAMES_SCRATCH,
  LIST_NUM_MATCHED,
  MOST_FOUND,
  NAME_MOST_PARTS,
  PARTY_ADDRESS,
  PARTY_BUSINESS,
  PARTY_DAY,
  PARTY_FOUND,
  PARTY_HITS,
  PARTY_IS_FULL,
  PARTY_IS_WHOLE,
  PARTY_MOST_HITS,
  PARTY_NAME,
  PARTY_NUM_HITS,
  PARTY_PENDING,
} from '../../generated/listStage';
import {
  ATTRIBUTE_IS_NAME,
  HIT_BYTES,
  HIT_DETAIL,
  HIT_ENTRY,
  HIT_SCORE,
  LISTS_PART_ADDRESSES,
  LISTS_PART_BLINDED,
  LISTS_PART_NAMES,
} from '../../generated/lists';
import { TILE_LIST_DELTA, TILE_LIST_STAGE, TILE_LISTS } from '../../generated/tile';
import { placeHit } from '../hits';
import { countOnly, isInForce, isKnownDay, partOf } from '../liveEntries';
import { addressHits, blindedHits, nameHits } from './kernels';
import { hasNameParts, nextNamePart } from './nameParts';
import { rememberUnlisted } from './unlisted';

/** Bits of the texts of a party in PARTY_FOUND, by their places. */
const IS_NAME: u32 = 1;
const IS_BUSINESS: u32 = 2;
const IS_ADDRESS: u32 = 4;
/** A name may be anybody's, but is no ship's. */
const KIND_PARTY: u32 = 3;

/** The party with the hits that a row of that day asks for: NaN for a row that names none. */
export function matchedParty(tile: usize, party: usize, day: f64): usize {
  if (party == 0) return 0;
  if (load<u32>(party, PARTY_NUM_HITS) == PARTY_PENDING) matchParty(tile, party, f64.NaN);
  if (load<u32>(party, PARTY_DAY) != PARTY_IS_WHOLE && !serves(tile, party, day)) matchParty(tile, party, day);
  return party;
}

function serves(tile: usize, party: usize, day: f64): bool {
  const kept = load<u32>(party, PARTY_DAY);
  if (kept != PARTY_IS_FULL) return isKnownDay(day) && kept == <u32>(<i32>day);
  const numHits = load<u32>(party, PARTY_NUM_HITS);
  for (let i: u32 = 0; i < numHits; i++) {
    const entry = load<u32>(party + PARTY_HITS + <usize>i * HIT_BYTES, HIT_ENTRY);
    const index = <usize>load<u32>(tile + (entry & ENTRY_IN_DELTA ? TILE_LIST_DELTA : TILE_LISTS));
    if (!isInForce(index, entry & ~ENTRY_IN_DELTA, day)) return false;
  }
  return true;
}

/** With a day, only what is in force on it. */
function matchParty(tile: usize, party: usize, day: f64): void {
  const stage = <usize>load<u32>(tile, TILE_LIST_STAGE);
  const lists = <usize>load<u32>(tile, TILE_LISTS);
  const delta = <usize>load<u32>(tile, TILE_LIST_DELTA);
  store<u32>(party, PARTY_IS_WHOLE, PARTY_DAY);
  countOnly(lists, delta, day);
  let count = matchSegment(stage, party, lists, LIST_NAMES_SCRATCH, LIST_ADDRESSES_SCRATCH, 0, 0);
  countOnly(delta, 0, day);
  count = matchSegment(
    stage,
    party,
    delta,
    LIST_DELTA_NAMES_SCRATCH,
    LIST_DELTA_ADDRESSES_SCRATCH,
    ENTRY_IN_DELTA,
    count,
  );
  store<u32>(party, count, PARTY_NUM_HITS);
  if (isKnownDay(day)) store<u32>(party, <u32>(<i32>day), PARTY_DAY);
  else rememberUnlisted(stage, party);
  store<u32>(stage, load<u32>(stage, LIST_NUM_MATCHED) + 1, LIST_NUM_MATCHED);
}

function matchSegment(
  stage: usize,
  party: usize,
  index: usize,
  namesScratch: usize,
  addressesScratch: usize,
  segment: u32,
  count: u32,
): u32 {
  const found = <usize>load<u32>(stage, LIST_FOUND);
  const scratch = <usize>load<u32>(stage + namesScratch);
  const isNamedTwice = hasTwoNames(party);
  const name = isNamedTwice ? IS_NAME : IS_NAME | IS_BUSINESS;
  count = matchNames(stage, party, party + PARTY_NAME, name, index, scratch, segment, count);
  if (isNamedTwice) count = matchNames(stage, party, party + PARTY_BUSINESS, IS_BUSINESS, index, scratch, segment, count);
  const addresses = partOf(index, LISTS_PART_ADDRESSES);
  if (addresses) {
    const scratch = <usize>load<u32>(stage + addressesScratch);
    count = keepFound(party, IS_ADDRESS, count, segment, found, addressHits(addresses, party + PARTY_ADDRESS, scratch, found, MOST_FOUND));
  }
  return count;
}

/** A name and the names within it. */
function matchNames(
  stage: usize,
  party: usize,
  span: usize,
  texts: u32,
  index: usize,
  scratch: usize,
  segment: u32,
  count: u32,
): u32 {
  count = matchOneName(stage, party, span, texts, index, scratch, segment, count);
  if (!hasNameParts(span)) return count;
  const part = stage + LIST_NAME_PART;
  let from = nextNamePart(span, 0, part);
  for (let i: u32 = 0; i < NAME_MOST_PARTS && from > 0; i++) {
    count = matchOneName(stage, party, part, texts, index, scratch, segment, count);
    from = nextNamePart(span, from, part);
  }
  return count;
}

function matchOneName(
  stage: usize,
  party: usize,
  span: usize,
  texts: u32,
  index: usize,
  scratch: usize,
  segment: u32,
  count: u32,
): u32 {
  const found = <usize>load<u32>(stage, LIST_FOUND);
  const names = partOf(index, LISTS_PART_NAMES);
  if (names) {
    const numFound = nameHits(names, span, KIND_PARTY, scratch, found, MOST_FOUND);
    count = keepFound(party, texts, count, segment, found, numFound);
  }
  const blinded = partOf(index, LISTS_PART_BLINDED);
  if (blinded) {
    const numFound = blindedHits(stage, blinded, ATTRIBUTE_IS_NAME, span, found, MOST_FOUND);
    count = keepFound(party, texts, count, segment, found, numFound);
  }
  return count;
}

/** A firm often gives its name as both. */
function hasTwoNames(party: usize): bool {
  const numBytes = load<u32>(party, PARTY_BUSINESS + 4);
  if (numBytes != load<u32>(party, PARTY_NAME + 4)) return true;
  return memory.compare(<usize>load<u32>(party, PARTY_NAME), <usize>load<u32>(party, PARTY_BUSINESS), numBytes) != 0;
}

/** @param texts bits of those of the party that it was found by */
function keepFound(party: usize, texts: u32, count: u32, segment: u32, found: usize, numFound: u32): u32 {
  if (numFound) store<u32>(party, load<u32>(party, PARTY_FOUND) | texts, PARTY_FOUND);
  for (let i: u32 = 0; i < numFound; i++) {
    const hit = found + <usize>i * HIT_BYTES;
    const entry = load<u32>(hit, HIT_ENTRY) | segment;
    count = placeHit(party + PARTY_HITS, count, PARTY_MOST_HITS, entry, load<u32>(hit, HIT_DETAIL), load<f64>(hit, HIT_SCORE));
  }
  if (numFound == MOST_FOUND || count == PARTY_MOST_HITS) store<u32>(party, PARTY_IS_FULL, PARTY_DAY);
  return count;
}
