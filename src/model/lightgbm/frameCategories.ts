/**
 * Categories of the data frame that a model was trained on (`pandas_categorical`): one list a category column, in the
 * frame's order; the number of a category is its place in the list. The file does not say which columns they are. They
 * are the columns that training took for categorical, unless the caller also named columns of numbers, or the frame held
 * ordered categories, which LightGBM codes and treats as numbers: then the counts differ, and the caller has to say.
 * Source: microsoft/LightGBM python-package/lightgbm/basic.py (_data_from_pandas).
 */
import { PosternError } from '../../contract/errors.ts';
import type { Categories } from '../forest.ts';
import { type Block, type Tail, textOf } from './scanLightgbm.ts';

/**
 * @param named A list of category columns in the frame's order, where the caller says them.
 * @returns One a feature; null for features of numbers. Categories that are not listed count as missing.
 * @throws MODEL_INVALID, MODEL_UNSUPPORTED when it cannot be said which features the lists belong to.
 */
export function frameCategories(
  { categoricalFeature, pandasCategorical }: Tail,
  header: Block,
  featureNames: readonly string[],
  named: unknown,
): (Categories | null)[] {
  const lists = listsOf(textOf(pandasCategorical).trim());
  const found: (Categories | null)[] = featureNames.map(() => null);
  if (lists.length === 0) return found;
  const columns =
    namedColumns(named, featureNames) ??
    parameterColumns(textOf(categoricalFeature)) ??
    trainedColumns(textOf(header.get('feature_infos') ?? new Uint8Array(0)));
  if (columns.some((column) => column >= featureNames.length)) {
    throw new PosternError('MODEL_INVALID', '[categorical_feature] names a column that is none of the features');
  }
  if (columns.length !== lists.length) {
    throw new PosternError(
      'MODEL_UNSUPPORTED',
      `pandas_categorical lists categories of ${lists.length} columns, but ${columns.length} features are categorical; ` +
        "name the data frame's category columns, in its order, with the option frameCategories",
    );
  }
  columns.forEach((column, i) => {
    found[column] = { texts: lists[i], unknown: Number.NaN };
  });
  return found;
}

function listsOf(json: string): string[][] {
  if (json === '' || json === 'null') return [];
  const invalid = 'pandas_categorical is not a JSON list of lists of categories';
  let lists: unknown;
  try {
    lists = JSON.parse(json);
  } catch (cause) {
    throw new PosternError('MODEL_INVALID', invalid, { cause });
  }
  const isList = (list: unknown): list is unknown[] => Array.isArray(list);
  if (!isList(lists) || !lists.every(isList)) throw new PosternError('MODEL_INVALID', invalid);
  return lists.map((list) =>
    list.map((category) => {
      if (typeof category === 'object') throw new PosternError('MODEL_INVALID', invalid);
      return String(category);
    }),
  );
}

function namedColumns(named: unknown, featureNames: readonly string[]): number[] | null {
  if (named === undefined) return null;
  const columns = Array.isArray(named) ? named.map((name) => featureNames.indexOf(name)) : [-1];
  if (columns.every((column) => column >= 0) && new Set(columns).size === columns.length) return columns;
  throw new PosternError('MODEL_INVALID', 'The option frameCategories should be a list of different feature names');
}

/** `[categorical_feature: 2,3]` as column numbers, ascending; null when it does not say numbers. */
function parameterColumns(text: string): number[] | null {
  const words = text.trim().split(',');
  if (!words.every((word) => /^\d{1,9}$/.test(word))) return null;
  return [...new Set(words.map(Number))].sort((a, b) => a - b);
}

/** Columns whose description is a list of categories (`3:0:1`) and not a range (`[0:1]`). */
function trainedColumns(featureInfos: string): number[] {
  return featureInfos.split(' ').flatMap((info, column) => (/^-?\d+(:-?\d+)*$/.test(info) ? [column] : []));
}
