// Rows to margins. Per tile of 256 rows: rank each feature's values among the forest's own thresholds, spread the
// ranks to planes, let each run of trees turn planes into leaf numbers, join the leaves in tree order.
// src/model/forestLayout.ts says what lies where in the forest and in the scratch.
import {
  ARENA_ONES, BLOCK_ROWS, BLOCKS_A_TILE, FOREST_FEW_ROWS, FOREST_NUM_OUTPUTS, FOREST_NUM_SEGMENTS, FOREST_NUM_TREES,
  FOREST_SCRATCH_ARENA, FOREST_SEGMENTS, PLANE_BYTES, SCRATCH_SUMS, SEGMENT_BYTES, SEGMENT_FIRST_TREE, SEGMENT_KIND,
  SEGMENT_NUM_TREES, SEGMENT_WALK,
} from '../generated/forest';
import { finishMargins, startMargins } from './finish';
import { joinSegment } from './segment';
import { writeTilePlanes } from './tile';
import { walkTrees } from './walk';

const TILE_ROWS: usize = BLOCK_ROWS * BLOCKS_A_TILE;
/** Margins of a tile lie [output][row]. */
const OUTPUT_BYTES: usize = TILE_ROWS << 3;

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

/**
 * Feature f of row r lies at `values + f * featureStride + r * rowStride`; one of the strides is the size of a value.
 * Margins lie [row][output].
 */
function score<T>(
  forest: usize, values: usize, featureStride: usize, rowStride: usize, numRows: usize, margins: usize, scratch: usize,
): void {
  startMargins(forest, numRows, margins);
  if (!ASC_FEATURE_SIMD || numRows < <usize>load<u32>(forest, FOREST_FEW_ROWS)) {
    const numTrees = load<u32>(forest, FOREST_NUM_TREES);
    const marginStride = <usize>load<u32>(forest, FOREST_NUM_OUTPUTS) << 3;
    walkTrees<T>(forest, 0, numTrees, values, featureStride, rowStride, numRows, margins, 8, marginStride, scratch);
  } else {
    scoreTiles<T>(forest, values, featureStride, rowStride, numRows, margins, scratch);
  }
  finishMargins(forest, numRows, margins);
}

function scoreTiles<T>(
  forest: usize, values: usize, featureStride: usize, rowStride: usize, numRows: usize, margins: usize, scratch: usize,
): void {
  const numOutputs = <usize>load<u32>(forest, FOREST_NUM_OUTPUTS);
  const arena = scratch + load<u32>(forest, FOREST_SCRATCH_ARENA);
  const sums = scratch + SCRATCH_SUMS;
  memory.fill(arena, 0, PLANE_BYTES);
  memory.fill(arena + ARENA_ONES, 0xff, PLANE_BYTES);
  for (let row: usize = 0; row < numRows; row += TILE_ROWS) {
    const rows = min(TILE_ROWS, numRows - row);
    const own = margins + row * (numOutputs << 3);
    takeMargins(own, rows, numOutputs, sums);
    joinTile<T>(forest, values + row * rowStride, featureStride, rowStride, rows, scratch, arena);
    giveMargins(own, rows, numOutputs, sums);
  }
}

function takeMargins(margins: usize, numRows: usize, numOutputs: usize, sums: usize): void {
  if (numOutputs == 1) return memory.copy(sums, margins, numRows << 3);
  for (let row: usize = 0; row < numRows; row++) {
    for (let output: usize = 0; output < numOutputs; output++) {
      store<f64>(sums + output * OUTPUT_BYTES + (row << 3), load<f64>(margins));
      margins += 8;
    }
  }
}

function giveMargins(margins: usize, numRows: usize, numOutputs: usize, sums: usize): void {
  if (numOutputs == 1) return memory.copy(margins, sums, numRows << 3);
  for (let row: usize = 0; row < numRows; row++) {
    for (let output: usize = 0; output < numOutputs; output++) {
      store<f64>(margins, load<f64>(sums + output * OUTPUT_BYTES + (row << 3)));
      margins += 8;
    }
  }
}

/** All trees for up to 256 rows. */
function joinTile<T>(
  forest: usize, values: usize, featureStride: usize, rowStride: usize, numRows: usize, scratch: usize, arena: usize,
): void {
  writeTilePlanes<T>(forest, values, featureStride, rowStride, numRows, scratch, arena);
  const sums = scratch + SCRATCH_SUMS;
  let segment = forest + load<u32>(forest, FOREST_SEGMENTS);
  const end = segment + load<u32>(forest, FOREST_NUM_SEGMENTS) * <u32>SEGMENT_BYTES;
  for (; segment < end; segment += SEGMENT_BYTES) {
    if (load<u32>(segment, SEGMENT_KIND) != <u32>SEGMENT_WALK) {
      joinSegment(forest, segment, numRows, scratch, arena);
      continue;
    }
    const firstTree = load<u32>(segment, SEGMENT_FIRST_TREE);
    const numTrees = load<u32>(segment, SEGMENT_NUM_TREES);
    walkTrees<T>(
      forest, firstTree, numTrees, values, featureStride, rowStride, numRows, sums, OUTPUT_BYTES, 8, scratch,
    );
  }
}
