// Two points of a node's vectors: lanes of SIMD, or one after the other, to the same bits. `at` is the pair's place in
// a vector, `vector` the bytes of one; both are constants at most calls. A slot is three vectors: expected margin,
// difference of the children, weight.
import { PAIR_BYTES } from '../generated/contributions';

/** Expected margin at a node, and the difference of its children, which stays for the way down. */
@inline
export function climbPair(
  slot: usize, known: usize, unknown: usize, curve: usize, share: f64, at: usize, vector: usize,
): void {
  if (ASC_FEATURE_SIMD) {
    const from = v128.load(known);
    const apart = f64x2.sub(from, v128.load(unknown));
    v128.store(slot + (vector + at), apart);
    const leaving = f64x2.mul(f64x2.splat(share), v128.load(curve + at));
    v128.store(slot + at, f64x2.sub(from, f64x2.mul(leaving, apart)));
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
  const apart = from - load<f64>(unknown);
  store<f64>(slot + (vector + at), apart);
  store<f64>(slot + at, from - share * load<f64>(curve + at) * apart);
}

/** Weights of both children, to vectors of their own. */
@inline
export function descendPair(
  slot: usize, known: usize, unknown: usize, curve: usize, share: f64, at: usize, vector: usize,
): void {
  if (ASC_FEATURE_SIMD) {
    const all = v128.load(slot + (2 * vector + at));
    const leaving = f64x2.mul(f64x2.mul(f64x2.splat(share), v128.load(curve + at)), all);
    v128.store(unknown + (2 * vector + at), leaving);
    v128.store(known + (2 * vector + at), f64x2.sub(all, leaving));
  } else {
    descendPoint(slot, known, unknown, curve, share, at, vector);
    descendPoint(slot, known, unknown, curve, share, at + 8, vector);
  }
}

@inline
function descendPoint(
  slot: usize, known: usize, unknown: usize, curve: usize, share: f64, at: usize, vector: usize,
): void {
  const all = load<f64>(slot + (2 * vector + at));
  const leaving = share * load<f64>(curve + at) * all;
  store<f64>(unknown + (2 * vector + at), leaving);
  store<f64>(known + (2 * vector + at), all - leaving);
}

/**
 * Adds what knowing a node's feature is worth, integrated over the points, to the feature's two sums. Where both
 * children are leaves, their difference is a number and part of `share`.
 */
@inline
export function addWorth(
  slot: usize, curve: usize, share: f64, sum: usize, isLast: bool, numPairs: usize,
): void {
  const vector = numPairs * PAIR_BYTES;
  if (ASC_FEATURE_SIMD) {
    let worth = worthOfPair(slot, curve, 0, vector, isLast);
    if (numPairs > 1) worth = f64x2.add(worth, worthOfPair(slot, curve, 16, vector, isLast));
    if (numPairs > 2) worth = f64x2.add(worth, worthOfPair(slot, curve, 32, vector, isLast));
    if (numPairs > 3) worth = f64x2.add(worth, worthOfPair(slot, curve, 48, vector, isLast));
    if (numPairs > 4) {
      for (let at: usize = 64; at < vector; at += PAIR_BYTES) {
        worth = f64x2.add(worth, worthOfPair(slot, curve, at, vector, isLast));
      }
    }
    v128.store(sum, f64x2.add(v128.load(sum), f64x2.mul(f64x2.splat(share), worth)));
  } else {
    let even = worthOfPoint(slot, curve, 0, vector, isLast);
    let odd = worthOfPoint(slot, curve, 8, vector, isLast);
    for (let at: usize = 16; at < vector; at += PAIR_BYTES) {
      even += worthOfPoint(slot, curve, at, vector, isLast);
      odd += worthOfPoint(slot, curve, at + 8, vector, isLast);
    }
    store<f64>(sum, load<f64>(sum) + share * even);
    store<f64>(sum, load<f64>(sum, 8) + share * odd, 8);
  }
}

@inline
function worthOfPair(slot: usize, curve: usize, at: usize, vector: usize, isLast: bool): v128 {
  const weight = v128.load(slot + (2 * vector + at));
  const worth = isLast ? weight : f64x2.mul(weight, v128.load(slot + (vector + at)));
  return f64x2.mul(worth, v128.load(curve + (vector + at)));
}

@inline
function worthOfPoint(slot: usize, curve: usize, at: usize, vector: usize, isLast: bool): f64 {
  const weight = load<f64>(slot + (2 * vector + at));
  const worth = isLast ? weight : weight * load<f64>(slot + (vector + at));
  return worth * load<f64>(curve + (vector + at));
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
