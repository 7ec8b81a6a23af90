import { describe, expect, test } from 'vitest';
import type { Forest } from '../../src/model/forest.ts';
import { referenceMargins } from '../../src/model/referenceScore.ts';
import { bitsOf, loadEveryScorer } from './everyScorer.ts';
import {
  forestOf,
  randomForest,
  randomThresholds,
  randomTree,
  randomValue,
  seeded,
  type Shape,
} from './randomForest.ts';

const NUM_FEATURES = 9;
const scoreEveryWay = loadEveryScorer();

/** Compare every build, order and precision with the reference, row by row. */
function expectAllEqual(forest: Forest, rows: Float64Array): void {
  const numColumns = forest.featureNames.length;
  for (const values of [rows, Float32Array.from(rows)]) {
    const numRows = rows.length / numColumns;
    const expected = new Float64Array(numRows * forest.numOutputs);
    for (let r = 0; r < numRows; r++) {
      const margins = referenceMargins(forest, values.subarray(r * numColumns, (r + 1) * numColumns));
      expected.set(margins, r * forest.numOutputs);
    }
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

/** A category, known or not, or nearly one. */
function randomCategory(random: () => number): number {
  const category = Math.floor(random() * 14) - 1;
  const spoilt = random();
  if (spoilt < 0.6) return category;
  if (spoilt < 0.8) return category + random();
  return [Number.NaN, -0.5, 2 ** 24, 2 ** 31, 2 ** 53, 1e10, 1e300, Infinity, -Infinity, -0][Math.floor(random() * 10)];
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

  test('for trees of 64 to 1,100 leaves in one forest', () => {
    const leaves = [64, 65, 255, 256, 257, 300, 1, 512, 1024, 1025];
    for (const shape of everyShape) {
      check(200, { leaves, shapes: [shape], numTrees: 20, numThresholds: 100, missing: 'each', numRows: 270 });
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

  test('for every test, category set, missing type, preparation and aggregation, in f32 and f64', () => {
    for (let seed = 0; seed < 40; seed++) {
      const random = seeded(2000 + seed);
      const thresholds = Array.from({ length: NUM_FEATURES }, (_, f) => [
        ...randomThresholds(random, 12, f + seed),
        ...randomThresholds(random, 12, 2),
      ]).map((list) => Float64Array.from(list));
      const numSets = seed % 5 === 0 ? 0 : 12;
      const numLeaves = [12, 70, 300][seed % 3];
      const forest = randomForest(random, { numTrees: 15, numLeaves, thresholds, missing: 'each', numSets });
      const numRows = [1, 15, 16, 17, 127, 128, 129, 255, 256, 257][seed % 10];
      const rows = Float64Array.from({ length: numRows * NUM_FEATURES }, (_, i) =>
        random() < 0.4 ? randomCategory(random) : randomValue(random, thresholds[i % NUM_FEATURES]),
      );
      expectAllEqual(forest, rows);
    }
  });

  test('for rows of nothing but missing values', () => {
    const random = seeded(1000);
    const thresholds = Array.from({ length: NUM_FEATURES }, (_, f) => randomThresholds(random, 30, f));
    const trees = everyShape.map((shape) => randomTree(random, { numLeaves: 64, shape, thresholds, missing: 'each' }));
    expectAllEqual(forestOf(trees, NUM_FEATURES), new Float64Array(140 * NUM_FEATURES).fill(Number.NaN));
  });
});
