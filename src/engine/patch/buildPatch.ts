/** New versions of lists to a signed patch of a bundle. The same bundle, lists and key give the same bytes. */
import { createHash, type KeyObject, sign } from 'node:crypto';
import { PosternError } from '../../contract/errors.ts';
import type { WordCounts } from '../../watchlist/compare/wordShares.ts';
import type { Entry } from '../../watchlist/entry.ts';
import { buildDeltaIndex } from '../../watchlist/index/deltaIndex.ts';
import { jsonBytes } from '../bundle/buildBundle.ts';
import * as layout from '../bundle/bundleLayout.ts';
import { keyIdOf } from '../bundle/keys.ts';
import type { OpenBundle } from '../bundle/openBundle.ts';
import { checkFrequencies } from './checkFrequencies.ts';
import { type Allowed, checkLosses, checkNames } from './checkLoss.ts';
import { PATCH_MAGIC, PATCH_VERSION, type PatchManifest } from './patchLayout.ts';

export type NewLists = {
  readonly lists: readonly layout.ListEntry[];
  readonly entries: Iterable<Entry>;
  /** Words of a facility's mail: those that the bundle was built with, or names score otherwise than there. */
  readonly counted?: readonly WordCounts[];
  /** What is refused otherwise. */
  readonly allowed?: Allowed;
};

/**
 * @param base        the bundle as it was opened and verified
 * @param given       lists that are given anew, whole; others of the bundle stay as they are
 * @param privateKey  Ed25519
 * @throws PosternError BUNDLE_INVALID where the bundle has no lists, was built with other words counted, or the lists
 *         do not look like later versions of its own and nothing allows that
 */
export function buildPatch(base: OpenBundle, given: NewLists, privateKey: KeyObject): Uint8Array {
  if (base.manifest.redacts !== undefined) {
    const got = `bundle ${base.hash} is one for carriers, who get no plain lists`;
    throw new PosternError(
      'BUNDLE_INVALID',
      `${got}: blind the new lists, and redact the bundle that it was made of again`,
    );
  }
  if (base.lists === null) {
    const got = `bundle ${base.hash} has no lists that a patch could change`;
    throw new PosternError('BUNDLE_INVALID', `${got}: build it with lists first`);
  }
  const { lists, allowed = {} } = given;
  checkNames(base.manifest.lists, lists, allowed);
  checkFrequencies(base.manifest, given.counted);
  const changed = lists.map(({ name }) => name);
  const { index, counts, losses } = buildDeltaIndex(base.lists.base.index, changed, given.entries, {
    names: { counted: given.counted ?? [] },
  });
  checkLosses(lists, losses, allowed);
  const kept = base.manifest.lists.filter(({ name }) => !changed.includes(name));
  const about = { base: base.hash, lists: [...kept, ...lists], changed, counts };
  const sha256 = createHash('sha256').update(index).digest('hex');
  const manifest = layIndex(about, index.length, sha256);
  const manifestBytes = jsonBytes(manifest);
  const signatureAt = layout.alignUp(manifest.index.offset + index.length);
  const file = new Uint8Array(signatureAt + layout.SIGNATURE_BYTES);
  const view = new DataView(file.buffer);
  file.set(PATCH_MAGIC);
  view.setUint32(layout.HEADER_VERSION, PATCH_VERSION, true);
  view.setUint32(layout.HEADER_MANIFEST_BYTES, manifestBytes.length, true);
  view.setBigUint64(layout.HEADER_FILE_BYTES, BigInt(file.length), true);
  file.set(keyIdOf(privateKey), layout.HEADER_KEY_ID);
  file.set(manifestBytes, layout.HEADER_BYTES);
  file.set(index, manifest.index.offset);
  file.set(sign(null, file.subarray(0, layout.HEADER_BYTES + manifestBytes.length), privateKey), signatureAt);
  return file;
}

/** The index lies behind the manifest, whose length depends on where that is: laid anew until it fits. */
function layIndex(about: Omit<PatchManifest, 'index'>, bytes: number, sha256: string): PatchManifest {
  for (let room = 0; ; ) {
    const offset = layout.alignUp(layout.HEADER_BYTES + room);
    const manifest = { ...about, index: { offset, bytes, sha256 } };
    const needed = jsonBytes(manifest).length;
    if (layout.HEADER_BYTES + needed <= offset && layout.alignUp(layout.HEADER_BYTES + needed) === offset) {
      return manifest;
    }
    room = needed;
  }
}
