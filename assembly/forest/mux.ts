// Trees to leaf numbers, bit planes of 256 rows at a time. A plane is 32 bytes: rows 0 to 127, then rows 128 to 255.
import { FIXED_NODES, PLANE_BYTES } from '../generated/forest';

/** Where `whether` is set the right plane, elsewhere the left one. */
@inline
function pick(right: v128, left: v128, whether: v128): v128 {
  return v128.bitselect(right, left, whether);
}

/** Any shape: steps of four byte offsets {right, left, whether, to}; see src/model/lower/muxProgram.ts. */
export function runSteps(program: usize, numSteps: usize, arena: usize): void {
  const end = program + (numSteps << 4);
  for (; program < end; program += 16) {
    const right = arena + load<u32>(program);
    const left = arena + load<u32>(program, 4);
    const whether = arena + load<u32>(program, 8);
    const to = arena + load<u32>(program, 12);
    v128.store(to, pick(v128.load(right), v128.load(left), v128.load(whether)));
    v128.store(to, pick(v128.load(right, 16), v128.load(left, 16), v128.load(whether, 16)), 16);
  }
}

/**
 * Complete trees of six levels: nine blocks of seven nodes, the top one first. A block's planes say which of its
 * eight exits a row takes; the top block then picks among the planes of the eight below it.
 * @param slots 27 planes of scratch: three a block.
 * @param results Six planes a tree, lowest bit of the leaf number first.
 */
export function runFixed(program: usize, numTrees: usize, arena: usize, slots: usize, results: usize): void {
  for (let tree: usize = 0; tree < numTrees; tree++) {
    let slot = slots;
    for (let at = program, end = program + FIXED_NODES * 4; at < end; at += 28) {
      exitOfBlock(at, arena, slot);
      exitOfBlock(at, arena + 16, slot + 16);
      slot += 3 * PLANE_BYTES;
    }
    joinBlocks(program, arena, slots, results);
    joinBlocks(program, arena + 16, slots + 16, results + 16);
    program += FIXED_NODES * 4;
    results += 6 * PLANE_BYTES;
  }
}

@inline
function planeAt(program: usize, arena: usize, node: usize): v128 {
  return v128.load(arena + load<u32>(program + (node << 2)));
}

/** Three planes, lowest bit first: the exit of a block, numbered from the left. */
@inline
function exitOfBlock(program: usize, arena: usize, slot: usize): void {
  const top = planeAt(program, arena, 0);
  const left = planeAt(program, arena, 1);
  const right = planeAt(program, arena, 2);
  const lowestLeft = pick(planeAt(program, arena, 4), planeAt(program, arena, 3), left);
  const lowestRight = pick(planeAt(program, arena, 6), planeAt(program, arena, 5), right);
  v128.store(slot, pick(lowestRight, lowestLeft, top));
  v128.store(slot, pick(right, left, top), PLANE_BYTES);
  v128.store(slot, top, 2 * PLANE_BYTES);
}

@inline
function joinBlocks(program: usize, arena: usize, slots: usize, results: usize): void {
  const top = planeAt(program, arena, 0);
  const left = planeAt(program, arena, 1);
  const right = planeAt(program, arena, 2);
  const leftLeft = planeAt(program, arena, 3);
  const leftRight = planeAt(program, arena, 4);
  const rightLeft = planeAt(program, arena, 5);
  const rightRight = planeAt(program, arena, 6);
  for (let bit: usize = 0; bit < 3 * PLANE_BYTES; bit += PLANE_BYTES) {
    const below = slots + bit + 3 * PLANE_BYTES;
    const first = pick(v128.load(below, 3 * PLANE_BYTES), v128.load(below), leftLeft);
    const second = pick(v128.load(below, 9 * PLANE_BYTES), v128.load(below, 6 * PLANE_BYTES), leftRight);
    const third = pick(v128.load(below, 15 * PLANE_BYTES), v128.load(below, 12 * PLANE_BYTES), rightLeft);
    const fourth = pick(v128.load(below, 21 * PLANE_BYTES), v128.load(below, 18 * PLANE_BYTES), rightRight);
    v128.store(results + bit, pick(pick(fourth, third, right), pick(second, first, left), top));
    v128.store(results + bit, v128.load(slots + bit), 3 * PLANE_BYTES);
  }
}
