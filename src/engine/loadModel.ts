/** A model file scored by itself on the calling thread: no bundle, no parcels, no threads. */
import { requireScoring } from '../contract/requireArguments.ts';
import type { ModelInfo, Rows, ScoreOutput, Scores, Vectors } from '../contract/screener.ts';
import { createStandaloneScorer } from '../core/standaloneScorer.ts';
import { encodeRows } from '../model/encodeRows.ts';
import { importModel } from '../model/importModel.ts';
import type { ImportOptions } from '../model/importOptions.ts';
import { lowerForest } from '../model/lower/lowerForest.ts';
import { schemaOf } from '../model/modelSchema.ts';
import { infoOf } from './bundle/openModel.ts';
import { scoreWith } from './scoreWith.ts';

export type Model = {
  readonly info: Omit<ModelInfo, 'name'>;
  /** What the importer took on itself, a sentence each. */
  readonly notes: readonly string[];
  /** @throws SHAPE_MISMATCH, MODEL_UNSUPPORTED for a prediction where only margins are known */
  scoreVectors(vectors: Vectors, options?: { output?: ScoreOutput }): Scores;
  /** The same from named columns and texts. @throws FEATURES_MISMATCH and REQUEST_INVALID too */
  scoreRows(rows: Rows, options?: { output?: ScoreOutput }): Scores;
};

/**
 * @param bytes A LightGBM text model, XGBoost JSON or UBJSON, CatBoost JSON, or ONNX: told by the content.
 * @param options What the file does not say, by the name that its format knows.
 * @throws MODEL_INVALID, MODEL_UNSUPPORTED, REQUEST_INVALID. Cost: about as long as the library itself takes to load it.
 */
export function loadModel(bytes: Uint8Array, options?: ImportOptions): Model {
  const forest = importModel(bytes, options);
  const schema = schemaOf(forest);
  const scorer = createStandaloneScorer(lowerForest(forest));
  const { name: _, ...info } = infoOf('', schema);
  return {
    info,
    notes: schema.notes,
    scoreVectors(vectors, asked = {}) {
      requireScoring(asked);
      return scoreWith(scorer, schema, vectors, asked.output);
    },
    scoreRows(rows, asked = {}) {
      requireScoring(asked);
      return scoreWith(scorer, schema, encodeRows(rows, schema), asked.output);
    },
  };
}
