/** Vectors through a scorer to what was asked for: margins as they are, or predictions made of them. */
import type { ScoreOutput, Scores, Vectors } from '../contract/screener.ts';
import type { VectorScorer } from '../core/scoreVectors.ts';
import type { ModelSchema } from '../model/modelSchema.ts';
import { numPredictionsOf, predictionsOf } from '../model/predict.ts';

/** @throws SHAPE_MISMATCH, MODEL_UNSUPPORTED for predictions where only margins are known */
export function scoreWith(
  scorer: VectorScorer,
  schema: ModelSchema,
  vectors: Vectors,
  output: ScoreOutput = 'margin',
): Scores {
  const numRows = rowsOf(vectors);
  const margins = new Float64Array(numRows * schema.numOutputs);
  scorer.scoreInto(vectors, margins);
  if (output === 'margin') return { values: margins, numRows, numOutputs: schema.numOutputs };
  return { values: predictionsOf(schema, margins), numRows, numOutputs: numPredictionsOf(schema) };
}

/** A length that an array can be made with; the scorer checks the shape itself. */
function rowsOf({ numRows, values }: Vectors): number {
  return Number.isSafeInteger(numRows) && numRows >= 0 && numRows <= values.length ? numRows : 0;
}
