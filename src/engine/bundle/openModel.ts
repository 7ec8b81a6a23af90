/** One model of a bundle as it lies in it: lowered trees in place, its description and its self-test. */
import { PosternError } from '../../contract/errors.ts';
import type { ModelInfo } from '../../contract/screener.ts';
import { type ModelSchema, readSchema } from '../../model/modelSchema.ts';
import { forestSizes, openForest } from '../../model/openForest.ts';
import { numPredictionsOf } from '../../model/predict.ts';
import type { ModelSections } from './bundleLayout.ts';
import { readSelfTest, type SelfTest } from './selfTest.ts';

export type OpenModel = {
  /** Lowered, a view over the given bytes: on a 64-byte line when those are, so that the core reads it in place. */
  readonly forest: Uint8Array;
  readonly scratchBytes: number;
  readonly schema: ModelSchema;
  readonly selfTest: SelfTest;
};

/**
 * @param place Of the model in the bundle, for messages.
 * @param lookThrough Also through all of its trees: where nothing vouches for them.
 * @throws BUNDLE_INVALID when its sections are damaged, or do not fit each other
 */
export function openModel(sections: ModelSections, place: string, lookThrough: boolean): OpenModel {
  const invalid = (fault: string, cause?: unknown): PosternError =>
    new PosternError('BUNDLE_INVALID', `${place}: ${fault}`, { cause });
  try {
    const { bytes: forest, scratchBytes, numFeatures, numOutputs, numTrees } = forestSizes(sections.forest);
    const schema = readSchema(sections.schema);
    const selfTest = readSelfTest(sections.selfTest);
    if (
      schema.featureNames.length !== numFeatures ||
      schema.numOutputs !== numOutputs ||
      schema.numTrees !== numTrees ||
      (lookThrough && !isOf(forest, schema))
    )
      throw invalid('its description is not that of its trees');
    if (selfTest?.vectors.numColumns !== numFeatures || selfTest.numOutputs !== numOutputs) {
      throw invalid('expected a self-test of one value a feature and one margin an output');
    }
    return { forest, scratchBytes, schema, selfTest };
  } catch (cause) {
    if (cause instanceof PosternError && cause.code === 'BUNDLE_INVALID') throw cause;
    throw invalid(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

/** @throws MODEL_INVALID when the forest is damaged anywhere */
function isOf(forest: Uint8Array, { featureNames }: ModelSchema): boolean {
  return openForest(forest).featureNames.every((name, i) => name === featureNames[i]);
}

/** What callers are told of a model. */
export function infoOf(name: string, schema: ModelSchema): ModelInfo {
  const { source, objective, featureNames, categories, numTrees, numOutputs } = schema;
  return {
    name,
    source,
    objective,
    features: featureNames,
    textFeatures: featureNames.filter((_, feature) => categories[feature] !== null),
    numTrees,
    numOutputs,
    numPredictions: numPredictionsOf(schema),
  };
}
