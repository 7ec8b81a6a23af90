/** LightGBM's text model to a Forest: scan, then parse. */
import type { Forest } from '../forest.ts';
import { type LightgbmOptions, parseLightgbm } from './parseLightgbm.ts';
import { scanLightgbm } from './scanLightgbm.ts';

const FIRST_LINES = /^tree\r?\nversion=/;

/** Whether the bytes begin as LightGBM's text model does. */
export function looksLikeLightgbm(bytes: Uint8Array): boolean {
  return FIRST_LINES.test(new TextDecoder().decode(bytes.subarray(0, 20)));
}

/**
 * @param bytes The whole file, as `Booster.save_model` writes it.
 * @throws MODEL_INVALID when malformed, MODEL_UNSUPPORTED naming the element that is not supported.
 */
export function importLightgbm(bytes: Uint8Array, options: LightgbmOptions = {}): Forest {
  return parseLightgbm(scanLightgbm(bytes), options);
}
