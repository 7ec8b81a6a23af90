/**
 * Trees no deeper than six levels, padded to complete ones: 63 planes and 64 leaves each, so that one straight piece of
 * code scores them all. Below a leaf that ends early either way leads to copies of it, whatever the plane says.
 */
import type { Tree } from '../forest.ts';
import { ARENA_COLUMNS, FIXED_NODES, PLANE_BYTES } from '../forestLayout.ts';

/** `leafAt[slot]` is the leaf that lies at a slot of the complete tree. */
export type FixedTree = { readonly planes: Uint32Array; readonly leafAt: Int32Array };

/** Heap places in the order the core reads them: nine blocks of seven, the top one first. */
const READING_ORDER: readonly number[] = [0, 7, 8, 9, 10, 11, 12, 13, 14].flatMap(blockOfSeven);

function blockOfSeven(root: number): number[] {
  const left = 2 * root + 1;
  const right = left + 1;
  return [root, left, right, 2 * left + 1, 2 * left + 2, 2 * right + 1, 2 * right + 2];
}

/** @param planeOf Plane number of a node. */
export function fixedTree(tree: Tree, planeOf: (node: number) => number): FixedTree {
  // the all-zero plane stands where no node does
  const byHeapPlace = new Uint32Array(FIXED_NODES);
  const leafAt = new Int32Array(FIXED_NODES + 1);
  const place = (child: number, heapPlace: number): void => {
    if (heapPlace >= FIXED_NODES) {
      leafAt[heapPlace - FIXED_NODES] = ~child;
      return;
    }
    if (child >= 0) byHeapPlace[heapPlace] = ARENA_COLUMNS + PLANE_BYTES * planeOf(child);
    place(child < 0 ? child : tree.left[child], 2 * heapPlace + 1);
    place(child < 0 ? child : tree.right[child], 2 * heapPlace + 2);
  };
  place(tree.feature.length > 0 ? 0 : -1, 0);
  return { planes: Uint32Array.from(READING_ORDER, (heapPlace) => byHeapPlace[heapPlace]), leafAt };
}
