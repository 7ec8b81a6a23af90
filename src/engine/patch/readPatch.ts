/** Patch bytes to what they say, and whether a trusted key says it. */
import { createHash, verify } from 'node:crypto';
import { PosternError } from '../../contract/errors.ts';
import * as layout from '../bundle/bundleLayout.ts';
import { readTrustedKey } from '../bundle/keys.ts';
import type { TrustedKeys } from '../bundle/trustedKeys.ts';
import { viewSigned } from '../bundle/signedFile.ts';
import { nameOfKey } from '../bundle/verifyBundle.ts';
import { isPatch, PATCH_VERSION, type PatchManifest } from './patchLayout.ts';

export type Patch = {
  readonly hash: string;
  readonly manifest: PatchManifest;
  /** Id of the signing key, hex. */
  readonly keyId: string;
  /** The list index of the changes, a view over the given bytes. */
  readonly index: Uint8Array;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
};

/** Nothing is verified. @throws PosternError PATCH_MAGIC, BUNDLE_VERSION, BUNDLE_TRUNCATED, BUNDLE_INVALID */
export function readPatch(bytes: Uint8Array): Patch {
  if (!isPatch(bytes)) {
    throw new PosternError('PATCH_MAGIC', 'expected a patch of a bundle, got a file that does not start with POSTPTCH');
  }
  const { manifest: text, signed, signature, signatureAt, keyId } = viewSigned(bytes, 'patch', PATCH_VERSION);
  const manifest = parseManifest(text);
  const { offset, bytes: indexBytes } = manifest.index;
  if (offset !== layout.alignUp(signed.length) || layout.alignUp(offset + indexBytes) !== signatureAt) {
    throw invalid('its index is not where it belongs');
  }
  return {
    hash: createHash('sha256').update(Buffer.from(signed)).digest('hex').slice(0, 32),
    manifest,
    keyId,
    index: bytes.subarray(offset, offset + indexBytes),
    signed,
    signature,
  };
}

/** @throws PosternError BUNDLE_SIGNATURE, BUNDLE_HASH, BUNDLE_INVALID where other bytes than the index are there */
export function verifyPatch(bytes: Uint8Array, patch: Patch, trustedKeys: TrustedKeys): void {
  const { keyId, signed, signature, index, manifest } = patch;
  const name = nameOfKey(keyId, trustedKeys);
  if (name === undefined) {
    const trusted = Object.keys(trustedKeys).join(', ') || 'none';
    const message = `the patch is signed by key ${keyId}, which is not trusted (trusted: ${trusted})`;
    throw new PosternError('BUNDLE_SIGNATURE', message, { details: { keyId } });
  }
  if (!verify(null, signed, readTrustedKey(name, trustedKeys[name]), signature)) {
    const message = `the signature is not one of key "${name}" over header and manifest of this patch`;
    throw new PosternError('BUNDLE_SIGNATURE', message, { details: { keyId } });
  }
  if (createHash('sha256').update(index).digest('hex') !== manifest.index.sha256) {
    throw new PosternError('BUNDLE_HASH', 'the index of the patch does not have the SHA-256 that its manifest states');
  }
  const end = manifest.index.offset + index.length;
  const padding = [bytes.subarray(signed.length, manifest.index.offset), bytes.subarray(end, -signature.length)];
  if (padding.some((each) => each.some((byte) => byte !== 0))) {
    throw invalid('expected zeros around the index, got other bytes');
  }
}

function parseManifest(bytes: Uint8Array): PatchManifest {
  let manifest: Partial<PatchManifest> | null;
  try {
    manifest = JSON.parse(Buffer.from(bytes).toString('utf8')) as Partial<PatchManifest> | null;
  } catch (cause) {
    throw new PosternError('BUNDLE_INVALID', 'the patch: its manifest is not JSON', { cause });
  }
  const { base, lists, changed, counts, index } = manifest ?? {};
  const isWhole =
    typeof base === 'string' &&
    /^[0-9a-f]{32}$/.test(base) &&
    Array.isArray(lists) &&
    lists.every((list) => typeof list?.name === 'string' && typeof list.version === 'string') &&
    Array.isArray(changed) &&
    typeof counts === 'object' &&
    Number.isInteger(index?.offset) &&
    Number.isInteger(index?.bytes) &&
    typeof index?.sha256 === 'string';
  if (!isWhole) throw invalid('its manifest lacks an entry or has one of another type');
  return manifest as PatchManifest;
}

function invalid(fault: string): PosternError {
  return new PosternError('BUNDLE_INVALID', `the patch: ${fault}`);
}
