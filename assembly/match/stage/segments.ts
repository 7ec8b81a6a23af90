// The lists of a bundle and what was changed since: which parts there are.

import {
  LISTS_PART_ADDRESSES,
  LISTS_PART_BLINDED,
  LISTS_PART_IDENTIFIERS,
  LISTS_PART_NAMES,
  LISTS_PART_PHRASES,
} from '../../generated/lists';
import { TILE_LIST_DELTA, TILE_LISTS } from '../../generated/tile';
import { partOf } from '../liveEntries';

@inline
function hasPart(tile: usize, part: usize): bool {
  const lists = partOf(<usize>load<u32>(tile, TILE_LISTS), part);
  return (lists | partOf(<usize>load<u32>(tile, TILE_LIST_DELTA), part)) != 0;
}

@inline
export function wantsNames(tile: usize): bool {
  return hasPart(tile, LISTS_PART_NAMES) || hasPart(tile, LISTS_PART_BLINDED);
}

@inline
export function wantsAddresses(tile: usize): bool {
  return hasPart(tile, LISTS_PART_ADDRESSES);
}

@inline
export function wantsParties(tile: usize): bool {
  return wantsNames(tile) || wantsAddresses(tile);
}

@inline
export function wantsIdentifiers(tile: usize): bool {
  return hasPart(tile, LISTS_PART_IDENTIFIERS) || hasPart(tile, LISTS_PART_BLINDED);
}

@inline
export function wantsPhrases(tile: usize): bool {
  return hasPart(tile, LISTS_PART_PHRASES);
}

@inline
export function wantsTexts(tile: usize): bool {
  return wantsIdentifiers(tile) || wantsPhrases(tile);
}
