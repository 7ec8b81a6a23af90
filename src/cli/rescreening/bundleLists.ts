/** The lists of a bundle and those that a patch of it brings, as the engine that has them in use answers. */
import { readFileSync } from 'node:fs';
import { PosternError } from '../../contract/errors.ts';
import type { ListEntry } from '../../engine/bundle/bundleLayout.ts';
import { demonstrationKeys } from '../../engine/bundle/demonstrationKey.ts';
import { openBundle } from '../../engine/bundle/openBundle.ts';
import { openListScreen } from '../../engine/lists/listScreen.ts';
import { patchBundle } from '../../engine/patch/patchBundle.ts';
import { readPatch, verifyPatch } from '../../engine/patch/readPatch.ts';
import { TwoLists } from '../../engine/rescreen/twoLists.ts';
import { readTrustedKeys } from '../trustedKeys.ts';

type Lists = { readonly lists: readonly ListEntry[] };

/**
 * @param before  lists that were given as those of the bundle, `after` as those with the patch
 * @returns what makes them
 * @throws PosternError BUNDLE_*, PATCH_BASE; REQUEST_INVALID where other versions than theirs were given
 */
export function bundleLists(
  file: string,
  { patch: patchFile, trust }: { patch?: string; trust?: string[] },
  before: Lists,
  after: Lists,
): () => TwoLists {
  if (patchFile === undefined) throw invalid('--bundle: expected --patch FILE with it, which brings the lists of --to');
  const trustedKeys = trust === undefined ? demonstrationKeys : readTrustedKeys(trust);
  const open = openBundle(readFileSync(file), { trustedKeys, check: true });
  const bytes = readFileSync(patchFile);
  const patch = readPatch(bytes);
  verifyPatch(bytes, patch, trustedKeys);
  const lists = patchBundle(open, patch, '', patch.index).lists;
  if (lists === null) throw invalid(`bundle ${open.hash} has no lists`);
  for (const name of patch.manifest.changed) {
    requireVersion('--from', name, before.lists, open.manifest.lists);
    requireVersion('--to', name, after.lists, patch.manifest.lists);
  }
  const index = lists.base.index.bytes;
  return () => new TwoLists(openListScreen(index), openListScreen(index, patch.index));
}

function requireVersion(option: string, name: string, given: readonly ListEntry[], own: readonly ListEntry[]): void {
  const versionOf = (lists: readonly ListEntry[]): string | undefined =>
    lists.find((one) => one.name === name)?.version;
  const [got, expected] = [versionOf(given), versionOf(own)];
  if (got === expected) return;
  const list = `list "${name}"`;
  throw invalid(
    `${option}: expected ${list} in version ${expected ?? 'none'}, as bundle or patch has it, got ${got ?? 'none'}`,
  );
}

function invalid(text: string): PosternError {
  return new PosternError('REQUEST_INVALID', text);
}
