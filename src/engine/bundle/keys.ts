/** Ed25519 keys of bundles: reading them, and the short id by which a bundle names the one that signed it. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { PosternError } from '../../contract/errors.ts';
import { KEY_ID_BYTES } from './bundleLayout.ts';

/** @throws PosternError BUNDLE_SIGNATURE when the text is not an Ed25519 private key in PEM. */
export function readPrivateKey(pem: string): KeyObject {
  return readKey(() => createPrivateKey(pem), 'the signing key is not an Ed25519 private key in PEM');
}

/** @throws PosternError BUNDLE_SIGNATURE that names the key when it is not an Ed25519 public key in PEM. */
export function readTrustedKey(name: string, pem: string): KeyObject {
  return readKey(() => createPublicKey(pem), `the trusted key "${name}" is not an Ed25519 public key in PEM`);
}

/** First 64 bits of the SHA-256 of the public key (SPKI, DER). */
export function keyIdOf(key: KeyObject): Uint8Array {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return Uint8Array.from(createHash('sha256').update(der).digest().subarray(0, KEY_ID_BYTES));
}

/** A fresh pair, both in PEM. */
export function generateKeys(): { publicKey: string; privateKey: string } {
  return generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

function readKey(read: () => KeyObject, fault: string): KeyObject {
  let key: KeyObject;
  try {
    key = read();
  } catch (cause) {
    throw new PosternError('BUNDLE_SIGNATURE', fault, { cause });
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new PosternError('BUNDLE_SIGNATURE', fault);
  return key;
}
