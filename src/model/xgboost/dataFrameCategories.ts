/**
 * Categories of the data frame that the model was trained on (releases from 3.1): what each code of a categorical feature
 * stands for. Arrow's layout, a dictionary a feature; JSON holds the bytes of texts as numbers. Source: dmlc/xgboost
 * src/data/cat_container.cc, src/encoder/ordinal.h.
 */
import { PosternError } from '../../contract/errors.ts';
import type { Categories } from '../forest.ts';
import { expected, integersOf, itemsOf, memberIfAny, memberOf, numbersOf, type Place } from '../json/modelValue.ts';
import { decodeUtf8 } from '../json/readText.ts';
import { isBefore, type XgboostFile } from './scanXgboost.ts';

/** Earlier releases count characters where offsets count bytes, and cut the texts by the difference. */
const WHOLE_TEXTS: XgboostFile['version'] = [3, 4];

/**
 * @param names One a feature.
 * @throws MODEL_UNSUPPORTED for categories that are fractions, and for texts that the release did not store whole.
 */
export function dataFrameCategories({ model, version }: XgboostFile, names: readonly string[]): (Categories | null)[] {
  const cats = memberIfAny(model, 'cats');
  const dictionaries = cats === null ? [] : itemsOf(memberOf(cats, 'enc'));
  if (dictionaries.length === 0) return names.map(() => null);
  if (dictionaries.length !== names.length) expected(`${names.length} dictionaries in "enc"`, cats as Place);
  return dictionaries.map((dictionary, feature) =>
    memberIfAny(dictionary, 'offsets') === null
      ? numberCategories(dictionary, names[feature])
      : textCategories(dictionary, names[feature], isBefore(version, WHOLE_TEXTS)),
  );
}

function textCategories(dictionary: Place, name: string, isAsciiOnly: boolean): Categories | null {
  const place = memberOf(dictionary, 'values');
  // bytes, signed or not
  const bytes = Uint8Array.from(integersOf(place, -128, 255));
  const offsets = integersOf(memberOf(dictionary, 'offsets'), 0, bytes.length);
  if (offsets.length < 2) return null;
  if (isAsciiOnly && bytes.some((byte) => byte > 0x7f)) {
    throw new PosternError(
      'MODEL_UNSUPPORTED',
      `The feature "${name.slice(0, 80)}" has categories with letters beyond ASCII, which XGBoost before ${WHOLE_TEXTS.join('.')} ` +
        'does not save whole; train with a later release, or spell the categories in ASCII',
    );
  }
  const texts: string[] = [];
  for (let i = 0; i + 1 < offsets.length; i++) {
    if (offsets[i] > offsets[i + 1]) expected('offsets in order', dictionary);
    texts.push(decodeUtf8(bytes, offsets[i], offsets[i + 1]) ?? expected('categories in UTF-8', place));
  }
  if (new Set(texts).size !== texts.length) {
    throw new PosternError('MODEL_INVALID', `The feature "${name}" has a category twice`);
  }
  // XGBoost refuses a category that training had not; here it is missing, as no category at all is
  return { texts, unknown: Number.NaN };
}

/** Whole numbers have one spelling; a fraction in a row need not be the one that training had. */
function numberCategories(dictionary: Place, name: string): Categories {
  const values = Array.from(numbersOf(memberOf(dictionary, 'values')));
  if (new Set(values).size !== values.length) expected('each category once', dictionary);
  if (values.every(Number.isSafeInteger)) return { texts: values.map(String), unknown: Number.NaN };
  throw new PosternError(
    'MODEL_UNSUPPORTED',
    `The feature "${name.slice(0, 80)}" has data-frame categories that are fractions (model.cats), which have no one spelling; ` +
      'train with categories that are texts or whole numbers',
  );
}
