/**
 * Symmetric trees: all nodes of a level ask the same, and a leaf's number has a bit a level, the first split the lowest.
 * Here each becomes the complete tree it stands for, the last split at the root, so that leaves keep their numbers.
 */
import { PosternError } from '../../contract/errors.ts';
import { checkTree } from '../checkTree.ts';
import type { Tree } from '../forest.ts';
import { itemsOf, memberIfAny, memberOf, numbersOf, type Place } from '../json/modelValue.ts';
import type { Features } from './features.ts';
import { splitOf } from './splits.ts';
import { createTreeColumns } from '../treeColumns.ts';
import { setNode } from './setNode.ts';

/** @returns One tree; its size is bounded by the leaves that the file really lists. */
export function obliviousTree(place: Place, number: number, features: Features): Tree {
  const splitList = memberOf(place, 'splits');
  const splits = splitList.value === null ? [] : itemsOf(splitList).map(splitOf);
  const leafValue = Float64Array.from(numbersOf(memberOf(place, 'leaf_values')));
  const numLeaves = 2 ** splits.length;
  const leafWidth = leafValue.length / numLeaves;
  if (!Number.isInteger(leafWidth) || leafWidth === 0) {
    fail(place, `${splits.length} splits need leaf_values a multiple of ${numLeaves} long, got ${leafValue.length}`);
  }
  const columns = createTreeColumns(numLeaves - 1);
  for (let node = 0; node < numLeaves - 1; node++) {
    const level = 31 - Math.clz32(node + 1);
    const [fails, passes] = [2 * node + 1, 2 * node + 2].map((child) =>
      child < numLeaves - 1 ? child : -1 - (child - (numLeaves - 1)),
    );
    setNode(columns, node, features, splits[splits.length - 1 - level], fails, passes);
  }
  const tree: Tree = { ...columns, leafValue, leafWidth, output: 0, cover: coverOf(place, numLeaves) };
  checkTree(tree, number, features.names.length, 0);
  return tree;
}

function coverOf(place: Place, numLeaves: number): Tree['cover'] {
  const weights = memberIfAny(place, 'leaf_weights');
  if (weights === null || weights.value === null) return null;
  const leaf = Float64Array.from(numbersOf(weights));
  if (leaf.length !== numLeaves) fail(weights, `expected ${numLeaves} weights, got ${leaf.length}`);
  // heap places: nodes, then leaves
  const all = new Float64Array(2 * numLeaves - 1);
  all.set(leaf, numLeaves - 1);
  for (let node = numLeaves - 2; node >= 0; node--) all[node] = all[2 * node + 1] + all[2 * node + 2];
  return { node: all.slice(0, numLeaves - 1), leaf };
}

function fail(place: Place, what: string): never {
  throw new PosternError('MODEL_INVALID', `${place.path}: ${what}`);
}
