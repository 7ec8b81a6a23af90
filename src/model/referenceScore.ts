/**
 * The oracle: one row through the forest exactly as the source library does it, a node at a time. Slow, plain, and
 * what every kernel is compared with; it is itself compared with the libraries' own answers.
 */
import {
  type CategorySet,
  type Forest,
  MISSING_NAN,
  MISSING_ZERO,
  numLeavesOf,
  type Preparation,
  TEST_AT_MOST,
  TEST_BELOW,
  TEST_EQUAL,
  type Tree,
  ZERO_BAND,
} from './forest.ts';

const keep = (value: number): number => value;
const rounderOf = (precision: 'f32' | 'f64'): ((value: number) => number) => (precision === 'f32' ? Math.fround : keep);

/**
 * Raw margins of one row, one an output.
 * @param row One value a feature, in the forest's feature order; NaN is missing.
 */
export function referenceMargins(forest: Forest, row: ArrayLike<number>): Float64Array {
  const { precision, kind, start, divisor, scale, bias, roundResult } = forest.aggregation;
  const round = rounderOf(precision);
  const join = { sum: (a: number, b: number) => a + b, min: Math.min, max: Math.max }[kind];
  const margins = start.slice();
  const spoke = new Uint8Array(forest.numOutputs);
  const values = preparedRow(forest, row);
  for (const tree of forest.trees) {
    const leaf = leafOf(tree, values, forest.sets) * tree.leafWidth;
    for (let i = 0; i < tree.leafWidth; i++) {
      const output = tree.output + i;
      const value = tree.leafValue[leaf + i];
      margins[output] = kind === 'sum' || spoke[output] === 1 ? round(join(margins[output], value)) : round(value);
      spoke[output] = 1;
    }
  }
  return margins.map((margin, output) => {
    let result = margin;
    if (divisor !== null) result = round(result / divisor);
    if (scale !== null) result = round(result * scale);
    if (bias !== null) result = round(result + bias[output]);
    return roundResult ? Math.fround(result) : result;
  });
}

/** Leaf that a row reaches in each tree. */
export function referenceLeaves(forest: Forest, row: ArrayLike<number>): Int32Array {
  const values = preparedRow(forest, row);
  return Int32Array.from(forest.trees, (tree) => leafOf(tree, values, forest.sets));
}

/** The row as trees see it. */
export function preparedRow(forest: Forest, row: ArrayLike<number>): Float64Array {
  const { preparation, precision, zeroBand } = forest.values;
  const round = rounderOf(precision);
  return Float64Array.from(forest.featureNames, (_, feature) => {
    let value = round(row[feature]);
    for (const step of preparation?.[feature] ?? []) value = prepared(step, value, round);
    return zeroBand && Math.abs(value) <= ZERO_BAND ? 0 : value;
  });
}

function prepared(step: Preparation, value: number, round: (value: number) => number): number {
  if (step.kind === 'round32') return Math.fround(value);
  if (step.kind === 'scale') return round(round(value - step.offset) * step.factor);
  return value === step.from || (Number.isNaN(value) && Number.isNaN(step.from)) ? step.to : value;
}

/** Index of the leaf that a prepared row reaches. */
export function leafOf(tree: Tree, values: Float64Array, sets: readonly CategorySet[]): number {
  if (numLeavesOf(tree) === 1) return 0;
  let node = 0;
  while (node >= 0) node = goesLeft(tree, node, values[tree.feature[node]], sets) ? tree.left[node] : tree.right[node];
  return ~node;
}

/** Which way a node sends a prepared value. */
export function goesLeft(tree: Tree, node: number, value: number, sets: readonly CategorySet[]): boolean {
  const missing = tree.missing[node];
  const x = Number.isNaN(value) && missing !== MISSING_NAN ? 0 : value;
  const isMissing = missing === MISSING_ZERO ? Math.abs(x) <= ZERO_BAND : missing === MISSING_NAN && Number.isNaN(x);
  if (isMissing) return tree.defaultLeft[node] === 1;
  const threshold = tree.threshold[node];
  switch (tree.test[node]) {
    case TEST_AT_MOST:
      return x <= threshold;
    case TEST_BELOW:
      return x < threshold;
    case TEST_EQUAL:
      return x === threshold;
    default:
      return isMember(sets[threshold], x);
  }
}

export function isMember(set: CategorySet, value: number): boolean {
  const category = { truncate: Math.trunc, floor: Math.floor, exact: keep }[set.rounding](value);
  // one zero, and -0.5 truncated is one
  return set.values.includes(category === 0 ? 0 : category) && Number.isFinite(value);
}

/** Raw margin of one row of a forest of one output. */
export function referenceMargin(forest: Forest, row: ArrayLike<number>): number {
  return referenceMargins(forest, row)[0];
}
