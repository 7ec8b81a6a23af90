/** The nodes of all trees in one table, as every version of the operators can be written: what buildTrees.ts reads. */

/** What a row asks. The first seven are TreeEnsemble's own numbers (onnx/onnx onnx/defs/traditionalml/defs.cc). */
export const LEQ = 0;
export const LT = 1;
export const GTE = 2;
export const GT = 3;
export const EQ = 4;
export const NEQ = 5;
export const MEMBER = 6;
export const LEAF = 7;

export type NodeTable = {
  readonly mode: Uint8Array;
  readonly column: Float64Array;
  /** What is compared with; of MEMBER rows the place in `memberSets`; of leaf rows what the file has there. */
  readonly value: Float64Array;
  /** 1 where NaN takes the true branch. */
  readonly tracksTrue: Uint8Array;
  readonly whenTrue: Int32Array;
  readonly whenFalse: Int32Array;
  readonly memberSets: readonly Float64Array[];
  /** Row of each tree's root, in the order of summing. */
  readonly roots: readonly number[];
  /** Row r has the weights weightStart[r] up to weightStart[r + 1]. */
  readonly weightStart: Int32Array;
  readonly weightOutput: Int32Array;
  readonly weightValue: Float64Array;
};

export type Aggregate = 'AVERAGE' | 'SUM' | 'MIN' | 'MAX';
export type PostTransform = 'NONE' | 'SOFTMAX' | 'LOGISTIC' | 'SOFTMAX_ZERO' | 'PROBIT';

/** One tree operator, read. */
export type Ensemble = {
  readonly table: NodeTable;
  readonly kind: 'classifier' | 'regressor';
  /** Classes or targets. */
  readonly numOutputs: number;
  /** Class or target and value of every weight in the file, also of those that no leaf uses. */
  readonly weightIds: Float64Array;
  readonly weightValues: Float64Array;
  readonly aggregate: Aggregate;
  readonly postTransform: PostTransform;
  /** Empty, or as many as the operator's rules allow. */
  readonly baseValues: Float64Array;
  /** Whether thresholds were stored as singles. */
  readonly singleThresholds: boolean;
  /** Types of the numbers that lie in tensors: they must be the input's. */
  readonly tensorTypes: readonly number[];
  /** The operator gives singles whatever it takes. */
  readonly givesSingles: boolean;
  readonly notes: readonly string[];
};
