// Leaf numbers to margins: planes back to a number a row, then one leaf a tree and row, joined in tree order.
import { BLOCK_ROWS, PLANE_BYTES } from '../generated/forest';
import { turnBits } from './bits';
import { JOIN_MAX, JOIN_MIN, JOIN_SUM, JOIN_SUM_F32, joinedTwo } from './join';

@inline
function planeOrZero(planes: usize, bit: usize, numPlanes: usize): v128 {
  return bit < numPlanes ? v128.load(planes + bit * PLANE_BYTES) : i8x16.splat(0);
}

/** Eight planes of numbers that have `numPlanes` bits, from bit `first` on, to a byte a row. */
@inline
function turnPlanes(planes: usize, first: usize, numPlanes: usize, to: usize): void {
  turnBits(
    planeOrZero(planes, first, numPlanes), planeOrZero(planes, first + 1, numPlanes),
    planeOrZero(planes, first + 2, numPlanes), planeOrZero(planes, first + 3, numPlanes),
    planeOrZero(planes, first + 4, numPlanes), planeOrZero(planes, first + 5, numPlanes),
    planeOrZero(planes, first + 6, numPlanes), planeOrZero(planes, first + 7, numPlanes), to,
  );
}

/** Leaf numbers of 128 rows in `numTrees` trees, a byte each, [tree][row]. */
export function leafNumbers(results: usize, numTrees: usize, numPlanes: usize, numbers: usize): void {
  for (let tree: usize = 0; tree < numTrees; tree++) {
    turnPlanes(results, 0, numPlanes, numbers);
    results += numPlanes * PLANE_BYTES;
    numbers += BLOCK_ROWS;
  }
}

/** The same in two bytes each, for numbers of more than eight bits. @param turned Scratch, 256 bytes. */
export function wideLeafNumbers(
  results: usize, numTrees: usize, numPlanes: usize, numbers: usize, turned: usize,
): void {
  for (let tree: usize = 0; tree < numTrees; tree++) {
    turnPlanes(results, 0, numPlanes, turned);
    turnPlanes(results, 8, numPlanes, turned + BLOCK_ROWS);
    for (let row: usize = 0; row < BLOCK_ROWS; row += 16) {
      const low = v128.load(turned + row);
      const high = v128.load(turned + BLOCK_ROWS + row);
      v128.store(numbers, v128.shuffle<i8>(low, high, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23));
      v128.store(numbers, v128.shuffle<i8>(low, high, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31), 16);
      numbers += 32;
    }
    results += numPlanes * PLANE_BYTES;
  }
}

/** Two margins on by the leaves of two rows. */
@inline
function joinTwo<N>(join: u32, margins: v128, leaves: usize, numbers: usize, row: usize): v128 {
  const at = numbers + row * sizeof<N>();
  const first = v128.load64_zero(leaves + (<usize>load<N>(at) << 3));
  return joinedTwo(join, margins, v128.load64_lane(leaves + (<usize>load<N>(at + sizeof<N>()) << 3), first, 1));
}

/**
 * Join one leaf a tree to 128 margins; N is the type of a leaf number.
 * @param leafBytes From one tree's leaves to the next one's.
 */
export function joinLeaves<N>(
  join: u32, numbers: usize, numTrees: usize, leaves: usize, leafBytes: usize, margins: usize,
): void {
  if (join == JOIN_SUM) joinBlock<N>(JOIN_SUM, numbers, numTrees, leaves, leafBytes, margins);
  else if (join == JOIN_SUM_F32) joinBlock<N>(JOIN_SUM_F32, numbers, numTrees, leaves, leafBytes, margins);
  else if (join == JOIN_MIN) joinBlock<N>(JOIN_MIN, numbers, numTrees, leaves, leafBytes, margins);
  else joinBlock<N>(JOIN_MAX, numbers, numTrees, leaves, leafBytes, margins);
}

/** Sixteen rows stay in registers over all trees. */
@inline
function joinBlock<N>(
  join: u32, numbers: usize, numTrees: usize, leaves: usize, leafBytes: usize, margins: usize,
): void {
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
    let number = numbers + row * sizeof<N>();
    let leaf = leaves;
    for (let tree: usize = 0; tree < numTrees; tree++) {
      a = joinTwo<N>(join, a, leaf, number, 0);
      b = joinTwo<N>(join, b, leaf, number, 2);
      c = joinTwo<N>(join, c, leaf, number, 4);
      d = joinTwo<N>(join, d, leaf, number, 6);
      e = joinTwo<N>(join, e, leaf, number, 8);
      f = joinTwo<N>(join, f, leaf, number, 10);
      g = joinTwo<N>(join, g, leaf, number, 12);
      h = joinTwo<N>(join, h, leaf, number, 14);
      number += BLOCK_ROWS * sizeof<N>();
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
