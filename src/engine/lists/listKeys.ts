/** The secret of a blinded list: laid into the memory that all threads share, and asked for where a bundle needs it. */
import { PosternError } from '../../contract/errors.ts';
import type { CoreExports } from '../../core/exports.ts';
import type { CoreMemory } from '../../core/memory.ts';
import type { Regions } from '../../core/regions.ts';
import type { BlindKeys } from '../../watchlist/blinded/blindKey.ts';
import { openBlinded } from '../../watchlist/index/blinded/open.ts';
import type { OpenLists } from './openLists.ts';

/** Before any thread starts: the keys are gone then, and states that only hash are left. */
export function layListKeys(core: CoreExports, memory: CoreMemory, { slots }: Regions, keys: BlindKeys | null): void {
  if (keys === null) return;
  const { blindedKeys, blindedScratch } = slots[0].scratch.lists;
  new Uint8Array(memory.buffer).set(keys.coreKeys(), blindedKeys);
  core.prepareBlindedKeys(blindedKeys, blindedScratch);
}

/**
 * Without its key a blinded list would find nobody, and nobody would see that.
 * @param keyCheck  of the key that the screener was given
 * @throws PosternError BUNDLE_INVALID where a list was blinded with another key, or none was given
 */
export function requireListKey(lists: OpenLists | null, keyCheck: Uint8Array | null): void {
  for (const segment of [lists?.base, lists?.delta]) {
    const part = segment?.index.parts.blinded ?? null;
    if (part === null) continue;
    if (keyCheck === null) {
      throw new PosternError('BUNDLE_INVALID', 'the bundle has a blinded list: expected its key as listKey, got none');
    }
    if (!openBlinded(part).isOf(keyCheck)) {
      throw new PosternError(
        'BUNDLE_INVALID',
        'the bundle has a blinded list that was made with another key than listKey',
      );
    }
  }
}
