/** A scorer of raw vectors with a memory of its own, for tools that score with a model and screen nothing. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { compileForest } from './emittedForest.ts';
import { createVectorScorer, type VectorScorer, vectorScorerBytes } from './scoreVectors.ts';
import { createStandaloneCore } from './standaloneCore.ts';

/**
 * @param lowered A forest as `lowerForest` makes it.
 * @param isChecked It comes from there, or was opened before (`openForest`): it is not looked through again.
 * @throws MODEL_INVALID
 */
export function createStandaloneScorer(lowered: Uint8Array, isChecked = false): VectorScorer {
  const numBytes = vectorScorerBytes(lowered);
  const { core, address } = createStandaloneCore(numBytes);
  const scorer = createVectorScorer(core, core.memory, lowered, address, numBytes, isChecked);
  void accelerateLater(scorer, lowered);
  return scorer;
}

/** The interpreter scores until the forest's own module is made. */
async function accelerateLater(scorer: VectorScorer, lowered: Uint8Array): Promise<void> {
  // the first score does not wait for it
  await nextTurn();
  const module = await compileForest(lowered);
  if (module !== null) scorer.accelerate(module);
}
