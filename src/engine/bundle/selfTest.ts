/**
 * Vectors whose margins are known: drawn when a bundle is built, scored by the plain reference, and scored again by
 * whatever core the bundle runs on. They say that this machine gives the bits the maker's gave.
 *
 *   0 u32 rows · 4 u32 columns · 8 u32 outputs · 12 u32 bytes of a value (4 or 8) · 16 f64 margins [row][output] ·
 *   values, row-major
 */
import type { Vectors } from '../../contract/screener.ts';
import { type CategorySet, type Forest, TEST_IN_SET } from '../../model/forest.ts';
import { referenceMargins } from '../../model/referenceScore.ts';

export type SelfTest = {
  readonly vectors: Vectors;
  /** [row][output] */
  readonly margins: Float64Array;
  readonly numOutputs: number;
};

type Width = 4 | 8;
type Random = () => number;
/** What a feature is asked for: thresholds, and sets of categories. */
type Asked = { readonly thresholds: number[]; readonly sets: Set<CategorySet> };

const NUM_ROWS = 64;
const HEADER_BYTES = 16;

/**
 * The section for a forest. The same forest gives the same bytes.
 * @param valueBytes Width in which the model will be fed: 4 for the engine's features, 8 for a user's.
 */
export function drawSelfTest(forest: Forest, valueBytes: Width): Uint8Array {
  const { numOutputs } = forest;
  const numColumns = forest.featureNames.length;
  const random = createRandom();
  const asked = askedOf(forest);
  const bytes = new Uint8Array(HEADER_BYTES + NUM_ROWS * (numOutputs * 8 + numColumns * valueBytes));
  new Uint32Array(bytes.buffer, 0, 4).set([NUM_ROWS, numColumns, numOutputs, valueBytes]);
  const { vectors, margins } = viewSelfTest(bytes.buffer);
  const { values } = vectors;
  values.forEach((_, i) => (values[i] = drawValue(asked[i % numColumns], valueBytes, random)));
  for (let row = 0; row < NUM_ROWS; row++) {
    const rowValues = values.subarray(row * numColumns, (row + 1) * numColumns);
    margins.set(referenceMargins(forest, rowValues), row * numOutputs);
  }
  return bytes;
}

/** Reads the section into memory of its own, or undefined when the bytes are not of the stated shape. */
export function readSelfTest(section: Uint8Array): SelfTest | undefined {
  if (section.length < HEADER_BYTES) return undefined;
  // not slice(), which on a Buffer copies nothing
  const { buffer } = new Uint8Array(section);
  const [numRows, numColumns, numOutputs, valueBytes] = new Uint32Array(buffer, 0, 4);
  if (valueBytes !== 4 && valueBytes !== 8) return undefined;
  if (section.length !== HEADER_BYTES + numRows * (numOutputs * 8 + numColumns * valueBytes)) return undefined;
  return viewSelfTest(buffer);
}

function viewSelfTest(buffer: ArrayBufferLike): SelfTest {
  const [numRows, numColumns, numOutputs, valueBytes] = new Uint32Array(buffer, 0, 4);
  const numMargins = numRows * numOutputs;
  const at = HEADER_BYTES + numMargins * 8;
  const numValues = numRows * numColumns;
  const values = valueBytes === 4 ? new Float32Array(buffer, at, numValues) : new Float64Array(buffer, at, numValues);
  return {
    margins: new Float64Array(buffer, HEADER_BYTES, numMargins),
    numOutputs,
    vectors: { values, numRows, numColumns, order: 'row' },
  };
}

function askedOf(forest: Forest): Asked[] {
  const asked = forest.featureNames.map((): Asked => ({ thresholds: [], sets: new Set() }));
  for (const { feature, test, threshold } of forest.trees) {
    feature.forEach((column, node) => {
      if (test[node] === TEST_IN_SET) asked[column].sets.add(forest.sets[threshold[node]]);
      else asked[column].thresholds.push(threshold[node]);
    });
  }
  return asked;
}

/** Values on both sides of the model's own thresholds, on them and beside them; categories in and out of its sets; missing. */
function drawValue({ thresholds, sets }: Asked, valueBytes: Width, random: Random): number {
  const choice = random();
  if (choice < 0.1) return Number.NaN;
  if (choice < 0.2 || thresholds.length + sets.size === 0) return Math.floor(random() * 10);
  if (sets.size > 0 && random() * (thresholds.length + sets.size) < sets.size) return drawCategory([...sets], random);
  const threshold = thresholds[Math.floor(random() * thresholds.length)];
  if (choice < 0.4) return threshold;
  const step = valueBytes === 4 ? 2 ** -23 : 2 ** -52;
  if (choice < 0.6) return threshold * (choice < 0.5 ? 1 + step : 1 - step);
  return threshold + (random() - 0.5) * Math.max(1, Math.abs(threshold));
}

function drawCategory(sets: readonly CategorySet[], random: Random): number {
  const { values } = sets[Math.floor(random() * sets.length)];
  if (values.length === 0) return Math.floor(random() * 10);
  const choice = random();
  const member = values[Math.floor(random() * values.length)];
  if (choice < 0.6) return member;
  if (choice < 0.7) return member + 0.5;
  return choice < 0.8 ? -1 : Math.floor(random() * (values[values.length - 1] + 3));
}

/** xorshift32 from a fixed seed: the vectors need variety, not quality. */
function createRandom(): Random {
  let state = 0x9e3779b9;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
