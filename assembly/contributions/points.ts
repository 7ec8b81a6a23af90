// Two points of a node's vectors: lanes of SIMD, or one after the other, to the same bits. `at` is the pair's place in
// a vector, `vector` the bytes of one; both are constants at most calls. A slot is three vectors: expected margin,
// what leaves with the unknown child, weight.
import { PAIR_BYTES } from '../generated/contributions';

/** Expected margin at a node, and what would leave with the unknown child, which stays for the way down. */
@inline
export function climbPair(
  slot: usize, known: usize, unknown: usize, curve: usize, share: f64, at: usize, vector: usize,
): void {
  if (ASC_FEATURE_SIMD) {
    const from = v128.load(known);
    const leaving = f64x2.mul(f64x2.splat(share), f64x2.sub(from, v128.load(unknown)));
    v128.store(slot + (vector + at), leaving);
    v128.store(slot + at, f64x2.sub(from, f64x2.mul(leaving, v128.load(curve + at))));
  } else {
    climbPoint(slot, known, unknown, curve, share, at, vector);
    climbPoint(slot, known + 8, unknown + 8, curve, share, at + 8, vector);
  }
}

@inline
function climbPoint(
  slot: usize, known: usize, unknown: usize, curve: usize, share: f64, at: usize, vector: usize,
): void {
  const from = load<f64>(known);
  const leaving = share * (from - load<f64>(unknown));
  store<f64>(slot + (vector + at), leaving);
  store<f64>(slot + at, from - leaving * load<f64>(curve + at));
}

/** Weights of both children, to vectors of their own; returns what knowing the node's feature is worth at the points. */
@inline
function descendPair(
  slot: usize, known: usize, unknown: usize, curve: usize, share: f64, at: usize, vector: usize,
): v128 {
  const all = v128.load(slot + (2 * vector + at));
  const leaving = f64x2.mul(f64x2.mul(f64x2.splat(share), v128.load(curve + at)), all);
  v128.store(unknown + (2 * vector + at), leaving);
  v128.store(known + (2 * vector + at), f64x2.sub(all, leaving));
  return f64x2.mul(f64x2.mul(all, v128.load(slot + (vector + at))), v128.load(curve + (vector + at)));
}

@inline
function descendPoint(
  slot: usize, known: usize, unknown: usize, curve: usize, share: f64, at: usize, vector: usize,
): f64 {
  const all = load<f64>(slot + (2 * vector + at));
  const leaving = share * load<f64>(curve + at) * all;
  store<f64>(unknown + (2 * vector + at), leaving);
  store<f64>(known + (2 * vector + at), all - leaving);
  return all * load<f64>(slot + (vector + at)) * load<f64>(curve + (vector + at));
}

/** Weights of both children at all points; what knowing the node's feature is worth is added to the feature's two sums. */
@inline
export function descendNode(
  slot: usize, known: usize, unknown: usize, curve: usize, share: f64, sum: usize, numPairs: usize,
): void {
  const vector = numPairs * PAIR_BYTES;
  if (ASC_FEATURE_SIMD) {
    let worth = descendPair(slot, known, unknown, curve, share, 0, vector);
    if (numPairs > 1) worth = f64x2.add(worth, descendPair(slot, known, unknown, curve, share, 16, vector));
    if (numPairs > 2) worth = f64x2.add(worth, descendPair(slot, known, unknown, curve, share, 32, vector));
    if (numPairs > 3) worth = f64x2.add(worth, descendPair(slot, known, unknown, curve, share, 48, vector));
    if (numPairs > 4) {
      for (let at: usize = 64; at < vector; at += PAIR_BYTES) {
        worth = f64x2.add(worth, descendPair(slot, known, unknown, curve, share, at, vector));
      }
    }
    v128.store(sum, f64x2.add(v128.load(sum), worth));
  } else {
    let even = descendPoint(slot, known, unknown, curve, share, 0, vector);
    let odd = descendPoint(slot, known, unknown, curve, share, 8, vector);
    for (let at: usize = 16; at < vector; at += PAIR_BYTES) {
      even += descendPoint(slot, known, unknown, curve, share, at, vector);
      odd += descendPoint(slot, known, unknown, curve, share, at + 8, vector);
    }
    store<f64>(sum, load<f64>(sum) + even);
    store<f64>(sum, load<f64>(sum, 8) + odd, 8);
  }
}

/** The same where both children are leaves: they need no weights, and what leaves is one number. */
@inline
export function addLastWorth(
  slot: usize, curve: usize, leaving: f64, sum: usize, numPairs: usize,
): void {
  const vector = numPairs * PAIR_BYTES;
  if (ASC_FEATURE_SIMD) {
    let worth = worthOfPair(slot, curve, 0, vector);
    if (numPairs > 1) worth = f64x2.add(worth, worthOfPair(slot, curve, 16, vector));
    if (numPairs > 2) worth = f64x2.add(worth, worthOfPair(slot, curve, 32, vector));
    if (numPairs > 3) worth = f64x2.add(worth, worthOfPair(slot, curve, 48, vector));
    if (numPairs > 4) {
      for (let at: usize = 64; at < vector; at += PAIR_BYTES) {
        worth = f64x2.add(worth, worthOfPair(slot, curve, at, vector));
      }
    }
    v128.store(sum, f64x2.add(v128.load(sum), f64x2.mul(f64x2.splat(leaving), worth)));
  } else {
    let even = worthOfPoint(slot, curve, 0, vector);
    let odd = worthOfPoint(slot, curve, 8, vector);
    for (let at: usize = 16; at < vector; at += PAIR_BYTES) {
      even += worthOfPoint(slot, curve, at, vector);
      odd += worthOfPoint(slot, curve, at + 8, vector);
    }
    store<f64>(sum, load<f64>(sum) + leaving * even);
    store<f64>(sum, load<f64>(sum, 8) + leaving * odd, 8);
  }
}

@inline
function worthOfPair(slot: usize, curve: usize, at: usize, vector: usize): v128 {
  return f64x2.mul(v128.load(slot + (2 * vector + at)), v128.load(curve + (vector + at)));
}

@inline
function worthOfPoint(slot: usize, curve: usize, at: usize, vector: usize): f64 {
  return load<f64>(slot + (2 * vector + at)) * load<f64>(curve + (vector + at));
}

/** Expected margin of a node whose children are leaves: that of the known one, less what leaves to the other. */
@inline
export function climbLastPair(slot: usize, value: f64, leaving: f64, curve: usize, at: usize): void {
  if (ASC_FEATURE_SIMD) {
    v128.store(slot + at, f64x2.sub(f64x2.splat(value), f64x2.mul(f64x2.splat(leaving), v128.load(curve + at))));
  } else {
    store<f64>(slot + at, value - leaving * load<f64>(curve + at));
    store<f64>(slot + (at + 8), value - leaving * load<f64>(curve + (at + 8)));
  }
}
