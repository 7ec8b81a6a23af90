/** What a split asks, as the file words it. */
import { PosternError } from '../../contract/errors.ts';
import { memberOf, numberOf, type Place, textOf } from '../json/modelValue.ts';

export type Split = {
  /** Whether `value` is the hash of a category, or a border in single precision. */
  readonly isCategory: boolean;
  /** `feature_index` among the features of its kind. */
  readonly feature: number;
  readonly value: number;
};

export const NO_CTR =
  'which is not supported; train with one_hot_max_size at least the number of categories, so that each is asked for by name';

/** @throws MODEL_UNSUPPORTED for splits by target statistics and the like. */
export function splitOf(place: Place): Split {
  const kind = textOf(memberOf(place, 'split_type'));
  switch (kind) {
    case 'FloatFeature': {
      const feature = numberOf(memberOf(place, 'float_feature_index'));
      return { isCategory: false, feature, value: Math.fround(numberOf(memberOf(place, 'border'))) };
    }
    case 'OneHotFeature': {
      const feature = numberOf(memberOf(place, 'cat_feature_index'));
      // written signed; a hash is 32 bits
      return { isCategory: true, feature, value: numberOf(memberOf(place, 'value')) | 0 };
    }
    case 'OnlineCtr':
      throw new PosternError(
        'MODEL_UNSUPPORTED',
        `The model has a split by statistics of a category (OnlineCtr), ${NO_CTR}`,
      );
    default:
      throw new PosternError(
        'MODEL_UNSUPPORTED',
        `The model has a split of the type "${kind.slice(0, 40)}", which is not supported; ` +
          'known are FloatFeature and OneHotFeature',
      );
  }
}
