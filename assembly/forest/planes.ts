// Ranks to planes: plane t of a column says of each of 128 rows whether its rank is above t, that is, whether a node
// with threshold t sends it right.
//
// Above-t is decided bit by bit from the lowest: with x the next bit, and `above` the answer among the lower bits,
// t with that bit 0 is passed by `x | above`, t with that bit 1 by `x & above`.
import {
  COLUMN_FIRST_PLANE, COLUMN_NUM_THRESHOLDS, COLUMN_RANK_BITS, PLANE_BYTES, SCRATCH_BITS, SCRATCH_PREFIXES,
  SCRATCH_RANKS,
} from '../generated/forest';
import { turnBits } from './bits';

/** @param planes Arena plus the block's 16 bytes within each plane. */
export function writePlanes(column: usize, scratch: usize, planes: usize): void {
  const ranks = scratch + SCRATCH_RANKS;
  const bits = scratch + SCRATCH_BITS;
  const prefixes = scratch + SCRATCH_PREFIXES;
  turnBits(
    v128.load(ranks), v128.load(ranks, 16), v128.load(ranks, 32), v128.load(ranks, 48),
    v128.load(ranks, 64), v128.load(ranks, 80), v128.load(ranks, 96), v128.load(ranks, 112), bits,
  );

  // the answers among all but the three highest bits: at most 32
  const numLowBits = load<u32>(column, COLUMN_RANK_BITS) - 3;
  v128.store(prefixes, i8x16.splat(0));
  let prefixBytes: usize = 16;
  let bit = bits;
  for (let i: u32 = 0; i < numLowBits; i++) {
    const x = v128.load(bit);
    for (let at: usize = 0; at < prefixBytes; at += 16) {
      const above = v128.load(prefixes + at);
      v128.store(prefixes + at, v128.or(x, above));
      v128.store(prefixes + at + prefixBytes, v128.and(x, above));
    }
    prefixBytes <<= 1;
    bit += 16;
  }

  // eight planes a prefix, a prefix's count of planes apart; the upper four only where thresholds reach so far
  const x = v128.load(bit);
  const y = v128.load(bit, 16);
  const z = v128.load(bit, 32);
  const first = planes + load<u32>(column, COLUMN_FIRST_PLANE);
  const step = prefixBytes * (PLANE_BYTES / 16);
  const upper = step << 2;
  const half = <i32>(prefixBytes >> 2);
  const numUpper = <i32>load<u32>(column, COLUMN_NUM_THRESHOLDS) - half;
  let to = first;
  let left = numUpper;
  for (let at: usize = 0; at < prefixBytes; at += 16) {
    const above = v128.load(prefixes + at);
    const or = v128.or(x, above);
    const and = v128.and(x, above);
    const orOr = v128.or(y, or);
    const andOr = v128.or(y, and);
    const orAnd = v128.and(y, or);
    const andAnd = v128.and(y, and);
    v128.store(to, v128.or(z, orOr));
    v128.store(to + step, v128.or(z, andOr));
    v128.store(to + step * 2, v128.or(z, orAnd));
    v128.store(to + step * 3, v128.or(z, andAnd));
    if (left > 0) {
      const high = to + upper;
      v128.store(high, v128.and(z, orOr));
      v128.store(high + step, v128.and(z, andOr));
      v128.store(high + step * 2, v128.and(z, orAnd));
      v128.store(high + step * 3, v128.and(z, andAnd));
    }
    left--;
    to += PLANE_BYTES;
  }
}
