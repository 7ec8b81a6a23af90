/**
 * A value finds its rank by one table look-up: cut the number line into cells that hold few thresholds each, find the
 * cell by arithmetic, compare with the thresholds in it.
 *
 * cell(x) = bits(fround(clamp(x, low, high) + offset)) >>> shift. The float's own bits are a staircase that is
 * logarithmic for offset 0 and closer to linear the larger the offset; it never falls as x rises, for every float, so
 * thresholds in lower cells are below x, those in higher cells above, and only those in its own cell need comparing.
 * The core rounds exactly as `Math.fround` does here.
 */
import { bitsOfF32, f32OfBits, nextUp32 } from './floats.ts';

export type CellPlan = {
  readonly low: number;
  readonly high: number;
  readonly offset: number;
  readonly shift: number;
  readonly firstCell: number;
  readonly numCells: number;
  /** Most thresholds in one cell. */
  readonly perCell: number;
  /** The last threshold lies far off; it has the last cell, which everything above `high` falls into, for itself. */
  readonly farLast: boolean;
};

/** Entries are up to 32 bytes and found by a shift that must not go negative. */
const SMALLEST_SHIFT = 5;
const LARGEST_SHIFT = 30;
const MAX_CELLS = 2048;
const SPREADS: readonly number[] = Array.from({ length: 62 }, (_, i) => 2 ** (-24 + (i >> 1)) * (i & 1 ? 1.37 : 1));

export const MAX_PER_CELL = 3;

/**
 * @param keys f32 stand-ins of the sorted thresholds, rising but not necessarily distinct; +Infinity is not allowed.
 * @returns The plan with the fewest thresholds in one cell, then the fewest cells; null when none has at most three.
 */
export function planCells(keys: Float32Array): CellPlan | null {
  const whole = bestPlan(keys, false);
  if (whole?.perCell === 1 || keys.length < 2) return whole;
  const apart = bestPlan(keys.subarray(0, -1), true);
  // what lies below `high` must lie below the last threshold too
  if (apart === null || keys[keys.length - 1] < apart.high) return whole;
  if (whole === null) return apart;
  return apart.perCell < whole.perCell ? apart : whole;
}

export function cellOf(plan: Pick<CellPlan, 'offset' | 'shift' | 'firstCell'>, key: number): number {
  return (bitsOfF32(key + plan.offset) >>> plan.shift) - plan.firstCell;
}

function bestPlan(keys: Float32Array, farLast: boolean): CellPlan | null {
  const first = keys[0];
  const range = keys[keys.length - 1] - first;
  let best: CellPlan | null = null;
  for (const offset of [0, ...SPREADS.map((spread) => range * spread - first)]) {
    const plan = finestPlan(keys, Math.fround(offset), farLast);
    if (plan === null) continue;
    const better =
      best === null || plan.perCell < best.perCell || (plan.perCell === best.perCell && plan.numCells < best.numCells);
    if (better) best = plan;
  }
  return best;
}

/** The coarsest cells with one threshold each, else the finest that fit the table. */
function finestPlan(keys: Float32Array, offset: number, farLast: boolean): CellPlan | null {
  const low = keys[0];
  const last = keys[keys.length - 1];
  if (!(Math.fround(low + offset) > 0) || !Number.isFinite(Math.fround(nextUp32(last) + offset))) return null;
  let best: CellPlan | null = null;
  for (let shift = LARGEST_SHIFT; shift >= SMALLEST_SHIFT; shift--) {
    const high = farLast ? firstInNextCell(last, offset, shift) : nextUp32(last);
    if (high === null) continue;
    const firstCell = bitsOfF32(low + offset) >>> shift;
    const numCells = (bitsOfF32(high + offset) >>> shift) - firstCell + 1;
    if (numCells > MAX_CELLS) break;
    const perCell = crowding(keys, offset, shift);
    if (perCell > MAX_PER_CELL || (best !== null && perCell >= best.perCell)) continue;
    best = { low, high, offset, shift, firstCell, numCells, perCell, farLast };
    if (perCell === 1) break;
  }
  return best;
}

function crowding(keys: Float32Array, offset: number, shift: number): number {
  let most = 0;
  let run = 0;
  let cell = -1;
  for (const key of keys) {
    const next = bitsOfF32(key + offset) >>> shift;
    run = next === cell ? run + 1 : 1;
    cell = next;
    if (run > most) most = run;
  }
  return most;
}

/** Some value just above `last` whose cell is the next one. */
function firstInNextCell(last: number, offset: number, shift: number): number | null {
  const cell = bitsOfF32(last + offset) >>> shift;
  const bits = (cell + 1) * 2 ** shift;
  if (bits >= 0x7f800000) return null;
  let value = Math.fround(f32OfBits(bits) - offset);
  for (let i = 0; i < 4 && bitsOfF32(value + offset) >>> shift <= cell; i++) value = nextUp32(value);
  const found = bitsOfF32(value + offset) >>> shift;
  return found > cell && Number.isFinite(value) ? value : null;
}
