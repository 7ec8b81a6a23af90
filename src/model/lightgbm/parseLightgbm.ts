/**
 * LightGBM's text model, second step: blocks of text to a Forest. Refuses by name what cannot be scored exactly; never
 * imports a part of a model. Layout: microsoft/LightGBM src/boosting/gbdt_model_text.cpp, src/io/tree.cpp.
 */
import { PosternError } from '../../contract/errors.ts';
import { type Forest, plainSum, plainValues } from '../forest.ts';
import { linkOf } from './objective.ts';
import { parseTree } from './parseTree.ts';
import type { Block, LightgbmText } from './scanLightgbm.ts';

const VERSIONS: readonly string[] = ['v3', 'v4'];

/** @throws MODEL_INVALID when malformed, MODEL_UNSUPPORTED when it uses what is not supported. */
export function parseLightgbm(text: LightgbmText): Forest {
  const { header } = text;
  refuseUnsupported(text);
  const featureNames = featureNamesOf(header);
  const sizes = (header.get('tree_sizes') ?? '').split(' ').filter((word) => word !== '');
  if (sizes.length !== text.trees.length) {
    throw new PosternError(
      'MODEL_INVALID',
      `The header announces ${sizes.length} trees (tree_sizes), the file holds ${text.trees.length}`,
    );
  }
  const trees = text.trees.map((block, i) => parseTree(block, i, featureNames.length));
  return {
    source: 'lightgbm',
    featureNames,
    categories: featureNames.map(() => null),
    values: { ...plainValues, zeroBand: true },
    trees,
    sets: [],
    numOutputs: 1,
    aggregation: plainSum(1),
    objective: header.get('objective') ?? '',
    link: linkOf(header.get('objective')),
    linkDivisor: header.has('average_output') ? trees.length : null,
    notes: [],
  };
}

function refuseUnsupported({ header, pandasCategorical }: LightgbmText): void {
  const version = header.get('version') ?? '';
  if (!VERSIONS.includes(version)) {
    unsupported(
      `the file version "${version.slice(0, 20)}"`,
      `save it with LightGBM 4 (${VERSIONS.join(' and ')} are read)`,
    );
  }
  for (const key of ['num_class', 'num_tree_per_iteration']) {
    if ((header.get(key) ?? '1') !== '1') unsupported(`several outputs (${key})`, 'train one model an output');
  }
  if (!['', 'null', '[]'].includes(pandasCategorical)) {
    unsupported('data-frame categories (pandas_categorical)', 'encode categories as numbers before training');
  }
}

function unsupported(element: string, cure: string): never {
  throw new PosternError('MODEL_UNSUPPORTED', `The model has ${element}, which is not supported; ${cure}`);
}

function featureNamesOf(header: Block): string[] {
  const names = (header.get('feature_names') ?? '').split(' ').filter((name) => name !== '');
  const last = header.get('max_feature_idx') ?? '';
  if (names.length === 0 || last !== String(names.length - 1)) {
    throw new PosternError(
      'MODEL_INVALID',
      `feature_names holds ${names.length} names, but max_feature_idx is "${last.slice(0, 20)}"`,
    );
  }
  if (new Set(names).size !== names.length) {
    throw new PosternError('MODEL_INVALID', 'feature_names holds a name twice');
  }
  return names;
}
