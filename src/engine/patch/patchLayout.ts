/**
 * The patch file: what new versions of lists change of one bundle, without the rest of it.
 *
 *   | header 64 | manifest (JSON) | 0.. | list index of the changes | 0.. | signature 64 |
 *
 *   header   0 magic "POSTPTCH" · 8 u32 version · 12 u32 manifest bytes · 16 u64 bytes of the whole file ·
 *            24 id of the signing key, 8 bytes · zeros
 *
 * Index and signature start on 64-byte lines, with zeros between. The signature (Ed25519) is over header and manifest,
 * which states the index's SHA-256. The first 128 bits of the SHA-256 of header and manifest are the patch's hash.
 *
 * A patch is of a bundle, never of another patch: the next one replaces it.
 */
import { createHash } from 'node:crypto';
import type { ListEntry } from '../bundle/bundleLayout.ts';

export const PATCH_MAGIC: Uint8Array = Uint8Array.from(Buffer.from('POSTPTCH', 'latin1'));
export const PATCH_VERSION = 1;

export type PatchManifest = {
  /** Hash of the bundle that it changes. */
  readonly base: string;
  /** All lists that are in force with it. */
  readonly lists: readonly ListEntry[];
  /** Names of those that it changes. */
  readonly changed: readonly string[];
  readonly counts: { readonly came: number; readonly changed: number; readonly went: number; readonly same: number };
  readonly index: { readonly offset: number; readonly bytes: number; readonly sha256: string };
};

/** What decisions name while a patch is in force: the first 128 bits of the SHA-256 of both hashes. */
export function patchedHash(base: string, patch: string): string {
  return createHash('sha256')
    .update(Buffer.from(base + patch, 'hex'))
    .digest('hex')
    .slice(0, 32);
}

/** Whether a file starts as patches do. */
export function isPatch(bytes: Uint8Array): boolean {
  return PATCH_MAGIC.every((byte, i) => byte === bytes[i]);
}
