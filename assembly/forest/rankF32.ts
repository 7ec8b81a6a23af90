// 128 f32 values of one feature to ranks among a column's thresholds, one byte each. How the cells are fitted is told
// in src/model/lower/cells.ts; what the plan's words mean in src/model/forestLayout.ts.
import {
  BLOCK_ROWS, COLUMN_FLAGS, COLUMN_MISSING_RANK, COLUMN_PLAN_F32, COLUMN_ZERO_MISSING, PLAN_HIGH, PLAN_KIND, PLAN_LOW,
  PLAN_OFFSET, PLAN_ONE_A_CELL, PLAN_SHIFT, PLAN_TABLE, PLAN_THREE_A_CELL,
} from '../generated/forest';
import { INFINITY_BITS_F32, SIGNLESS_F32, ZERO_BAND_BITS_F32 } from './missing';
import { SCRATCH_CELLS } from './scratch';

/** @param values The 128 values, in a row. @param ranks Where the 128 ranks go. */
export function rankF32(forest: usize, column: usize, values: usize, scratch: usize, ranks: usize): void {
  const plan = column + COLUMN_PLAN_F32;
  const kind = <usize>load<u32>(plan, PLAN_KIND);
  if (kind == PLAN_ONE_A_CELL) rankByOne(forest, plan, values, scratch, ranks);
  else if (kind == PLAN_THREE_A_CELL) rankByThree(forest, plan, values, scratch, ranks);
  else rankBySearch(forest, plan, values, ranks);
  if (load<u32>(column, COLUMN_FLAGS) != 0) patchMissing(column, values, ranks);
}

/**
 * Addresses of the cells of four values. The order of the operands sends NaN to `low`, where the rank is 0, and what
 * is compared afterwards is the value itself, so NaN is above no threshold.
 */
@inline
function cellsOf(value: v128, low: v128, high: v128, offset: v128, shift: i32, mask: v128, table: v128): v128 {
  const clamped = f32x4.pmin(high, f32x4.pmax(low, value));
  return i32x4.add(v128.and(i32x4.shr_u(f32x4.add(clamped, offset), shift), mask), table);
}

/** Ranks of four values from cells of one threshold: {f32 threshold, u32 rank below it}. */
@inline
function rankInOne(value: v128, cells: usize): v128 {
  const first = v128.load64_lane(load<u32>(cells, 4), v128.load64_zero(load<u32>(cells)), 1);
  const last = v128.load64_lane(load<u32>(cells, 12), v128.load64_zero(load<u32>(cells, 8)), 1);
  const thresholds = v128.shuffle<i32>(first, last, 0, 2, 4, 6);
  const ranks = v128.shuffle<i32>(first, last, 1, 3, 5, 7);
  return i32x4.sub(ranks, f32x4.gt(value, thresholds));
}

function rankByOne(forest: usize, plan: usize, values: usize, scratch: usize, ranks: usize): void {
  const low = v128.load32_splat(plan, PLAN_LOW);
  const high = v128.load32_splat(plan, PLAN_HIGH);
  const offset = v128.load32_splat(plan, PLAN_OFFSET);
  const shift = load<i32>(plan, PLAN_SHIFT);
  const mask = i32x4.splat(~7);
  const table = i32x4.splat(<i32>forest + load<i32>(plan, PLAN_TABLE));
  const cells = scratch + SCRATCH_CELLS;
  for (let row: usize = 0; row < BLOCK_ROWS; row += 16) {
    const a = v128.load(values);
    const b = v128.load(values, 16);
    const c = v128.load(values, 32);
    const d = v128.load(values, 48);
    // through memory: sixteen addresses are quicker stored and loaded again than taken out of lanes
    v128.store(cells, cellsOf(a, low, high, offset, shift, mask, table));
    v128.store(cells, cellsOf(b, low, high, offset, shift, mask, table), 16);
    v128.store(cells, cellsOf(c, low, high, offset, shift, mask, table), 32);
    v128.store(cells, cellsOf(d, low, high, offset, shift, mask, table), 48);
    const ab = i16x8.narrow_i32x4_u(rankInOne(a, cells), rankInOne(b, cells + 16));
    const cd = i16x8.narrow_i32x4_u(rankInOne(c, cells + 32), rankInOne(d, cells + 48));
    v128.store(ranks + row, i8x16.narrow_i16x8_u(ab, cd));
    values += 64;
  }
}

/** Ranks of four values from cells of three thresholds: {f32 threshold x 3, u32 rank below them}. */
@inline
function rankInThree(value: v128, cells: usize): v128 {
  const a = v128.load(load<u32>(cells));
  const b = v128.load(load<u32>(cells, 4));
  const c = v128.load(load<u32>(cells, 8));
  const d = v128.load(load<u32>(cells, 12));
  const firstPairs = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const secondPairs = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const firstRests = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const secondRests = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  const one = f32x4.gt(value, v128.shuffle<i64>(firstPairs, secondPairs, 0, 2));
  const two = f32x4.gt(value, v128.shuffle<i64>(firstPairs, secondPairs, 1, 3));
  const three = f32x4.gt(value, v128.shuffle<i64>(firstRests, secondRests, 0, 2));
  const ranks = v128.shuffle<i64>(firstRests, secondRests, 1, 3);
  return i32x4.sub(i32x4.sub(ranks, one), i32x4.add(two, three));
}

function rankByThree(forest: usize, plan: usize, values: usize, scratch: usize, ranks: usize): void {
  const low = v128.load32_splat(plan, PLAN_LOW);
  const high = v128.load32_splat(plan, PLAN_HIGH);
  const offset = v128.load32_splat(plan, PLAN_OFFSET);
  const shift = load<i32>(plan, PLAN_SHIFT);
  const mask = i32x4.splat(~15);
  const table = i32x4.splat(<i32>forest + load<i32>(plan, PLAN_TABLE));
  const cells = scratch + SCRATCH_CELLS;
  for (let row: usize = 0; row < BLOCK_ROWS; row += 16) {
    const a = v128.load(values);
    const b = v128.load(values, 16);
    const c = v128.load(values, 32);
    const d = v128.load(values, 48);
    v128.store(cells, cellsOf(a, low, high, offset, shift, mask, table));
    v128.store(cells, cellsOf(b, low, high, offset, shift, mask, table), 16);
    v128.store(cells, cellsOf(c, low, high, offset, shift, mask, table), 32);
    v128.store(cells, cellsOf(d, low, high, offset, shift, mask, table), 48);
    const ab = i16x8.narrow_i32x4_u(rankInThree(a, cells), rankInThree(b, cells + 16));
    const cd = i16x8.narrow_i32x4_u(rankInThree(c, cells + 32), rankInThree(d, cells + 48));
    v128.store(ranks + row, i8x16.narrow_i16x8_u(ab, cd));
    values += 64;
  }
}

/** One halving of a search: on by `step` thresholds if the last of them is below the value. */
@inline
function halve(at: usize, value: f32, step: usize): usize {
  return at + (<usize>(value > load<f32>(at + (step - 1) * 4)) * step) * 4;
}

function rankBySearch(forest: usize, plan: usize, values: usize, ranks: usize): void {
  const table = forest + load<u32>(plan, PLAN_TABLE);
  for (let row: usize = 0; row < BLOCK_ROWS; row++) {
    const value = load<f32>(values + (row << 2));
    let at = table;
    for (let step: usize = 128; step > 0; step >>= 1) at = halve(at, value, step);
    store<u8>(ranks + row, <u8>((at - table) >> 2));
  }
}

/** 32-bit lanes that hold a missing value, all bits set. */
@inline
function missingLanes(value: v128, zeroBand: v128): v128 {
  const magnitude = v128.and(value, i32x4.splat(SIGNLESS_F32));
  return v128.or(i32x4.gt_s(magnitude, i32x4.splat(INFINITY_BITS_F32)), i32x4.gt_s(zeroBand, magnitude));
}

/** Give missing values their rank. */
function patchMissing(column: usize, values: usize, ranks: usize): void {
  const missingRank = i8x16.splat(<i8>load<u32>(column, COLUMN_MISSING_RANK));
  const zeroToo = (load<u32>(column, COLUMN_FLAGS) & <u32>COLUMN_ZERO_MISSING) != 0;
  const zeroBand = i32x4.splat(zeroToo ? ZERO_BAND_BITS_F32 + 1 : 0);
  for (let row: usize = 0; row < BLOCK_ROWS; row += 16) {
    const ab = i16x8.narrow_i32x4_s(missingLanes(v128.load(values), zeroBand), missingLanes(v128.load(values, 16), zeroBand));
    const cd = i16x8.narrow_i32x4_s(missingLanes(v128.load(values, 32), zeroBand), missingLanes(v128.load(values, 48), zeroBand));
    const isMissing = i8x16.narrow_i16x8_s(ab, cd);
    v128.store(ranks + row, v128.bitselect(missingRank, v128.load(ranks + row), isMissing));
    values += 64;
  }
}
