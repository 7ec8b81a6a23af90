/** Both builds of the core, as explainers of a forest. */
import { createVectorExplainer, type VectorExplainer, vectorExplainerBytes } from '../../src/core/explainVectors.ts';
import { type Build, compileCore, instantiateCore } from '../../src/core/wasm.ts';
import { lowerContributions } from '../../src/model/contributions/lowerContributions.ts';
import type { Forest } from '../../src/model/forest.ts';
import { lowerForest } from '../../src/model/lower/lowerForest.ts';

export type EveryExplainer = (forest: Forest, source?: string) => { name: Build; explainer: VectorExplainer }[];

/** @returns A function from a forest to the explainers of each build, which hold until it is called again. */
export function loadEveryExplainer(): EveryExplainer {
  const cores = (['simd', 'scalar'] as const).map((build) => {
    const memory = new WebAssembly.Memory({ initial: 256, maximum: 65536, shared: true });
    return { build, core: instantiateCore(compileCore(build), memory), memory };
  });
  return (forest, source = 'training data') => {
    const lowered = lowerForest(forest);
    const section = lowerContributions(forest, source);
    const bytes = vectorExplainerBytes(lowered, section);
    return cores.map(({ build, core, memory }) => {
      // an address that is not aligned: the explainer aligns what it lays
      const at = core.heapBase() + 1;
      const short = at + bytes - memory.buffer.byteLength;
      if (short > 0) memory.grow(Math.ceil(short / 65536));
      return { name: build, explainer: createVectorExplainer(core, memory, lowered, section, at, bytes) };
    });
  };
}
