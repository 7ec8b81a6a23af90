// Findings of all rows: one bit of each, and which there are at all.

import { DOMAIN_ROWS, HEADER_FINDING_NODES, NO_NODE, SCRATCH_FINDINGS } from '../generated/rules';
import { TILE_FINDINGS } from '../generated/tile';
import { maskBytesOf, usedBytesOf } from './capacity';
import { setBoth } from './masks';
import { countOf, liveOf, tableOf, tileOf } from './sheet';
import { touch } from './touched';

/** Rows that have a finding, as a mask. */
export function fillFinding(sheet: usize, to: usize, bit: u32): void {
  const count = countOf(sheet, DOMAIN_ROWS);
  if (ASC_FEATURE_SIMD) {
    const mask = sheet + SCRATCH_FINDINGS + <usize>bit * maskBytesOf(DOMAIN_ROWS);
    setBoth(to, mask, liveOf(sheet, DOMAIN_ROWS), usedBytesOf(count));
    return;
  }
  const findings = <usize>load<u32>(tileOf(sheet), TILE_FINDINGS);
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

@inline
function evens(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
}

@inline
function odds(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
}

/** Masks of all findings: 16 rows at a time, first their bytes side by side, then bit by bit. */
function turnFindings(sheet: usize, findings: usize, count: u32): void {
  for (let row: u32 = 0; row < count; row += 16) {
    const from = findings + (<usize>row << 3);
    const to = sheet + SCRATCH_FINDINGS + (<usize>row >> 3);
    turnPairs(from, to, 0);
    turnPairs(from, to, 1);
  }
}

/** The bytes 0, 2, 4, 6 of 16 rows, or with `odd` 1 the bytes between them. */
@inline
function turnPairs(from: usize, to: usize, odd: usize): void {
  const a = odd ? odds(v128.load(from), v128.load(from, 16)) : evens(v128.load(from), v128.load(from, 16));
  const b = odd ? odds(v128.load(from, 32), v128.load(from, 48)) : evens(v128.load(from, 32), v128.load(from, 48));
  const c = odd ? odds(v128.load(from, 64), v128.load(from, 80)) : evens(v128.load(from, 64), v128.load(from, 80));
  const d = odd ? odds(v128.load(from, 96), v128.load(from, 112)) : evens(v128.load(from, 96), v128.load(from, 112));
  const low = evens(a, b);
  const lowRest = evens(c, d);
  const high = odds(a, b);
  const highRest = odds(c, d);
  storeByte(to, odd, evens(low, lowRest));
  storeByte(to, odd + 2, evens(high, highRest));
  storeByte(to, odd + 4, odds(low, lowRest));
  storeByte(to, odd + 6, odds(high, highRest));
}

/** Eight findings of 16 rows. */
function storeByte(to: usize, byte: usize, bytes: v128): void {
  let rest = bytes;
  for (let bit: usize = 8; bit > 0; bit--) {
    store<u16>(to + (byte * 8 + bit - 1) * maskBytesOf(DOMAIN_ROWS), <u16>i8x16.bitmask(rest));
    rest = i8x16.shl(rest, 1);
  }
}

/** Reads the findings, and notes the nodes of findings that some row has and that start rules. */
export function touchFindings(sheet: usize): void {
  const table = tableOf(sheet);
  const offset = load<u32>(table, HEADER_FINDING_NODES);
  const findings = <usize>load<u32>(tileOf(sheet), TILE_FINDINGS);
  const count = countOf(sheet, DOMAIN_ROWS);
  if (ASC_FEATURE_SIMD) turnFindings(sheet, findings, count);
  if (offset == 0) return;
  const nodes = table + <usize>offset;
  let any: u64 = 0;
  for (let i: u32 = 0; i < count; i++) any |= load<u64>(findings + (<usize>i << 3));
  while (any != 0) {
    const node = load<u32>(nodes + (<usize>ctz(any) << 2));
    if (node != NO_NODE) touch(sheet, node);
    any &= any - 1;
  }
}
