import { expect, test } from 'vitest';
import { createVectorScorer, vectorScorerBytes } from '../../src/core/scoreVectors.ts';
import { compileCore, instantiateCore } from '../../src/core/wasm.ts';
import { importModel } from '../../src/model/importModel.ts';
import { lowerForest } from '../../src/model/lower/lowerForest.ts';
import { referenceMargins } from '../../src/model/referenceScore.ts';
import { readModel } from '../model/golden.ts';

test('a forest that lies in the memory is scored where it lies, any other from a copy', () => {
  const forest = importModel(readModel('lightgbm', 'regression'));
  const lowered = lowerForest(forest);
  const memory = new WebAssembly.Memory({ initial: 64, maximum: 64, shared: true });
  const core = instantiateCore(compileCore(), memory);
  const values = Float64Array.from(forest.featureNames, (_, feature) => feature / 3 - 1);
  const vectors = { values, numRows: 1, numColumns: values.length, order: 'row' } as const;
  const room = vectorScorerBytes(lowered);
  const first = Math.ceil(core.heapBase() / 64) * 64;

  for (const [offset, copies] of [
    [0, false],
    [4, true],
  ] as const) {
    const there = new Uint8Array(memory.buffer, first + offset, lowered.length);
    const piece = first + lowered.length + 128;
    new Uint8Array(memory.buffer, piece, room).fill(0);
    there.set(lowered);
    const margins = new Float64Array(1);
    createVectorScorer(core, memory, there, piece, room).scoreInto(vectors, margins);
    expect(margins).toEqual(referenceMargins(forest, values));
    const magic = Buffer.from(memory.buffer, piece, room).indexOf('PFOR');
    expect(magic >= 0).toBe(copies);
  }
});
