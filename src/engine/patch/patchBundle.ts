/** A bundle with a patch in force: the same in everything but its lists, under a hash of its own. */
import { PosternError } from '../../contract/errors.ts';
import { openTombstones } from '../../watchlist/index/tombstones/open.ts';
import { listInfos } from '../bundle/listInfos.ts';
import type { OpenBundle } from '../bundle/openBundle.ts';
import { openLists } from '../lists/openLists.ts';
import { patchedHash } from './patchLayout.ts';
import type { Patch } from './readPatch.ts';

/**
 * @param open   the bundle without any patch
 * @param index  the patch's index, where the core reads it
 * @throws PosternError PATCH_BASE, BUNDLE_INVALID
 */
export function patchBundle(open: OpenBundle, patch: Patch, signedBy: string, index: Uint8Array): OpenBundle {
  const { base } = patch.manifest;
  if (open.manifest.redacts !== undefined) {
    const got = 'the bundle in use is one for carriers, who get no plain lists';
    throw new PosternError('BUNDLE_INVALID', `${got}: merge the patch, and redact the merged bundle`);
  }
  if (base !== open.hash) {
    throw new PosternError('PATCH_BASE', `the patch is of bundle ${base}, in use is ${open.hash}`);
  }
  const { manifest, keyId, forest, reference, rules, screening, contributions, ruleSet, ruleCodes, decider } = open;
  const hash = patchedHash(base, patch.hash);
  const lists = patch.manifest.lists.map(({ name, version }) => ({ name, version }));
  return {
    hash,
    get info() {
      const told = { base, hash: patch.hash, signedBy, lists };
      return { ...open.info, hash, lists: listInfos(patch.manifest.lists), patch: told };
    },
    manifest,
    keyId,
    forest,
    reference,
    rules,
    screening,
    get models() {
      return open.models;
    },
    contributions,
    ruleSet,
    ruleCodes,
    decider,
    lists: listsWith(open, index),
    get referenceTables() {
      return open.referenceTables;
    },
  };
}

function listsWith(open: OpenBundle, index: Uint8Array): OpenBundle['lists'] {
  if (open.lists === null) {
    throw new PosternError('BUNDLE_INVALID', `bundle ${open.hash} has no lists that a patch could change`);
  }
  const lists = openLists(open.lists.base.index.bytes, index);
  checkMarks(lists);
  return lists;
}

/** The core looks marks up by the numbers of the bundle's entries. */
function checkMarks(lists: OpenBundle['lists']): void {
  const marks = lists?.delta?.index.parts.tombstones ?? null;
  const numMarks = marks === null ? -1 : openTombstones(marks).numEntries;
  const numEntries = lists?.base.entries?.numEntries ?? 0;
  if (numMarks === numEntries) return;
  throw new PosternError('BUNDLE_INVALID', `the patch: expected marks for ${numEntries} entries of the bundle`);
}
