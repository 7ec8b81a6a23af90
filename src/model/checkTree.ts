/** What every reader owes to its users: columns that form one tree, however the file came to be. */
import { PosternError } from '../contract/errors.ts';
import { numLeavesOf, TEST_IN_SET, type Tree } from './forest.ts';

/**
 * @param numSets Length of the forest's `sets`.
 * @throws MODEL_INVALID naming the tree and what is wrong with it.
 */
export function checkTree(tree: Tree, number: number, numFeatures: number, numSets: number): void {
  const fail = (what: string): never => {
    throw new PosternError('MODEL_INVALID', `Tree ${number}: ${what}`);
  };
  const numNodes = tree.feature.length;
  if (numLeavesOf(tree) !== numNodes + 1)
    fail(`${numNodes} nodes need ${numNodes + 1} leaves, got ${numLeavesOf(tree)}`);
  if (!tree.leafValue.every(Number.isFinite)) fail('a leaf value is not a finite number');
  for (let node = 0; node < numNodes; node++) {
    const threshold = tree.threshold[node];
    if (!(tree.feature[node] >= 0 && tree.feature[node] < numFeatures)) {
      fail(`node ${node} asks for feature ${tree.feature[node]}, the model has ${numFeatures}`);
    }
    if (Number.isNaN(threshold)) fail(`the threshold of node ${node} is not a number`);
    if (tree.test[node] === TEST_IN_SET && !(threshold >= 0 && threshold < numSets && Number.isInteger(threshold))) {
      fail(`node ${node} names a category set that is not there`);
    }
  }
  if (!isOneTree(tree)) fail('its children do not form one tree');
}

/** Every node and every leaf is a child exactly once, and all of them are reached from the root. */
function isOneTree(tree: Tree): boolean {
  const numNodes = tree.feature.length;
  const numLeaves = numLeavesOf(tree);
  const nodeSeen = new Uint8Array(numNodes);
  const leafSeen = new Uint8Array(numLeaves);
  const pending = [numNodes > 0 ? 0 : -1];
  let numReached = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const seen = next >= 0 ? nodeSeen : leafSeen;
    const index = next >= 0 ? next : ~next;
    // undefined: beyond the arrays
    if (seen[index] !== 0) return false;
    seen[index] = 1;
    numReached++;
    if (next >= 0) pending.push(tree.left[next], tree.right[next]);
  }
  return numReached === numNodes + numLeaves;
}
