// Findings of all rows: one bit of each, and which there are at all.

import { DOMAIN_ROWS, HEADER_FINDING_NODES, NO_NODE } from '../generated/rules';
import { TILE_FINDINGS } from '../generated/tile';
import { countOf, tableOf, tileOf } from './sheet';
import { touch } from './touched';

/** Rows that have a finding, as a mask. */
export function fillFinding(sheet: usize, to: usize, bit: u32): void {
  const findings = <usize>load<u32>(tileOf(sheet), TILE_FINDINGS);
  const count = countOf(sheet, DOMAIN_ROWS);
  for (let first: u32 = 0; first < count; first += 64) {
    const end = min<u32>(64, count - first);
    let bits: u64 = 0;
    for (let i: u32 = 0; i < end; i++) {
      bits |= ((load<u64>(findings + (<usize>(first + i) << 3)) >> <u64>bit) & 1) << <u64>i;
    }
    store<u64>(to + (<usize>(first >> 6) << 3), bits);
  }
  // whole vectors are read
  if (((count + 63) >> 6) & 1) store<u64>(to + (<usize>((count + 63) >> 6) << 3), 0);
}

/** Notes the nodes of findings that some row has and that start rules. */
export function touchFindings(sheet: usize): void {
  const table = tableOf(sheet);
  const offset = load<u32>(table, HEADER_FINDING_NODES);
  if (offset == 0) return;
  const nodes = table + <usize>offset;
  const findings = <usize>load<u32>(tileOf(sheet), TILE_FINDINGS);
  const count = countOf(sheet, DOMAIN_ROWS);
  let any: u64 = 0;
  for (let i: u32 = 0; i < count; i++) any |= load<u64>(findings + (<usize>i << 3));
  while (any != 0) {
    const node = load<u32>(nodes + (<usize>ctz(any) << 2));
    if (node != NO_NODE) touch(sheet, node);
    any &= any - 1;
  }
}
