/**
 * The two places a bundle can lie in the shared memory, and the two of a patch of its lists. Of each one is in use; what
 * is new goes to the other once the last body that was screened with what lay there is done, and from then on every new
 * body uses it.
 */
import { PosternError } from '../contract/errors.ts';
import type { CoreMemory } from '../core/memory.ts';
import type { Regions } from '../core/regions.ts';
import { vectorScorerBytes } from '../core/scoreVectors.ts';
import { allModels, type OpenBundle, openBundle } from './bundle/openBundle.ts';
import { requireListKey } from './lists/listKeys.ts';
import { explainScratchBytes } from './rowExplainer.ts';
import type { TrustedKeys } from './bundle/trustedKeys.ts';
import { nameOfKey } from './bundle/verifyBundle.ts';
import { ForestModules } from './forestModules.ts';
import { patchBundle } from './patch/patchBundle.ts';
import { readPatch, verifyPatch } from './patch/readPatch.ts';

/** A bundle in memory, held by the bodies that are being screened with it. */
export type ShelvedBundle = {
  readonly generation: number;
  readonly address: number;
  readonly numBytes: number;
  /** Where changes to its lists lie, and their bytes; 0 for none. */
  readonly listDelta: number;
  readonly listDeltaBytes: number;
  readonly open: OpenBundle;
  /** Without the patch, where one is in force; else the same. */
  readonly whole: OpenBundle;
  holders: number;
};

export class BundleShelf {
  readonly modules: ForestModules = new ForestModules();
  readonly #memory: CoreMemory;
  readonly #regions: Regions;
  readonly #trustedKeys: TrustedKeys;
  readonly #listKeyCheck: Uint8Array | null;
  #current: ShelvedBundle | undefined;
  /** Replaced ones, until the last body that is screened with them is done. */
  #leaving: ShelvedBundle[] = [];

  /** @param listKeyCheck of the key of blinded lists, null where there is none */
  constructor(memory: CoreMemory, regions: Regions, trustedKeys: TrustedKeys, listKeyCheck: Uint8Array | null) {
    this.#memory = memory;
    this.#regions = regions;
    this.#trustedKeys = trustedKeys;
    this.#listKeyCheck = listKeyCheck;
  }

  get current(): ShelvedBundle {
    if (!this.#current) throw new PosternError('INTERNAL', 'no bundle has been put on the shelf yet: call put() first');
    return this.#current;
  }

  /** Whether it is the current bundle as it lies in memory, and not one that is about to be put there. */
  holdsOpen(open: OpenBundle): boolean {
    return this.#current?.open === open;
  }

  /** The bundle for a new body; give it back with `release`. */
  hold(): ShelvedBundle {
    const bundle = this.current;
    bundle.holders += 1;
    return bundle;
  }

  /** The bundle a task of this thread names. */
  openOf(generation: number): OpenBundle {
    const bundle = [this.#current, ...this.#leaving].find((shelved) => shelved?.generation === generation);
    if (!bundle) throw new PosternError('INTERNAL', `no bundle of generation ${generation} is on the shelf`);
    return bundle.open;
  }

  release(bundle: ShelvedBundle): void {
    bundle.holders -= 1;
    if (bundle.holders === 0 && bundle !== this.#current) this.#leaving = this.#leaving.filter((one) => one !== bundle);
  }

  /** A bundle that someone brings. @throws BUNDLE_*, FEATURES_MISMATCH */
  check(bytes: Uint8Array): OpenBundle {
    return openBundle(bytes, { trustedKeys: this.#trustedKeys, check: true });
  }

  /**
   * Make a checked bundle the current one.
   * @param checked  the same bytes, opened
   * @param passesSelfTest  scores the bundle's own vectors before anything is screened with it
   * @throws BUNDLE_INVALID, BUSY
   */
  put(bytes: Uint8Array, checked: OpenBundle, passesSelfTest: (open: OpenBundle) => boolean): ShelvedBundle {
    this.#checkRoom(bytes.length, checked);
    requireListKey(checked.lists, this.#listKeyCheck);
    if (!passesSelfTest(checked)) {
      const got = 'got other margins for its self-test vectors than when it was built';
      throw new PosternError('BUNDLE_INVALID', `${got}: rebuild the bundle with this version`);
    }
    const address = this.#freePlace(this.#regions.bundles, 'address', 'bundle');
    const place = new Uint8Array(this.#memory.buffer, address, bytes.length);
    place.set(bytes);
    const open = openBundle(place, { trustedKeys: this.#trustedKeys, check: false });
    const shelved = this.#replace({
      address,
      numBytes: bytes.length,
      listDelta: 0,
      listDeltaBytes: 0,
      open,
      whole: open,
    });
    void this.modules.make(allModels(open), () => shelved.whole === this.#current?.whole);
    return shelved;
  }

  /**
   * Put a patch of the current bundle's lists in force, in place of one that was before.
   * @throws BUNDLE_*, PATCH_BASE, BUSY
   */
  patch(bytes: Uint8Array): ShelvedBundle {
    const { address, numBytes, whole } = this.current;
    const patch = readPatch(bytes);
    verifyPatch(bytes, patch, this.#trustedKeys);
    const signedBy = nameOfKey(patch.keyId, this.#trustedKeys) ?? `key ${patch.keyId}`;
    // refused before anything in the shared memory is written over
    this.#checkPatchRoom(patch.index.length, patchBundle(whole, patch, signedBy, patch.index));
    const listDelta = this.#freePlace(this.#regions.listDeltas, 'listDelta', 'patch');
    const place = new Uint8Array(this.#memory.buffer, listDelta, patch.index.length);
    place.set(patch.index);
    const open = patchBundle(whole, patch, signedBy, place);
    return this.#replace({ address, numBytes, listDelta, listDeltaBytes: place.length, open, whole });
  }

  /** The current bundle with its own lists alone. */
  unpatch(): ShelvedBundle {
    const { address, numBytes, open, whole } = this.current;
    if (open === whole) return this.current;
    return this.#replace({ address, numBytes, listDelta: 0, listDeltaBytes: 0, open: whole, whole });
  }

  /** The place that the current bundle does not use. @throws BUSY while a body is screened with what lies there */
  #freePlace(places: readonly [number, number], of: 'address' | 'listDelta', what: string): number {
    const [first, second] = places;
    const place = this.#current?.[of] === first ? second : first;
    const numHolders = this.#leaving.reduce((sum, one) => sum + (one[of] === place ? one.holders : 0), 0);
    if (numHolders > 0) {
      const got = `${numHolders} bodies are still screened with the ${what} before the current one`;
      throw new PosternError('BUSY', `${got}: swap again when they are done`);
    }
    return place;
  }

  #replace(next: Omit<ShelvedBundle, 'generation' | 'holders'>): ShelvedBundle {
    const before = this.#current;
    if (before !== undefined && before.holders > 0) this.#leaving.push(before);
    const shelved = { ...next, generation: (before?.generation ?? 0) + 1, holders: 0 };
    this.#current = shelved;
    return shelved;
  }

  #checkRoom(numBytes: number, bundle: OpenBundle): void {
    const { bundleBytes, vectorsBytes, slots } = this.#regions;
    if (numBytes > bundleBytes) {
      const got = `got a bundle of ${numBytes} bytes, room for ${bundleBytes}`;
      throw new PosternError('BUNDLE_INVALID', `${got}: raise bundleBytes when creating the screener`);
    }
    const { scratchBytes } = bundle.screening;
    const scratch = slots[0].scratch.forestScratchBytes;
    if (scratchBytes > scratch) {
      const got = `the model that screens needs ${scratchBytes} bytes of scratch, ${scratch} are laid out`;
      throw new PosternError('BUNDLE_INVALID', `${got}: train a smaller model`);
    }
    const explaining = explainScratchBytes(bundle.contributions?.scratchBytes ?? 0);
    const explainRoom = slots[0].scratch.explainScratchBytes;
    if (explaining > explainRoom) {
      const got = `explaining the model needs ${explaining} bytes of scratch, ${explainRoom} are laid out`;
      throw new PosternError('BUNDLE_INVALID', `${got}: train a model of shallower trees`);
    }
    const { base, delta } = bundle.lists ?? {};
    const { scratchBytes: listRoom, deltaScratchBytes } = slots[0].scratch.lists;
    if ((base?.scratch.bytes ?? 0) > listRoom || (delta?.scratch.bytes ?? 0) > deltaScratchBytes) {
      const got = `the lists need ${base?.scratch.bytes} bytes of scratch, ${listRoom} are laid out`;
      throw new PosternError('BUNDLE_INVALID', `${got}: create the screener with this bundle`);
    }
    const needed = Math.max(...allModels(bundle).map(({ forest }) => vectorScorerBytes(forest)));
    if (needed > vectorsBytes) {
      const got = `a model of the bundle needs ${needed} bytes to score vectors, ${vectorsBytes} are laid out`;
      throw new PosternError('BUNDLE_INVALID', `${got}: create the screener with this bundle`);
    }
  }

  #checkPatchRoom(numBytes: number, { lists }: OpenBundle): void {
    const { listDeltaBytes, slots } = this.#regions;
    if (numBytes > listDeltaBytes) {
      const got = `got a patch whose index has ${numBytes} bytes, room for ${listDeltaBytes}`;
      throw new PosternError('BUNDLE_INVALID', `${got}: merge it into a bundle with postern bundle merge`);
    }
    const needed = lists?.delta?.scratch.bytes ?? 0;
    const { deltaScratchBytes } = slots[0].scratch.lists;
    if (needed > deltaScratchBytes) {
      const got = `the patch needs ${needed} bytes of scratch, ${deltaScratchBytes} are laid out`;
      throw new PosternError('BUNDLE_INVALID', `${got}: merge it into a bundle with postern bundle merge`);
    }
  }
}
