// The sheet of the rule stage: what one tile needs, at fixed places of its scratch (src/rules/compile/tableLayout.ts).

import {
  NODE_AT,
  NODE_BYTES,
  NODE_DOMAIN,
  SCRATCH_ADDRESSES,
  SCRATCH_COUNTS,
  SCRATCH_LISTS,
  SCRATCH_LIVE,
  SCRATCH_NODES,
  SCRATCH_OWNERS,
  SCRATCH_RANGES,
  SCRATCH_TABLE,
  SCRATCH_TILE,
} from '../generated/rules';

@inline
export function tableOf(sheet: usize): usize {
  return <usize>load<u32>(sheet, SCRATCH_TABLE);
}

@inline
export function tileOf(sheet: usize): usize {
  return <usize>load<u32>(sheet, SCRATCH_TILE);
}

/** The record of a node. */
@inline
export function nodeAt(sheet: usize, node: u32): usize {
  return <usize>load<u32>(sheet, SCRATCH_NODES) + <usize>node * NODE_BYTES;
}

/** An entry of the table's lists. */
@inline
export function listed(sheet: usize, place: u32): u32 {
  return load<u32>(<usize>load<u32>(sheet, SCRATCH_LISTS) + (<usize>place << 2));
}

/** Where a node's result lies: masks, or a column. */
@inline
export function resultOf(sheet: usize, record: usize): usize {
  return sheet + <usize>load<u32>(record, NODE_AT);
}

@inline
export function domainOf(record: usize): u32 {
  return <u32>load<u8>(record, NODE_DOMAIN);
}

/** Elements that the tile has of a domain. */
@inline
export function countOf(sheet: usize, domain: u32): u32 {
  return load<u32>(sheet + (<usize>domain << 2), SCRATCH_COUNTS);
}

/** Structs of the elements, u32 addresses. */
@inline
export function addressesOf(sheet: usize, domain: u32): usize {
  return <usize>load<u32>(sheet + (<usize>domain << 2), SCRATCH_ADDRESSES);
}

/** Rows of the elements, u16. */
@inline
export function ownersOf(sheet: usize, domain: u32): usize {
  return <usize>load<u32>(sheet + (<usize>domain << 2), SCRATCH_OWNERS);
}

/** Elements of each row, (u32 first, u32 count). */
@inline
export function rangesOf(sheet: usize, domain: u32): usize {
  return <usize>load<u32>(sheet + (<usize>domain << 2), SCRATCH_RANGES);
}

/** One bit for each element. */
@inline
export function liveOf(sheet: usize, domain: u32): usize {
  return <usize>load<u32>(sheet + (<usize>domain << 2), SCRATCH_LIVE);
}
