/** A model file scored by itself on the calling thread: no bundle, no parcels, no threads. */
import { requireScoring } from '../contract/requireArguments.ts';
import type { ModelInfo, Rows, ScoreOutput, Scores, Vectors } from '../contract/screener.ts';
import type { VectorExplainer } from '../core/explainVectors.ts';
import { createStandaloneScorer } from '../core/standaloneScorer.ts';
import { encodeRows } from '../model/encodeRows.ts';
import { importModel } from '../model/importModel.ts';
import type { ImportOptions } from '../model/importOptions.ts';
import { lowerForest } from '../model/lower/lowerForest.ts';
import { schemaOf } from '../model/modelSchema.ts';
import { infoOf } from './bundle/openModel.ts';
import { contributionsOf, createModelExplainer, type ModelContributions } from './explainModel.ts';
import { scoreWith } from './scoreWith.ts';

export type Model = {
  readonly info: Omit<ModelInfo, 'name'>;
  /** What the importer took on itself, a sentence each. */
  readonly notes: readonly string[];
  /** @throws SHAPE_MISMATCH, MODEL_UNSUPPORTED for a prediction where only margins are known */
  scoreVectors(vectors: Vectors, options?: { output?: ScoreOutput }): Scores;
  /** The same from named columns and texts. @throws FEATURES_MISMATCH and REQUEST_INVALID too */
  scoreRows(rows: Rows, options?: { output?: ScoreOutput }): Scores;
  /**
   * What each feature adds to each margin: exact TreeSHAP, as the library's own contributions.
   * @param options.background Rows to compare with, for models that do not say how their training data went (ONNX);
   *        give the same object again for the same sample: what was made of the last one is kept.
   * @throws MODEL_UNSUPPORTED naming why the model cannot be explained, SHAPE_MISMATCH, FEATURES_MISMATCH, REQUEST_INVALID.
   *         Cost: the first call, and the first with a background, about as long as loading the model.
   */
  explain(rows: Rows | Vectors, options?: { background?: Rows | Vectors }): ModelContributions;
};

/**
 * @param bytes A LightGBM text model, XGBoost JSON or UBJSON, CatBoost JSON, or ONNX: told by the content.
 * @param options What the file does not say, by the name that its format knows.
 * @throws MODEL_INVALID, MODEL_UNSUPPORTED, REQUEST_INVALID. Cost: about as long as the library itself takes to load it.
 */
export function loadModel(bytes: Uint8Array, options?: ImportOptions): Model {
  const forest = importModel(bytes, options);
  const schema = schemaOf(forest);
  const lowered = lowerForest(forest);
  const isChecked = true;
  const scorer = createStandaloneScorer(lowered, isChecked);
  const vectorsOf = (rows: Rows | Vectors): Vectors => (isVectors(rows) ? rows : encodeRows(rows, schema));
  let last: { background: Rows | Vectors | undefined; explainer: VectorExplainer } | undefined;
  const explainerFor = (background: Rows | Vectors | undefined): VectorExplainer => {
    if (last === undefined || last.background !== background) {
      last = { background, explainer: createModelExplainer(forest, lowered, background && vectorsOf(background)) };
    }
    return last.explainer;
  };
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
    explain(rows, { background } = {}) {
      return contributionsOf(explainerFor(background), vectorsOf(rows));
    },
  };
}

function isVectors(rows: Rows | Vectors): rows is Vectors {
  return typeof rows === 'object' && rows !== null && 'values' in rows;
}
