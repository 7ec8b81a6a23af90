import { describe, expect, test } from 'vitest';
import { compileForest, ForestPlace, placeForest, removeForest } from '../../src/core/emittedForest.ts';
import { createVectorScorer, type VectorScorer, vectorScorerBytes } from '../../src/core/scoreVectors.ts';
import { compileCore, instantiateCore } from '../../src/core/wasm.ts';
import type { CoreExports } from '../../src/core/exports.ts';
import type { Forest } from '../../src/model/forest.ts';
import { lowerForest } from '../../src/model/lower/lowerForest.ts';
import { bitsOf } from './everyScorer.ts';
import { emittedBytes, emittedModule } from './emittedModule.ts';
import { forestOf, randomThresholds, randomTree, randomValue, seeded, type Shape } from './randomForest.ts';

const NUM_FEATURES = 7;
const NUM_ROWS = 700;
const core = loadCore();

function loadCore(): CoreExports {
  const memory = new WebAssembly.Memory({ initial: 512, maximum: 65536, shared: true });
  return instantiateCore(compileCore('simd'), memory);
}

type Drawn = { forest: Forest; lowered: Uint8Array; rows: Float64Array };

function draw(seed: number, leaves: readonly number[], shapes: readonly Shape[], numTrees: number): Drawn {
  const random = seeded(seed);
  const thresholds = Array.from({ length: NUM_FEATURES }, (_, f) => randomThresholds(random, 60, f));
  const trees = Array.from({ length: numTrees }, (_, i) =>
    randomTree(random, {
      numLeaves: leaves[i % leaves.length],
      shape: shapes[i % shapes.length],
      thresholds,
      missing: 'each',
    }),
  );
  const forest = forestOf(trees, NUM_FEATURES);
  const rows = Float64Array.from({ length: NUM_ROWS * NUM_FEATURES }, (_, i) =>
    randomValue(random, thresholds[i % NUM_FEATURES]),
  );
  return { forest, lowered: lowerForest(forest), rows };
}

function scorerOf(lowered: Uint8Array): VectorScorer {
  return createVectorScorer(core, core.memory, lowered, core.heapBase(), vectorScorerBytes(lowered));
}

function scoreOf(scorer: VectorScorer, rows: Float64Array, numRows: number): BigUint64Array {
  const margins = new Float64Array(numRows);
  const values = rows.subarray(0, numRows * NUM_FEATURES);
  scorer.scoreInto({ values, numRows, numColumns: NUM_FEATURES, order: 'row' }, margins);
  return bitsOf(margins);
}

const shapes: readonly Shape[] = ['leafwise', 'leftChain', 'rightChain', 'bushy'];

describe('an emitted module', () => {
  test('scores what the interpreter scores, whatever the shape and wherever planes are pinned', () => {
    for (const [seed, leaves] of [
      [1, [31]],
      [2, [2, 3, 5, 9, 17, 33, 65, 129, 255]],
      [3, [1, 1, 20, 1]],
      [4, [256]],
    ] as const) {
      const { lowered, rows } = draw(seed, leaves, shapes, 37);
      const scorer = scorerOf(lowered);
      const expected = scoreOf(scorer, rows, NUM_ROWS);
      for (const pinHeight of [0, 1, 3, 4, 6]) {
        const module = emittedModule(lowered, pinHeight);
        if (module === null) throw new Error('expected a forest worth emitting');
        scorer.accelerate(module);
        expect(scoreOf(scorer, rows, NUM_ROWS), `pins at ${pinHeight}`).toEqual(expected);
      }
      scorer.close();
    }
  });

  test('scores every ragged number of rows', () => {
    const { lowered, rows } = draw(5, [31, 12], ['leafwise'], 20);
    const scorer = scorerOf(lowered);
    const expected = scoreOf(scorer, rows, 520);
    const module = emittedModule(lowered);
    if (module === null) throw new Error('expected a forest worth emitting');
    scorer.accelerate(module);
    for (let numRows = 1; numRows <= 520; numRows += 7) {
      expect(scoreOf(scorer, rows, numRows)).toEqual(expected.subarray(0, numRows));
    }
    scorer.close();
  });

  test('does less than the program it is made of: constants are folded', () => {
    const { lowered } = draw(6, [31], ['leafwise'], 16);
    // sixteen bytes a step are what the interpreter reads
    const programBytes = lowered.length;
    expect(emittedBytes(lowered, 0).length).toBeLessThan(programBytes);
  });

  test('is made only where there is something to emit', async () => {
    const { forest } = draw(7, [1500], ['leafwise'], 2);
    expect(await compileForest(lowerForest(forest))).toBe(null);
    expect(await compileForest(lowerForest(forestOf([], NUM_FEATURES)))).toBe(null);
  });

  test('is the same of a forest that lies somewhere in a Buffer, as in a bundle that was read from a file', () => {
    const { lowered } = draw(10, [31], ['leafwise'], 5);
    const file = Buffer.alloc(lowered.length + 28, 0xff);
    file.set(lowered, 13);
    expect(emittedBytes(file.subarray(13, 13 + lowered.length), 0)).toEqual(emittedBytes(lowered, 0));
  });

  test('may be made while its forest is replaced in memory', async () => {
    const { lowered, rows } = draw(8, [31], ['leafwise'], 40);
    const scorer = scorerOf(lowered);
    const expected = scoreOf(scorer, rows, NUM_ROWS);
    const passing = lowered.slice();
    const compiling = compileForest(passing);
    passing.fill(0xff);
    const module = await compiling;
    if (module === null) throw new Error('expected a forest worth emitting');
    scorer.accelerate(module);
    expect(scoreOf(scorer, rows, NUM_ROWS)).toEqual(expected);
    scorer.close();
  });
});

describe('places in the core', () => {
  test('are taken, given back and taken again, so that the table does not grow', () => {
    const { lowered } = draw(9, [31], ['leafwise'], 3);
    const module = emittedModule(lowered);
    if (module === null) throw new Error('expected a forest worth emitting');
    const first = placeForest(core, module);
    const second = placeForest(core, module);
    expect(second).not.toBe(first);
    removeForest(core, first);
    expect(placeForest(core, module)).toBe(first);
    removeForest(core, first);
    removeForest(core, second);
    const { length } = core.table;
    const place = new ForestPlace(core);
    for (let generation = 1; generation <= 1000; generation++) {
      expect(place.of(generation, null)).toBe(0);
      expect(place.of(generation, module)).toBe(first);
    }
    expect(core.table.length).toBe(length);
  });
});
