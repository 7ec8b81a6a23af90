// Leaf numbers to margins: planes back to a byte a row, then one leaf a tree and row, added in tree order.
import { BLOCK_ROWS, PLANE_BYTES } from '../generated/forest';
import { turnBits } from './bits';
import { JOIN_MAX, JOIN_MIN, JOIN_SUM, JOIN_SUM_F32, joinedTwo } from './join';

@inline
function planeOrZero(planes: usize, bit: usize, numPlanes: usize): v128 {
  return bit < numPlanes ? v128.load(planes + bit * PLANE_BYTES) : i8x16.splat(0);
}

/** Leaf numbers of 128 rows in `numTrees` trees, a byte each, [tree][row]. */
export function leafNumbers(results: usize, numTrees: usize, numPlanes: usize, numbers: usize): void {
  for (let tree: usize = 0; tree < numTrees; tree++) {
    turnBits(
      v128.load(results), planeOrZero(results, 1, numPlanes), planeOrZero(results, 2, numPlanes),
      planeOrZero(results, 3, numPlanes), planeOrZero(results, 4, numPlanes), planeOrZero(results, 5, numPlanes),
      planeOrZero(results, 6, numPlanes), planeOrZero(results, 7, numPlanes), numbers,
    );
    results += numPlanes * PLANE_BYTES;
    numbers += BLOCK_ROWS;
  }
}

/** Two margins on by the leaves of two rows. */
@inline
function joinTwo(join: u32, margins: v128, leaves: usize, numbers: usize, row: usize): v128 {
  const first = v128.load64_zero(leaves + (<usize>load<u8>(numbers + row) << 3));
  return joinedTwo(join, margins, v128.load64_lane(leaves + (<usize>load<u8>(numbers + row + 1) << 3), first, 1));
}

/** Join one leaf a tree to 128 margins. @param leafBytes From one tree's leaves to the next one's. */
export function joinLeaves(
  join: u32, numbers: usize, numTrees: usize, leaves: usize, leafBytes: usize, margins: usize,
): void {
  if (join == JOIN_SUM) joinBlock(JOIN_SUM, numbers, numTrees, leaves, leafBytes, margins);
  else if (join == JOIN_SUM_F32) joinBlock(JOIN_SUM_F32, numbers, numTrees, leaves, leafBytes, margins);
  else if (join == JOIN_MIN) joinBlock(JOIN_MIN, numbers, numTrees, leaves, leafBytes, margins);
  else joinBlock(JOIN_MAX, numbers, numTrees, leaves, leafBytes, margins);
}

/** Sixteen rows stay in registers over all trees. */
@inline
function joinBlock(join: u32, numbers: usize, numTrees: usize, leaves: usize, leafBytes: usize, margins: usize): void {
  for (let row: usize = 0; row < BLOCK_ROWS; row += 16) {
    const at = margins + (row << 3);
    let a = v128.load(at);
    let b = v128.load(at, 16);
    let c = v128.load(at, 32);
    let d = v128.load(at, 48);
    let e = v128.load(at, 64);
    let f = v128.load(at, 80);
    let g = v128.load(at, 96);
    let h = v128.load(at, 112);
    let number = numbers + row;
    let leaf = leaves;
    for (let tree: usize = 0; tree < numTrees; tree++) {
      a = joinTwo(join, a, leaf, number, 0);
      b = joinTwo(join, b, leaf, number, 2);
      c = joinTwo(join, c, leaf, number, 4);
      d = joinTwo(join, d, leaf, number, 6);
      e = joinTwo(join, e, leaf, number, 8);
      f = joinTwo(join, f, leaf, number, 10);
      g = joinTwo(join, g, leaf, number, 12);
      h = joinTwo(join, h, leaf, number, 14);
      number += BLOCK_ROWS;
      leaf += leafBytes;
    }
    v128.store(at, a);
    v128.store(at, b, 16);
    v128.store(at, c, 32);
    v128.store(at, d, 48);
    v128.store(at, e, 64);
    v128.store(at, f, 80);
    v128.store(at, g, 96);
    v128.store(at, h, 112);
  }
}
