/**
 * Raw feature vectors to contributions, a row at a time: lays forest, section, scratch and one row in a given piece of
 * the core's memory.
 */
import type { Vectors } from '../contract/screener.ts';
import { openContributions } from '../model/contributions/openContributions.ts';
import { forestSizes } from '../model/openForest.ts';
import type { CoreExports } from './exports.ts';
import { checkShape } from './scoreVectors.ts';
import { createStandaloneCore } from './standaloneCore.ts';

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
const align = (address: number): number => Math.ceil(address / ALIGN) * ALIGN;

/** Bytes of memory that explaining vectors needs at least, wherever they start. */
export function vectorExplainerBytes(forestBytes: Uint8Array, contributionBytes: Uint8Array): number {
  const { bytes, scratchBytes, numFeatures, numOutputs } = openContributions(contributionBytes);
  const forest = forestSizes(forestBytes).bytes;
  const numValues = numFeatures * (numOutputs + 1);
  return ALIGN + align(forest.length) + align(bytes.length) + align(scratchBytes) + 8 * numValues;
}

/**
 * @param forestBytes Of `lowerForest`, or opened before (`openForest`): it is not looked through here.
 * @param contributionBytes Of `lowerContributions` for the same forest.
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
  const forestSection = forestSizes(forestBytes).bytes;
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
    contributions(vectors) {
      checkShape(vectors, numFeatures);
      const { values, numRows, numColumns, order } = vectors;
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
  const { core, address } = createStandaloneCore(numBytes);
  return createVectorExplainer(core, core.memory, lowered, section, address, numBytes);
}
