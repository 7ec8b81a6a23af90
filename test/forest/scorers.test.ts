import { beforeAll, describe, expect, test } from 'vitest';
import { type Build, compileCore, instantiateCore } from '../../src/core/wasm.ts';
import type { CoreExports } from '../../src/core/exports.ts';
import { createVectorScorer, vectorScorerBytes } from '../../src/core/scoreVectors.ts';
import type { Forest } from '../../src/model/forest.ts';
import { lowerForest } from '../../src/model/lower/lowerForest.ts';
import { referenceScore } from '../../src/model/referenceScore.ts';
import { forestOf, randomThresholds, randomTree, randomValue, seeded, type Shape } from './randomForest.ts';

const builds: readonly Build[] = ['simd', 'scalar'];
const NUM_FEATURES = 9;

type Core = { core: CoreExports; memory: WebAssembly.Memory };
const cores = new Map<Build, Core>();

beforeAll(() => {
  for (const build of builds) {
    const memory = new WebAssembly.Memory({ initial: 1024, maximum: 65536, shared: true });
    cores.set(build, { core: instantiateCore(compileCore(build), memory), memory });
  }
});

/** Bits, so that -0 and +0 differ and NaN equals itself. */
const bitsOf = (margins: Float64Array): BigUint64Array => new BigUint64Array(margins.buffer, 0, margins.length);

/** Compare every build, order and precision with the reference, row by row. */
function expectAllEqual(forest: Forest, rows: Float64Array, numRows: number): void {
  const numColumns = forest.featureNames.length;
  const lowered = lowerForest(forest);
  for (const values of [rows, Float32Array.from(rows)]) {
    const expected = Float64Array.from({ length: numRows }, (_, r) =>
      referenceScore(forest, values.subarray(r * numColumns, (r + 1) * numColumns)),
    );
    const columns = values.slice();
    for (let r = 0; r < numRows; r++) {
      for (let c = 0; c < numColumns; c++) columns[c * numRows + r] = values[r * numColumns + c];
    }
    for (const [build, { core, memory }] of cores) {
      const bytes = vectorScorerBytes(lowered);
      const at = core.heapBase() + 1;
      const missing = at + bytes - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / 65536));
      const scorer = createVectorScorer(core, memory, lowered, at, bytes);
      for (const order of ['row', 'column'] as const) {
        const margins = new Float64Array(numRows);
        scorer.scoreInto({ values: order === 'row' ? values : columns, numRows, numColumns, order }, margins);
        const what = `${build} ${order} f${values.BYTES_PER_ELEMENT * 8} ${numRows} rows`;
        expect(bitsOf(margins), what).toEqual(bitsOf(expected));
      }
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

function check(seed: number, plan: Plan): void {
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
  expectAllEqual(forestOf(trees, NUM_FEATURES), rows, plan.numRows);
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
    for (let numRows = 0; numRows <= 300; numRows++) {
      check(400 + numRows, {
        leaves: [64, 9],
        shapes: ['bushy', 'leafwise'],
        numTrees: 2,
        numThresholds: 12,
        missing: 'each',
        numRows,
      });
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
    expectAllEqual(forestOf(trees, NUM_FEATURES), new Float64Array(140 * NUM_FEATURES).fill(Number.NaN), 140);
  });
});
