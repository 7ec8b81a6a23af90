// Values of a tile to planes: gathered where they must be, prepared where the model says so, ranked, spread.
import {
  BLOCK_ROWS, BLOCKS_A_TILE, COLUMN_BYTES, COLUMN_FEATURE, FLAG_VALUES_F32, FOREST_COLUMNS, FOREST_FLAGS,
  FOREST_NUM_COLUMNS, FOREST_NUM_FEATURES, FOREST_NUM_PREPARATIONS, FOREST_SCRATCH_RANKS, FOREST_SCRATCH_VALUES,
} from '../generated/forest';
import { gatherColumns, gatherConverted, gatherRows } from './gather';
import { writePlanes, writePredicates } from './planes';
import { prepareColumns } from './prepare';
import { rankF32 } from './rankF32';
import { rankF64 } from './rankF64';

const TILE_ROWS: usize = BLOCK_ROWS * BLOCKS_A_TILE;

/** Planes of all columns and predicates for up to 256 rows. */
export function writeTilePlanes<T>(
  forest: usize, values: usize, featureStride: usize, rowStride: usize, numRows: usize, scratch: usize, arena: usize,
): void {
  const numColumns = <usize>load<u32>(forest, FOREST_NUM_COLUMNS);
  if (numColumns == 0) return writePredicates(forest, arena);
  const ranks = scratch + load<u32>(forest, FOREST_SCRATCH_RANKS);
  rankBlock<T>(forest, values, featureStride, rowStride, min(BLOCK_ROWS, numRows), scratch, ranks);
  if (numRows > BLOCK_ROWS) {
    const second = values + BLOCK_ROWS * rowStride;
    rankBlock<T>(forest, second, featureStride, rowStride, numRows - BLOCK_ROWS, scratch, ranks + BLOCK_ROWS);
  }
  const columns = forest + load<u32>(forest, FOREST_COLUMNS);
  for (let i: usize = 0; i < numColumns; i++) {
    writePlanes(columns + i * COLUMN_BYTES, ranks + i * TILE_ROWS, scratch, arena);
  }
  writePredicates(forest, arena);
}

/**
 * Ranks of one block of up to 128 rows in every column, 256 bytes a column apart. Values are ranked in the caller's
 * precision where that gives the same answers, else in the model's.
 */
function rankBlock<T>(
  forest: usize, values: usize, featureStride: usize, rowStride: usize, numRows: usize, scratch: usize, ranks: usize,
): void {
  const numFeatures = load<u32>(forest, FOREST_NUM_FEATURES);
  const isPrepared = load<u32>(forest, FOREST_NUM_PREPARATIONS) != 0;
  const isModelF32 = (load<u32>(forest, FOREST_FLAGS) & <u32>FLAG_VALUES_F32) != 0;
  const gathered = scratch + load<u32>(forest, FOREST_SCRATCH_VALUES);
  if (sizeof<T>() == 8 && isModelF32) {
    gatherConverted<T, f32>(values, featureStride, rowStride, numFeatures, numRows, gathered);
    if (isPrepared) prepareColumns<f32>(forest, gathered, BLOCK_ROWS * 4, numRows);
    return rankColumns<f32>(forest, gathered, BLOCK_ROWS * 4, scratch, ranks);
  }
  if (sizeof<T>() == 4 && isPrepared && !isModelF32) {
    gatherConverted<T, f64>(values, featureStride, rowStride, numFeatures, numRows, gathered);
    prepareColumns<f64>(forest, gathered, BLOCK_ROWS * 8, numRows);
    return rankColumns<f64>(forest, gathered, BLOCK_ROWS * 8, scratch, ranks);
  }
  const isRowMajor = rowStride != sizeof<T>();
  if (isRowMajor || isPrepared || numRows < BLOCK_ROWS) {
    if (isRowMajor) gatherRows<T>(values, rowStride, numFeatures, numRows, gathered);
    else gatherColumns<T>(values, featureStride, numFeatures, numRows, gathered);
    values = gathered;
    featureStride = BLOCK_ROWS * sizeof<T>();
  }
  if (isPrepared) prepareColumns<T>(forest, values, featureStride, numRows);
  rankColumns<T>(forest, values, featureStride, scratch, ranks);
}

@inline
function rankColumns<T>(forest: usize, values: usize, featureStride: usize, scratch: usize, ranks: usize): void {
  let column = forest + load<u32>(forest, FOREST_COLUMNS);
  const end = column + load<u32>(forest, FOREST_NUM_COLUMNS) * <u32>COLUMN_BYTES;
  for (; column < end; column += COLUMN_BYTES) {
    const from = values + <usize>load<u32>(column, COLUMN_FEATURE) * featureStride;
    if (sizeof<T>() == 4) rankF32(forest, column, from, scratch, ranks);
    else rankF64(forest, column, from, scratch, ranks);
    ranks += TILE_ROWS;
  }
}
