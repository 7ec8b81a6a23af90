/** The order of leaves from left to right: neighbours get neighbouring numbers, so that most bits of a number are settled high in the tree. */
import { numLeavesOf, type Tree } from '../forest.ts';

/** Number of each leaf, counted from the left; the leftmost is 0. Needs no recursion, whatever the depth. */
export function leftToRight(tree: Tree): Int32Array {
  const numbers = new Int32Array(numLeavesOf(tree));
  const pending = [tree.feature.length > 0 ? 0 : -1];
  let numSeen = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next < 0) numbers[~next] = numSeen++;
    else pending.push(tree.right[next], tree.left[next]);
  }
  return numbers;
}
