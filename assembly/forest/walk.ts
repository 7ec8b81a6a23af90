// The plain walk: one row, one tree, one node at a time. The scalar build scores with it alone; the SIMD build uses it
// for trees of more leaves than its planes can number and for batches too small to fill a tile.
import {
  FOREST_LEAVES, FOREST_NODES, FOREST_ROOTS, NODE_BYTES, NODE_FEATURE, NODE_FLAGS, NODE_LEFT, NODE_NAN_LEFT, NODE_RIGHT,
  NODE_THRESHOLD, NODE_ZERO_LEFT, NODE_ZERO_MISSING,
} from '../generated/forest';
import { isNan, ZERO_BAND } from './missing';

/**
 * Add the leaves of `numTrees` trees to `margins`, tree by tree, so that every row is summed in tree order.
 * Feature f of row r lies at `values + f * featureStride + r * rowStride`.
 */
@inline
export function addWalkedLeaves<T>(
  forest: usize, firstTree: usize, numTrees: usize,
  values: usize, featureStride: usize, rowStride: usize, numRows: usize, margins: usize,
): void {
  const nodes = forest + load<u32>(forest, FOREST_NODES);
  const leaves = forest + load<u32>(forest, FOREST_LEAVES);
  let root = forest + load<u32>(forest, FOREST_ROOTS) + (firstTree << 2);
  for (let tree: usize = 0; tree < numTrees; tree++) {
    let row = values;
    let margin = margins;
    for (let i: usize = 0; i < numRows; i++) {
      let next = load<i32>(root);
      while (next >= 0) {
        const node = nodes + <usize>next * NODE_BYTES;
        const value = <f64>load<T>(row + <usize>load<u32>(node, NODE_FEATURE) * featureStride);
        next = goesLeft(node, value) ? load<i32>(node, NODE_LEFT) : load<i32>(node, NODE_RIGHT);
      }
      store<f64>(margin, load<f64>(margin) + load<f64>(leaves + (<usize>~next << 3)));
      row += rowStride;
      margin += 8;
    }
    root += 4;
  }
}

@inline
function goesLeft(node: usize, value: f64): bool {
  const flags = load<u32>(node, NODE_FLAGS);
  if (isNan(value)) return (flags & <u32>NODE_NAN_LEFT) != 0;
  if ((flags & <u32>NODE_ZERO_MISSING) != 0 && abs<f64>(value) <= ZERO_BAND) return (flags & <u32>NODE_ZERO_LEFT) != 0;
  return value <= load<f64>(node, NODE_THRESHOLD);
}
