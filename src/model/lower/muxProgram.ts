/**
 * Trees of any shape to steps over bit planes. A subtree hands up, for 256 rows at once, the bits of the number of the
 * leaf each row reaches; a node picks the right child's bits where its own plane is set and the left child's
 * elsewhere. One step is one bit of one node: `to = whether ? right : left`, four byte offsets into the arena.
 */
import type { Tree } from '../forest.ts';
import { ARENA_COLUMNS, ARENA_ONES, PLANE_BYTES } from '../forestLayout.ts';
import { leftToRight } from './leafOrder.ts';

const STEP_WORDS = 4;

/** A plane somewhere in the arena; only slots are given back. */
type Plane = { readonly at: number; readonly isSlot: boolean };

export type MuxProgram = { readonly steps: Uint32Array; readonly numSlots: number; readonly numSteps: number };

const ZEROS: Plane = { at: 0, isSlot: false };
const ONES: Plane = { at: ARENA_ONES, isSlot: false };

/** Bits that number the leaves of a tree. */
export function leafPlanes(numLeaves: number): number {
  return Math.max(1, 32 - Math.clz32(numLeaves - 1));
}

/**
 * @param planeOf Plane number of a node of the i-th of `trees`.
 * @param slotsAt Byte offset of the slots in the arena.
 * @param resultsAt Byte offset of the results: `numPlanes` planes a tree, lowest bit first.
 */
export function muxProgram(
  trees: readonly Tree[],
  planeOf: (tree: number, node: number) => number,
  numPlanes: number,
  slotsAt: number,
  resultsAt: number,
): MuxProgram {
  const steps: number[] = [];
  const freeSlots: Plane[] = [];
  let numSlots = 0;
  const takeSlot = (): Plane => freeSlots.pop() ?? { at: slotsAt + PLANE_BYTES * numSlots++, isSlot: true };

  const choose = (whether: Plane, right: Plane, left: Plane): Plane => {
    // both sides ask the same below, as everywhere in an oblivious tree
    if (right.at === left.at && !right.isSlot) return left;
    if (right === ONES && left === ZEROS) return whether;
    if (right.isSlot) freeSlots.push(right);
    if (left.isSlot) freeSlots.push(left);
    const to = takeSlot();
    steps.push(right.at, left.at, whether.at, to.at);
    return to;
  };

  trees.forEach((tree, t) => {
    const numbers = leftToRight(tree);
    const sizes = subtreeSizes(tree);
    const size = (child: number): number => (child < 0 ? 0 : sizes[child]);

    const bitsOf = (child: number): Plane[] => {
      if (child < 0)
        return Array.from({ length: numPlanes }, (_, bit) => ((numbers[~child] >> bit) & 1 ? ONES : ZEROS));
      const { left, right } = tree;
      // the larger subtree first keeps fewer slots in use
      const rightFirst = size(right[child]) > size(left[child]);
      const early = bitsOf(rightFirst ? right[child] : left[child]);
      const late = bitsOf(rightFirst ? left[child] : right[child]);
      const whether: Plane = { at: ARENA_COLUMNS + PLANE_BYTES * planeOf(t, child), isSlot: false };
      return early.map((plane, bit) =>
        rightFirst ? choose(whether, plane, late[bit]) : choose(whether, late[bit], plane),
      );
    };

    const root = bitsOf(tree.feature.length > 0 ? 0 : -1);
    root.forEach((plane, bit) => {
      steps.push(plane.at, plane.at, ZEROS.at, resultsAt + PLANE_BYTES * (t * numPlanes + bit));
      if (plane.isSlot) freeSlots.push(plane);
    });
  });
  return { steps: Uint32Array.from(steps), numSlots, numSteps: steps.length / STEP_WORDS };
}

/** Nodes below each node and itself. Children are visited before their parents. */
function subtreeSizes(tree: Tree): Int32Array {
  const sizes = new Int32Array(tree.feature.length);
  const order: number[] = tree.feature.length > 0 ? [0] : [];
  for (let i = 0; i < order.length; i++) {
    for (const child of [tree.left[order[i]], tree.right[order[i]]]) if (child >= 0) order.push(child);
  }
  for (const node of order.reverse()) {
    const sizeOf = (child: number): number => (child < 0 ? 0 : sizes[child]);
    sizes[node] = 1 + sizeOf(tree.left[node]) + sizeOf(tree.right[node]);
  }
  return sizes;
}
