/** The model that a command names: a model file of any library, or one that a bundle carries. */
import { readFileSync } from 'node:fs';
import { PosternError } from '../contract/errors.ts';
import type { Vectors } from '../contract/screener.ts';
import { createStandaloneExplainer, type VectorExplainer } from '../core/explainVectors.ts';
import { BUNDLE_MAGIC } from '../engine/bundle/bundleLayout.ts';
import { demonstrationKeys } from '../engine/bundle/demonstrationKey.ts';
import { modelOf, type OpenBundle, openBundle } from '../engine/bundle/openBundle.ts';
import { createModelExplainer } from '../engine/explainModel.ts';
import { importModel } from '../model/importModel.ts';
import type { ImportOptions } from '../model/importOptions.ts';
import { lowerForest } from '../model/lower/lowerForest.ts';
import { type ModelSchema, schemaOf } from '../model/modelSchema.ts';
import { readTrustedKeys } from './trustedKeys.ts';

export type LoadedModel = {
  readonly schema: ModelSchema;
  /** As the core scores it. */
  readonly lowered: Uint8Array;
  /**
   * @param background Rows to compare with, for a model file that does not say how its training data went.
   * @throws MODEL_UNSUPPORTED naming why it cannot be explained, REQUEST_INVALID for a background of a bundle's model
   */
  explainer(background?: Vectors): VectorExplainer;
};

export type ModelChoice = {
  /** Of a model in a bundle; the one that screens unless given. */
  readonly name?: string;
  /** Paths of keys that may have signed the bundle; the demonstration key unless given. */
  readonly trust?: readonly string[];
  /** What a model file does not say. */
  readonly import?: ImportOptions;
};

/** @throws MODEL_*, BUNDLE_*, REQUEST_INVALID for a name of a model in a file that holds one. */
export function loadModel(path: string, { name, trust, import: options }: ModelChoice): LoadedModel {
  const bytes = readFileSync(path);
  if (isBundle(bytes)) {
    const trustedKeys = trust ? readTrustedKeys(trust) : demonstrationKeys;
    return fromBundle(openBundle(bytes, { trustedKeys, check: true }), name);
  }
  if (name !== undefined) {
    throw new PosternError('REQUEST_INVALID', `${path} is a model and no bundle: leave --name out`);
  }
  const forest = importModel(bytes, options);
  const lowered = lowerForest(forest);
  return {
    schema: schemaOf(forest),
    lowered,
    explainer: (background) => createModelExplainer(forest, lowered, background),
  };
}

/** Its trees are there as the core scores them, its explanation where it was made when the bundle was built. */
function fromBundle(bundle: OpenBundle, name: string | undefined): LoadedModel {
  const { schema, forest } = modelOf(bundle, name);
  const section = name === undefined ? bundle.contributions : null;
  return {
    schema,
    lowered: forest,
    explainer: (background) => {
      if (background !== undefined) {
        throw new PosternError(
          'REQUEST_INVALID',
          'a bundle is built with its background sample: leave --background out',
        );
      }
      if (section !== null) return createStandaloneExplainer(forest, section.bytes);
      const model = name === undefined ? 'the model that screens' : `"${name}"`;
      throw new PosternError(
        'MODEL_UNSUPPORTED',
        `The bundle does not carry what ${model} is explained with: give its model file as --model`,
      );
    },
  };
}

export function isBundle(bytes: Uint8Array): boolean {
  return BUNDLE_MAGIC.every((byte, at) => bytes[at] === byte);
}

/** Collects `key=value`; values are JSON where they are that, else text. */
export function importOption(text: string, before: ImportOptions = {}): ImportOptions {
  const cut = text.indexOf('=');
  if (cut < 1) throw new PosternError('REQUEST_INVALID', `--import: expected key=value, got "${text}"`);
  const value = text.slice(cut + 1);
  try {
    return { ...before, [text.slice(0, cut)]: JSON.parse(value) as unknown };
  } catch {
    return { ...before, [text.slice(0, cut)]: value };
  }
}
