// The two visits of a tree's nodes. `numPairs` is a constant at most calls: the first four pairs are written out, as
// the compiler unrolls no loop, and more are left to one.
import {
  ANSWER_BYTES, ANSWER_CURVE, ANSWER_RIGHT, ANSWER_SAID, EXPLAINED_FEATURE, EXPLAINED_LEFT, EXPLAINED_LEFT_SHARE, EXPLAINED_LEFT_SLOT,
  EXPLAINED_LEFT_VALUE, EXPLAINED_NODE_BYTES, PAIR_BYTES, SLOT_VECTORS,
} from '../generated/contributions';
import { addLastWorth, climbLastPair, climbPair, descendNode } from './points';

// What depends on the row is chosen by arithmetic: answers differ from node to node, and a branch would be mispredicted.

/** 1 where the row goes right; where it has left the path either side would do, as the curve makes them equal. */
@inline
function knownSide(answer: usize): usize {
  return <usize>load<u32>(answer, ANSWER_SAID) & ANSWER_RIGHT;
}

@inline
function curveOf(answer: usize): usize {
  return load<u32>(answer, ANSWER_CURVE);
}

/** Two neighbouring words, the known side's in the lower half. */
@inline
function wordsOf(place: usize, known: usize): u64 {
  return rotr<u64>(load<u64>(place), <u64>known << 5);
}

/** Where a child's expected margin lies: in its slot, or the leaf's value in the section. */
@inline
function marginOf(child: i32, slots: usize, between: usize): usize {
  const leaf = child >> 31;
  return slots + <usize>(child ^ leaf) + (between & <usize>leaf);
}

/** Expected margins of the nodes that have leaves only, the last of the tree. */
@inline
export function climbLast(
  node: usize, numNodes: usize, answer: usize, slot: usize, numPairs: usize,
): void {
  const end = node + numNodes * EXPLAINED_NODE_BYTES;
  for (; node < end; node += EXPLAINED_NODE_BYTES) {
    const known = knownSide(answer);
    const value = load<f64>(node + (known << 3), EXPLAINED_LEFT_VALUE);
    const apart = value - load<f64>(node + ((known ^ 1) << 3), EXPLAINED_LEFT_VALUE);
    const leaving = load<f64>(node + ((known ^ 1) << 3), EXPLAINED_LEFT_SHARE) * apart;
    const curve = curveOf(answer);
    climbLastPair(slot, value, leaving, curve, 0);
    if (numPairs > 1) climbLastPair(slot, value, leaving, curve, 16);
    if (numPairs > 2) climbLastPair(slot, value, leaving, curve, 32);
    if (numPairs > 3) climbLastPair(slot, value, leaving, curve, 48);
    if (numPairs > 4) {
      for (let pair: usize = 4; pair < numPairs; pair++) climbLastPair(slot, value, leaving, curve, pair * PAIR_BYTES);
    }
    slot += numPairs * (PAIR_BYTES * SLOT_VECTORS);
    answer += ANSWER_BYTES;
  }
}

/** What the features of the nodes that have leaves only are worth. */
@inline
export function descendLast(
  node: usize, numNodes: usize, answer: usize, slot: usize, sums: usize, numPairs: usize,
): void {
  const end = node + numNodes * EXPLAINED_NODE_BYTES;
  for (; node < end; node += EXPLAINED_NODE_BYTES) {
    const known = knownSide(answer);
    const value = load<f64>(node + (known << 3), EXPLAINED_LEFT_VALUE);
    const apart = value - load<f64>(node + ((known ^ 1) << 3), EXPLAINED_LEFT_VALUE);
    const leaving = load<f64>(node + ((known ^ 1) << 3), EXPLAINED_LEFT_SHARE) * apart;
    const sum = sums + (<usize>load<u32>(node, EXPLAINED_FEATURE) << 4);
    addLastWorth(slot, curveOf(answer), leaving, sum, numPairs);
    slot += numPairs * (PAIR_BYTES * SLOT_VECTORS);
    answer += ANSWER_BYTES;
  }
}

/** From the leaves up: expected margins and differences of all other nodes. */
@inline
export function climb(
  section: usize, nodes: usize, numNodes: usize, answers: usize, slots: usize, numPairs: usize,
): void {
  const vector = numPairs * PAIR_BYTES;
  const between = section - slots;
  let node = nodes + numNodes * EXPLAINED_NODE_BYTES;
  let answer = answers + numNodes * ANSWER_BYTES;
  let slot = slots + numNodes * (vector * SLOT_VECTORS);
  while (node > nodes) {
    node -= EXPLAINED_NODE_BYTES;
    slot -= vector * SLOT_VECTORS;
    answer -= ANSWER_BYTES;
    const known = knownSide(answer);
    const children = wordsOf(node + EXPLAINED_LEFT, known);
    const onward = <i32>children;
    const away = <i32>(children >> 32);
    const share = load<f64>(node + ((known ^ 1) << 3), EXPLAINED_LEFT_SHARE);
    const curve = curveOf(answer);
    // a leaf's value stands for all points
    const a: usize = PAIR_BYTES & ~(onward >> 31);
    const b: usize = PAIR_BYTES & ~(away >> 31);
    const from = marginOf(onward, slots, between);
    const other = marginOf(away, slots, between);
    climbPair(slot, from, other, curve, share, 0, vector);
    if (numPairs > 1) climbPair(slot, from + a, other + b, curve, share, 16, vector);
    if (numPairs > 2) climbPair(slot, from + 2 * a, other + 2 * b, curve, share, 32, vector);
    if (numPairs > 3) climbPair(slot, from + 3 * a, other + 3 * b, curve, share, 48, vector);
    if (numPairs > 4) {
      for (let pair: usize = 4; pair < numPairs; pair++) {
        climbPair(slot, from + pair * a, other + pair * b, curve, share, pair * PAIR_BYTES, vector);
      }
    }
  }
}

/** From the root down: weights of all nodes, and what the features of all but the last are worth. */
@inline
export function descend(
  nodes: usize, numNodes: usize, answers: usize, slots: usize, sums: usize, numPairs: usize,
): void {
  const vector = numPairs * PAIR_BYTES;
  const end = nodes + numNodes * EXPLAINED_NODE_BYTES;
  let slot = slots;
  let answer = answers;
  for (let node = nodes; node < end; node += EXPLAINED_NODE_BYTES) {
    const side = knownSide(answer);
    const children = wordsOf(node + EXPLAINED_LEFT_SLOT, side);
    const known = slots + <u32>children;
    const unknown = slots + <u32>(children >> 32);
    const share = load<f64>(node + ((side ^ 1) << 3), EXPLAINED_LEFT_SHARE);
    const curve = curveOf(answer);
    const sum = sums + (<usize>load<u32>(node, EXPLAINED_FEATURE) << 4);
    descendNode(slot, known, unknown, curve, share, sum, numPairs);
    slot += vector * SLOT_VECTORS;
    answer += ANSWER_BYTES;
  }
}
