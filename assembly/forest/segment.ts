// Planes to leaf numbers to margins, for one run of trees.
import {
  BLOCK_ROWS, BLOCKS_A_TILE, FOREST_ARENA_RESULTS, FOREST_SEGMENTS, MAX_LEAF_PLANES, MAX_TREES_A_SEGMENT, PLANE_BYTES,
  SCRATCH_EMITTED, SCRATCH_SUMS, SEGMENT_BYTES, SEGMENT_FIXED, SEGMENT_KIND, SEGMENT_LEAF_PLANES, SEGMENT_LEAF_WIDTH, SEGMENT_LEAVES, SEGMENT_NUM_STEPS,
  SEGMENT_NUM_TREES, SEGMENT_OUTPUT, SEGMENT_PROGRAM,
} from '../generated/forest';
import { joinOf } from './join';
import { joinLeaves, leafNumbers, wideLeafNumbers } from './leaves';
import { runFixed, runSteps } from './mux';
import { SCRATCH_LEAF_NUMBERS, SCRATCH_TURNED } from './scratch';

/** Margins of a tile lie [output][row]. */
const OUTPUT_BYTES: usize = BLOCK_ROWS * BLOCKS_A_TILE * 8;

export function joinSegment(forest: usize, segment: usize, numRows: usize, scratch: usize, arena: usize): void {
  const program = forest + load<u32>(segment, SEGMENT_PROGRAM);
  const numTrees = load<u32>(segment, SEGMENT_NUM_TREES);
  const numPlanes = load<u32>(segment, SEGMENT_LEAF_PLANES);
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
  const margins = scratch + SCRATCH_SUMS + <usize>load<u32>(segment, SEGMENT_OUTPUT) * OUTPUT_BYTES;
  for (let row: usize = 0; row < numRows; row += BLOCK_ROWS) {
    const own = results + (row >> 3);
    if (numPlanes <= 8) {
      leafNumbers(own, numTrees, numPlanes, numbers);
      joinOutputs<u8>(forest, segment, numbers, margins + (row << 3));
    } else {
      wideLeafNumbers(own, numTrees, numPlanes, numbers, scratch + SCRATCH_TURNED);
      joinOutputs<u16>(forest, segment, numbers, margins + (row << 3));
    }
  }
}

/** Each output's leaves to the margins of 128 rows; N is the type of a leaf number. */
@inline
function joinOutputs<N>(forest: usize, segment: usize, numbers: usize, margins: usize): void {
  const join = joinOf(forest);
  const numTrees = <usize>load<u32>(segment, SEGMENT_NUM_TREES);
  const leafWidth = <usize>load<u32>(segment, SEGMENT_LEAF_WIDTH);
  const tableBytes = <usize>8 << load<u32>(segment, SEGMENT_LEAF_PLANES);
  let leaves = forest + load<u32>(segment, SEGMENT_LEAVES);
  for (let i: usize = 0; i < leafWidth; i++) {
    joinLeaves<N>(join, numbers, numTrees, leaves, leafWidth * tableBytes, margins);
    leaves += tableBytes;
    margins += OUTPUT_BYTES;
  }
}
