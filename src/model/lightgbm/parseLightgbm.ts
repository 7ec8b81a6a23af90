/**
 * LightGBM's text model, second step: named lines to a Forest. Refuses by name what cannot be scored exactly; never
 * imports a part of a model. Layout: microsoft/LightGBM src/boosting/gbdt_model_text.cpp, src/io/tree.cpp.
 */
import { PosternError } from '../../contract/errors.ts';
import { type Forest, plainSum, plainValues, type Tree } from '../forest.ts';
import { createSetCollector } from './categorySets.ts';
import { frameCategories } from './frameCategories.ts';
import { linkOf } from './objective.ts';
import { parseTree } from './parseTree.ts';
import { type Block, type LightgbmText, textOf } from './scanLightgbm.ts';

/** As a user wrote them, to be checked here. */
export type LightgbmOptions = {
  /** A list of names: category columns of the training data frame, in its order; needed when the file leaves them open. */
  readonly frameCategories?: unknown;
};

const VERSIONS: readonly string[] = ['v3', 'v4'];
const MOST_OUTPUTS = 10_000;

/** @throws MODEL_INVALID when malformed, MODEL_UNSUPPORTED when it uses what is not supported. */
export function parseLightgbm(text: LightgbmText, options: LightgbmOptions): Forest {
  const { header } = text;
  const line = (key: string): string | undefined => {
    const bytes = header.get(key);
    return bytes && textOf(bytes);
  };
  checkVersion(line('version') ?? '');
  const objective = line('objective');
  const numOutputs = numOutputsOf(line('num_tree_per_iteration'), line('num_class'));
  const link = linkOf(objective, numOutputs);
  const featureNames = featureNamesOf(line('feature_names'), line('max_feature_idx'));

  const sets = createSetCollector();
  const trees: Tree[] = [];
  for (const block of text.trees) {
    trees.push(parseTree(block, trees.length, featureNames.length, trees.length % numOutputs, sets));
  }
  checkCount(header, trees.length, numOutputs);
  return {
    source: 'lightgbm',
    featureNames,
    categories: frameCategories(text.tail(), header, featureNames, options.frameCategories),
    values: { ...plainValues, zeroBand: true },
    trees,
    sets: sets.finish(),
    numOutputs,
    aggregation: plainSum(numOutputs),
    objective: objective ?? '',
    link,
    linkDivisor: header.has('average_output') && trees.length > 0 ? trees.length / numOutputs : null,
    notes: [],
  };
}

function checkVersion(version: string): void {
  if (VERSIONS.includes(version)) return;
  throw new PosternError(
    'MODEL_UNSUPPORTED',
    `The model has the file version "${version.slice(0, 20)}", which is not supported; ` +
      `save it with LightGBM 4 (${VERSIONS.join(' and ')} are read)`,
  );
}

/** Trees of an iteration, one an output. */
function numOutputsOf(treesAnIteration = '1', classes = '1'): number {
  const number = /^[1-9]\d{0,8}$/.test(treesAnIteration) ? Number(treesAnIteration) : 0;
  if (number === 0 || number > MOST_OUTPUTS || treesAnIteration !== classes) {
    throw new PosternError(
      'MODEL_INVALID',
      `num_tree_per_iteration is "${treesAnIteration.slice(0, 20)}" and num_class "${classes.slice(0, 20)}"; ` +
        `expected one number, at most ${MOST_OUTPUTS}`,
    );
  }
  return number;
}

function featureNamesOf(text = '', last = ''): string[] {
  const names = text.split(' ').filter((name) => name !== '');
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

function checkCount(header: Block, numTrees: number, numOutputs: number): void {
  const sizes = header.get('tree_sizes');
  const announced =
    sizes &&
    textOf(sizes)
      .split(' ')
      .filter((word) => word !== '').length;
  if (announced !== undefined && announced !== numTrees) {
    throw new PosternError(
      'MODEL_INVALID',
      `The header announces ${announced} trees (tree_sizes), the file holds ${numTrees}`,
    );
  }
  if (numTrees % numOutputs !== 0) {
    throw new PosternError(
      'MODEL_INVALID',
      `The file holds ${numTrees} trees, which is no multiple of the ${numOutputs} outputs (num_tree_per_iteration)`,
    );
  }
}
