/**
 * Raw feature vectors to contributions, a row at a time: lays forest, section, scratch and one row in a given piece of
 * the core's memory.
 */
import { PosternError } from '../contract/errors.ts';
import type { Vectors } from '../contract/screener.ts';
import { openContributions } from '../model/contributions/openContributions.ts';
import { openForest } from '../model/openForest.ts';
import type { CoreExports } from './exports.ts';
import { compileCore, instantiateCore } from './wasm.ts';

export type VectorExplainer = {
  readonly numFeatures: number;
  readonly numOutputs: number;
  /** Expected margin of each output when nothing of a row is known. */
  readonly bases: Float64Array;
  /** What the shares of the data were counted on, in words. */
  readonly source: string;
  /**
   * What each feature adds to each margin, `[row][output][feature]`: with the bases they add up to the margins.
   * @param vectors `numRows x numFeatures` values; NaN is missing; read, not kept.
   * @throws SHAPE_MISMATCH
   */
  contributions(vectors: Vectors): Float64Array;
};

const ALIGN = 64;
const PAGE_BYTES = 65_536;
const FIRST_PAGES = 16;
const MAX_PAGES = 65_536;
const align = (address: number): number => Math.ceil(address / ALIGN) * ALIGN;

/** Bytes of memory that explaining vectors needs at least, wherever they start. */
export function vectorExplainerBytes(forestBytes: Uint8Array, contributionBytes: Uint8Array): number {
  const { bytes, scratchBytes, numFeatures, numOutputs } = openContributions(contributionBytes);
  const forest = openForest(forestBytes).bytes;
  const numValues = numFeatures * (numOutputs + 1);
  return ALIGN + align(forest.length) + align(bytes.length) + align(scratchBytes) + 8 * numValues;
}

/**
 * @param address First byte of the piece of memory that is the explainer's alone.
 * @param numBytes Its length; at least `vectorExplainerBytes`.
 * @throws MODEL_INVALID, RangeError when the piece is too small.
 */
export function createVectorExplainer(
  core: Pick<CoreExports, 'explainF64'>,
  memory: WebAssembly.Memory,
  forestBytes: Uint8Array,
  contributionBytes: Uint8Array,
  address: number,
  numBytes: number,
): VectorExplainer {
  const { bytes, scratchBytes, numFeatures, numOutputs, bases, source } = openContributions(contributionBytes);
  const forestSection = openForest(forestBytes).bytes;
  const needed = vectorExplainerBytes(forestBytes, contributionBytes);
  if (numBytes < needed) throw new RangeError(`explaining vectors needs ${needed} bytes of memory, got ${numBytes}`);
  const forest = align(address);
  const section = align(forest + forestSection.length);
  const scratch = align(section + bytes.length);
  const row = align(scratch + scratchBytes);
  const out = row + 8 * numFeatures;
  new Uint8Array(memory.buffer).set(forestSection, forest);
  new Uint8Array(memory.buffer).set(bytes, section);
  const rowValues = new Float64Array(memory.buffer, row, numFeatures);
  const rowResult = new Float64Array(memory.buffer, out, numOutputs * numFeatures);

  return {
    numFeatures,
    numOutputs,
    bases,
    source,
    contributions({ values, numRows, numColumns, order }) {
      if (numColumns !== numFeatures || values.length !== numRows * numColumns) {
        throw new PosternError(
          'SHAPE_MISMATCH',
          `expected rows of ${numFeatures} values, got ${values.length} values as ${numRows} rows of ${numColumns}`,
        );
      }
      const result = new Float64Array(numRows * rowResult.length);
      const [rowStep, columnStep] = order === 'row' ? [numColumns, 1] : [1, numRows];
      for (let r = 0; r < numRows; r++) {
        for (let f = 0; f < numFeatures; f++) rowValues[f] = values[r * rowStep + f * columnStep];
        core.explainF64(forest, section, row, 8, out, scratch);
        result.set(rowResult, r * rowResult.length);
      }
      return result;
    },
  };
}

/**
 * An explainer with a memory of its own.
 * @param lowered a forest as `lowerForest` makes it
 * @param section the same forest as `lowerContributions` makes it
 * @throws MODEL_INVALID
 */
export function createStandaloneExplainer(lowered: Uint8Array, section: Uint8Array): VectorExplainer {
  const numBytes = vectorExplainerBytes(lowered, section);
  // where the core's static data ends is known from an instance only, so the memory grows once
  const memory = new WebAssembly.Memory({ initial: FIRST_PAGES, maximum: MAX_PAGES, shared: true });
  const core = instantiateCore(compileCore(), memory);
  const pages = Math.ceil((core.heapBase() + numBytes) / PAGE_BYTES);
  if (pages > FIRST_PAGES) memory.grow(pages - FIRST_PAGES);
  return createVectorExplainer(core, memory, lowered, section, core.heapBase(), numBytes);
}
