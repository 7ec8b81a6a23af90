/**
 * CatBoost's JSON model, second step: members of the file to a Forest. Refuses by name what cannot be scored exactly.
 * Layout: catboost/catboost catboost/libs/model/model_export/json_model_helpers.cpp.
 */
import { PosternError } from '../../contract/errors.ts';
import { type Aggregation, type Forest, plainSum, plainValues, type Tree } from '../forest.ts';
import { itemsOf, memberIfAny, memberOf, numberOf, numbersOf, type Place, textOf } from '../json/modelValue.ts';
import { featuresOf } from './features.ts';
import { grownTrees } from './grownTrees.ts';
import { linkOf } from './objective.ts';
import { obliviousTree } from './obliviousTrees.ts';
import type { CatboostFile } from './scanCatboost.ts';

/** @throws MODEL_INVALID when malformed, MODEL_UNSUPPORTED when it uses what is not supported. */
export function parseCatboost({ root, grown }: CatboostFile): Forest {
  const features = featuresOf(root);
  const oblivious = memberIfAny(root, 'oblivious_trees');
  const trees: Tree[] =
    oblivious === null
      ? grownTrees(memberOf(root, 'trees'), grown, features)
      : itemsOf(oblivious).map((tree, i) => obliviousTree(tree, i, features));
  const { scale, bias } = scaleAndBiasOf(root);
  const numOutputs = trees[0]?.leafWidth ?? bias?.length ?? 1;
  trees.forEach(({ leafWidth }, i) => {
    if (leafWidth !== numOutputs) invalid(`Tree ${i} has leaves of ${leafWidth} values, tree 0 of ${numOutputs}`);
  });
  const objective = lossOf(root);
  refuseAbsentClasses(root, objective, numOutputs);
  const link = linkOf(objective);
  return {
    source: 'catboost',
    featureNames: features.names,
    categories: features.categories,
    values: { ...plainValues, precision: 'f32' },
    trees,
    sets: [],
    numOutputs,
    aggregation: aggregationOf(numOutputs, scale, bias),
    objective,
    link,
    linkDivisor: null,
    notes: link.kind === 'unknown' ? [`The loss "${objective.slice(0, 40)}" has no known link: only raw margins`] : [],
  };
}

/** `[scale, [bias, ...]]`; a single number for the bias in files before 1.0; nothing in still older ones. */
function scaleAndBiasOf(root: Place): { scale: number; bias: Float64Array | null } {
  const place = memberIfAny(root, 'scale_and_bias');
  if (place === null) return { scale: 1, bias: null };
  const [first, second] = Array.isArray(place.value)
    ? itemsOf(place)
    : [...numbersOf(place)].map((value) => ({ value, path: place.path }));
  if (first === undefined || second === undefined) invalid('scale_and_bias: expected a number and a list of numbers');
  const bias = typeof second.value === 'number' ? [second.value] : numbersOf(second);
  const scale = numberOf(first);
  if (!Number.isFinite(scale) || !bias.every(Number.isFinite)) invalid('scale_and_bias: expected finite numbers');
  return { scale, bias: Float64Array.from(bias) };
}

/** The library leaves out a scale of 1, and a bias that is 0 in every output: a margin of -0 stays one. */
function aggregationOf(numOutputs: number, scale: number, bias: Float64Array | null): Aggregation {
  if (bias !== null && bias.length !== numOutputs) {
    invalid(`scale_and_bias: expected ${numOutputs} biases, one an output, got ${bias.length}`);
  }
  return {
    ...plainSum(numOutputs),
    scale: scale === 1 ? null : scale,
    bias: bias?.some((each) => each !== 0) ? bias : null,
  };
}

function lossOf(root: Place): string {
  let place = memberIfAny(root, 'model_info');
  for (const key of ['params', 'loss_function', 'type']) place = place && memberIfAny(place, key);
  return place === null ? '' : textOf(place);
}

/** Where training lacked a class, the library puts -Infinity in its place, between the outputs that the trees have. */
function refuseAbsentClasses(root: Place, objective: string, numOutputs: number): void {
  const info = memberIfAny(root, 'model_info');
  const classes = info && memberIfAny(info, 'class_params');
  if (classes === null || !['MultiClass', 'MultiClassOneVsAll'].includes(objective)) return;
  const declared = memberIfAny(classes, 'classes_count');
  const names = memberIfAny(classes, 'class_names');
  const numNames = names === null || names.value === null ? 0 : namesLength(names);
  if (Math.max(declared === null ? 0 : numberOf(declared), numNames) <= numOutputs) return;
  throw new PosternError(
    'MODEL_UNSUPPORTED',
    `The model names more classes (class_params) than the ${numOutputs} that it saw in training, which is not supported; ` +
      'train without classes_count, or on rows of every class',
  );
}

function namesLength({ value }: Place): number {
  return Array.isArray(value) || ArrayBuffer.isView(value) ? (value as ArrayLike<unknown>).length : 0;
}

function invalid(what: string): never {
  throw new PosternError('MODEL_INVALID', what);
}
