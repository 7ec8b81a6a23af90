/** Every way the core scores a forest: both builds, both orders. */
import type { CoreExports } from '../../src/core/exports.ts';
import { createVectorScorer, vectorScorerBytes } from '../../src/core/scoreVectors.ts';
import { type Build, compileCore, instantiateCore } from '../../src/core/wasm.ts';
import type { Forest } from '../../src/model/forest.ts';
import { emittedModule } from './emittedModule.ts';
import { lowerForest } from '../../src/model/lower/lowerForest.ts';

type Values = Float32Array | Float64Array;
type Core = { build: Build; core: CoreExports; memory: WebAssembly.Memory };

const builds: readonly Build[] = ['simd', 'scalar'];

function loadCore(build: Build): Core {
  const memory = new WebAssembly.Memory({ initial: 256, maximum: 65536, shared: true });
  return { build, core: instantiateCore(compileCore(build), memory), memory };
}

export type EveryScorer = (forest: Forest, rows: Values) => { name: string; margins: Float64Array }[];

/** @returns A function from a forest and row-major values to the margins of each way, with its name. */
export function loadEveryScorer(): EveryScorer {
  const cores = builds.map(loadCore);
  const lowerings = new WeakMap<Forest, Uint8Array>();
  return (forest, rows) => {
    const lowered = lowerings.get(forest) ?? lowerForest(forest);
    lowerings.set(forest, lowered);
    const numColumns = forest.featureNames.length;
    const numRows = rows.length / numColumns;
    const columns = toColumns(rows, numRows, numColumns);
    const bytes = vectorScorerBytes(lowered);
    return cores.flatMap(({ build, core, memory }) => {
      // an address that is not aligned: the scorer aligns what it lays
      const at = core.heapBase() + 1;
      const short = at + bytes - memory.buffer.byteLength;
      if (short > 0) memory.grow(Math.ceil(short / 65536));
      const scorer = createVectorScorer(core, memory, lowered, at, bytes);
      const scoreBothOrders = (kernel: string): { name: string; margins: Float64Array }[] =>
        (['row', 'column'] as const).map((order) => {
          const margins = new Float64Array(numRows * forest.numOutputs);
          scorer.scoreInto({ values: order === 'row' ? rows : columns, numRows, numColumns, order }, margins);
          return { name: `${kernel}, ${order}-major f${rows.BYTES_PER_ELEMENT * 8}, ${numRows} rows`, margins };
        });
      const interpreted = scoreBothOrders(build);
      const module = build === 'simd' ? emittedModule(lowered) : null;
      if (module === null) return interpreted;
      scorer.accelerate(module);
      const emitted = scoreBothOrders('emitted');
      scorer.close();
      return [...interpreted, ...emitted];
    });
  };
}

/** Bits, so that -0 and +0 differ. */
export function bitsOf(margins: Float64Array): BigUint64Array {
  return new BigUint64Array(margins.buffer, margins.byteOffset, margins.length);
}

function toColumns(rows: Values, numRows: number, numColumns: number): Values {
  const columns = rows.slice();
  for (let row = 0; row < numRows; row++) {
    for (let column = 0; column < numColumns; column++) {
      columns[column * numRows + row] = rows[row * numColumns + column];
    }
  }
  return columns;
}
