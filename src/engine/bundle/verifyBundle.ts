/** Whether a bundle is what a trusted key signed: signature over header and manifest, SHA-256 of every section. */
import { createHash, verify } from 'node:crypto';
import { PosternError } from '../../contract/errors.ts';
import type { BundleParts } from './readManifest.ts';
import { keyIdOf, readTrustedKey } from './keys.ts';
import type { TrustedKeys } from './trustedKeys.ts';

/** @throws PosternError BUNDLE_SIGNATURE, BUNDLE_HASH (names the section), BUNDLE_INVALID (bytes between sections) */
export function verifyBundle(bytes: Uint8Array, parts: BundleParts, trustedKeys: TrustedKeys): void {
  verifySignature(parts, trustedKeys);
  let end = parts.signed.length;
  for (const { name, offset, bytes: numBytes, sha256 } of parts.manifest.sections) {
    if (createHash('sha256').update(parts.sections[name]).digest('hex') !== sha256) {
      throw new PosternError('BUNDLE_HASH', `section ${name} does not have the SHA-256 that the manifest states`, {
        details: { section: name },
      });
    }
    checkZeros(bytes.subarray(end, offset));
    end = offset + numBytes;
  }
  checkZeros(bytes.subarray(end, bytes.length - parts.signature.length));
}

/** The name of the trusted key with this id, if there is one. Says nothing of the signature. */
export function nameOfKey(keyId: string, trustedKeys: TrustedKeys): string | undefined {
  return Object.entries(trustedKeys).find(([name, pem]) => {
    return Buffer.from(keyIdOf(readTrustedKey(name, pem))).toString('hex') === keyId;
  })?.[0];
}

function verifySignature({ signed, signature, keyId }: BundleParts, trustedKeys: TrustedKeys): void {
  const name = nameOfKey(keyId, trustedKeys);
  if (name === undefined) {
    const trusted = Object.keys(trustedKeys).join(', ') || 'none';
    const message = `the bundle is signed by key ${keyId}, which is not trusted (trusted: ${trusted})`;
    throw new PosternError('BUNDLE_SIGNATURE', message, { details: { keyId } });
  }
  if (!verify(null, signed, readTrustedKey(name, trustedKeys[name]), signature)) {
    const message = `the signature is not one of key "${name}" over this header and manifest`;
    throw new PosternError('BUNDLE_SIGNATURE', message, { details: { keyId } });
  }
}

/** What no hash covers must be nothing. */
function checkZeros(padding: Uint8Array): void {
  if (padding.some((byte) => byte !== 0)) {
    throw new PosternError('BUNDLE_INVALID', 'expected zeros between sections, got other bytes');
  }
}
