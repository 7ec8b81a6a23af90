/** From how many rows on a tile is quicker than the walk: a tile costs as much however few of its rows are there. */
import { BLOCK_ROWS, SEGMENT_FIXED, SEGMENT_WALK } from '../forestLayout.ts';
import type { Columns } from './columns.ts';
import type { Segment } from './segments.ts';

/** Nanoseconds, measured on one machine; only their ratios matter. */
const A_PLANE = 0.9;
const A_STEP = 1.4;
const A_FIXED_TREE = 45;
const A_RANK = 0.6;
const A_LEAF = 0.22;
const A_WALKED_RANK = 8;
const A_WALKED_TREE = 6;
const A_WALKED_LEVEL = 1.6;

const FEWEST = 4;
const MOST = 96;

export function fewRows(
  segments: readonly Segment[],
  programs: readonly { readonly numSteps: number }[],
  { columns, numPlanes }: Columns,
  depths: Uint32Array,
): number {
  const numSteps = programs.reduce((sum, program) => sum + program.numSteps, 0);
  let numFixed = 0;
  let numTrees = 0;
  let walked = columns.length * A_WALKED_RANK;
  for (const { kind, firstTree, numTrees: count } of segments) {
    // trees that are walked anyway do not count
    if (kind === SEGMENT_WALK) continue;
    numTrees += count;
    if (kind === SEGMENT_FIXED) numFixed += count;
    for (let tree = firstTree; tree < firstTree + count; tree++)
      walked += A_WALKED_TREE + depths[tree] * A_WALKED_LEVEL;
  }
  const tile =
    numPlanes * A_PLANE +
    numSteps * A_STEP +
    numFixed * A_FIXED_TREE +
    BLOCK_ROWS * (columns.length * A_RANK + numTrees * A_LEAF);
  return Math.min(MOST, Math.max(FEWEST, Math.ceil(tile / Math.max(1, walked))));
}
