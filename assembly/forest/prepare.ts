// What values go through before any tree sees them: imputing, scaling, rounding, a step at a time.
import {
  FLAG_VALUES_F32, FOREST_FLAGS, FOREST_NUM_PREPARATIONS, FOREST_PREPARATIONS, PREPARATION_BYTES, PREPARATION_FEATURE,
  PREPARATION_FIRST, PREPARATION_KIND, PREPARATION_SECOND, PREPARE_REPLACE, PREPARE_SCALE,
} from '../generated/forest';
import { rounded } from './finish';
import { INFINITY_BITS_F64, isNan, SIGNLESS_F64 } from './missing';

/**
 * Prepare `numRows` values of each feature where they lie, [feature][row]. With SIMD, two at a time: where their number
 * is odd, the one after the last is prepared as well.
 */
export function prepareColumns<T>(forest: usize, values: usize, featureStride: usize, numRows: usize): void {
  const isF32 = (load<u32>(forest, FOREST_FLAGS) & <u32>FLAG_VALUES_F32) != 0;
  let step = forest + load<u32>(forest, FOREST_PREPARATIONS);
  const end = step + load<u32>(forest, FOREST_NUM_PREPARATIONS) * <u32>PREPARATION_BYTES;
  for (; step < end; step += PREPARATION_BYTES) {
    const kind = <usize>load<u32>(step, PREPARATION_KIND);
    let at = values + <usize>load<u32>(step, PREPARATION_FEATURE) * featureStride;
    const stop = at + numRows * sizeof<T>();
    if (ASC_FEATURE_SIMD) {
      for (; at < stop; at += 2 * sizeof<T>()) storeTwo<T>(at, preparedTwo(kind, loadTwo<T>(at), step, isF32));
    } else {
      const first = load<f64>(step, PREPARATION_FIRST);
      const second = load<f64>(step, PREPARATION_SECOND);
      for (; at < stop; at += sizeof<T>()) {
        store<T>(at, <T>prepared(kind, <f64>load<T>(at), first, second, isF32));
      }
    }
  }
}

@inline
function loadTwo<T>(at: usize): v128 {
  return sizeof<T>() == 4 ? f64x2.promote_low_f32x4(v128.load64_zero(at)) : v128.load(at);
}

@inline
function storeTwo<T>(at: usize, values: v128): void {
  if (sizeof<T>() == 4) v128.store64_lane(at, f32x4.demote_f64x2_zero(values), 0);
  else v128.store(at, values);
}

@inline
function roundedTwo(values: v128, isF32: bool): v128 {
  return isF32 ? f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(values)) : values;
}

@inline
function areNan(values: v128): v128 {
  return i64x2.gt_s(v128.and(values, i64x2.splat(SIGNLESS_F64)), i64x2.splat(INFINITY_BITS_F64));
}

/** `prepared`, of two values. */
@inline
function preparedTwo(kind: usize, values: v128, step: usize, isF32: bool): v128 {
  const first = v128.load64_splat(step, PREPARATION_FIRST);
  const second = v128.load64_splat(step, PREPARATION_SECOND);
  if (kind == PREPARE_SCALE) return roundedTwo(f64x2.mul(roundedTwo(f64x2.sub(values, first), isF32), second), isF32);
  if (kind == PREPARE_REPLACE) {
    const is = v128.or(f64x2.eq(values, first), v128.and(areNan(values), areNan(first)));
    return v128.bitselect(second, values, is);
  }
  return roundedTwo(values, true);
}

@inline
function prepared(kind: usize, value: f64, first: f64, second: f64, isF32: bool): f64 {
  if (kind == PREPARE_SCALE) return rounded(rounded(value - first, isF32) * second, isF32);
  if (kind == PREPARE_REPLACE) return value == first || (isNan(value) && isNan(first)) ? second : value;
  return <f64>(<f32>value);
}
