/** The oracle against the definition itself: a sum over all subsets of the features, for forests of few of them. */
import { expect, test } from 'vitest';
import { backgroundCover, withBackground } from '../../../src/model/contributions/background.ts';
import { sharesOf } from '../../../src/model/contributions/cover.ts';
import { lowerContributions } from '../../../src/model/contributions/lowerContributions.ts';
import { openContributions } from '../../../src/model/contributions/openContributions.ts';
import { referenceContributions } from '../../../src/model/contributions/referenceContributions.ts';
import { type Forest, plainSum, type Tree } from '../../../src/model/forest.ts';
import { goesLeft, preparedRow, referenceLeaves } from '../../../src/model/referenceScore.ts';
import { forestOf, type Random, randomTree, seeded, type Shape } from '../../forest/randomForest.ts';

/** Trees with covers that add up, of thresholds that rows of small integers meet. */
export function coveredForest(random: Random, numTrees: number, numLeaves: number, numFeatures: number): Forest {
  const thresholds = Array.from({ length: numFeatures }, () => Float64Array.of(0.5, 1.5, 2.5));
  const trees = Array.from({ length: numTrees }, (_, i) => {
    const shape = (['leafwise', 'bushy', 'leftChain', 'rightChain'] as const satisfies readonly Shape[])[i % 4];
    return randomTree(random, { numLeaves, shape, thresholds, missing: 'each' });
  });
  const rows = Array.from({ length: 200 }, () => drawRow(random, numFeatures));
  return withBackground(forestOf(trees, numFeatures), {
    values: Float64Array.from(rows.flat()),
    numRows: rows.length,
    numColumns: numFeatures,
    order: 'row',
  });
}

export function drawRow(random: Random, numFeatures: number): number[] {
  return Array.from({ length: numFeatures }, () => (random() < 0.15 ? Number.NaN : Math.floor(random() * 4)));
}

/** Expected margin when only the features of `known`, one bit each, are known. */
function expectedMargin(forest: Forest, row: Float64Array, known: number): number {
  const at = (tree: Tree, child: number): number => {
    if (child < 0) return tree.leafValue[~child];
    const feature = tree.feature[child];
    if ((known >> feature) & 1) {
      return at(tree, goesLeft(tree, child, row[feature], forest.sets) ? tree.left[child] : tree.right[child]);
    }
    const { left, right } = sharesOf(tree);
    return left[child] * at(tree, tree.left[child]) + right[child] * at(tree, tree.right[child]);
  };
  return forest.trees.reduce((sum, tree) => sum + at(tree, tree.feature.length > 0 ? 0 : -1), 0);
}

/** The definition: the mean, over all orders of learning the features, of what each changes when it is learned. */
function byDefinition(forest: Forest, row: ArrayLike<number>): number[] {
  const n = forest.featureNames.length;
  const prepared = preparedRow(forest, row);
  const margins = Array.from({ length: 1 << n }, (_, known) => expectedMargin(forest, prepared, known));
  const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1));
  const countOf = (bits: number): number => bits.toString(2).replaceAll('0', '').length;
  return Array.from({ length: n }, (_, feature) => {
    let value = 0;
    for (let known = 0; known < 1 << n; known++) {
      if ((known >> feature) & 1) continue;
      const size = countOf(known);
      const weight = (factorial(size) * factorial(n - 1 - size)) / factorial(n);
      value += weight * (margins[known | (1 << feature)] - margins[known]);
    }
    return value;
  });
}

test('the oracle gives the Shapley values of the definition', () => {
  const random = seeded(5);
  for (let round = 0; round < 12; round++) {
    const numFeatures = 1 + (round % 6);
    const forest = coveredForest(random, 4, 2 + round, numFeatures);
    for (let i = 0; i < 4; i++) {
      const row = drawRow(random, numFeatures);
      const { values, bases } = referenceContributions(forest, row);
      expect(bases[0]).toBeCloseTo(expectedMargin(forest, preparedRow(forest, row), 0), 9);
      byDefinition(forest, row).forEach((expected, feature) => expect(values[feature]).toBeCloseTo(expected, 9));
    }
  }
});

test('a background sample counts the rows that reach each leaf, and names itself', () => {
  const random = seeded(6);
  const bare = { ...coveredForest(random, 3, 9, 4) };
  const rows = Array.from({ length: 50 }, () => drawRow(random, 4));
  const columns = Float64Array.from({ length: 200 }, (_, i) => rows[i % 50][Math.floor(i / 50)]);
  const forest = withBackground(bare, { values: columns, numRows: 50, numColumns: 4, order: 'column' });
  forest.trees.forEach(({ cover }, tree) => {
    const reached = new Float64Array(9);
    for (const row of rows) reached[referenceLeaves(forest, row)[tree]]++;
    expect(cover?.leaf).toEqual(reached);
    expect(cover?.node[0]).toBe(50);
  });
  expect(openContributions(lowerContributions(forest, backgroundCover(50))).source).toBe(
    'background sample of 50 rows',
  );
  const wrong = { values: columns, numRows: 40, numColumns: 5, order: 'row' as const };
  expect(() => withBackground(bare, wrong)).toThrowError(expect.objectContaining({ code: 'SHAPE_MISMATCH' }));
});

test('a forest without cover, or whose leaves are not added up, is refused by what it lacks', () => {
  const random = seeded(7);
  const forest = coveredForest(random, 2, 5, 3);
  const bare = { ...forest, trees: forest.trees.map((tree) => ({ ...tree, cover: null })) };
  expect(() => lowerContributions(bare, '')).toThrowError(/background sample/);
  const least = { ...forest, aggregation: { ...plainSum(1), kind: 'min' as const } };
  expect(() => lowerContributions(least, '')).toThrowError(/min of its trees/);
});

test('what is no section of contributions, or not whole, is refused', () => {
  const section = lowerContributions(coveredForest(seeded(8), 2, 5, 3), 'training data');
  expect(openContributions(section)).toMatchObject({ numFeatures: 3, numOutputs: 1, source: 'training data' });
  for (const wrong of [section.subarray(0, 20), section.subarray(0, -8), new Uint8Array(200)]) {
    expect(() => openContributions(wrong)).toThrowError(expect.objectContaining({ code: 'MODEL_INVALID' }));
  }
});
