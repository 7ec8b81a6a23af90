/** A forest in a memory of its own, scored by the core without an engine around it, its own module made beforehand. */
import { compileForest } from '../src/core/emittedForest.ts';
import { createVectorScorer, type VectorScorer, vectorScorerBytes } from '../src/core/scoreVectors.ts';
import { compileCore, instantiateCore } from '../src/core/wasm.ts';
import type { Forest } from '../src/model/forest.ts';
import { lowerForest } from '../src/model/lower/lowerForest.ts';

export type ForestScorer = {
  /** Margins of row-major rows, copied into the core's memory and out of it. The next call overwrites the result. */
  score(rows: Float32Array): Float64Array;
};

const PAGE_BYTES = 65_536;
const FIRST_PAGES = 16;
const MAX_PAGES = 65_536;

/** @param maxRows The most that one call scores. */
export async function createForestScorer(forest: Forest, maxRows: number): Promise<ForestScorer> {
  const scorer = await createReadyScorer(forest);
  const margins = new Float64Array(maxRows);
  const numColumns = forest.featureNames.length;
  return {
    score: (rows) => {
      const numRows = rows.length / numColumns;
      const out = numRows === maxRows ? margins : margins.subarray(0, numRows);
      scorer.scoreInto({ values: rows, numRows, numColumns, order: 'row' }, out);
      return out;
    },
  };
}

async function createReadyScorer(forest: Forest): Promise<VectorScorer> {
  const lowered = lowerForest(forest);
  const numBytes = vectorScorerBytes(lowered);
  const memory = new WebAssembly.Memory({ initial: FIRST_PAGES, maximum: MAX_PAGES, shared: true });
  const core = instantiateCore(compileCore(), memory);
  const pages = Math.ceil((core.heapBase() + numBytes) / PAGE_BYTES);
  if (pages > FIRST_PAGES) memory.grow(pages - FIRST_PAGES);
  const scorer = createVectorScorer(core, memory, lowered, core.heapBase(), numBytes);
  const module = await compileForest(lowered);
  if (module !== null) scorer.accelerate(module);
  return scorer;
}
