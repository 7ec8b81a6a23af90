/**
 * A tree ensemble after import and before lowering: plain columns, one set a tree, in the source library's own
 * precision and order. What the readers of model files produce and what everything else here consumes.
 */

/** What a node takes for missing: nothing (NaN counts as 0), the zero band together with NaN, or NaN alone. */
export const MISSING_NONE = 0;
export const MISSING_ZERO = 1;
export const MISSING_NAN = 2;

/**
 * Node i sends a row left when `value <= threshold[i]`; node 0 is the root. A child >= 0 is a node, a negative
 * child c is leaf `~c`. A tree of one leaf has no nodes.
 */
export type Tree = {
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** 1 where missing values go left. */
  readonly defaultLeft: Uint8Array;
  /** One of MISSING_NONE, MISSING_ZERO and MISSING_NAN. */
  readonly missing: Uint8Array;
  readonly leafValue: Float64Array;
};

/** From raw margin to the scale of the label; the raw margin is what is scored, compared and ordered by. */
export type Link =
  | { readonly kind: 'identity' | 'exp' | 'log1pExp' | 'signedSquare' | 'unknown' }
  | { readonly kind: 'sigmoid'; readonly scale: number };

export type Forest = {
  readonly source: 'lightgbm';
  readonly featureNames: readonly string[];
  readonly trees: readonly Tree[];
  /** The objective as the model file words it; empty for a custom one. */
  readonly objective: string;
  readonly link: Link;
  /** Random forest: the library divides by the number of trees after the raw margin, which is the plain sum. */
  readonly averageOutput: boolean;
};

/** Dense rows lose values this small: `|x| <= ZERO_BAND` is 0. The f32 1e-35, widened (LightGBM include/LightGBM/meta.h). */
export const ZERO_BAND = 1.0000000180025095e-35;

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
