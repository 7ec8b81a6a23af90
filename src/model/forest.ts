/**
 * A tree ensemble after import and before lowering: plain columns, one set a tree, in the source library's own
 * precision and order. What the readers of model files produce and what everything else here consumes. Whatever the
 * libraries do differently is said here in data, so that one scorer serves them all.
 */
import type { Link } from './link.ts';

/** What sends a row left. Values are compared after `Forest.values` has been applied to them. */
/** value <= threshold */
export const TEST_AT_MOST = 0;
/** value < threshold */
export const TEST_BELOW = 1;
/** value == threshold; -0 equals +0 */
export const TEST_EQUAL = 2;
/** value is in the category set whose number is in `threshold` */
export const TEST_IN_SET = 3;

/** What a node takes for missing: nothing (NaN counts as 0), the zero band together with NaN, or NaN alone. */
export const MISSING_NONE = 0;
export const MISSING_ZERO = 1;
export const MISSING_NAN = 2;

/**
 * Node 0 is the root. A child >= 0 is a node, a negative child c is leaf `~c`. A tree of one leaf has no nodes.
 * Missing values go to the default side; all others are tested. A test that another library words the other way round
 * (greater than, not in the set) is the same test with its children exchanged.
 */
export type Tree = {
  readonly feature: Int32Array;
  /** One of TEST_AT_MOST, TEST_BELOW, TEST_EQUAL and TEST_IN_SET. */
  readonly test: Uint8Array;
  /** What is compared with, or the number of a set in `Forest.sets`. */
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** 1 where missing values go left. */
  readonly defaultLeft: Uint8Array;
  /** One of MISSING_NONE, MISSING_ZERO and MISSING_NAN. */
  readonly missing: Uint8Array;
  /** `leafWidth` values a leaf, leaf by leaf: they are added to the outputs `output`, `output + 1` and so on. */
  readonly leafValue: Float64Array;
  readonly leafWidth: number;
  readonly output: number;
  /** How much training data reached each node and each leaf, in the library's own measure; null where the file does not say. */
  readonly cover: { readonly node: Float64Array; readonly leaf: Float64Array } | null;
};

/** Categories that share a side. A value is a member when it equals one of them after rounding; NaN and infinities never. */
export type CategorySet = {
  /** Sorted, distinct. */
  readonly values: Float64Array;
  /** Toward zero, down, or not at all. */
  readonly rounding: 'truncate' | 'floor' | 'exact';
};

/** Texts of a categorical feature: the text at place i stands for the number i; a text that is not listed for `unknown`. */
export type Categories = { readonly texts: readonly string[]; readonly unknown: number };

/** A step that a value takes before any tree sees it; arithmetic is rounded to `Forest.values.precision` after each operation. */
export type Preparation =
  | { readonly kind: 'scale'; readonly offset: number; readonly factor: number }
  | { readonly kind: 'replace'; readonly from: number; readonly to: number }
  | { readonly kind: 'round32' };

/** What happens to every value, in this order: preparation, rounding, zero band. */
export type Values = {
  /** Steps a feature; null when no feature has any. `scale` is `(x - offset) * factor`; `replace` compares with ==, or NaN with NaN. */
  readonly preparation: readonly (readonly Preparation[])[] | null;
  /** f32: values are rounded to f32 first, before preparation too. */
  readonly precision: 'f32' | 'f64';
  /** Values of at most ZERO_BAND count as 0 (LightGBM's dense rows). */
  readonly zeroBand: boolean;
};

/** How leaves become margins, one accumulator an output, trees in order, every operation rounded to `precision`. */
export type Aggregation = {
  readonly precision: 'f32' | 'f64';
  readonly kind: 'sum' | 'min' | 'max';
  /** What each output's accumulator starts at; for min and max, what it is when no leaf speaks. */
  readonly start: Float64Array;
  /** After the last tree: `accumulator / divisor * scale + bias[output]`, each step left out where its number is null. */
  readonly divisor: number | null;
  readonly scale: number | null;
  readonly bias: Float64Array | null;
  /** The finished margin is rounded once more to f32. */
  readonly roundResult: boolean;
};

export type Forest = {
  readonly source: 'lightgbm' | 'xgboost' | 'catboost' | 'onnx';
  readonly featureNames: readonly string[];
  /** One a feature; null for a feature of numbers. */
  readonly categories: readonly (Categories | null)[];
  readonly values: Values;
  readonly trees: readonly Tree[];
  readonly sets: readonly CategorySet[];
  /** Margins a row: 1, or one a class or target. */
  readonly numOutputs: number;
  readonly aggregation: Aggregation;
  /** The objective as the model file words it; empty for a custom one. */
  readonly objective: string;
  readonly link: Link;
  /** The library divides margins by this before the link, and not in its raw prediction (LightGBM's random forests). */
  readonly linkDivisor: number | null;
  /** What the importer took on itself and a user should know, a sentence each. */
  readonly notes: readonly string[];
};

/** Dense rows lose values this small: `|x| <= ZERO_BAND` is 0. The f32 1e-35, widened (LightGBM include/LightGBM/meta.h). */
export const ZERO_BAND = 1.0000000180025095e-35;

/** Plain sums of f64 leaves from +0: how most libraries add. */
export function plainSum(numOutputs: number): Aggregation {
  return {
    precision: 'f64',
    kind: 'sum',
    start: new Float64Array(numOutputs),
    divisor: null,
    scale: null,
    bias: null,
    roundResult: false,
  };
}

/** Values that trees compare as they come. */
export const plainValues: Values = { preparation: null, precision: 'f64', zeroBand: false };

export function numLeavesOf(tree: Tree): number {
  return tree.leafValue.length / tree.leafWidth;
}

/** Longest path from the root to a leaf, counted in nodes; 0 for a tree of one leaf. */
export function depthOf(tree: Tree): number {
  let deepest = 0;
  const pending: [node: number, depth: number][] = tree.feature.length > 0 ? [[0, 1]] : [];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [node, depth] = next;
    deepest = Math.max(deepest, depth);
    for (const child of [tree.left[node], tree.right[node]]) if (child >= 0) pending.push([child, depth + 1]);
  }
  return deepest;
}
