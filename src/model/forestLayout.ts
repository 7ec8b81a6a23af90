/**
 * The lowered forest, byte by byte: what `lowerForest` writes, `openForest` reads and the core walks. Little-endian,
 * position independent (offsets count from its first byte), every section 64-byte aligned, read-only when scored.
 *
 * ```
 * header 128 | columns 96 each | segments 32 each | roots u32 | nodes 24 each | leaves f64 | tables | programs | about (JSON)
 * ```
 *
 * A *column* is one feature under one treatment of missing values with at most 255 thresholds; it becomes a rank, and
 * the rank becomes one bit plane a threshold: "the row goes right here". A *segment* is a run of trees that one kernel
 * scores. `nodes` and `roots` describe every tree once more for the plain walk, which any build can do.
 * The generator passes every number below on to the core.
 */

/** "PFOR" as a little-endian u32. */
export const FOREST_MAGIC = 0x524f4650;
export const FOREST_VERSION = 1;
export const FOREST_ALIGN = 64;

/** Header: u32 words at these byte offsets. Section words are byte offsets from the header. */
export const FOREST_BYTES = 8;
export const FOREST_NUM_FEATURES = 12;
export const FOREST_NUM_TREES = 16;
export const FOREST_NUM_NODES = 20;
export const FOREST_NUM_LEAVES = 24;
export const FOREST_NUM_COLUMNS = 28;
export const FOREST_NUM_SEGMENTS = 32;
export const FOREST_COLUMNS = 36;
export const FOREST_SEGMENTS = 40;
export const FOREST_ROOTS = 44;
export const FOREST_NODES = 48;
export const FOREST_LEAVES = 52;
export const FOREST_ABOUT = 64;
export const FOREST_ABOUT_BYTES = 68;
export const FOREST_NUM_PLANES = 72;
export const FOREST_SCRATCH_BYTES = 76;
export const FOREST_SCRATCH_ARENA = 80;
export const FOREST_SCRATCH_RANKS = 84;
export const FOREST_ARENA_RESULTS = 88;
export const FOREST_HEADER_BYTES = 128;

/** Column record: u32 unless said. */
export const COLUMN_FEATURE = 0;
export const COLUMN_NUM_THRESHOLDS = 4;
/** Bits of a rank, at least 3: the column owns 2^bits planes. */
export const COLUMN_RANK_BITS = 8;
export const COLUMN_FIRST_PLANE = 12;
/** Rank of a missing value; only looked at when the flags say so. */
export const COLUMN_MISSING_RANK = 16;
export const COLUMN_FLAGS = 20;
/** How f32 values are ranked, and f64 values: a plan each, PLAN_* words apart from here. */
export const COLUMN_PLAN_F32 = 32;
export const COLUMN_PLAN_F64 = 64;
export const COLUMN_BYTES = 96;

/** NaN does not rank as 0 by itself and needs COLUMN_MISSING_RANK. */
export const COLUMN_NAN_MISSING = 1;
/** Zero and all within ZERO_BAND of it are missing as well. */
export const COLUMN_ZERO_MISSING = 2;

/** Plan of a column: how a value finds its rank. `low`, `high` and `shift` are f32. */
export const PLAN_KIND = 0;
export const PLAN_TABLE = 4;
export const PLAN_LOW = 8;
export const PLAN_HIGH = 12;
export const PLAN_OFFSET = 16;
export const PLAN_SHIFT = 20;
/** Binary search in 256 sorted thresholds, padded with +Infinity. */
export const PLAN_SEARCH = 0;
/** Fitted cells with at most one threshold each. */
export const PLAN_ONE_A_CELL = 1;
/** Fitted cells with at most three thresholds each. */
export const PLAN_THREE_A_CELL = 2;

/** Segment record, u32 each. */
export const SEGMENT_KIND = 0;
export const SEGMENT_FIRST_TREE = 4;
export const SEGMENT_NUM_TREES = 8;
/** Byte offset of the program, its number of instructions (mux only). */
export const SEGMENT_PROGRAM = 12;
export const SEGMENT_NUM_STEPS = 16;
/** Byte offset of its first leaf; leaves are 2^planes a tree. */
export const SEGMENT_LEAVES = 20;
export const SEGMENT_LEAF_PLANES = 24;
export const SEGMENT_BYTES = 32;

/** Node by node, for trees of more leaves than planes can number. */
export const SEGMENT_WALK = 0;
/** Any shape: one step a plane of a node. */
export const SEGMENT_MUX = 1;
/** Depth six, padded to complete: 63 plane offsets a tree. */
export const SEGMENT_FIXED = 2;

/** Walk node: threshold f64, feature u32, left and right i32 (negative c is leaf `~c` of all leaves), flags u32. */
export const NODE_THRESHOLD = 0;
export const NODE_FEATURE = 8;
export const NODE_LEFT = 12;
export const NODE_RIGHT = 16;
export const NODE_FLAGS = 20;
export const NODE_BYTES = 24;
export const NODE_NAN_LEFT = 1;
export const NODE_ZERO_MISSING = 2;
export const NODE_ZERO_LEFT = 4;

/** Rows scored together: two blocks of 128, whose planes lie side by side (32 bytes a plane). */
export const BLOCK_ROWS = 128;
export const BLOCKS_A_TILE = 2;
export const PLANE_BYTES = 32;
export const MAX_TREES_A_SEGMENT = 16;
export const MAX_LEAF_PLANES = 8;
export const FIXED_DEPTH = 6;
export const FIXED_NODES = 63;
/** Planes kept between the two halves of a complete tree: three a block of seven nodes. */
export const FIXED_SLOTS = 27;
export const MAX_THRESHOLDS_A_COLUMN = 255;

/**
 * Scratch of one scorer, 64-byte aligned: small buffers (assembly/forest/scratch.ts), then one block of values [feature][row],
 * the ranks of a tile [column][row], and the arena of planes: all-zero, all-one, the columns' planes, leaf numbers as
 * planes, slots of the mux.
 */
export const SCRATCH_VALUES = 5504;
/** u32: place in the core's function table of the forest's emitted module (src/core/emittedForest.ts); 0 interprets. */
export const SCRATCH_EMITTED = 64;
/** The arena's first plane is all zero, its second all one; the columns' planes follow. */
export const ARENA_ONES = 32;
export const ARENA_COLUMNS = 64;
