// Ranks to planes: plane t of a column says of each of 128 rows whether its rank is above t, that is, whether a node
// with threshold t sends it right.
//
// Above-t is decided bit by bit from the lowest: with x the next bit, and `above` the answer among the lower bits,
// t with that bit 0 is passed by `x | above`, t with that bit 1 by `x & above`.
//
// Both blocks of a tile go side by side: a plane's 32 bytes are stored together, which the store buffer likes.
import {
  BLOCK_ROWS, COLUMN_FIRST_PLANE, COLUMN_NUM_THRESHOLDS, COLUMN_RANK_BITS, FOREST_NUM_PREDICATES, FOREST_PREDICATES,
  PLANE_BYTES, PREDICATE_BYTES, PREDICATE_EDGES, PREDICATE_NUM_EDGES, PREDICATE_PLANE,
} from '../generated/forest';
import { turnBits } from './bits';
import { SCRATCH_BITS, SCRATCH_PREFIXES } from './scratch';

/** @param ranks Ranks of 256 rows in this column. */
export function writePlanes(column: usize, ranks: usize, scratch: usize, arena: usize): void {
  const bits = scratch + SCRATCH_BITS;
  const prefixes = scratch + SCRATCH_PREFIXES;
  turnBlock(ranks, bits);
  turnBlock(ranks + BLOCK_ROWS, bits + BLOCK_ROWS);
  const numPrefixes = <usize>1 << (load<u32>(column, COLUMN_RANK_BITS) - 3);
  const highBits = writePrefixes(bits, prefixes, numPrefixes);
  const numThresholds = <usize>load<u32>(column, COLUMN_NUM_THRESHOLDS);
  spread(highBits, prefixes, numPrefixes, numThresholds, arena + load<u32>(column, COLUMN_FIRST_PLANE));
}

/**
 * Planes of sets and equalities, from the columns' planes: a row goes left when its value is above an odd number of
 * the ends of the intervals in which the members lie.
 */
export function writePredicates(forest: usize, arena: usize): void {
  let predicate = forest + load<u32>(forest, FOREST_PREDICATES);
  const end = predicate + load<u32>(forest, FOREST_NUM_PREDICATES) * <u32>PREDICATE_BYTES;
  for (; predicate < end; predicate += PREDICATE_BYTES) {
    let edge = forest + load<u32>(predicate, PREDICATE_EDGES);
    let right = i8x16.splat(-1);
    let right2 = i8x16.splat(-1);
    for (const stop = edge + (load<u32>(predicate, PREDICATE_NUM_EDGES) << 2); edge < stop; edge += 4) {
      const above = arena + load<u32>(edge);
      right = v128.xor(right, v128.load(above));
      right2 = v128.xor(right2, v128.load(above, 16));
    }
    storePair(arena + load<u32>(predicate, PREDICATE_PLANE), right, right2);
  }
}

@inline
function turnBlock(ranks: usize, bits: usize): void {
  turnBits(
    v128.load(ranks), v128.load(ranks, 16), v128.load(ranks, 32), v128.load(ranks, 48),
    v128.load(ranks, 64), v128.load(ranks, 80), v128.load(ranks, 96), v128.load(ranks, 112), bits,
  );
}

/** The answers among all but the three highest bits, at most 32 of 32 bytes. Returns where the three lie. */
@inline
function writePrefixes(bit: usize, prefixes: usize, numPrefixes: usize): usize {
  v128.store(prefixes, i8x16.splat(0));
  v128.store(prefixes, i8x16.splat(0), 16);
  for (let bytes = PLANE_BYTES, end = numPrefixes * PLANE_BYTES; bytes < end; bytes <<= 1) {
    const x = v128.load(bit);
    const x2 = v128.load(bit, BLOCK_ROWS);
    for (let at = prefixes, stop = prefixes + bytes; at < stop; at += PLANE_BYTES) {
      const above = v128.load(at);
      const above2 = v128.load(at, 16);
      v128.store(at, v128.or(x, above));
      v128.store(at, v128.or(x2, above2), 16);
      v128.store(at + bytes, v128.and(x, above));
      v128.store(at + bytes, v128.and(x2, above2), 16);
    }
    bit += 16;
  }
  return bit;
}

@inline
function storePair(at: usize, first: v128, second: v128): void {
  v128.store(at, first);
  v128.store(at, second, 16);
}

/** Up to eight planes a prefix, as many planes apart as there are prefixes; none beyond the last threshold. */
@inline
function spread(bits: usize, prefixes: usize, numPrefixes: usize, numThresholds: usize, planes: usize): void {
  const x = v128.load(bits);
  const y = v128.load(bits, 16);
  const z = v128.load(bits, 32);
  const x2 = v128.load(bits, BLOCK_ROWS);
  const y2 = v128.load(bits, BLOCK_ROWS + 16);
  const z2 = v128.load(bits, BLOCK_ROWS + 32);
  const apart = numPrefixes * PLANE_BYTES;
  const fifth = numThresholds > numPrefixes * 4;
  const sixth = numThresholds > numPrefixes * 5;
  const seventh = numThresholds > numPrefixes * 6;
  const eighth = numThresholds > numPrefixes * 7;
  let upper = planes + apart * 4;
  for (let at = prefixes, end = prefixes + apart; at < end; at += PLANE_BYTES) {
    const above = v128.load(at);
    const above2 = v128.load(at, 16);
    const or = v128.or(x, above);
    const or2 = v128.or(x2, above2);
    const and = v128.and(x, above);
    const and2 = v128.and(x2, above2);
    storePair(planes, v128.or(z, v128.or(y, or)), v128.or(z2, v128.or(y2, or2)));
    storePair(planes + apart, v128.or(z, v128.or(y, and)), v128.or(z2, v128.or(y2, and2)));
    storePair(planes + apart * 2, v128.or(z, v128.and(y, or)), v128.or(z2, v128.and(y2, or2)));
    storePair(planes + apart * 3, v128.or(z, v128.and(y, and)), v128.or(z2, v128.and(y2, and2)));
    if (fifth) storePair(upper, v128.and(z, v128.or(y, or)), v128.and(z2, v128.or(y2, or2)));
    if (sixth) storePair(upper + apart, v128.and(z, v128.or(y, and)), v128.and(z2, v128.or(y2, and2)));
    if (seventh) storePair(upper + apart * 2, v128.and(z, v128.and(y, or)), v128.and(z2, v128.and(y2, or2)));
    if (eighth) storePair(upper + apart * 3, v128.and(z, v128.and(y, and)), v128.and(z2, v128.and(y2, and2)));
    planes += PLANE_BYTES;
    upper += PLANE_BYTES;
  }
}
