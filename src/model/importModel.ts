/** A model file of any library to a Forest: the format is told by the content, never by the name of the file. */
import { PosternError } from '../contract/errors.ts';
import { importCatboost, looksLikeCatboost } from './catboost/importCatboost.ts';
import type { Forest } from './forest.ts';
import { foreignFormatOf } from './foreignFormats.ts';
import type { ImportOptions } from './importOptions.ts';
import { libraryTitles } from './libraryTitles.ts';
import { importLightgbm, looksLikeLightgbm } from './lightgbm/importLightgbm.ts';
import { importOnnx, looksLikeOnnx } from './onnx/importOnnx.ts';
import { importXgboost, looksLikeXgboost } from './xgboost/importXgboost.ts';

export type ModelFormat = Forest['source'];

type Reader = {
  readonly looksLike: (bytes: Uint8Array) => boolean;
  readonly read: (bytes: Uint8Array, options?: ImportOptions) => Forest;
  /** Names of the options it knows; none unless given. */
  readonly options?: readonly string[];
};

const readers: Readonly<Record<ModelFormat, Reader>> = {
  lightgbm: { looksLike: looksLikeLightgbm, read: importLightgbm, options: ['frameCategories'] },
  xgboost: { looksLike: looksLikeXgboost, read: importXgboost, options: ['missing', 'iterations'] },
  catboost: { looksLike: looksLikeCatboost, read: importCatboost },
  onnx: { looksLike: looksLikeOnnx, read: importOnnx },
};

/** Of UTF-8. */
const BYTE_ORDER_MARK: readonly number[] = [0xef, 0xbb, 0xbf];

const ACCEPTED =
  'accepted are LightGBM text (save_model), XGBoost JSON and UBJSON (save_model), ' +
  'CatBoost JSON (save_model with format="json") and ONNX';

/** @throws MODEL_UNSUPPORTED naming what the file is instead, and what is accepted; MODEL_INVALID behind a byte order mark. */
export function formatOfModel(bytes: Uint8Array): ModelFormat {
  if (BYTE_ORDER_MARK.every((byte, at) => bytes[at] === byte)) {
    throw new PosternError(
      'MODEL_INVALID',
      'Got a byte order mark before the model, expected the file as its library saved it: an editor has put the mark ' +
        'there, save the model again',
    );
  }
  for (const [format, { looksLike }] of Object.entries(readers)) if (looksLike(bytes)) return format as ModelFormat;
  throw new PosternError('MODEL_UNSUPPORTED', `Got ${foreignFormatOf(bytes)}; ${ACCEPTED}`);
}

/**
 * @param bytes The whole file, as the library saved it.
 * @throws MODEL_INVALID when malformed, MODEL_UNSUPPORTED naming the element, or what the file is instead of a model,
 *         REQUEST_INVALID for an option that its format does not know.
 */
export function importModel(bytes: Uint8Array, options: ImportOptions = {}): Forest {
  const format = formatOfModel(bytes);
  const { read, options: known = [] } = readers[format];
  const strange = Object.keys(options).find((name) => !known.includes(name));
  if (strange === undefined) return read(bytes, options);
  throw new PosternError(
    'REQUEST_INVALID',
    `"${strange}" is no option of importing ${libraryTitles[format]} models; its options: ${known.join(', ') || 'none'}`,
  );
}
