// What values go through before any tree sees them: imputing, scaling, rounding, a step at a time.
import {
  FLAG_VALUES_F32, FOREST_FLAGS, FOREST_NUM_PREPARATIONS, FOREST_PREPARATIONS, PREPARATION_BYTES, PREPARATION_FEATURE,
  PREPARATION_FIRST, PREPARATION_KIND, PREPARATION_SECOND, PREPARE_REPLACE, PREPARE_SCALE,
} from '../generated/forest';
import { rounded } from './finish';
import { isNan } from './missing';

/** Prepare `numRows` values of each feature where they lie, [feature][row]. */
export function prepareColumns<T>(forest: usize, values: usize, featureStride: usize, numRows: usize): void {
  const isF32 = (load<u32>(forest, FOREST_FLAGS) & <u32>FLAG_VALUES_F32) != 0;
  let step = forest + load<u32>(forest, FOREST_PREPARATIONS);
  const end = step + load<u32>(forest, FOREST_NUM_PREPARATIONS) * <u32>PREPARATION_BYTES;
  for (; step < end; step += PREPARATION_BYTES) {
    const kind = <usize>load<u32>(step, PREPARATION_KIND);
    const first = load<f64>(step, PREPARATION_FIRST);
    const second = load<f64>(step, PREPARATION_SECOND);
    let at = values + <usize>load<u32>(step, PREPARATION_FEATURE) * featureStride;
    for (const stop = at + numRows * sizeof<T>(); at < stop; at += sizeof<T>()) {
      store<T>(at, <T>prepared(kind, <f64>load<T>(at), first, second, isF32));
    }
  }
}

@inline
function prepared(kind: usize, value: f64, first: f64, second: f64, isF32: bool): f64 {
  if (kind == PREPARE_SCALE) return rounded(rounded(value - first, isF32) * second, isF32);
  if (kind == PREPARE_REPLACE) return value == first || (isNan(value) && isNan(first)) ? second : value;
  return <f64>(<f32>value);
}
