/** What bundles and their patches start and end with: a header, a manifest, and a signature over both. */
import { PosternError } from '../../contract/errors.ts';
import * as layout from './bundleLayout.ts';

export type SignedFile = {
  readonly manifest: Uint8Array;
  /** Header and manifest: what is hashed and signed. */
  readonly signed: Uint8Array;
  /** Where the signature starts: what is signed, and all that lies between, ends there at the latest. */
  readonly signatureAt: number;
  readonly signature: Uint8Array;
  /** Of the signing key, hex. */
  readonly keyId: string;
};

/**
 * Views over a file whose magic was looked at; nothing is hashed.
 * @param what `bundle` or `patch`, as messages call it
 * @throws PosternError BUNDLE_VERSION, BUNDLE_TRUNCATED, BUNDLE_INVALID
 */
export function viewSigned(bytes: Uint8Array, what: string, version: number): SignedFile {
  if (bytes.length < layout.HEADER_BYTES)
    throw truncated(layout.HEADER_BYTES, bytes.length, `the header of the ${what}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const got = view.getUint32(layout.HEADER_VERSION, true);
  if (got !== version) {
    throw new PosternError('BUNDLE_VERSION', `expected a ${what} of version ${version}, got ${got}`);
  }
  const numBytes = Number(view.getBigUint64(layout.HEADER_FILE_BYTES, true));
  if (bytes.length < numBytes) throw truncated(numBytes, bytes.length, `the ${what}`);
  if (bytes.length > numBytes) throw invalid(`the ${what}: expected ${numBytes} bytes, got ${bytes.length}`);
  const signedBytes = layout.HEADER_BYTES + view.getUint32(layout.HEADER_MANIFEST_BYTES, true);
  const signatureAt = numBytes - layout.SIGNATURE_BYTES;
  if (signedBytes > signatureAt) throw invalid(`the ${what}: its manifest reaches beyond the file`);
  const keyId = bytes.subarray(layout.HEADER_KEY_ID, layout.HEADER_KEY_ID + layout.KEY_ID_BYTES);
  return {
    manifest: bytes.subarray(layout.HEADER_BYTES, signedBytes),
    signed: bytes.subarray(0, signedBytes),
    signatureAt,
    signature: bytes.subarray(signatureAt),
    keyId: Buffer.from(keyId).toString('hex'),
  };
}

function truncated(expected: number, got: number, what: string): PosternError {
  return new PosternError('BUNDLE_TRUNCATED', `expected ${expected} bytes for ${what}, got ${got}`);
}

function invalid(message: string): PosternError {
  return new PosternError('BUNDLE_INVALID', message);
}
