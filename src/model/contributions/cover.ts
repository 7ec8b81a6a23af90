/** Shares in which data went left and right at each node, and what is explained when nothing of a row is known. */
import { PosternError } from '../../contract/errors.ts';
import type { Forest, Tree } from '../forest.ts';
import { libraryTitles } from '../libraryTitles.ts';

/** What the shares of an explanation come from, in words for its reader. */
export const TRAINING_COVER = 'training data';

/** True when every tree tells how much data reached its nodes, and leaves are added up. */
export function isExplained({ trees, aggregation }: Forest): boolean {
  return aggregation.kind === 'sum' && trees.every((tree) => tree.cover !== null || tree.feature.length === 0);
}

/** @throws MODEL_UNSUPPORTED naming what of the model it is that cannot be explained */
export function requireExplained(forest: Forest): void {
  leafFactor(forest);
  if (isExplained(forest)) return;
  throw new PosternError(
    'MODEL_UNSUPPORTED',
    `The ${libraryTitles[forest.source]} model does not say how much data reached each node, which contributions are ` +
      'counted from: give a background sample, rows like those it was trained on',
  );
}

/** Left and right share of each node, which add up to 1; equal where nothing came. @throws MODEL_UNSUPPORTED without cover */
export function sharesOf(tree: Tree): { left: Float64Array; right: Float64Array } {
  const numNodes = tree.feature.length;
  const left = new Float64Array(numNodes).fill(0.5);
  const right = new Float64Array(numNodes).fill(0.5);
  if (numNodes === 0) return { left, right };
  const { cover } = tree;
  if (cover === null) {
    throw new PosternError(
      'MODEL_UNSUPPORTED',
      'The model file does not say how much data reached each node, which explanations need; give a background sample',
    );
  }
  const coverOf = (child: number): number => (child >= 0 ? cover.node[child] : cover.leaf[~child]);
  for (let node = 0; node < numNodes; node++) {
    const [a, b] = [coverOf(tree.left[node]), coverOf(tree.right[node])];
    if (!(a + b > 0)) continue;
    left[node] = a / (a + b);
    right[node] = b / (a + b);
  }
  return { left, right };
}

/** Share of the data that reaches each leaf; they add up to 1. */
export function leafShares(tree: Tree): Float64Array {
  const shares = new Float64Array(tree.leafValue.length / tree.leafWidth);
  const { left, right } = sharesOf(tree);
  const pending: [child: number, share: number][] = [[tree.feature.length > 0 ? 0 : -1, 1]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [child, share] = next;
    if (child < 0) shares[~child] = share;
    else pending.push([tree.left[child], share * left[child]], [tree.right[child], share * right[child]]);
  }
  return shares;
}

/** What one unit of a leaf is worth in the margin. @throws MODEL_UNSUPPORTED where leaves are not added. */
export function leafFactor({ aggregation }: Forest): number {
  if (aggregation.kind !== 'sum') {
    throw new PosternError(
      'MODEL_UNSUPPORTED',
      `Contributions are parts of a sum, but the model takes the ${aggregation.kind} of its trees`,
    );
  }
  return (aggregation.scale ?? 1) / (aggregation.divisor ?? 1);
}

/** Expected margin of each output when nothing of a row is known. */
export function basesOf(forest: Forest): Float64Array {
  const factor = leafFactor(forest);
  const { start, bias } = forest.aggregation;
  const bases = start.map((value, output) => value * factor + (bias === null ? 0 : bias[output]));
  for (const tree of forest.trees) {
    const shares = leafShares(tree);
    shares.forEach((share, leaf) => {
      for (let i = 0; i < tree.leafWidth; i++) {
        bases[tree.output + i] += share * tree.leafValue[leaf * tree.leafWidth + i] * factor;
      }
    });
  }
  return bases;
}
