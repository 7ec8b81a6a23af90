/**
 * XGBoost's model file, second step: places to a Forest. Margins are f32 and start at the base margin; values and
 * thresholds are f32; NaN is missing. Refuses by name what cannot be scored exactly.
 */
import { PosternError } from '../../contract/errors.ts';
import { type Aggregation, type Forest, plainValues, TEST_IN_SET, type Tree, type Values } from '../forest.ts';
import {
  expected,
  integersOf,
  itemsOf,
  memberIfAny,
  memberOf,
  numbersOf,
  type Place,
  rootOf,
  textOf,
} from '../json/modelValue.ts';
import { readJson } from '../json/readJson.ts';
import { createSetPool } from './categorySets.ts';
import { dataFrameCategories } from './dataFrameCategories.ts';
import { baseMargin, objectiveOf } from './objective.ts';
import { parseTree } from './parseTree.ts';
import { isBefore, parameterIfAny, parameterOf, textsOf, type XgboostFile } from './scanXgboost.ts';

export type XgboostOptions = {
  /** A number that counts as missing beside NaN: DMatrix's `missing`, which the file does not hold. */
  readonly missing?: unknown;
  /** `best` ends with the round that early stopping found, as XGBoost's scikit-learn classes predict; `all` is Booster.predict. */
  readonly iterations?: unknown;
};

type FilledOptions = { readonly missing: number; readonly iterations: 'all' | 'best' };

/** Releases before 1.3 add the base margin last; 1.3 to 1.6 were not compared. */
const OLDEST: XgboostFile['version'] = [1, 7];
const NEWEST: XgboostFile['version'] = [3, 4];
const CLAMPS_BASE: XgboostFile['version'] = [3, 2];
/** Earlier, DART adds each leaf to +0 before it weights it, which makes +0 of -0 (measured: 1.7 to 3.2 do, 3.3 and 3.4 not). */
const KEEPS_ZERO_SIGN: XgboostFile['version'] = [3, 3];

/** @throws MODEL_INVALID when malformed, MODEL_UNSUPPORTED when it uses what is not supported. */
export function parseXgboost(file: XgboostFile, given: XgboostOptions): Forest {
  const options = filled(given);
  const { version, learner, model } = file;
  const notes: string[] = [];
  checkVersion(version, notes);
  const parameters = memberOf(learner, 'learner_model_param');
  const featureNames = featureNamesOf(learner, parameterOf(parameters, 'num_feature'));
  const numOutputs = numOutputsOf(parameters);
  const objectiveName = textOf(memberOf(memberOf(learner, 'objective'), 'name'));
  const objective = objectiveOf(objectiveName);
  const start = baseMargins(memberOf(parameters, 'base_score'), numOutputs, (score) => {
    const { margin, isPlatformBound } = baseMargin(objective, score, !isBefore(version, CLAMPS_BASE));
    if (isPlatformBound) notes.push(PLATFORM_NOTE);
    return margin;
  });

  const places = itemsOf(memberOf(model, 'trees'));
  if (parameterOf(memberOf(model, 'gbtree_model_param'), 'num_trees') !== places.length) {
    expected(`as many trees as num_trees says, not ${places.length}`, memberOf(model, 'gbtree_model_param'));
  }
  const outputs = integersOf(memberOf(model, 'tree_info'), 0, numOutputs - 1);
  if (outputs.length !== places.length) expected(`${places.length} numbers`, memberOf(model, 'tree_info'));
  const weights = file.weightDrop === null ? null : numbersOf(file.weightDrop);
  if (weights !== null && weights.length !== places.length)
    expected(`${places.length} weights`, file.weightDrop as Place);
  const numUsed = numTreesUsed(file, numOutputs, places.length, options, notes);
  notes.push(missingNote(options));

  const pool = createSetPool();
  const numFeatures = featureNames.length;
  const trees = places.slice(0, numUsed).map((place, number) =>
    parseTree(place, {
      number,
      numFeatures,
      output: outputs[number],
      weight: Math.fround(weights?.[number] ?? 1),
      keepsZeroSign: weights === null || !isBefore(version, KEEPS_ZERO_SIGN),
      pool,
    }),
  );
  const categories = dataFrameCategories(file, featureNames);
  const unlisted = unlistedCategories(trees, categories);
  if (unlisted.length > 0) notes.push(unlistedNote(unlisted.map((feature) => featureNames[feature])));
  return {
    source: 'xgboost',
    featureNames,
    categories,
    values: valuesOf(options, numFeatures),
    trees,
    sets: pool.sets,
    numOutputs,
    aggregation: sumFrom(start),
    objective: objectiveName,
    link: objective.link,
    linkDivisor: null,
    notes: [...new Set(notes)],
  };
}

const PLATFORM_NOTE =
  'The logarithm of base_score is that of the GNU C library, as XGBoost has it on Linux; on other systems the base margin ' +
  'may differ from this one in its last bit';

function filled({ missing, iterations = 'all' }: XgboostOptions): FilledOptions {
  if (missing !== undefined && missing !== null && typeof missing !== 'number') {
    throw new PosternError('REQUEST_INVALID', `The option missing is a ${typeof missing}; expected a number`);
  }
  if (iterations !== 'all' && iterations !== 'best') {
    throw new PosternError('REQUEST_INVALID', 'The option iterations is neither "all" nor "best"');
  }
  return { missing: missing ?? Number.NaN, iterations };
}

function missingNote({ missing }: FilledOptions): string {
  return Number.isNaN(missing)
    ? 'NaN alone is missing: the file does not hold the `missing` value that the data was loaded with'
    : `NaN and ${missing} are missing, as the import was told`;
}

/** Features that are tested for categories which the file does not list. */
function unlistedCategories(trees: readonly Tree[], categories: Forest['categories']): number[] {
  const features = new Set<number>();
  for (const { feature, test } of trees) {
    for (let node = 0; node < feature.length; node++) if (test[node] === TEST_IN_SET) features.add(feature[node]);
  }
  return [...features].filter((feature) => categories[feature] === null).sort((a, b) => a - b);
}

function unlistedNote(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `"${name.slice(0, 40)}"`);
  const rest = names.length > shown.length ? ` and ${names.length - shown.length} more` : '';
  return `The file does not list the categories of ${shown.join(', ')}${rest}: rows hold the codes that training had`;
}

function checkVersion(version: XgboostFile['version'], notes: string[]): void {
  const name = version.join('.');
  if (isBefore(version, OLDEST)) {
    throw new PosternError(
      'MODEL_UNSUPPORTED',
      `The model was written by XGBoost ${name}, which adds up otherwise or was never compared; ` +
        'load it with XGBoost 1.7 or later and save it again',
    );
  }
  if (version[0] > NEWEST[0]) {
    throw new PosternError(
      'MODEL_UNSUPPORTED',
      `The model was written by XGBoost ${name}, newer than the newest release that is known here (3.x); ` +
        'save it with a 3.x release',
    );
  }
  if (isBefore(NEWEST, version)) {
    notes.push(`XGBoost ${name} is newer than any release whose answers were compared with (${NEWEST.join('.')})`);
  }
}

function featureNamesOf(learner: Place, numFeatures: number): string[] {
  const place = memberIfAny(learner, 'feature_names');
  const names = place === null ? [] : itemsOf(place).map(textOf);
  // a file without names; a hostile number of features is bounded by what no row could hold
  if (names.length === 0 && numFeatures <= 1 << 20) return Array.from({ length: numFeatures }, (_, i) => `f${i}`);
  if (names.length !== numFeatures) {
    throw new PosternError(
      'MODEL_INVALID',
      `feature_names holds ${names.length} names, but num_feature is ${numFeatures}`,
    );
  }
  if (new Set(names).size !== names.length) {
    throw new PosternError('MODEL_INVALID', 'feature_names holds a name twice');
  }
  return names;
}

function numOutputsOf(parameters: Place): number {
  const numClasses = parameterIfAny(parameters, 'num_class') ?? 0;
  const numTargets = parameterIfAny(parameters, 'num_target') ?? 1;
  if (numClasses > 1 && numTargets > 1) {
    throw new PosternError(
      'MODEL_UNSUPPORTED',
      'The model has several classes and several targets; train one model a target',
    );
  }
  const numOutputs = Math.max(numClasses, numTargets, 1);
  if (numOutputs <= 1 << 16) return numOutputs;
  throw new PosternError('MODEL_UNSUPPORTED', `The model has ${numOutputs} outputs; at most 65,536 are supported`);
}

/** `"5E-1"` up to 3.0, `"[5E-1]"` or a number an output from 3.1 on. */
function baseMargins(place: Place, numOutputs: number, marginOf: (score: number) => number): Float64Array {
  const written = rootOf(readJson(new TextEncoder().encode(textOf(place))));
  const scores = typeof written.value === 'number' ? [written.value] : numbersOf({ ...written, path: place.path });
  if (scores.length !== 1 && scores.length !== numOutputs) expected(`1 or ${numOutputs} numbers`, place);
  return Float64Array.from({ length: numOutputs }, (_, output) => {
    const margin = marginOf(scores.length === 1 ? scores[0] : scores[output]);
    return Number.isFinite(margin) ? margin : expected('a base score with a finite margin', place);
  });
}

function valuesOf({ missing }: FilledOptions, numFeatures: number): Values {
  const isNanAlone = Number.isNaN(missing);
  const steps = isNanAlone ? [] : [{ kind: 'replace', from: Math.fround(missing), to: Number.NaN } as const];
  const preparation = isNanAlone ? null : Array.from({ length: numFeatures }, () => steps);
  return { ...plainValues, preparation, precision: 'f32' };
}

function sumFrom(start: Float64Array): Aggregation {
  return { precision: 'f32', kind: 'sum', start, divisor: null, scale: null, bias: null, roundResult: false };
}

/** Trees up to and with the last iteration used. */
function numTreesUsed(
  { learner, model }: XgboostFile,
  numOutputs: number,
  numTrees: number,
  { iterations }: FilledOptions,
  notes: string[],
): number {
  const attributes = memberIfAny(learner, 'attributes');
  const written = attributes === null ? undefined : textsOf(attributes).get('best_iteration');
  const best = typeof written === 'string' && /^\d{1,9}$/.test(written) ? Number(written) : null;
  const perRound =
    numOutputs * Math.max(1, parameterIfAny(memberOf(model, 'gbtree_model_param'), 'num_parallel_tree') ?? 1);
  const numBest = best === null ? null : (best + 1) * perRound;
  if (iterations === 'best') {
    if (numBest === null || numBest > numTrees) {
      throw new PosternError(
        'MODEL_UNSUPPORTED',
        'The model does not say its best iteration (learner.attributes.best_iteration); import it with all iterations',
      );
    }
    notes.push(`The first ${numBest} of ${numTrees} trees are used, up to the best iteration (${best})`);
    return numBest;
  }
  if (numBest !== null && numBest < numTrees) {
    notes.push(
      `All ${numTrees} trees are used, as Booster.predict does; up to the best iteration (${best}) it would be ${numBest}`,
    );
  }
  return numTrees;
}
