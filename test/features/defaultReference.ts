/** The reference tables of the default bundle, compiled from their sources. */
import { readFileSync } from 'node:fs';
import { compileReference } from '../../src/features/compileReference.ts';
import { type ReferenceFile, referenceFiles, type ReferenceSources } from '../../src/features/referenceSources.ts';

const folder = new URL('../../bundles/default/reference/', import.meta.url);

export const defaultSources: ReferenceSources = Object.fromEntries(
  referenceFiles.map((file) => [file, readFileSync(new URL(file, folder), 'utf8')]),
) as Record<ReferenceFile, string>;

/** The default sources with some files replaced. */
export function compileWith(changes: Partial<ReferenceSources>): Uint8Array {
  return compileReference({ ...defaultSources, ...changes });
}
