/** XGBoost's JSON and UBJSON models to a Forest: scan, then parse. */
import type { Forest } from '../forest.ts';
import { parseXgboost, type XgboostOptions } from './parseXgboost.ts';
import { scanXgboost } from './scanXgboost.ts';

/** Keys are sorted, so "learner" is the first; other tools that wrote the file again may have put "version" before it. */
const FIRST_KEYS = /^\s*\{[^{]{0,200}?(?:"learner"\s*:\s*\{|\blearner\{)/;
const HEAD_BYTES = 512;

/** Whether the bytes begin as the model files of XGBoost do, in JSON or in UBJSON. */
export function looksLikeXgboost(bytes: Uint8Array): boolean {
  return FIRST_KEYS.test(new TextDecoder('latin1').decode(bytes.slice(0, HEAD_BYTES)));
}

/**
 * @param bytes The whole file, as `Booster.save_model` of XGBoost 1.7 or later writes it.
 * @throws MODEL_INVALID when malformed, MODEL_UNSUPPORTED naming the element that is not supported, REQUEST_INVALID for
 *   options that are none.
 */
export function importXgboost(bytes: Uint8Array, options: XgboostOptions = {}): Forest {
  return parseXgboost(scanXgboost(bytes), options);
}
