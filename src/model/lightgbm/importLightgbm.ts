/** LightGBM's text model to a Forest: scan, then parse. */
import type { Forest } from '../forest.ts';
import { parseLightgbm } from './parseLightgbm.ts';
import { scanLightgbm } from './scanLightgbm.ts';

/**
 * @param text The whole file, as `Booster.save_model` writes it.
 * @throws MODEL_INVALID when malformed, MODEL_UNSUPPORTED naming the element that is not supported.
 */
export function importLightgbm(text: string): Forest {
  return parseLightgbm(scanLightgbm(text));
}
