/**
 * Vectors whose margins are known: drawn when a bundle is built, scored by the plain reference, and scored again by
 * whatever core the bundle runs on. They say that this machine gives the bits the maker's gave.
 *
 *   0 u32 rows · 4 u32 columns · 8 zeros · 16 f64 margin a row · f32 values, row-major
 */
import type { Vectors } from '../../contract/screener.ts';
import type { Forest } from '../../model/forest.ts';
import { referenceMargin } from '../../model/referenceScore.ts';

export type SelfTest = { readonly vectors: Vectors; readonly margins: Float64Array };

const NUM_ROWS = 64;
const HEADER_BYTES = 16;

/** The section for a forest. The same forest gives the same bytes. */
export function drawSelfTest(forest: Forest): Uint8Array {
  const numColumns = forest.featureNames.length;
  const random = createRandom();
  const thresholds = thresholdsOf(forest);
  const bytes = new Uint8Array(HEADER_BYTES + NUM_ROWS * 8 + NUM_ROWS * numColumns * 4);
  new Uint32Array(bytes.buffer, 0, 2).set([NUM_ROWS, numColumns]);
  const { vectors, margins } = viewSelfTest(bytes.buffer);
  vectors.values.forEach((_, i) => (vectors.values[i] = drawValue(thresholds[i % numColumns], random)));
  margins.forEach((_, row) => {
    margins[row] = referenceMargin(forest, vectors.values.subarray(row * numColumns, (row + 1) * numColumns));
  });
  return bytes;
}

/** Reads the section into memory of its own, or undefined when the bytes are not of the stated shape. */
export function readSelfTest(section: Uint8Array): SelfTest | undefined {
  if (section.length < HEADER_BYTES) return undefined;
  // not slice(), which on a Buffer copies nothing
  const { buffer } = new Uint8Array(section);
  const [numRows, numColumns] = new Uint32Array(buffer, 0, 2);
  if (section.length !== HEADER_BYTES + numRows * 8 + numRows * numColumns * 4) return undefined;
  return viewSelfTest(buffer);
}

function viewSelfTest(buffer: ArrayBufferLike): SelfTest {
  const [numRows, numColumns] = new Uint32Array(buffer, 0, 2);
  const values = new Float32Array(buffer, HEADER_BYTES + numRows * 8, numRows * numColumns);
  return {
    margins: new Float64Array(buffer, HEADER_BYTES, numRows),
    vectors: { values, numRows, numColumns, order: 'row' },
  };
}

function thresholdsOf(forest: Forest): number[][] {
  const thresholds: number[][] = forest.featureNames.map(() => []);
  for (const tree of forest.trees)
    tree.feature.forEach((column, node) => thresholds[column].push(tree.threshold[node]));
  return thresholds;
}

/** Values on both sides of the model's own thresholds, on them, and missing. */
function drawValue(thresholds: readonly number[], random: () => number): number {
  const choice = random();
  if (choice < 0.1) return Number.NaN;
  if (choice < 0.2 || thresholds.length === 0) return Math.fround(Math.floor(random() * 10));
  const threshold = thresholds[Math.floor(random() * thresholds.length)];
  if (choice < 0.5) return Math.fround(threshold);
  return Math.fround(threshold + (random() - 0.5) * Math.max(1, Math.abs(threshold)));
}

/** xorshift32 from a fixed seed: the vectors need variety, not quality. */
function createRandom(): () => number {
  let state = 0x9e3779b9;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
