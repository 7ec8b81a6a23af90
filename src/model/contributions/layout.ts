/**
 * A forest compiled for explanations, byte by byte: what `lowerContributions` writes and the core reads beside the
 * lowered forest. Little-endian, position independent, sections on 64-byte lines.
 *
 * ```
 * header 64 | trees 32 each | nodes 64 each | leaves f64 x 2 | curves f64 | bases f64 | about (JSON)
 * ```
 *
 * What is computed. Toss a coin for each feature: with probability t its value is known, else a node that asks for it
 * sends the row both ways, in the shares in which training data (or a background sample) went. The margin expected
 * so rises from the base at t = 0 to the row's own margin at t = 1, and a feature's exact Shapley value is the integral
 * over t of what knowing it is worth then (Owen's diagonal formula). Along a tree that worth is a polynomial in t of a
 * degree below the number of different features on a path, which Gauss-Legendre integrates exactly in half as many
 * points. So nothing is summed over subsets: each node is visited twice, once up and once down, with a short vector of
 * points, two to a 128-bit lane pair.
 *
 * A node whose feature was asked before on its path, and answered by the row as the path goes, is likelier than t to
 * be known: s = t / (t + (1 - t) z), z being the share of the earlier answers. That curve, as 1 - s and ds/dt at the
 * points, is stored for each such node; the others share one. Once the row has left the path by that feature, it is
 * known to be unknown: s = 0.
 */

/** "PCON" as a little-endian u32. */
export const CONTRIBUTIONS_MAGIC = 0x4e4f4350;
export const CONTRIBUTIONS_VERSION = 1;

/** Header: u32 words at these byte offsets. Section words are byte offsets from the header. */
export const CONTRIBUTIONS_BYTES = 8;
export const CONTRIBUTIONS_NUM_FEATURES = 12;
export const CONTRIBUTIONS_NUM_OUTPUTS = 16;
export const CONTRIBUTIONS_NUM_TREES = 20;
export const CONTRIBUTIONS_TREES = 24;
export const CONTRIBUTIONS_BASES = 28;
export const CONTRIBUTIONS_ABOUT = 32;
export const CONTRIBUTIONS_ABOUT_BYTES = 36;
export const CONTRIBUTIONS_SCRATCH_BYTES = 40;
/** Where, in the scratch, sums, the row's ranks, slots and answers of a tree's nodes lie; the row's values come first. */
export const CONTRIBUTIONS_SCRATCH_SUMS = 44;
export const CONTRIBUTIONS_SCRATCH_RANKS = 48;
export const CONTRIBUTIONS_SCRATCH_SLOTS = 52;
export const CONTRIBUTIONS_SCRATCH_ANSWERS = 56;
export const CONTRIBUTIONS_NUM_NODES = 60;
export const CONTRIBUTIONS_HEADER_BYTES = 64;
/** Tree record, u32 each. Trees of one leaf have none: they are part of the base. */
export const EXPLAINED_TREE_NODES = 0;
export const EXPLAINED_TREE_NUM_NODES = 4;
/** Pairs of points: a vector is 16 bytes a pair. */
export const EXPLAINED_TREE_PAIRS = 8;
export const EXPLAINED_TREE_OUTPUT = 12;
/** Weights of the points, and the curve of a feature known to be unknown. */
export const EXPLAINED_TREE_WEIGHTS = 16;
export const EXPLAINED_TREE_COLD = 20;
/** Its last nodes: those that have leaves only. */
export const EXPLAINED_TREE_NUM_LAST = 24;
export const EXPLAINED_TREE_BYTES = 32;

/** Node record: parents before children, and nodes of leaves only at the end. The shares are f64, the others u32 unless said. */
export const EXPLAINED_LEFT_SHARE = 0;
export const EXPLAINED_RIGHT_SHARE = 8;
/** What the node asks, as the walk of the lowered forest does: right where the rank at this place is above the threshold. */
export const EXPLAINED_RANK = 16;
export const EXPLAINED_FEATURE = 20;
/** Children, i32: where a node's slot lies among the slots, or ~ of where a leaf's value lies, twice, in this buffer. */
export const EXPLAINED_LEFT = 24;
export const EXPLAINED_RIGHT = 28;
/** The slots that children are given their weights in; leaves share one that nobody reads. */
export const EXPLAINED_LEFT_SLOT = 32;
export const EXPLAINED_RIGHT_SLOT = 36;
/** The leaves' values, f64, where a node has leaves only. */
export const EXPLAINED_LEFT_VALUE = 24;
export const EXPLAINED_RIGHT_VALUE = 32;
/** Where among the answers that of the nearest node above of the same feature lies, and the answer (0 left, 1 right) that leads here. */
export const EXPLAINED_EARLIER = 40;
export const EXPLAINED_EARLIER_ANSWER = 44;
export const EXPLAINED_CURVE = 48;
export const EXPLAINED_THRESHOLD = 52;
export const EXPLAINED_NODE_BYTES = 64;

/** A row's answer at a node, u32 each: the address of the curve that goes with it, and what was said. */
export const ANSWER_CURVE = 0;
export const ANSWER_SAID = 4;
export const ANSWER_BYTES = 8;

/** What was said: left, right, or, with this bit, nothing that counts, for the row left the path by this feature further up. */
export const ANSWER_LEFT = 0;
export const ANSWER_RIGHT = 1;
export const ANSWER_COLD = 2;

/** A slot holds three vectors: expected margin, known minus unknown child, weight. */
export const SLOT_VECTORS = 3;
export const PAIR_BYTES = 16;
