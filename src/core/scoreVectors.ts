/**
 * Raw feature vectors to margins: lays forest, scratch and a chunk of values in a given piece of the core's memory and
 * scores chunk by chunk, so that any number of rows fits in a fixed piece.
 */
import { PosternError } from '../contract/errors.ts';
import type { Vectors } from '../contract/screener.ts';
import { forestSizes, openForest } from '../model/openForest.ts';
import { copyBytes } from './copyBytes.ts';
import { INTERPRETED, placeForest, removeForest, useForest } from './emittedForest.ts';
import type { CoreExports } from './exports.ts';
import type { CoreModule } from './memory.ts';

/** Rows from `from` up to, and without, `to`. */
export type RowRange = { readonly from: number; readonly to: number };

/** Scorers may share a piece of memory when their forests lie elsewhere: nothing is kept in it between calls. */
export type VectorScorer = {
  readonly numFeatures: number;
  /** Margins a row. */
  readonly numOutputs: number;
  /**
   * Margins of all rows, or of a range of them, into `margins`, f64, `numOutputs` a row, row by row from its start.
   * @param vectors `numRows x numColumns` values with `numColumns === numFeatures`; NaN is missing; read, not kept.
   * @throws SHAPE_MISMATCH
   */
  scoreInto(vectors: Vectors, margins: Float64Array, range?: RowRange): void;
  /** Score with the forest's own module (`compileForest`) from the next call on, instead of interpreting. */
  accelerate(module: CoreModule): void;
  /** Let go of that module. */
  close(): void;
};

const ALIGN = 64;
/** Rows of a chunk: enough that a call costs nothing, few enough that a chunk of ordinary width stays in the cache. */
const CHUNK_ROWS = 2048;

/** Fewer values than this are copied before views of their bytes are made. */
const FEW_VALUES = 1024;

const SCORERS = {
  row: { f32: 'scoreRowsF32', f64: 'scoreRowsF64' },
  column: { f32: 'scoreColumnsF32', f64: 'scoreColumnsF64' },
} as const;

const align = (address: number): number => Math.ceil(address / ALIGN) * ALIGN;

/** Bytes of memory that scoring vectors with a lowered forest needs at least, wherever they start. */
export function vectorScorerBytes(forestBytes: Uint8Array): number {
  const { bytes, scratchBytes, numFeatures, numOutputs } = forestSizes(forestBytes);
  return ALIGN + align(bytes.length) + align(scratchBytes) + CHUNK_ROWS * 8 * (Math.max(1, numFeatures) + numOutputs);
}

/**
 * A forest that lies in the memory already, on a 64-byte line, is scored where it lies; any other is copied there first.
 * @param address First byte of the piece of memory that is the scorer's alone.
 * @param numBytes Its length; at least `vectorScorerBytes`.
 * @param isChecked Somebody opened the forest before (`openForest`): it is not looked through again.
 * @throws MODEL_INVALID, RangeError when the piece is too small.
 */
export function createVectorScorer(
  core: Pick<CoreExports, 'scoreRowsF32' | 'scoreRowsF64' | 'scoreColumnsF32' | 'scoreColumnsF64' | 'memory' | 'table'>,
  memory: WebAssembly.Memory,
  forestBytes: Uint8Array,
  address: number,
  numBytes: number,
  isChecked = false,
): VectorScorer {
  const open = isChecked ? forestSizes : openForest;
  const { bytes, scratchBytes, numFeatures, numOutputs } = open(forestBytes);
  const needed = vectorScorerBytes(forestBytes);
  if (numBytes < needed) throw new RangeError(`scoring vectors needs ${needed} bytes of memory, got ${numBytes}`);
  const isThere = bytes.buffer === memory.buffer && bytes.byteOffset % ALIGN === 0;
  const forest = isThere ? bytes.byteOffset : align(address);
  const scratch = isThere ? align(address) : align(forest + bytes.length);
  const margins = align(scratch + scratchBytes);
  const values = margins + CHUNK_ROWS * numOutputs * 8;
  if (!isThere) new Uint8Array(memory.buffer).set(bytes, forest);
  let place = INTERPRETED;
  const chunks = {
    f32: new Float32Array(memory.buffer, values, CHUNK_ROWS * numFeatures),
    f64: new Float64Array(memory.buffer, values, CHUNK_ROWS * numFeatures),
    margins: new Float64Array(memory.buffer, margins, CHUNK_ROWS * numOutputs),
  };

  return {
    numFeatures,
    numOutputs,
    accelerate(module) {
      removeForest(core, place);
      place = placeForest(core, module);
    },
    close() {
      removeForest(core, place);
      place = INTERPRETED;
    },
    scoreInto(vectors, out, { from, to } = { from: 0, to: vectors.numRows }) {
      checkShape(vectors, numFeatures);
      if (out.length < (to - from) * numOutputs) {
        throw new RangeError(`room for ${out.length} margins, need ${(to - from) * numOutputs}`);
      }
      const { values: source, order } = vectors;
      const isF32 = source.BYTES_PER_ELEMENT === 4;
      const score = SCORERS[order][isF32 ? 'f32' : 'f64'];
      // views of a shared memory stay good when it grows
      const chunk = isF32 ? chunks.f32 : chunks.f64;
      const stride = source.BYTES_PER_ELEMENT * (order === 'row' ? numFeatures : CHUNK_ROWS);
      useForest(memory, scratch, place);
      for (let row = from; row < to; row += CHUNK_ROWS) {
        const rows = Math.min(CHUNK_ROWS, to - row);
        if (order === 'row') copyValues(source.subarray(row * numFeatures, (row + rows) * numFeatures), chunk, 0);
        else copyColumns(vectors, row, rows, chunk);
        core[score](forest, values, stride, rows, margins, scratch);
        const scored = rows === CHUNK_ROWS ? chunks.margins : chunks.margins.subarray(0, rows * numOutputs);
        copyValues(scored, out, (row - from) * numOutputs);
      }
    },
  };
}

type Values = Float32Array | Float64Array;

function copyValues(from: Values, to: Values, at: number): void {
  if (from.length < FEW_VALUES) to.set(from, at);
  else copyBytes(bytesUnder(from), bytesUnder(to), at * to.BYTES_PER_ELEMENT);
}

function bytesUnder({ buffer, byteOffset, byteLength }: Values): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function copyColumns(vectors: Vectors, row: number, rows: number, chunk: Float32Array | Float64Array): void {
  const { values, numRows, numColumns } = vectors;
  for (let column = 0; column < numColumns; column++) {
    const first = column * numRows + row;
    copyValues(values.subarray(first, first + rows), chunk, column * CHUNK_ROWS);
  }
}

/** @throws SHAPE_MISMATCH unless the vectors are rows of these features */
export function checkShape({ values, numRows, numColumns }: Vectors, numFeatures: number): void {
  if (numColumns !== numFeatures) {
    throw new PosternError('SHAPE_MISMATCH', `The model has ${numFeatures} features, got rows of ${numColumns}`);
  }
  if (!Number.isSafeInteger(numRows) || numRows < 0 || values.length !== numRows * numColumns) {
    throw new PosternError(
      'SHAPE_MISMATCH',
      `${numRows} rows of ${numColumns} are ${numRows * numColumns} numbers, got ${values.length}`,
    );
  }
}
