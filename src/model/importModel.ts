/** A model file of any library to a Forest: the format is told by the content, never by the name of the file. */
import { PosternError } from '../contract/errors.ts';
import { importCatboost, looksLikeCatboost } from './catboost/importCatboost.ts';
import type { Forest } from './forest.ts';
import { foreignFormatOf } from './foreignFormats.ts';
import { importLightgbm, looksLikeLightgbm } from './lightgbm/importLightgbm.ts';

/** What a model file does not say and its importer may need; each importer reads what concerns it. */
export type ImportOptions = Readonly<Record<string, unknown>>;

export type ModelFormat = Forest['source'];

type Reader = {
  readonly looksLike: (bytes: Uint8Array) => boolean;
  readonly read: (bytes: Uint8Array, options?: ImportOptions) => Forest;
};

const readers: Readonly<Partial<Record<ModelFormat, Reader>>> = {
  lightgbm: { looksLike: looksLikeLightgbm, read: importLightgbm },
  catboost: { looksLike: looksLikeCatboost, read: importCatboost },
};

const ACCEPTED =
  'accepted are LightGBM text (save_model), XGBoost JSON and UBJSON (save_model), ' +
  'CatBoost JSON (save_model with format="json") and ONNX';

/** @throws MODEL_UNSUPPORTED naming what the file is instead, and what is accepted. */
export function formatOfModel(bytes: Uint8Array): ModelFormat {
  for (const [format, { looksLike }] of Object.entries(readers)) if (looksLike(bytes)) return format as ModelFormat;
  throw new PosternError('MODEL_UNSUPPORTED', `Got ${foreignFormatOf(bytes)}; ${ACCEPTED}`);
}

/**
 * @param bytes The whole file, as the library saved it.
 * @throws MODEL_INVALID when malformed, MODEL_UNSUPPORTED naming the element, or what the file is instead of a model.
 */
export function importModel(bytes: Uint8Array, options?: ImportOptions): Forest {
  const reader = readers[formatOfModel(bytes)] as Reader;
  return reader.read(bytes, options);
}
