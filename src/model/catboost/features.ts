/** `features_info`: which columns a model takes, what it does with missing numbers, and which texts its categories are. */
import { PosternError } from '../../contract/errors.ts';
import type { Categories } from '../forest.ts';
import {
  integersOf,
  itemsOf,
  memberIfAny,
  memberOf,
  numberOf,
  numbersOf,
  type Place,
  textOf,
} from '../json/modelValue.ts';
import { NO_CTR } from './splits.ts';

export type NumberFeature = {
  readonly column: number;
  /** Whether a missing value passes a test, which is then `infinity > border`. */
  readonly missingPasses: boolean;
};

export type CategoryFeature = {
  readonly column: number;
  /** The number that stands for a category, from its hash. */
  readonly codes: ReadonlyMap<number, number>;
};

/** Both lists by `feature_index`, in the order of the file. */
export type Features = {
  readonly names: readonly string[];
  readonly categories: readonly (Categories | null)[];
  readonly ofNumbers: readonly NumberFeature[];
  readonly ofCategories: readonly CategoryFeature[];
};

const UNREAD: readonly string[] = ['text_features', 'embedding_features', 'estimated_features'];
const TREATMENTS: readonly string[] = ['AsIs', 'AsFalse', 'AsTrue'];

/** @throws MODEL_INVALID, MODEL_UNSUPPORTED for statistics of categories, texts and embeddings. */
export function featuresOf(file: Place): Features {
  const info = memberOf(file, 'features_info');
  refuseUnsupported(info);
  const ofNumbers = listOf(info, 'float_features');
  const ofCategories = listOf(info, 'categorical_features');
  const numColumns = ofNumbers.length + ofCategories.length;
  if (numColumns === 0) fail(info, 'there are no features');
  const names = Array.from({ length: numColumns }, () => '');
  const categories: (Categories | null)[] = names.map(() => null);

  const columnOf = (feature: Place, index: number): number => {
    integerOf(memberOf(feature, 'feature_index'), index, index);
    const place = memberOf(feature, 'flat_feature_index');
    const column = integerOf(place, 0, numColumns - 1);
    if (names[column] !== '') fail(place, `column ${column} is taken already`);
    names[column] = nameOf(feature, column);
    return column;
  };
  const numbers = ofNumbers.map((feature, i) => ({ column: columnOf(feature, i), ...numberFeature(feature) }));
  const texts = textsByHash(info);
  const categorical = ofCategories.map((feature, i) => {
    const column = columnOf(feature, i);
    const hashes = hashesOf(feature);
    // a place no split asks for stands for every other category
    categories[column] = { texts: hashes.map((hash) => textOfHash(feature, hash, texts)), unknown: hashes.length };
    return { column, codes: new Map(hashes.map((hash, code) => [hash, code])) };
  });
  if (new Set(names).size !== numColumns) fail(info, 'a feature has the name of another');
  return { names, categories, ofNumbers: numbers, ofCategories: categorical };
}

function refuseUnsupported(info: Place): void {
  for (const key of UNREAD) {
    if (listOf(info, key).length === 0) continue;
    throw new PosternError(
      'MODEL_UNSUPPORTED',
      `The model has ${key}, which are not supported; turn them into numbers before training`,
    );
  }
  const statistics = listOf(info, 'ctrs');
  if (statistics.length === 0) return;
  throw new PosternError(
    'MODEL_UNSUPPORTED',
    `The model has statistics of categories (ctrs, ${statistics.length} of them), ${NO_CTR}`,
  );
}

function numberFeature(feature: Place): { missingPasses: boolean } {
  const borders = numbersOf(memberOf(feature, 'borders'));
  // the library counts borders below a value, which answers for each border only while they ascend
  if (borders.some((border, i) => !(border >= (borders[i - 1] ?? -Infinity)))) {
    fail(memberOf(feature, 'borders'), 'borders do not ascend');
  }
  const treatment = textOf(memberOf(feature, 'nan_value_treatment'));
  if (!TREATMENTS.includes(treatment)) {
    fail(memberOf(feature, 'nan_value_treatment'), `expected one of ${TREATMENTS.join(', ')}`);
  }
  const hasNans = memberOf(feature, 'has_nans');
  if (typeof hasNans.value !== 'boolean') fail(hasNans, 'expected true or false');
  return { missingPasses: treatment === 'AsTrue' && hasNans.value === true };
}

/** Categories that splits ask for, as signed 32-bit hashes. */
function hashesOf(feature: Place): number[] {
  const place = memberIfAny(feature, 'values');
  const hashes = place === null ? [] : [...integersOf(place, -(2 ** 31), 2 ** 32 - 1)].map((hash) => hash | 0);
  if (place !== null && new Set(hashes).size !== hashes.length) fail(place, 'a hash stands twice');
  return hashes;
}

/** What `save_model` writes about categories when it is given the pool. */
function textsByHash(info: Place): Map<number, string> {
  return new Map(
    listOf(info, 'cat_features_hash').map((entry) => [
      integerOf(memberOf(entry, 'hash'), -(2 ** 31), 2 ** 32 - 1) | 0,
      textOf(memberOf(entry, 'value')),
    ]),
  );
}

function textOfHash(feature: Place, hash: number, texts: ReadonlyMap<number, string>): string {
  const text = texts.get(hash);
  if (text !== undefined) return text;
  throw new PosternError(
    'MODEL_UNSUPPORTED',
    `${feature.path} has a category of which the file knows only a hash; ` +
      'save the model with its training data: save_model(path, format="json", pool=pool)',
  );
}

function nameOf(feature: Place, column: number): string {
  for (const key of ['feature_name', 'feature_id']) {
    const name = memberIfAny(feature, key);
    if (name !== null && textOf(name) !== '') return textOf(name);
  }
  return String(column);
}

/** An absent list, or one that CatBoost writes as null, is empty. */
function listOf(place: Place, key: string): Place[] {
  const list = memberIfAny(place, key);
  return list === null || list.value === null ? [] : itemsOf(list);
}

function integerOf(place: Place, lowest: number, highest: number): number {
  const value = numberOf(place);
  if (Number.isInteger(value) && value >= lowest && value <= highest) return value;
  return fail(place, `expected a whole number from ${lowest} to ${highest}, got ${value}`);
}

function fail(place: Place, what: string): never {
  throw new PosternError('MODEL_INVALID', `${place.path}: ${what}`);
}
