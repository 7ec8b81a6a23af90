import { describe, expect, test } from 'vitest';
import type { Forest } from '../../src/model/forest.ts';
import { referenceMargin } from '../../src/model/referenceScore.ts';
import { bitsOf, loadEveryScorer } from './everyScorer.ts';
import { forestOf, randomThresholds, randomTree, randomValue, seeded, type Shape } from './randomForest.ts';

const NUM_FEATURES = 9;
const scoreEveryWay = loadEveryScorer();

/** Compare every build, order and precision with the reference, row by row. */
function expectAllEqual(forest: Forest, rows: Float64Array): void {
  const numColumns = forest.featureNames.length;
  for (const values of [rows, Float32Array.from(rows)]) {
    const expected = Float64Array.from({ length: rows.length / numColumns }, (_, r) =>
      referenceMargin(forest, values.subarray(r * numColumns, (r + 1) * numColumns)),
    );
    for (const { name, margins } of scoreEveryWay(forest, values)) {
      expect(bitsOf(margins), name).toEqual(bitsOf(expected));
    }
  }
}

type Plan = {
  leaves: readonly number[];
  shapes: readonly Shape[];
  numTrees: number;
  numThresholds: number;
  missing: 'none' | 'zero' | 'nan' | 'each';
  numRows: number;
};

function draw(seed: number, plan: Plan): { forest: Forest; rows: Float64Array } {
  const random = seeded(seed);
  const thresholds = Array.from({ length: NUM_FEATURES }, (_, f) => randomThresholds(random, plan.numThresholds, f));
  const trees = Array.from({ length: plan.numTrees }, (_, i) =>
    randomTree(random, {
      numLeaves: plan.leaves[i % plan.leaves.length],
      shape: plan.shapes[i % plan.shapes.length],
      thresholds,
      missing: plan.missing,
    }),
  );
  const rows = Float64Array.from({ length: plan.numRows * NUM_FEATURES }, (_, i) =>
    randomValue(random, thresholds[i % NUM_FEATURES]),
  );
  return { forest: forestOf(trees, NUM_FEATURES), rows };
}

function check(seed: number, plan: Plan): void {
  const { forest, rows } = draw(seed, plan);
  expectAllEqual(forest, rows);
}

const everyShape: readonly Shape[] = ['bushy', 'leftChain', 'rightChain', 'leafwise'];
const missingKinds = ['none', 'zero', 'nan', 'each'] as const;

describe('reference, scalar and SIMD scores are equal to the bit', () => {
  test('for every shape of tree, every missing type and hostile values', () => {
    for (const [i, missing] of missingKinds.entries()) {
      const leaves = [1, 2, 3, 7, 31, 33, 63, 64];
      check(100 + i, { leaves, shapes: everyShape, numTrees: 40, numThresholds: 40, missing, numRows: 300 });
    }
  });

  test('for trees of 64, 65, 255, 256, 257 and 300 leaves in one forest', () => {
    const leaves = [64, 65, 255, 256, 257, 300, 1];
    for (const shape of everyShape) {
      check(200, { leaves, shapes: [shape], numTrees: 14, numThresholds: 100, missing: 'each', numRows: 270 });
    }
  });

  test('for 255, 256 and 1,000 thresholds a feature', () => {
    for (const numThresholds of [7, 8, 255, 256, 1000]) {
      const leaves = [200, 64];
      const numTrees = 60;
      check(300 + numThresholds, {
        leaves,
        shapes: ['leafwise', 'bushy'],
        numTrees,
        numThresholds,
        missing: 'each',
        numRows: 257,
      });
    }
  });

  test('for every ragged number of rows from 0 to 300', () => {
    const shapes: Shape[] = ['bushy', 'leafwise'];
    const plan: Plan = { leaves: [64, 9], shapes, numTrees: 4, numThresholds: 12, missing: 'each', numRows: 600 };
    const { forest, rows } = draw(400, plan);
    for (let numRows = 0; numRows <= 300; numRows++) {
      expectAllEqual(forest, rows.slice(numRows * NUM_FEATURES, 2 * numRows * NUM_FEATURES));
    }
  });

  test('for more trees than one segment and more rows than one chunk', () => {
    check(700, {
      leaves: [64, 31, 31],
      shapes: ['bushy', 'leafwise'],
      numTrees: 70,
      numThresholds: 60,
      missing: 'each',
      numRows: 2500,
    });
  });

  test('for a tree of thousands of leaves, one-sided', () => {
    check(800, {
      leaves: [3000],
      shapes: ['rightChain', 'leftChain'],
      numTrees: 2,
      numThresholds: 500,
      missing: 'each',
      numRows: 40,
    });
  });

  test('for a forest without trees and a forest of constants', () => {
    check(900, { leaves: [1], shapes: ['bushy'], numTrees: 0, numThresholds: 3, missing: 'none', numRows: 130 });
    check(901, { leaves: [1], shapes: ['bushy'], numTrees: 20, numThresholds: 3, missing: 'none', numRows: 130 });
  });

  test('for rows of nothing but missing values', () => {
    const random = seeded(1000);
    const thresholds = Array.from({ length: NUM_FEATURES }, (_, f) => randomThresholds(random, 30, f));
    const trees = everyShape.map((shape) => randomTree(random, { numLeaves: 64, shape, thresholds, missing: 'each' }));
    expectAllEqual(forestOf(trees, NUM_FEATURES), new Float64Array(140 * NUM_FEATURES).fill(Number.NaN));
  });
});
