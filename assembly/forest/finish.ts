// Margins before the first tree and after the last one.
import {
  FLAG_BIAS, FLAG_DIVIDE, FLAG_ROUND_RESULT, FLAG_SCALE, FLAG_SUMS_F32, FLAGS_FINISH, FOREST_BIAS, FOREST_DIVISOR,
  FOREST_FLAGS, FOREST_NUM_OUTPUTS, FOREST_SCALE, FOREST_START,
} from '../generated/forest';

/** Margins lie [row][output]. */
export function startMargins(forest: usize, numRows: usize, margins: usize): void {
  const start = forest + load<u32>(forest, FOREST_START);
  const numOutputs = <usize>load<u32>(forest, FOREST_NUM_OUTPUTS);
  if (numOutputs == 1) {
    const value = load<f64>(start);
    for (let i: usize = 0; i < numRows; i++) store<f64>(margins + (i << 3), value);
    return;
  }
  for (let i: usize = 0; i < numRows; i++) memory.copy(margins + i * (numOutputs << 3), start, numOutputs << 3);
}

export function finishMargins(forest: usize, numRows: usize, margins: usize): void {
  const flags = load<u32>(forest, FOREST_FLAGS);
  if ((flags & <u32>FLAGS_FINISH) == 0) return;
  const isF32 = (flags & <u32>FLAG_SUMS_F32) != 0;
  const numOutputs = <usize>load<u32>(forest, FOREST_NUM_OUTPUTS);
  const bias = forest + load<u32>(forest, FOREST_BIAS);
  for (let row: usize = 0; row < numRows; row++) {
    for (let output: usize = 0; output < numOutputs; output++) {
      let margin = load<f64>(margins);
      if ((flags & <u32>FLAG_DIVIDE) != 0) margin = rounded(margin / load<f64>(forest, FOREST_DIVISOR), isF32);
      if ((flags & <u32>FLAG_SCALE) != 0) margin = rounded(margin * load<f64>(forest, FOREST_SCALE), isF32);
      if ((flags & <u32>FLAG_BIAS) != 0) margin = rounded(margin + load<f64>(bias + (output << 3)), isF32);
      store<f64>(margins, (flags & <u32>FLAG_ROUND_RESULT) != 0 ? <f64>(<f32>margin) : margin);
      margins += 8;
    }
  }
}

@inline
export function rounded(value: f64, isF32: bool): f64 {
  return isF32 ? <f64>(<f32>value) : value;
}
