// 128 f64 values of one feature to ranks among a column's thresholds, one byte each. The cell is found from the value
// rounded to f32, which never falls as the value rises; what is compared is the f64 value itself.
import {
  BLOCK_ROWS, COLUMN_FLAGS, COLUMN_MISSING_RANK, COLUMN_PLAN_F64, COLUMN_ZERO_MISSING, PLAN_HIGH, PLAN_KIND, PLAN_LOW,
  PLAN_OFFSET, PLAN_ONE_A_CELL, PLAN_SHIFT, PLAN_TABLE, PLAN_THREE_A_CELL,
} from '../generated/forest';
import { INFINITY_BITS_F64, SIGNLESS_F64, ZERO_BAND_BITS_F64 } from './missing';
import { SCRATCH_CELLS } from './scratch';

/** @param values The 128 values, in a row. @param ranks Where the 128 ranks go. */
export function rankF64(forest: usize, column: usize, values: usize, scratch: usize, ranks: usize): void {
  const plan = column + COLUMN_PLAN_F64;
  const kind = <usize>load<u32>(plan, PLAN_KIND);
  if (kind == PLAN_ONE_A_CELL) rankInCells(forest, plan, values, scratch, ranks, false);
  else if (kind == PLAN_THREE_A_CELL) rankInCells(forest, plan, values, scratch, ranks, true);
  else rankBySearch(forest, plan, values, ranks);
  if (load<u32>(column, COLUMN_FLAGS) != 0) patchMissing(column, values, ranks);
}

/** Store the addresses of the cells of four values. The order of the operands sends NaN to `low`. */
@inline
function storeCells(
  ab: v128, cd: v128, low: v128, high: v128, offset: v128, shift: i32, mask: v128, table: v128, cells: usize,
): void {
  const rounded = v128.shuffle<i64>(f32x4.demote_f64x2_zero(ab), f32x4.demote_f64x2_zero(cd), 0, 2);
  const clamped = f32x4.pmin(high, f32x4.pmax(low, rounded));
  v128.store(cells, i32x4.add(v128.and(i32x4.shr_u(f32x4.add(clamped, offset), shift), mask), table));
}

/** Ranks of two values as 64-bit lanes, from cells {f64 threshold, u64 rank}, or {f64 threshold x 3, u64 rank}. */
@inline
function rankTwo(value: v128, cells: usize, three: bool): v128 {
  const a = load<u32>(cells);
  const b = load<u32>(cells, 4);
  const firstOfA = v128.load(a);
  const firstOfB = v128.load(b);
  const one = f64x2.gt(value, v128.shuffle<i64>(firstOfA, firstOfB, 0, 2));
  if (!three) return i64x2.sub(v128.shuffle<i64>(firstOfA, firstOfB, 1, 3), one);
  const lastOfA = v128.load(a, 16);
  const lastOfB = v128.load(b, 16);
  const two = f64x2.gt(value, v128.shuffle<i64>(firstOfA, firstOfB, 1, 3));
  const last = f64x2.gt(value, v128.shuffle<i64>(lastOfA, lastOfB, 0, 2));
  return i64x2.sub(i64x2.sub(v128.shuffle<i64>(lastOfA, lastOfB, 1, 3), one), i64x2.add(two, last));
}

@inline
function rankFour(ab: v128, cd: v128, cells: usize, three: bool): v128 {
  return v128.shuffle<i32>(rankTwo(ab, cells, three), rankTwo(cd, cells + 8, three), 0, 2, 4, 6);
}

@inline
function rankInCells(forest: usize, plan: usize, values: usize, scratch: usize, ranks: usize, three: bool): void {
  const low = v128.load32_splat(plan, PLAN_LOW);
  const high = v128.load32_splat(plan, PLAN_HIGH);
  const offset = v128.load32_splat(plan, PLAN_OFFSET);
  const shift = load<i32>(plan, PLAN_SHIFT);
  const mask = i32x4.splat(three ? ~31 : ~15);
  const table = i32x4.splat(<i32>forest + load<i32>(plan, PLAN_TABLE));
  const cells = scratch + SCRATCH_CELLS;
  for (let row: usize = 0; row < BLOCK_ROWS; row += 8) {
    const ab = v128.load(values);
    const cd = v128.load(values, 16);
    const ef = v128.load(values, 32);
    const gh = v128.load(values, 48);
    storeCells(ab, cd, low, high, offset, shift, mask, table, cells);
    storeCells(ef, gh, low, high, offset, shift, mask, table, cells + 16);
    const words = i16x8.narrow_i32x4_u(rankFour(ab, cd, cells, three), rankFour(ef, gh, cells + 16, three));
    v128.store64_lane(ranks + row, i8x16.narrow_i16x8_u(words, words), 0);
    values += 64;
  }
}

function rankBySearch(forest: usize, plan: usize, values: usize, ranks: usize): void {
  const table = forest + load<u32>(plan, PLAN_TABLE);
  for (let row: usize = 0; row < BLOCK_ROWS; row++) {
    const value = load<f64>(values + (row << 3));
    let at = table;
    for (let step: usize = 128; step > 0; step >>= 1) {
      at += (<usize>(value > load<f64>(at + (step - 1) * 8)) * step) * 8;
    }
    store<u8>(ranks + row, <u8>((at - table) >> 3));
  }
}

/** Give missing values their rank. */
function patchMissing(column: usize, values: usize, ranks: usize): void {
  const missingRank = load<u32>(column, COLUMN_MISSING_RANK);
  const zeroToo = (load<u32>(column, COLUMN_FLAGS) & <u32>COLUMN_ZERO_MISSING) != 0;
  const zeroBand: i64 = zeroToo ? ZERO_BAND_BITS_F64 + 1 : 0;
  for (let row: usize = 0; row < BLOCK_ROWS; row++) {
    const magnitude = load<i64>(values + (row << 3)) & SIGNLESS_F64;
    const isMissing = i32(magnitude > INFINITY_BITS_F64) | i32(magnitude < zeroBand);
    const rank = select<u32>(missingRank, load<u8>(ranks + row), isMissing != 0);
    store<u8>(ranks + row, <u8>rank);
  }
}
