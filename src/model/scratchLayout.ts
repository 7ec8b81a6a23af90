/** Where a scorer of a lowered forest keeps what: said once, written by the lowering and checked when it is opened. */
import * as layout from './forestLayout.ts';

export type ScratchSizes = {
  readonly numFeatures: number;
  readonly numOutputs: number;
  readonly numColumns: number;
  readonly numWalkColumns: number;
  readonly arenaBytes: number;
};

/** Ranks of the walk stay in the second-level cache, or are those of eight rows. */
const WALK_RANK_BYTES = 1 << 20;
const TILE_ROWS = layout.BLOCK_ROWS * layout.BLOCKS_A_TILE;

const align = (bytes: number): number => Math.ceil(bytes / layout.FOREST_ALIGN) * layout.FOREST_ALIGN;

/** Header words by their byte offsets in the header. */
export function layScratch(sizes: ScratchSizes): ReadonlyMap<number, number> {
  const { numFeatures, numOutputs, numColumns, numWalkColumns, arenaBytes } = sizes;
  const words = new Map<number, number>();
  let next = align(layout.SCRATCH_SUMS + numOutputs * TILE_ROWS * 8);
  const take = (word: number, bytes: number): void => {
    words.set(word, next);
    next = align(next + bytes);
  };
  take(layout.FOREST_SCRATCH_VALUES, numFeatures * layout.BLOCK_ROWS * 8);
  take(layout.FOREST_SCRATCH_RANKS, numColumns * TILE_ROWS);
  take(layout.FOREST_SCRATCH_WALK_VALUES, numFeatures * layout.GROUP_ROWS * 8);
  const groupBytes = Math.max(1, numWalkColumns) * layout.GROUP_ROWS * 2;
  const groups = Math.max(1, Math.min(TILE_ROWS / layout.GROUP_ROWS, Math.floor(WALK_RANK_BYTES / groupBytes)));
  words.set(layout.FOREST_WALK_GROUPS, groups);
  take(layout.FOREST_SCRATCH_WALK_RANKS, groups * groupBytes);
  take(layout.FOREST_SCRATCH_ARENA, arenaBytes);
  words.set(layout.FOREST_SCRATCH_BYTES, next);
  return words;
}

/** Byte offset of a plane in the arena. */
export function arenaOffset(plane: number): number {
  return layout.ARENA_COLUMNS + layout.PLANE_BYTES * plane;
}

/** Byte offset of the first slot of the mux: results come first, so that slots may be as many as any segment needs. */
export function slotsAfter(resultsAt: number): number {
  return resultsAt + layout.PLANE_BYTES * layout.MAX_LEAF_PLANES * layout.MAX_TREES_A_SEGMENT;
}
