/**
 * A patched bundle as a bundle of its own: all sections of the base as they are, and lists made anew. The texts of
 * entries lie in no index, so the lists are given again; a patch, where it is given too, says of which versions.
 */
import type { KeyObject } from 'node:crypto';
import { PosternError } from '../../contract/errors.ts';
import type { WordCounts } from '../../watchlist/compare/wordShares.ts';
import type { Entry } from '../../watchlist/entry.ts';
import { assemble } from '../bundle/buildBundle.ts';
import { type BundleManifest, type ListEntry, sectionNames } from '../bundle/bundleLayout.ts';
import { openBundle } from '../bundle/openBundle.ts';
import { indexOf } from '../bundle/readLists.ts';
import { readManifest } from '../bundle/readManifest.ts';
import type { TrustedKeys } from '../bundle/trustedKeys.ts';
import { checkFrequencies } from './checkFrequencies.ts';
import type { Patch } from './readPatch.ts';

export type MergeSources = {
  /** A bundle with lists. */
  readonly base: Uint8Array;
  readonly trustedKeys: TrustedKeys;
  /** All lists that shall be in force. */
  readonly lists: readonly ListEntry[];
  readonly entries: Iterable<Entry>;
  /** Words of a facility's mail: those that the base was built with. */
  readonly counted?: readonly WordCounts[];
  /** What the result is to screen as. */
  readonly patch?: Patch;
};

/**
 * The same sources and key give the same bytes.
 * @param privateKey  Ed25519
 * @throws PosternError BUNDLE_* when the base is refused, PATCH_BASE, BUNDLE_INVALID where the lists are not those of
 *         the patch, or the base was built with other words counted
 */
export function mergeBundle(sources: MergeSources, privateKey: KeyObject): Uint8Array {
  const { base, trustedKeys, lists, entries, counted, patch } = sources;
  const { hash, lists: old } = openBundle(base, { trustedKeys, check: true });
  const corroboration = old?.base.index.parts.corroboration ?? null;
  if (corroboration === null) throw new PosternError('BUNDLE_INVALID', `bundle ${hash} has no lists to be changed`);
  if (patch !== undefined) checkVersions(hash, patch, lists);
  const { manifest, sections } = readManifest(base);
  checkFrequencies(manifest, counted);
  const { sections: _, ...about } = manifest;
  const contents = { ...contentsOf(manifest, sections), lists: indexOf(entries, corroboration, counted) };
  return assemble({ ...about, lists }, contents, privateKey);
}

function contentsOf(
  { sections: places }: BundleManifest,
  sections: Readonly<Record<string, Uint8Array>>,
): Record<string, Uint8Array> {
  const names = [...sectionNames, ...places.map(({ name }) => name)];
  return Object.fromEntries(names.map((name) => [name, sections[name]]));
}

function checkVersions(hash: string, { manifest }: Patch, lists: readonly ListEntry[]): void {
  if (manifest.base !== hash) {
    throw new PosternError('PATCH_BASE', `the patch is of bundle ${manifest.base}, given is ${hash}`);
  }
  const told = (list: Pick<ListEntry, 'name' | 'version'>): string => `${list.name} ${list.version}`;
  const expected = manifest.lists.map(told);
  const given = new Set(lists.map(told));
  const missing = expected.find((list) => !given.has(list));
  if (missing === undefined && given.size === expected.length) return;
  const fault =
    missing === undefined
      ? 'got a list that the patch does not name'
      : `the patch names list ${missing}, which is not given`;
  throw new PosternError(
    'BUNDLE_INVALID',
    `${fault}: give the files of exactly the lists that postern bundle inspect shows of the patch`,
  );
}
