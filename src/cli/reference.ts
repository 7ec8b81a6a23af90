/** Reference tables for the feature rows: of a bundle, or compiled from the sources of one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBundle } from '../engine/bundle/openBundle.ts';
import { readDefaultBundle } from '../engine/defaultBundle.ts';
import { compileReference } from '../features/compileReference.ts';
import { type ReferenceSources, referenceFiles } from '../features/referenceSources.ts';

export function readReference({ bundle, source }: { bundle?: string; source?: string }): Uint8Array {
  if (source !== undefined) {
    const texts = referenceFiles.map((name) => [name, readFileSync(join(source, 'reference', name), 'utf8')]);
    return compileReference(Object.fromEntries(texts) as ReferenceSources);
  }
  const bytes = bundle === undefined ? readDefaultBundle() : readFileSync(bundle);
  return openBundle(bytes, { trustedKeys: {}, check: false }).reference;
}
