/**
 * How the core ranks a column's values: a fitted cell table where one exists, a binary search otherwise. Written once
 * for f32 values and once for f64 values, which compare with thresholds of their own precision.
 *
 * For an f32 value x and an f64 threshold t, `x > t` is `x > roundDown32(t)`: no f32 lies between the two.
 */
import {
  MAX_THRESHOLDS_A_COLUMN,
  PLAN_HIGH,
  PLAN_KIND,
  PLAN_LOW,
  PLAN_OFFSET,
  PLAN_ONE_A_CELL,
  PLAN_SEARCH,
  PLAN_SHIFT,
  PLAN_TABLE,
  PLAN_THREE_A_CELL,
} from '../forestLayout.ts';
import { type CellPlan, cellOf, MAX_PER_CELL, planCells } from './cells.ts';
import { roundDown32 } from './floats.ts';

export type Precision = 'f32' | 'f64';

/** Kind and numbers of the plan and the bytes of its table; `firstCell` tells where in the table cell 0 would be. */
export type RankPlan = { readonly kind: number; readonly cells: CellPlan | null; readonly table: DataView };

/** Bytes of an entry: thresholds, then the rank of a value below them all. */
const ENTRY_SHIFT: Readonly<Record<Precision, readonly number[]>> = { f32: [0, 3, 4], f64: [0, 4, 5] };

export function planRanks(thresholds: Float64Array, precision: Precision): RankPlan {
  // nothing is above +Infinity
  const compared = (precision === 'f32' ? thresholds.map(roundDown32) : thresholds).filter((t) => t < Infinity);
  const cells = compared.length === 0 ? null : planCells(Float32Array.from(compared));
  if (cells === null) return { kind: PLAN_SEARCH, cells, table: searchTable(compared, precision) };
  const kind = cells.perCell === 1 ? PLAN_ONE_A_CELL : PLAN_THREE_A_CELL;
  return { kind, cells, table: cellTable(compared, cells, kind, precision) };
}

/** Lay the plan at `at` of the forest; its table lies at `tableAt`. */
export function writePlan(view: DataView, at: number, plan: RankPlan, tableAt: number, precision: Precision): void {
  const { kind, cells } = plan;
  view.setUint32(at + PLAN_KIND, kind, true);
  if (cells === null) return view.setUint32(at + PLAN_TABLE, tableAt, true);
  const entryShift = ENTRY_SHIFT[precision][kind];
  view.setInt32(at + PLAN_TABLE, tableAt - cells.firstCell * 2 ** entryShift, true);
  view.setFloat32(at + PLAN_LOW, cells.low, true);
  view.setFloat32(at + PLAN_HIGH, cells.high, true);
  view.setFloat32(at + PLAN_OFFSET, cells.offset, true);
  // the core shifts only as far as leaves the cell number multiplied by the entry's size
  view.setInt32(at + PLAN_SHIFT, cells.shift - entryShift, true);
}

function searchTable(thresholds: Float64Array, precision: Precision): DataView {
  const padded = new Float64Array(MAX_THRESHOLDS_A_COLUMN + 1).fill(Infinity);
  padded.set(thresholds);
  return new DataView((precision === 'f32' ? Float32Array.from(padded) : padded).buffer);
}

function cellTable(thresholds: Float64Array, plan: CellPlan, kind: number, precision: Precision): DataView {
  const entryBytes = 2 ** ENTRY_SHIFT[precision][kind];
  const perEntry = kind === PLAN_ONE_A_CELL ? 1 : MAX_PER_CELL;
  const floatBytes = precision === 'f32' ? 4 : 8;
  const view = new DataView(new ArrayBuffer(plan.numCells * entryBytes));
  const numNear = plan.farLast ? thresholds.length - 1 : thresholds.length;
  let next = 0;
  for (let cell = 0; cell < plan.numCells; cell++) {
    const base = next;
    while (next < numNear && cellOf(plan, Math.fround(thresholds[next])) === cell) next++;
    const isLast = cell === plan.numCells - 1;
    const inCell = thresholds.subarray(base, isLast && plan.farLast ? thresholds.length : next);
    for (let i = 0; i < perEntry; i++) {
      const threshold = i < inCell.length ? inCell[i] : Infinity;
      if (precision === 'f32') view.setFloat32(cell * entryBytes + i * floatBytes, threshold, true);
      else view.setFloat64(cell * entryBytes + i * floatBytes, threshold, true);
    }
    view.setUint32(cell * entryBytes + perEntry * floatBytes, base, true);
  }
  return view;
}
