/** CatBoost's JSON model to a Forest: scan, then parse. */
import { decodeUtf8 } from '../json/readText.ts';
import type { Forest } from '../forest.ts';
import { parseCatboost } from './parseCatboost.ts';
import { scanCatboost } from './scanCatboost.ts';

/** Enough for blanks and the first key. */
const HEAD_BYTES = 256;

/** CatBoost writes its members sorted: one of these comes first. */
const FIRST_KEY = /^\s*\{\s*"(ctr_data|features_info|model_info|oblivious_trees|scale_and_bias|trees)"\s*:/;

/**
 * @param bytes The whole file, as `save_model(path, format="json", pool=pool)` writes it.
 * @throws MODEL_INVALID when malformed, MODEL_UNSUPPORTED naming the element that is not supported.
 */
export function importCatboost(bytes: Uint8Array): Forest {
  return parseCatboost(scanCatboost(bytes));
}

/** Whether the bytes begin as a CatBoost JSON model does. */
export function looksLikeCatboost(bytes: Uint8Array): boolean {
  let head = Math.min(bytes.length, HEAD_BYTES);
  // the head may end amid a letter
  while (head > 0 && head > HEAD_BYTES - 4 && decodeUtf8(bytes, 0, head) === null) head--;
  return FIRST_KEY.test(decodeUtf8(bytes, 0, head) ?? '');
}
