/**
 * The lowered forest, byte by byte: what `lowerForest` writes, `openForest` reads and the core scores. Little-endian,
 * position independent (offsets count from its first byte), every section 64-byte aligned, read-only when scored.
 *
 * ```
 * header 256 | columns 96 each | predicates 16 each | segments 48 each | sources 48 each | trees 32 each
 *   | nodes u64 | leaf of node u32 | leaves f64 | preparations 32 each | start f64 | bias f64
 *   | tables | programs | bits | about (JSON)
 * ```
 *
 * A *column* is one feature under one treatment of missing values with at most 255 thresholds; it becomes a rank, and
 * the rank becomes one bit plane a threshold: "the row goes right here". A *predicate* is a plane made of a column's
 * planes: membership of a category set, or equality. A *segment* is a run of trees that one kernel scores.
 * Sources, trees, nodes and leaves describe every tree once more for the walk, which any build can do: a *source* ranks
 * a value among any number of thresholds, or tells of a code what a list of predicates says of it.
 * The generator passes every number below on to the core.
 */

/** "PFOR" as a little-endian u32. */
export const FOREST_MAGIC = 0x524f4650;
export const FOREST_VERSION = 2;
export const FOREST_ALIGN = 64;

/** Header: u32 words at these byte offsets, unless said. Section words are byte offsets from the header. */
export const FOREST_BYTES = 8;
export const FOREST_NUM_FEATURES = 12;
export const FOREST_NUM_OUTPUTS = 16;
export const FOREST_NUM_TREES = 20;
/** Nodes that ask something; leaves are not counted. */
export const FOREST_NUM_NODES = 24;
export const FOREST_NUM_COLUMNS = 28;
export const FOREST_NUM_PREDICATES = 32;
export const FOREST_NUM_SEGMENTS = 36;
export const FOREST_NUM_SOURCES = 40;
/** Ranks that the walk keeps a row: one a source of thresholds, one a predicate. */
export const FOREST_NUM_WALK_COLUMNS = 44;
export const FOREST_NUM_WALK_NODES = 48;
export const FOREST_NUM_LEAVES = 52;
export const FOREST_NUM_PREPARATIONS = 56;
export const FOREST_NUM_PLANES = 60;
export const FOREST_COLUMNS = 64;
export const FOREST_PREDICATES = 68;
export const FOREST_SEGMENTS = 72;
export const FOREST_SOURCES = 76;
export const FOREST_TREES = 80;
export const FOREST_NODES = 84;
export const FOREST_LEAF_OF_NODE = 88;
export const FOREST_LEAVES = 92;
export const FOREST_PREPARATIONS = 96;
/** What each output starts at, f64; then each output's bias, f64. */
export const FOREST_START = 100;
export const FOREST_BIAS = 104;
export const FOREST_ABOUT = 108;
export const FOREST_ABOUT_BYTES = 112;
export const FOREST_FLAGS = 116;
export const FOREST_SCRATCH_BYTES = 120;
export const FOREST_SCRATCH_VALUES = 124;
export const FOREST_SCRATCH_RANKS = 128;
export const FOREST_SCRATCH_WALK_VALUES = 132;
export const FOREST_SCRATCH_WALK_RANKS = 136;
/** Groups of eight rows that are ranked before the trees are walked. */
export const FOREST_WALK_GROUPS = 140;
export const FOREST_SCRATCH_ARENA = 144;
export const FOREST_ARENA_RESULTS = 148;
/** Fewer rows than this are walked: a tile costs as much however few of its rows are there. */
export const FOREST_FEW_ROWS = 168;
/** f64 each; looked at when the flags say so. */
export const FOREST_DIVISOR = 152;
export const FOREST_SCALE = 160;
export const FOREST_HEADER_BYTES = 256;

/** Values are rounded to f32 before anything else. */
export const FLAG_VALUES_F32 = 1;
/** Margins are rounded to f32 after every operation. */
export const FLAG_SUMS_F32 = 2;
export const FLAG_MIN = 4;
export const FLAG_MAX = 8;
export const FLAG_DIVIDE = 16;
export const FLAG_SCALE = 32;
export const FLAG_BIAS = 64;
export const FLAG_ROUND_RESULT = 128;
/** Any of these: margins are not finished when the last leaf has been added. */
export const FLAGS_FINISH = 240;

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

/** Predicate record, u32 each: its plane in the arena; byte offset and number of the arena offsets it is made of. */
export const PREDICATE_PLANE = 0;
export const PREDICATE_EDGES = 4;
export const PREDICATE_NUM_EDGES = 8;
export const PREDICATE_BYTES = 16;

/** Segment record, u32 each. Its trees share the first output and the width of their leaves. */
export const SEGMENT_KIND = 0;
export const SEGMENT_FIRST_TREE = 4;
export const SEGMENT_NUM_TREES = 8;
/** Byte offset of the program, its number of instructions (mux only). */
export const SEGMENT_PROGRAM = 12;
export const SEGMENT_NUM_STEPS = 16;
/** Byte offset of its first leaf; leaves are 2^planes a tree and output, a tree's outputs one after another. */
export const SEGMENT_LEAVES = 20;
export const SEGMENT_LEAF_PLANES = 24;
export const SEGMENT_OUTPUT = 28;
export const SEGMENT_LEAF_WIDTH = 32;
export const SEGMENT_BYTES = 48;

/** Node by node, for trees of more leaves than planes can number. */
export const SEGMENT_WALK = 0;
/** Any shape: one step a plane of a node. */
export const SEGMENT_MUX = 1;
/** Depth six, padded to complete: 63 plane offsets a tree. */
export const SEGMENT_FIXED = 2;

/** Source record, u32 each: sorted f64 thresholds, and what a missing value ranks as (flags as in a column). */
export const SOURCE_FEATURE = 0;
export const SOURCE_FLAGS = 4;
export const SOURCE_MISSING_RANK = 8;
export const SOURCE_NUM_THRESHOLDS = 12;
export const SOURCE_TABLE = 16;
/** The walk column that takes the rank, or the first of those that take one bit a predicate. */
export const SOURCE_COLUMN = 20;
export const SOURCE_NUM_PREDICATES = 24;
/** Byte offset of the predicates' bits: bit r of a predicate says whether rank r goes right. */
export const SOURCE_BITS = 28;
/** Bytes from one predicate's bits to the next one's. */
export const SOURCE_BITS_STRIDE = 32;
export const SOURCE_BYTES = 48;

/** Tree record, u32 each; in the order in which leaves are added. */
export const TREE_ROOT = 0;
/** Longest path, in steps. */
export const TREE_DEPTH = 4;
export const TREE_OUTPUT = 8;
export const TREE_LEAF_WIDTH = 12;
/** Leaves from one output's value to the next one's. */
export const TREE_LEAF_STRIDE = 16;
export const TREE_BYTES = 32;

/**
 * Walk node: one u64. `next = child + (rank of column > threshold)`, so children lie side by side. A leaf is its own
 * child with a threshold that no rank exceeds; `leafOfNode` tells which leaf.
 *
 * ```
 * bit 0        28          48           64
 *     | child  | column    | threshold  |
 * ```
 */
export const NODE_CHILD_BITS = 28;
export const NODE_COLUMN_BITS = 20;
export const NODE_THRESHOLD_SHIFT = 48;
export const NODE_NEVER = 65535;
export const MAX_THRESHOLDS_A_SOURCE = 65535;
/** Rows walked side by side. */
export const GROUP_ROWS = 8;

/** Preparation record: feature u32, kind u32, two f64 at 8 and 16. Steps lie in the order in which they are taken. */
export const PREPARATION_FEATURE = 0;
export const PREPARATION_KIND = 4;
export const PREPARATION_FIRST = 8;
export const PREPARATION_SECOND = 16;
export const PREPARATION_BYTES = 32;
/** `(x - first) * second` */
export const PREPARE_SCALE = 0;
/** `second` where x is `first`, or both are NaN */
export const PREPARE_REPLACE = 1;
export const PREPARE_ROUND32 = 2;

/** Rows scored together: two blocks of 128, whose planes lie side by side (32 bytes a plane). */
export const BLOCK_ROWS = 128;
export const BLOCKS_A_TILE = 2;
export const PLANE_BYTES = 32;
export const MAX_TREES_A_SEGMENT = 16;
/** Leaves of larger trees are too many to number by planes: such trees are walked. */
export const MAX_LEAF_PLANES = 10;
export const FIXED_DEPTH = 6;
export const FIXED_NODES = 63;
/** Planes kept between the two halves of a complete tree: three a block of seven nodes. */
export const FIXED_SLOTS = 27;
export const MAX_THRESHOLDS_A_COLUMN = 255;

/**
 * Scratch of one scorer, 64-byte aligned: small buffers (assembly/forest/scratch.ts), margins of a tile
 * [output][row] f64, one block of values [feature][row], the ranks of a tile [column][row], values and ranks of the
 * walk [feature][8] f64 and [group][column][8] u16, and the arena of planes: all-zero, all-one, the columns' planes,
 * the predicates', leaf numbers as planes, slots of the mux.
 */
/** u32: place in the core's function table of the forest's emitted module (src/core/emittedForest.ts); 0 interprets. */
export const SCRATCH_EMITTED = 64;
export const SCRATCH_SUMS = 6144;
/** The arena's first plane is all zero, its second all one; the columns' planes follow. */
export const ARENA_ONES = 32;
export const ARENA_COLUMNS = 64;
