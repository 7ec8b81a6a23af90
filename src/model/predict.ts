/** Margins of many rows to the scale of the label: the source library's ordinary prediction, within its link's bound. */
import { PosternError } from '../contract/errors.ts';
import type { ModelSchema } from './modelSchema.ts';
import { applyLink, type Link } from './link.ts';

type Linked = Pick<ModelSchema, 'link' | 'linkDivisor' | 'numOutputs'>;

/** Links that look at one output at a time, so that all rows go through them at once. */
const EACH_ALONE: ReadonlySet<Link['kind']> = new Set([
  'identity',
  'signedSquare',
  'hinge',
  'exp',
  'log1pExp',
  'sigmoid',
]);

/** Numbers a row of a prediction; 0 where the objective is the maker's own, so that only margins are known. */
export function numPredictionsOf({ link, numOutputs }: Linked): number {
  return applyLink(link, new Float64Array(numOutputs))?.length ?? 0;
}

/**
 * @param margins [row][output]; changed.
 * @returns [row][prediction]. @throws MODEL_UNSUPPORTED when the link is not known.
 */
export function predictionsOf(model: Linked, margins: Float64Array): Float64Array {
  const { link, linkDivisor, numOutputs } = model;
  const width = numPredictionsOf(model);
  if (width === 0) {
    throw new PosternError(
      'MODEL_UNSUPPORTED',
      'the model was trained with an objective of its own, which says nothing of predictions: ask for margins',
    );
  }
  if (linkDivisor !== null) margins.forEach((margin, i) => (margins[i] = margin / linkDivisor));
  if (EACH_ALONE.has(link.kind)) return applyLink(link, margins) as Float64Array;
  const predictions = new Float64Array((margins.length / numOutputs) * width);
  for (let row = 0; row * numOutputs < margins.length; row++) {
    const outputs = applyLink(link, margins.subarray(row * numOutputs, (row + 1) * numOutputs)) as Float64Array;
    predictions.set(outputs, row * width);
  }
  return predictions;
}
