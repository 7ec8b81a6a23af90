// Values of one block, feature by feature, 128 in a row: turned from row-major input, or copied where a column ends
// before the block does or where values are prepared, so that nothing beyond the caller's values is ever read and
// nothing of theirs is written.
import { BLOCK_ROWS } from '../generated/forest';

/** Row-major to [feature][128]. Rows from `numRows` on keep whatever the scratch held: any bits can be ranked. */
export function gatherRows<T>(values: usize, rowStride: usize, numFeatures: usize, numRows: usize, to: usize): void {
  if (sizeof<T>() == 4) gatherRowsF32(values, rowStride, numFeatures, numRows, to);
  else gatherRowsF64(values, rowStride, numFeatures, numRows, to);
}

/** Columns of up to 128 rows to [feature][128]. */
export function gatherColumns<T>(
  values: usize, columnStride: usize, numFeatures: usize, numRows: usize, to: usize,
): void {
  for (let feature: usize = 0; feature < numFeatures; feature++) {
    memory.copy(to, values, numRows * sizeof<T>());
    values += columnStride;
    to += BLOCK_ROWS * sizeof<T>();
  }
}

/** Any order to [feature][128], from the caller's precision to the model's. */
export function gatherConverted<T, U>(
  values: usize, featureStride: usize, rowStride: usize, numFeatures: usize, numRows: usize, to: usize,
): void {
  for (let feature: usize = 0; feature < numFeatures; feature++) {
    let from = values + feature * featureStride;
    const first = to + feature * BLOCK_ROWS * sizeof<U>();
    for (let row: usize = 0; row < numRows; row++) {
      store<U>(first + row * sizeof<U>(), <U>load<T>(from));
      from += rowStride;
    }
  }
}

@inline
function gatherOne<T>(values: usize, rowStride: usize, numRows: usize, to: usize): void {
  for (let row: usize = 0; row < numRows; row++) {
    store<T>(to, load<T>(values));
    values += rowStride;
    to += sizeof<T>();
  }
}

function gatherRowsF32(values: usize, rowStride: usize, numFeatures: usize, numRows: usize, to: usize): void {
  const columnBytes = BLOCK_ROWS * 4;
  const wholeRows = numRows & ~3;
  const wholeFeatures = numFeatures & ~3;
  for (let row: usize = 0; row < wholeRows; row += 4) {
    let from = values + row * rowStride;
    let at = to + (row << 2);
    for (let feature: usize = 0; feature < wholeFeatures; feature += 4) {
      const a = v128.load(from);
      const b = v128.load(from + rowStride);
      const c = v128.load(from + rowStride * 2);
      const d = v128.load(from + rowStride * 3);
      const abLow = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
      const abHigh = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
      const cdLow = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
      const cdHigh = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
      v128.store(at, v128.shuffle<i64>(abLow, cdLow, 0, 2));
      v128.store(at, v128.shuffle<i64>(abLow, cdLow, 1, 3), columnBytes);
      v128.store(at, v128.shuffle<i64>(abHigh, cdHigh, 0, 2), columnBytes * 2);
      v128.store(at, v128.shuffle<i64>(abHigh, cdHigh, 1, 3), columnBytes * 3);
      from += 16;
      at += columnBytes * 4;
    }
  }
  for (let feature: usize = 0; feature < numFeatures; feature++) {
    // four rows by four features are done above; the rest one by one
    const first = feature < wholeFeatures ? wholeRows : 0;
    gatherOne<f32>(
      values + first * rowStride + (feature << 2), rowStride, numRows - first, to + feature * columnBytes + (first << 2),
    );
  }
}

function gatherRowsF64(values: usize, rowStride: usize, numFeatures: usize, numRows: usize, to: usize): void {
  const columnBytes = BLOCK_ROWS * 8;
  const wholeRows = numRows & ~1;
  const wholeFeatures = numFeatures & ~1;
  for (let row: usize = 0; row < wholeRows; row += 2) {
    let from = values + row * rowStride;
    let at = to + (row << 3);
    for (let feature: usize = 0; feature < wholeFeatures; feature += 2) {
      const a = v128.load(from);
      const b = v128.load(from + rowStride);
      v128.store(at, v128.shuffle<i64>(a, b, 0, 2));
      v128.store(at, v128.shuffle<i64>(a, b, 1, 3), columnBytes);
      from += 16;
      at += columnBytes * 2;
    }
  }
  for (let feature: usize = 0; feature < numFeatures; feature++) {
    const first = feature < wholeFeatures ? wholeRows : 0;
    gatherOne<f64>(
      values + first * rowStride + (feature << 3), rowStride, numRows - first, to + feature * columnBytes + (first << 3),
    );
  }
}
