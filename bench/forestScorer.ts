/** A forest in a memory of its own, scored by the core without an engine around it. */
import { compileCore, instantiateCore } from '../src/core/wasm.ts';
import type { Forest } from '../src/model/forest.ts';
import { lowerForest } from '../src/model/lower/lowerForest.ts';
import { openForest } from '../src/model/openForest.ts';

export type ForestScorer = {
  /** Margins of row-major float32 rows. The result is a view that the next call overwrites. */
  score(rows: Float32Array): Float64Array;
};

const PAGE_BYTES = 65_536;

export function createForestScorer(forest: Forest, maxRows: number): ForestScorer {
  const lowered = lowerForest(forest);
  const { scratchBytes } = openForest(lowered);
  const numColumns = forest.featureNames.length;
  let next = PAGE_BYTES;
  const take = (bytes: number): number => {
    const at = next;
    next += Math.ceil(bytes / 64) * 64;
    return at;
  };
  const forestAt = take(lowered.length);
  const scratch = take(scratchBytes);
  const values = take(maxRows * numColumns * 4);
  const margins = take(maxRows * 8);
  const pages = Math.ceil(next / PAGE_BYTES) + 1;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const core = instantiateCore(compileCore(), memory);
  new Uint8Array(memory.buffer).set(lowered, forestAt);
  const input = new Float32Array(memory.buffer, values, maxRows * numColumns);
  const output = new Float64Array(memory.buffer, margins, maxRows);
  return {
    score: (rows) => {
      input.set(rows);
      const numRows = rows.length / numColumns;
      core.scoreRowsF32(forestAt, values, numColumns * 4, numRows, margins, scratch);
      return output.subarray(0, numRows);
    },
  };
}
