/** What each feature of a model file adds to its margins: exact Shapley values, counted on training data or a sample. */
import type { Vectors } from '../contract/screener.ts';
import { createStandaloneExplainer, type VectorExplainer } from '../core/explainVectors.ts';
import { checkShape } from '../core/scoreVectors.ts';
import { backgroundCover, withBackground } from '../model/contributions/background.ts';
import { requireExplained, TRAINING_COVER } from '../model/contributions/cover.ts';
import { lowerContributions } from '../model/contributions/lowerContributions.ts';
import type { Forest } from '../model/forest.ts';
import { requireRoom } from './scoreWith.ts';

/** With the base of an output, a row's values of that output add up to its margin. */
export type ModelContributions = {
  /** [row][output][feature] */
  readonly values: Float64Array;
  readonly numRows: number;
  readonly numOutputs: number;
  readonly numFeatures: number;
  /** One an output: the margin to expect when nothing of a row is known. */
  readonly bases: Float64Array;
  /** What was counted to know what to expect: `training data`, or `background sample of N rows`. */
  readonly source: string;
};

/**
 * @param lowered The same forest, as `lowerForest` makes it.
 * @param background Rows to compare with, instead of the data whose counts the model file keeps.
 * @throws MODEL_UNSUPPORTED naming why the model cannot be explained, SHAPE_MISMATCH for a background of another shape.
 *         Cost: about as long as lowering the model; make one and keep it.
 */
export function createModelExplainer(forest: Forest, lowered: Uint8Array, background?: Vectors): VectorExplainer {
  const covered = background === undefined ? forest : withBackground(forest, background);
  requireExplained(covered);
  const source = background === undefined ? TRAINING_COVER : backgroundCover(background.numRows);
  return createStandaloneExplainer(lowered, lowerContributions(covered, source));
}

/** @throws SHAPE_MISMATCH, BODY_TOO_LARGE */
export function contributionsOf(explainer: VectorExplainer, vectors: Vectors): ModelContributions {
  const { numFeatures, numOutputs, bases, source } = explainer;
  checkShape(vectors, numFeatures);
  requireRoom(vectors.numRows, numOutputs * numFeatures, 'contributions');
  const values = explainer.contributions(vectors);
  return { values, numRows: vectors.numRows, numOutputs, numFeatures, bases: bases.slice(), source };
}
