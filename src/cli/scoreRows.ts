/** Rows of a CSV, scored a batch at a time. */
import type { ScoreOutput } from '../contract/screener.ts';
import { createStandaloneScorer } from '../core/standaloneScorer.ts';
import { numPredictionsOf, predictionsOf } from '../model/predict.ts';
import type { LoadedModel } from './modelFile.ts';
import { type ReadOptions, readModelRows, type RowBatch } from './modelRows.ts';

export type ScoredModel = Pick<LoadedModel, 'schema' | 'lowered'>;

export type ScoredBatch = RowBatch & {
  /** [row][output], as many numbers a row as `numScoresOf` says. */
  readonly scores: Float64Array;
};

/** Numbers a row. */
export function numScoresOf({ schema }: ScoredModel, output: ScoreOutput): number {
  return output === 'margin' ? schema.numOutputs : numPredictionsOf(schema);
}

/**
 * @param chunks A CSV with a header. Texts of categories are read as the model file spells them.
 * @throws as `readModelRows`, and MODEL_UNSUPPORTED for predictions where only margins are known.
 */
export async function* scoreRows(
  chunks: AsyncIterable<Uint8Array>,
  { schema, lowered }: ScoredModel,
  { output, ...options }: ReadOptions & { readonly output: ScoreOutput },
): AsyncGenerator<ScoredBatch> {
  const isChecked = true;
  const scorer = createStandaloneScorer(lowered, isChecked);
  for await (const batch of readModelRows(chunks, schema, options)) {
    const margins = new Float64Array(batch.vectors.numRows * schema.numOutputs);
    scorer.scoreInto(batch.vectors, margins);
    yield { ...batch, scores: output === 'margin' ? margins : predictionsOf(schema, margins) };
  }
}
