/** A scorer of raw vectors with a memory of its own, for tools that score with a model and screen nothing. */
import { compileForest } from './emittedForest.ts';
import { createVectorScorer, type VectorScorer, vectorScorerBytes } from './scoreVectors.ts';
import { compileCore, instantiateCore } from './wasm.ts';

const PAGE_BYTES = 65_536;
const FIRST_PAGES = 16;
const MAX_PAGES = 65_536;

/**
 * @param lowered  a forest as `lowerForest` makes it
 * @throws MODEL_INVALID
 */
export function createStandaloneScorer(lowered: Uint8Array): VectorScorer {
  const numBytes = vectorScorerBytes(lowered);
  // where the core's static data ends is known from an instance only, so the memory grows once
  const memory = new WebAssembly.Memory({ initial: FIRST_PAGES, maximum: MAX_PAGES, shared: true });
  const core = instantiateCore(compileCore(), memory);
  const pages = Math.ceil((core.heapBase() + numBytes) / PAGE_BYTES);
  if (pages > FIRST_PAGES) memory.grow(pages - FIRST_PAGES);
  const scorer = createVectorScorer(core, memory, lowered, core.heapBase(), numBytes);
  void accelerateLater(scorer, lowered);
  return scorer;
}

/** The interpreter scores until the forest's own module is made. */
async function accelerateLater(scorer: VectorScorer, lowered: Uint8Array): Promise<void> {
  const module = await compileForest(lowered);
  if (module !== null) scorer.accelerate(module);
}
