/**
 * How an ensemble's leaves become scores: the sum, the base values, and the post-transform, as onnxruntime 1.30 does it
 * (measured; onnxruntime/core/providers/cpu/ml/tree_ensemble_aggregator.h and ml_common.h say the same).
 */
import type { Aggregation } from '../forest.ts';
import type { Link } from '../link.ts';
import { invalid, unsupported } from './attributes.ts';
import type { Ensemble } from './nodeTable.ts';
import type { OnnxNode } from './scanOnnx.ts';
import { DOUBLE } from './tensor.ts';

/** Largest finite single and double: the worst that a minimum can meet. */
const LARGEST = { f32: 3.4028234663852886e38, f64: Number.MAX_VALUE };

export type Scoring = {
  readonly numOutputs: number;
  readonly aggregation: Aggregation;
  readonly link: Link;
  /** What a leaf gives to an output that it has no weight for. */
  readonly fill: number;
  readonly valueForMissingWeight: boolean;
  /** The output that every row must get a weight for; the scores of other rows would be laid out differently. */
  readonly neededOutput: number | null;
  /** onnxruntime adds base values only to targets that a leaf has spoken for (measured); to classes always. */
  readonly baseNeedsWeight: boolean;
};

type Outputs = {
  readonly numOutputs: number;
  readonly bias: Float64Array | null;
  readonly link: Link;
  readonly neededOutput: number | null;
  readonly isSingle: boolean;
};

/** @param inputType FLOAT or DOUBLE: what the trees see. */
export function scoringOf(node: OnnxNode, ensemble: Ensemble, inputType: number): Scoring {
  const { kind, aggregate, table, givesSingles } = ensemble;
  const isBinary = kind === 'classifier' && ensemble.numOutputs === 2;
  const { numOutputs, bias, link, neededOutput, isSingle } = isBinary
    ? binaryOutputs(node, ensemble)
    : plainOutputs(node, ensemble);
  const precision = inputType === DOUBLE ? 'f64' : 'f32';
  const isExtreme = aggregate === 'MIN' || aggregate === 'MAX';
  return {
    numOutputs,
    aggregation: {
      precision,
      kind: aggregate === 'MIN' ? 'min' : aggregate === 'MAX' ? 'max' : 'sum',
      start: new Float64Array(numOutputs),
      divisor: aggregate === 'AVERAGE' ? table.roots.length : null,
      scale: null,
      // 0 is added where there is no base value, which makes 0 of -0
      bias: bias ?? (isExtreme || (isSingle && aggregate === 'AVERAGE') ? new Float64Array(numOutputs) : null),
      roundResult: precision === 'f64' && givesSingles,
    },
    link,
    fill: isExtreme ? (aggregate === 'MIN' ? LARGEST[precision] : -LARGEST[precision]) : 0,
    valueForMissingWeight: isSingle,
    neededOutput,
    baseNeedsWeight: kind === 'regressor' && numOutputs > 1,
  };
}

/** Targets, one class, or more than two classes. */
function plainOutputs(node: OnnxNode, { numOutputs, baseValues, postTransform }: Ensemble): Outputs {
  if (baseValues.length !== 0 && baseValues.length !== numOutputs) {
    invalid(node, `base_values should hold ${numOutputs} numbers, got ${baseValues.length}`);
  }
  const isSingle = numOutputs === 1;
  return {
    numOutputs,
    bias: baseValues.length === 0 ? null : baseValues,
    // of one output only the probit is taken (measured)
    link: isSingle && postTransform !== 'PROBIT' ? { kind: 'identity' } : vectorLink(postTransform),
    neededOutput: null,
    isSingle,
  };
}

function vectorLink(postTransform: Ensemble['postTransform']): Link {
  switch (postTransform) {
    case 'NONE':
      return { kind: 'identity' };
    case 'SOFTMAX':
      return { kind: 'softmax', precision: 'f32' };
    case 'SOFTMAX_ZERO':
      return { kind: 'softmaxZero', precision: 'f32' };
    case 'LOGISTIC':
      return { kind: 'logistic', precision: 'f32' };
    case 'PROBIT':
      return { kind: 'probit', precision: 'f32' };
  }
}

/** Two classes: what the scores are depends on which of them have weights, and on the weights' signs. */
function binaryOutputs(node: OnnxNode, ensemble: Ensemble): Outputs {
  const { weightIds, weightValues, baseValues, postTransform } = ensemble;
  if (baseValues.length > 2) invalid(node, `base_values should hold at most 2 numbers, got ${baseValues.length}`);
  const has = [weightIds.includes(0), weightIds.includes(1)];
  if (!has[1]) {
    // two base values make two scores of it; the second stays 0, for its base value is added to weights only (measured)
    if (baseValues.length === 2) return bothScores(Float64Array.of(baseValues[0], 0), postTransform, null);
    if (postTransform === 'PROBIT') {
      unsupported(node, 'has PROBIT for two classes of which one has weights', 'export it with post_transform NONE');
    }
    const isPositive = weightValues.every((weight) => !(weight < 0));
    const pair: Link = { kind: isPositive ? 'complement' : 'negatedPair' };
    return {
      numOutputs: 1,
      bias: baseValues.length === 1 ? baseValues : null,
      link: postTransform === 'LOGISTIC' ? { kind: 'logisticPair', precision: 'f32' } : pair,
      neededOutput: null,
      isSingle: false,
    };
  }
  if (baseValues.length === 2) {
    // onnxruntime 1.30 then leaves the weights of the second class out (measured)
    unsupported(node, 'has two base values beside weights of the second class', 'write the weights of the first class');
  }
  // a single base value belongs to the first class, and is left out where that has no weights (measured)
  const bias = baseValues.length === 1 && has[0] ? Float64Array.of(baseValues[0], 0) : null;
  return bothScores(bias, postTransform, 1);
}

function bothScores(
  bias: Float64Array | null,
  postTransform: Ensemble['postTransform'],
  neededOutput: number | null,
): Outputs {
  return { numOutputs: 2, bias, link: vectorLink(postTransform), neededOutput, isSingle: false };
}
