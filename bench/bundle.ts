/** The default bundle and the forest inside it, for the cases and for the peers that score the same trees. */
import { readFileSync } from 'node:fs';
import { demonstrationKeys } from '../src/engine/bundle/demonstrationKey.ts';
import { type OpenBundle, openBundle } from '../src/engine/bundle/openBundle.ts';
import { readDefaultBundle } from '../src/engine/defaultBundle.ts';
import type { Forest } from '../src/model/forest.ts';
import { importLightgbm } from '../src/model/lightgbm/importLightgbm.ts';

export function openDefaultBundle(): OpenBundle {
  return openBundle(readDefaultBundle(), { trustedKeys: demonstrationKeys, check: true });
}

/** The model as LightGBM wrote it; run from the repository's root. */
export function defaultForest(): Forest {
  return importLightgbm(readFileSync('bundles/default/model.txt'));
}
