// A party against all lists: what of its name, business and address is listed. Kept with the party, so a party that
// comes again costs nothing; whether an entry is in force on the day of a parcel is asked of each row.

import {
  ENTRY_IN_DELTA,
  LIST_ADDRESSES_SCRATCH,
  LIST_DELTA_ADDRESSES_SCRATCH,
  LIST_DELTA_NAMES_SCRATCH,
  LIST_FOUND,
  LIST_NAMES_SCRATCH,
  LIST_NUM_MATCHED,
  MOST_FOUND,
  PARTY_ADDRESS,
  PARTY_BUSINESS,
  PARTY_HITS,
  PARTY_KIND,
  PARTY_MOST_HITS,
  PARTY_NAME,
  PARTY_NUM_HITS,
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
import { keepHit } from '../hits';
import { addressHits, blindedHits, nameHits } from './kernels';
import { partOf } from './segments';

const KIND_ORGANISATION: u32 = 2;

export function matchParty(tile: usize, party: usize): void {
  const stage = <usize>load<u32>(tile, TILE_LIST_STAGE);
  const lists = <usize>load<u32>(tile, TILE_LISTS);
  const delta = <usize>load<u32>(tile, TILE_LIST_DELTA);
  let count = matchSegment(stage, party, lists, LIST_NAMES_SCRATCH, LIST_ADDRESSES_SCRATCH, 0, 0);
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
  const names = partOf(index, LISTS_PART_NAMES);
  if (names) {
    const scratch = <usize>load<u32>(stage + namesScratch);
    count = keepFound(party, count, segment, found, nameHits(names, party + PARTY_NAME, load<u32>(party, PARTY_KIND), scratch, found, MOST_FOUND));
    count = keepFound(party, count, segment, found, nameHits(names, party + PARTY_BUSINESS, KIND_ORGANISATION, scratch, found, MOST_FOUND));
  }
  const addresses = partOf(index, LISTS_PART_ADDRESSES);
  if (addresses) {
    const scratch = <usize>load<u32>(stage + addressesScratch);
    count = keepFound(party, count, segment, found, addressHits(addresses, party + PARTY_ADDRESS, scratch, found, MOST_FOUND));
  }
  const blinded = partOf(index, LISTS_PART_BLINDED);
  if (blinded) {
    let numFound = blindedHits(stage, blinded, ATTRIBUTE_IS_NAME, party + PARTY_NAME, found, MOST_FOUND);
    count = keepFound(party, count, segment, found, numFound);
    numFound = blindedHits(stage, blinded, ATTRIBUTE_IS_NAME, party + PARTY_BUSINESS, found, MOST_FOUND);
    count = keepFound(party, count, segment, found, numFound);
  }
  return count;
}

function keepFound(party: usize, count: u32, segment: u32, found: usize, numFound: u32): u32 {
  for (let i: u32 = 0; i < numFound; i++) {
    const hit = found + <usize>i * HIT_BYTES;
    const entry = load<u32>(hit, HIT_ENTRY) | segment;
    count = keepHit(party + PARTY_HITS, count, PARTY_MOST_HITS, entry, load<u32>(hit, HIT_DETAIL), load<f64>(hit, HIT_SCORE));
  }
  return count;
}
