// Small buffers of one scorer, at fixed places in front of what the lowering laid out (SCRATCH_SUMS and on).
// Each holds only what one step hands to the next.

/** Addresses of sixteen cells. */
export const SCRATCH_CELLS: usize = 0;
/** Ranks of a column as bit planes: eight vectors a block. */
export const SCRATCH_BITS: usize = 128;
/** Answers among the low bits of a rank: at most 32 planes. */
export const SCRATCH_PREFIXES: usize = 384;
/** Nodes at which eight walks have arrived, u32 each. */
export const SCRATCH_ARRIVED: usize = 1408;
/** Leaf numbers of a block as they come out of the planes: low bytes, then high bytes where there are any. */
export const SCRATCH_TURNED: usize = 1536;
/** Leaf numbers of a block in the trees of a segment, a byte each or two. It ends where SCRATCH_SUMS begins. */
export const SCRATCH_LEAF_NUMBERS: usize = 2048;
