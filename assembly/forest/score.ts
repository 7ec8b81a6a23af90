// Rows to margins. Per tile of 256 rows: rank each feature's values among the forest's own thresholds, spread the
// ranks to planes, let each run of trees turn planes into leaf numbers, add the leaves in tree order.
// src/model/forestLayout.ts says what lies where in the forest and in the scratch.
import {
  ARENA_ONES, BLOCK_ROWS, BLOCKS_A_TILE, COLUMN_BYTES, COLUMN_FEATURE, FOREST_ARENA_RESULTS, FOREST_COLUMNS,
  FOREST_NUM_COLUMNS, FOREST_NUM_FEATURES, FOREST_NUM_SEGMENTS, FOREST_NUM_TREES, FOREST_SCRATCH_ARENA,
  FOREST_SCRATCH_RANKS, FOREST_SEGMENTS, MAX_LEAF_PLANES, MAX_TREES_A_SEGMENT, PLANE_BYTES, SCRATCH_EMITTED, SCRATCH_VALUES,
  SEGMENT_BYTES, SEGMENT_FIRST_TREE, SEGMENT_FIXED, SEGMENT_KIND, SEGMENT_LEAF_PLANES, SEGMENT_LEAVES,
  SEGMENT_NUM_STEPS, SEGMENT_NUM_TREES, SEGMENT_PROGRAM, SEGMENT_WALK,
} from '../generated/forest';
import { gatherColumns, gatherRows } from './gather';
import { addLeaves, leafNumbers } from './leaves';
import { runFixed, runSteps } from './mux';
import { writePlanes } from './planes';
import { rankF32 } from './rankF32';
import { rankF64 } from './rankF64';
import { SCRATCH_LEAF_NUMBERS, SCRATCH_SUMS } from './scratch';
import { addWalkedLeaves } from './walk';

/** Below this many rows the plain walk is quicker than a tile. */
const FEW_ROWS: usize = 16;
const TILE_ROWS: usize = BLOCK_ROWS * BLOCKS_A_TILE;

export function scoreColumnsF32(
  forest: usize, values: usize, strideBytes: usize, numRows: usize, margins: usize, scratch: usize,
): void {
  score<f32>(forest, values, strideBytes, 4, numRows, margins, scratch);
}

export function scoreColumnsF64(
  forest: usize, values: usize, strideBytes: usize, numRows: usize, margins: usize, scratch: usize,
): void {
  score<f64>(forest, values, strideBytes, 8, numRows, margins, scratch);
}

export function scoreRowsF32(
  forest: usize, values: usize, strideBytes: usize, numRows: usize, margins: usize, scratch: usize,
): void {
  score<f32>(forest, values, 4, strideBytes, numRows, margins, scratch);
}

export function scoreRowsF64(
  forest: usize, values: usize, strideBytes: usize, numRows: usize, margins: usize, scratch: usize,
): void {
  score<f64>(forest, values, 8, strideBytes, numRows, margins, scratch);
}

/** Feature f of row r lies at `values + f * featureStride + r * rowStride`; one of the strides is the size of a value. */
function score<T>(
  forest: usize, values: usize, featureStride: usize, rowStride: usize, numRows: usize, margins: usize, scratch: usize,
): void {
  if (!ASC_FEATURE_SIMD || numRows < FEW_ROWS) {
    memory.fill(margins, 0, numRows << 3);
    addWalkedLeaves<T>(
      forest, 0, load<u32>(forest, FOREST_NUM_TREES), values, featureStride, rowStride, numRows, margins,
    );
    return;
  }
  const arena = scratch + load<u32>(forest, FOREST_SCRATCH_ARENA);
  memory.fill(arena, 0, PLANE_BYTES);
  memory.fill(arena + ARENA_ONES, 0xff, PLANE_BYTES);
  for (let row: usize = 0; row < numRows; row += TILE_ROWS) {
    const rows = min(TILE_ROWS, numRows - row);
    scoreTile<T>(forest, values + row * rowStride, featureStride, rowStride, rows, scratch, arena);
    memory.copy(margins + (row << 3), scratch + SCRATCH_SUMS, rows << 3);
  }
}

/** Margins of up to 256 rows, to the scratch. */
function scoreTile<T>(
  forest: usize, values: usize, featureStride: usize, rowStride: usize, numRows: usize, scratch: usize, arena: usize,
): void {
  const sums = scratch + SCRATCH_SUMS;
  const ranks = scratch + load<u32>(forest, FOREST_SCRATCH_RANKS);
  memory.fill(sums, 0, TILE_ROWS << 3);
  rankBlock<T>(forest, values, featureStride, rowStride, min(BLOCK_ROWS, numRows), scratch, ranks);
  if (numRows > BLOCK_ROWS) {
    const second = values + BLOCK_ROWS * rowStride;
    rankBlock<T>(forest, second, featureStride, rowStride, numRows - BLOCK_ROWS, scratch, ranks + BLOCK_ROWS);
  }
  const columns = forest + load<u32>(forest, FOREST_COLUMNS);
  for (let i: usize = 0, numColumns = <usize>load<u32>(forest, FOREST_NUM_COLUMNS); i < numColumns; i++) {
    writePlanes(columns + i * COLUMN_BYTES, ranks + i * TILE_ROWS, scratch, arena);
  }

  let segment = forest + load<u32>(forest, FOREST_SEGMENTS);
  const end = segment + load<u32>(forest, FOREST_NUM_SEGMENTS) * <u32>SEGMENT_BYTES;
  for (; segment < end; segment += SEGMENT_BYTES) {
    if (load<u32>(segment, SEGMENT_KIND) != <u32>SEGMENT_WALK) {
      addSegment(forest, segment, numRows, scratch, arena);
      continue;
    }
    const firstTree = load<u32>(segment, SEGMENT_FIRST_TREE);
    const numTrees = load<u32>(segment, SEGMENT_NUM_TREES);
    addWalkedLeaves<T>(forest, firstTree, numTrees, values, featureStride, rowStride, numRows, sums);
  }
}

/** Ranks of one block of up to 128 rows in every column, 256 bytes a column apart. */
function rankBlock<T>(
  forest: usize, values: usize, featureStride: usize, rowStride: usize, numRows: usize, scratch: usize, ranks: usize,
): void {
  const numFeatures = load<u32>(forest, FOREST_NUM_FEATURES);
  const isRowMajor = rowStride != sizeof<T>();
  if (isRowMajor || numRows < BLOCK_ROWS) {
    const gathered = scratch + SCRATCH_VALUES;
    if (isRowMajor) gatherRows<T>(values, rowStride, numFeatures, numRows, gathered);
    else gatherColumns<T>(values, featureStride, numFeatures, numRows, gathered);
    values = gathered;
    featureStride = BLOCK_ROWS * sizeof<T>();
  }
  let column = forest + load<u32>(forest, FOREST_COLUMNS);
  const end = column + load<u32>(forest, FOREST_NUM_COLUMNS) * <u32>COLUMN_BYTES;
  for (; column < end; column += COLUMN_BYTES) {
    const from = values + <usize>load<u32>(column, COLUMN_FEATURE) * featureStride;
    if (sizeof<T>() == 4) rankF32(forest, column, from, scratch, ranks);
    else rankF64(forest, column, from, scratch, ranks);
    ranks += TILE_ROWS;
  }
}

/** Planes to leaf numbers to sums, for one run of trees. */
function addSegment(forest: usize, segment: usize, numRows: usize, scratch: usize, arena: usize): void {
  const program = forest + load<u32>(segment, SEGMENT_PROGRAM);
  const numTrees = load<u32>(segment, SEGMENT_NUM_TREES);
  const numPlanes = load<u32>(segment, SEGMENT_LEAF_PLANES);
  const leaves = forest + load<u32>(segment, SEGMENT_LEAVES);
  const results = arena + load<u32>(forest, FOREST_ARENA_RESULTS);
  if (load<u32>(segment, SEGMENT_KIND) == <u32>SEGMENT_FIXED) {
    runFixed(program, numTrees, arena, results + PLANE_BYTES * MAX_LEAF_PLANES * MAX_TREES_A_SEGMENT, results);
  } else {
    const emitted = load<u32>(scratch, SCRATCH_EMITTED);
    const number = <u32>(segment - forest - load<u32>(forest, FOREST_SEGMENTS)) / <u32>SEGMENT_BYTES;
    const numBlocks = <u32>(numRows + BLOCK_ROWS - 1) / <u32>BLOCK_ROWS;
    if (emitted != 0) call_indirect<void>(emitted, number, arena, numBlocks);
    else runSteps(program, load<u32>(segment, SEGMENT_NUM_STEPS), arena);
  }
  const numbers = scratch + SCRATCH_LEAF_NUMBERS;
  for (let row: usize = 0; row < numRows; row += BLOCK_ROWS) {
    leafNumbers(results + (row >> 3), numTrees, numPlanes, numbers);
    addLeaves(numbers, numTrees, leaves, <usize>8 << numPlanes, scratch + SCRATCH_SUMS + (row << 3));
  }
}
