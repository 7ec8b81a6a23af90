// Values of eight rows to what the walk compares: a wide rank among any number of thresholds, or one bit a predicate.
// Scalar in both builds: it serves few rows, and trees too large for planes.
import {
  COLUMN_ZERO_MISSING, FLAG_VALUES_F32, FOREST_FLAGS, FOREST_NUM_FEATURES, FOREST_NUM_PREPARATIONS, FOREST_NUM_SOURCES,
  FOREST_SOURCES, GROUP_ROWS, SOURCE_BITS, SOURCE_BITS_STRIDE, SOURCE_BYTES, SOURCE_COLUMN, SOURCE_FEATURE, SOURCE_FLAGS,
  SOURCE_MISSING_RANK, SOURCE_NUM_PREDICATES, SOURCE_NUM_THRESHOLDS, SOURCE_TABLE,
} from '../generated/forest';
import { rounded } from './finish';
import { isNan, ZERO_BAND } from './missing';
import { prepareColumns } from './prepare';

/** Bytes of one feature's values, and of one column's ranks, of a group of rows. */
const VALUES_BYTES: usize = GROUP_ROWS * 8;
const RANKS_BYTES: usize = GROUP_ROWS * 2;

/**
 * Rank up to eight rows. Feature f of row r lies at `values + f * featureStride + r * rowStride`.
 * @param gathered Scratch, [feature][8] f64. @param ranks Where the ranks go, [column][8] u16.
 */
export function rankGroup<T>(
  forest: usize, values: usize, featureStride: usize, rowStride: usize, numRows: usize, gathered: usize, ranks: usize,
): void {
  const numFeatures = <usize>load<u32>(forest, FOREST_NUM_FEATURES);
  const isF32 = (load<u32>(forest, FOREST_FLAGS) & <u32>FLAG_VALUES_F32) != 0;
  for (let feature: usize = 0; feature < numFeatures; feature++) {
    let from = values + feature * featureStride;
    let to = gathered + feature * VALUES_BYTES;
    for (let row: usize = 0; row < numRows; row++) {
      store<f64>(to, rounded(<f64>load<T>(from), isF32));
      from += rowStride;
      to += 8;
    }
  }
  if (load<u32>(forest, FOREST_NUM_PREPARATIONS) != 0) prepareColumns<f64>(forest, gathered, VALUES_BYTES, numRows);

  let source = forest + load<u32>(forest, FOREST_SOURCES);
  const end = source + load<u32>(forest, FOREST_NUM_SOURCES) * <u32>SOURCE_BYTES;
  for (; source < end; source += SOURCE_BYTES) rankSource(forest, source, gathered, numRows, ranks);
}

@inline
function rankSource(forest: usize, source: usize, gathered: usize, numRows: usize, ranks: usize): void {
  const table = forest + load<u32>(source, SOURCE_TABLE);
  const numThresholds = load<u32>(source, SOURCE_NUM_THRESHOLDS);
  const flags = load<u32>(source, SOURCE_FLAGS);
  const missingRank = load<u32>(source, SOURCE_MISSING_RANK);
  const numPredicates = <usize>load<u32>(source, SOURCE_NUM_PREDICATES);
  const stride = <usize>load<u32>(source, SOURCE_BITS_STRIDE);
  let value = gathered + <usize>load<u32>(source, SOURCE_FEATURE) * VALUES_BYTES;
  let rank = ranks + <usize>load<u32>(source, SOURCE_COLUMN) * RANKS_BYTES;
  for (let row: usize = 0; row < numRows; row++) {
    const own = load<f64>(value);
    let found = rankAmong(table, numThresholds, own);
    if (flags != 0 && isMissing(own, flags)) found = missingRank;
    if (numPredicates == 0) {
      store<u16>(rank, <u16>found);
    } else {
      let byte = forest + load<u32>(source, SOURCE_BITS) + (found >> 3);
      for (let to = rank, stop = rank + numPredicates * RANKS_BYTES; to < stop; to += RANKS_BYTES) {
        store<u16>(to, (load<u8>(byte) >> (<u8>found & 7)) & 1);
        byte += stride;
      }
    }
    value += 8;
    rank += 2;
  }
}

@inline
function isMissing(value: f64, flags: u32): bool {
  return isNan(value) || ((flags & <u32>COLUMN_ZERO_MISSING) != 0 && abs<f64>(value) <= ZERO_BAND);
}

/** How many of the sorted thresholds the value is above. */
@inline
function rankAmong(table: usize, numThresholds: u32, value: f64): u32 {
  if (numThresholds == 0) return 0;
  let at = table;
  let left = <usize>numThresholds;
  while (left > 1) {
    const half = left >> 1;
    // all ones where the threshold before the middle is below the value: no branch to guess
    at += -(<usize>(value > load<f64>(at + ((half - 1) << 3)))) & (half << 3);
    left -= half;
  }
  return <u32>((at - table) >> 3) + <u32>(value > load<f64>(at));
}
