/** A scorer of raw vectors with a memory of its own, for tools that score with a model and screen nothing. */
import { compileForest } from './emittedForest.ts';
import type { CoreMemory, CoreModule } from './memory.ts';
import { createVectorScorer, type VectorScorer, vectorScorerBytes } from './scoreVectors.ts';
import { compileCore, instantiateCore } from './wasm.ts';

const PAGE_BYTES = 65_536;
/** What the core asks of a memory (asconfig.json). */
const LEAST_BYTES = 4 * PAGE_BYTES;

/** Compiled once a process, with where the core's static data ends, which an instance tells. */
let core: { module: CoreModule; heapBase: number } | undefined;

/**
 * @param lowered  a forest as `lowerForest` makes it
 * @throws MODEL_INVALID
 */
export function createStandaloneScorer(lowered: Uint8Array): VectorScorer {
  core ??= learnCore();
  const { module, heapBase } = core;
  const numBytes = vectorScorerBytes(lowered);
  const instance = instantiateCore(module, memoryOf(heapBase + numBytes));
  const scorer = createVectorScorer(instance, instance.memory, lowered, heapBase, numBytes);
  void accelerateLater(scorer, lowered);
  return scorer;
}

function learnCore(): { module: CoreModule; heapBase: number } {
  const module = compileCore();
  return { module, heapBase: instantiateCore(module, memoryOf(LEAST_BYTES)).heapBase() };
}

/** A shared memory of just these bytes: what is reserved for growth counts against the process until it is collected. */
function memoryOf(numBytes: number): CoreMemory {
  const pages = Math.ceil(Math.max(LEAST_BYTES, numBytes) / PAGE_BYTES);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}

/** The interpreter scores until the forest's own module is made. */
async function accelerateLater(scorer: VectorScorer, lowered: Uint8Array): Promise<void> {
  const module = await compileForest(lowered);
  if (module !== null) scorer.accelerate(module);
}
