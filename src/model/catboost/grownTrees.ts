/** Non-symmetric trees out of the columns of all of them. */
import { PosternError } from '../../contract/errors.ts';
import { checkTree } from '../checkTree.ts';
import type { Tree } from '../forest.ts';
import { numbersOf, type Place } from '../json/modelValue.ts';
import type { Features } from './features.ts';
import type { GrownNodes } from './grownNodes.ts';
import { createTreeColumns } from '../treeColumns.ts';
import { setNode } from './setNode.ts';

/** @param place The list of roots that the scan made of `trees`. */
export function grownTrees(place: Place, grown: GrownNodes, features: Features): Tree[] {
  const numAllNodes = grown.left.length;
  const numAllLeaves = grown.leafValue.length / Math.max(1, grown.leafWidth);
  let firstNode = 0;
  let firstLeaf = 0;
  const fail = (): never => {
    throw new PosternError('MODEL_INVALID', `${place.path}: nodes and leaves do not form these trees`);
  };
  const trees = Array.from(numbersOf(place), (root, number) => {
    // what ends before its root and after the root before it is the tree's own
    const numNodes = root < 0 ? 0 : root + 1 - firstNode;
    const isOwn = root < 0 ? root === -1 - firstLeaf : Number.isInteger(root) && root < numAllNodes && numNodes > 0;
    if (!isOwn || firstLeaf + numNodes + 1 > numAllLeaves) fail();
    const tree = grownTree(grown, features, firstNode, numNodes, firstLeaf);
    checkTree(tree, number, features.names.length, 0);
    firstNode += numNodes;
    firstLeaf += numNodes + 1;
    return tree;
  });
  if (firstNode !== numAllNodes || firstLeaf !== numAllLeaves) fail();
  return trees;
}

function grownTree(
  grown: GrownNodes,
  features: Features,
  firstNode: number,
  numNodes: number,
  firstLeaf: number,
): Tree {
  const { isCategory, feature, value, left, right, leafWidth } = grown;
  const columns = createTreeColumns(numNodes);
  // the root ends last and comes first
  const last = firstNode + numNodes - 1;
  const own = (child: number): number => (child < 0 ? child + firstLeaf : last - child);
  for (let node = 0; node < numNodes; node++) {
    const at = last - node;
    const split = { isCategory: isCategory[at] === 1, feature: feature[at], value: value[at] };
    setNode(columns, node, features, split, own(left[at]), own(right[at]));
  }
  const leafEnd = firstLeaf + numNodes + 1;
  return {
    ...columns,
    leafValue: grown.leafValue.slice(firstLeaf * leafWidth, leafEnd * leafWidth),
    leafWidth,
    output: 0,
    cover: coverOf(grown, firstNode, numNodes, firstLeaf),
  };
}

function coverOf(grown: GrownNodes, firstNode: number, numNodes: number, firstLeaf: number): Tree['cover'] {
  if (grown.leafWeight === null) return null;
  const leaf = grown.leafWeight.slice(firstLeaf, firstLeaf + numNodes + 1);
  const node = new Float64Array(numNodes);
  const last = firstNode + numNodes - 1;
  const weightOf = (child: number): number => (child < 0 ? leaf[-1 - child - firstLeaf] : node[last - child]);
  // children end before their parents
  for (let at = firstNode; at <= last; at++) node[last - at] = weightOf(grown.left[at]) + weightOf(grown.right[at]);
  return { node, leaf };
}
