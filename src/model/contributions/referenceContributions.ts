/**
 * The oracle of contributions: each leaf is a game of its own, whose Shapley values come from one sum over how many
 * of its other features are known. Slow and plain; every term is positive, so nothing cancels.
 */
import type { Forest, Tree } from '../forest.ts';
import { goesLeft, preparedRow } from '../referenceScore.ts';
import { basesOf, leafFactor, sharesOf } from './cover.ts';

export type Contributions = {
  /** One an output. */
  readonly bases: Float64Array;
  /** `[output][feature]`: with the base they add up to the margin. */
  readonly values: Float64Array;
};

/** What a path says of one feature: whether the row goes along, and the share of the data that does. */
type Step = { goesAlong: boolean; share: number };

/** @throws MODEL_UNSUPPORTED when trees have no cover or leaves are not added up */
export function referenceContributions(forest: Forest, row: ArrayLike<number>): Contributions {
  const numFeatures = forest.featureNames.length;
  const values = new Float64Array(forest.numOutputs * numFeatures);
  const prepared = preparedRow(forest, row);
  const factor = leafFactor(forest);
  for (const tree of forest.trees) {
    eachLeaf(forest, tree, prepared, (leaf, path) => {
      for (const [feature, worth] of shapleyOfLeaf(path)) {
        for (let i = 0; i < tree.leafWidth; i++) {
          const value = tree.leafValue[leaf * tree.leafWidth + i] * factor;
          values[(tree.output + i) * numFeatures + feature] += worth * value;
        }
      }
    });
  }
  return { bases: basesOf(forest), values };
}

function eachLeaf(
  forest: Forest,
  tree: Tree,
  row: Float64Array,
  visit: (leaf: number, path: ReadonlyMap<number, Step>) => void,
): void {
  const shares = sharesOf(tree);
  const walk = (child: number, path: ReadonlyMap<number, Step>): void => {
    if (child < 0) return visit(~child, path);
    const feature = tree.feature[child];
    const left = goesLeft(tree, child, row[feature], forest.sets);
    const { goesAlong, share } = path.get(feature) ?? { goesAlong: true, share: 1 };
    const next = (along: boolean, part: number): ReadonlyMap<number, Step> =>
      new Map(path).set(feature, { goesAlong: goesAlong && along, share: share * part });
    walk(tree.left[child], next(left, shares.left[child]));
    walk(tree.right[child], next(!left, shares.right[child]));
  };
  walk(tree.feature.length > 0 ? 0 : -1, new Map());
}

/** Shapley values, by feature, of the game that pays 1 when the leaf is reached. */
function shapleyOfLeaf(path: ReadonlyMap<number, Step>): Map<number, number> {
  const values = new Map<number, number>();
  for (const [feature, { goesAlong, share }] of path) {
    const others = [...path].filter(([other]) => other !== feature).map(([, step]) => step);
    values.set(feature, (Number(goesAlong) - share) * expectedReach(others));
  }
  return values;
}

/** Probability to pass all steps when a random number of them is known, each number as likely as any other. */
function expectedReach(steps: readonly Step[]): number {
  // bySize[k]: sum over the sets of k known steps of the product over all steps
  let bySize = [1];
  for (const { goesAlong, share } of steps) {
    const next = [...bySize.map((sum) => sum * share), 0];
    if (goesAlong) bySize.forEach((sum, k) => (next[k + 1] += sum));
    bySize = next;
  }
  // a set of k out of n comes up with probability 1 / ((n + 1) (n over k))
  let expected = 0;
  let numSets = 1;
  bySize.forEach((sum, k) => {
    expected += sum / (numSets * (steps.length + 1));
    numSets = (numSets * (steps.length - k)) / (k + 1);
  });
  return expected;
}
