/** Vectors through a scorer to what was asked for: margins as they are, or predictions made of them. */
import { PosternError } from '../contract/errors.ts';
import type { ScoreOutput, Scores, Vectors } from '../contract/screener.ts';
import type { VectorScorer } from '../core/scoreVectors.ts';
import type { ModelSchema } from '../model/modelSchema.ts';
import { numPredictionsOf, predictionsOf } from '../model/predict.ts';

/** A gigabyte of doubles. */
const MOST_NUMBERS = 2 ** 27;

/** Room for the scores of all rows. @throws BODY_TOO_LARGE */
export function scoresFor(schema: ModelSchema, vectors: Vectors, output: ScoreOutput = 'margin'): Scores {
  const numRows = rowsOf(vectors);
  const numOutputs = output === 'margin' ? schema.numOutputs : numPredictionsOf(schema);
  requireRoom(numRows, numOutputs, 'scores');
  return { values: new Float64Array(numRows * numOutputs), numRows, numOutputs };
}

/** @throws BODY_TOO_LARGE for more numbers than one call answers with */
export function requireRoom(numRows: number, numbersARow: number, what: string): void {
  const got = numRows * numbersARow;
  if (!(got > MOST_NUMBERS)) return;
  throw new PosternError(
    'BODY_TOO_LARGE',
    `${numRows} rows of ${numbersARow} ${what} are ${got}, expected at most ${MOST_NUMBERS}: send fewer rows at a time`,
  );
}

/** Fill in the scores of rows `from` to `to`. @throws SHAPE_MISMATCH, MODEL_UNSUPPORTED where only margins are known */
export function scoreRange(
  scorer: VectorScorer,
  schema: ModelSchema,
  vectors: Vectors,
  output: ScoreOutput | undefined,
  scores: Scores,
  from: number,
  to: number,
): void {
  const margins = output === 'prediction' ? new Float64Array((to - from) * schema.numOutputs) : scores.values;
  const at = output === 'prediction' ? 0 : from;
  scorer.scoreInto(vectors, margins.subarray(at * schema.numOutputs), { from, to });
  if (output === 'prediction') scores.values.set(predictionsOf(schema, margins), from * scores.numOutputs);
}

/** All rows at once. @throws SHAPE_MISMATCH, MODEL_UNSUPPORTED */
export function scoreWith(scorer: VectorScorer, schema: ModelSchema, vectors: Vectors, output?: ScoreOutput): Scores {
  const scores = scoresFor(schema, vectors, output);
  scoreRange(scorer, schema, vectors, output, scores, 0, scores.numRows);
  return scores;
}

/** A length that an array can be made with; the scorer checks the shape itself. */
function rowsOf({ numRows, values }: Vectors): number {
  return Number.isSafeInteger(numRows) && numRows >= 0 && numRows <= values.length ? numRows : 0;
}
