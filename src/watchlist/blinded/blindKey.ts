/**
 * The secret of one carrier: 32 random bytes, from which a key for each kind of token is derived, so that no token of
 * one kind is one of another. It never goes into a bundle, a log or a message.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { PosternError } from '../../contract/errors.ts';
import { attributes } from '../index/attributes.ts';
import {
  BLINDED_KEY_BYTES,
  BLINDED_KEYS_BYTES,
  BLINDED_KIND_IS_PHONE_TAIL,
  BLINDED_PSEUDONYM_BYTES,
  BLINDED_STATE_BYTES,
  BLINDED_TOKEN_BYTES,
} from '../index/blinded/layout.ts';

const PURPOSE = 'postern blinded list 1';
const HEXADECIMAL = /^[0-9a-f]{64}$/i;

/** Kinds of tokens by number: attributes, and the tails of phones. */
export const blindedKinds: Readonly<Record<string, number>> = { ...attributes, phoneTail: BLINDED_KIND_IS_PHONE_TAIL };

export function newBlindKeyText(): string {
  return `${randomBytes(BLINDED_KEY_BYTES).toString('hex')}\n`;
}

/** @throws PosternError REQUEST_INVALID without quoting what was given */
export function parseBlindKey(text: string): Uint8Array {
  // callers in JavaScript give bytes
  const hex = typeof text === 'string' ? text.trim() : '';
  if (HEXADECIMAL.test(hex)) return Buffer.from(hex, 'hex');
  throw new PosternError(
    'REQUEST_INVALID',
    'the key of a blinded list: expected 64 hexadecimal digits; make one with: postern watchlist blind --new-key FILE',
  );
}

export class BlindKeys {
  readonly #keys = new Map<number, Buffer>();
  /** By which a list tells whether a key is its own; says nothing of any token. */
  readonly check: Uint8Array;
  readonly #pseudonyms: Buffer;

  constructor(key: Uint8Array) {
    if (key.length !== BLINDED_KEY_BYTES) {
      throw new PosternError(
        'REQUEST_INVALID',
        `the key of a blinded list: expected ${BLINDED_KEY_BYTES} bytes, got ${key.length}`,
      );
    }
    const derived = (what: string): Buffer => createHmac('sha256', key).update(`${PURPOSE} ${what}`).digest();
    for (const [name, kind] of Object.entries(blindedKinds)) this.#keys.set(kind, derived(name));
    this.check = derived('check').subarray(0, BLINDED_TOKEN_BYTES);
    this.#pseudonyms = derived('entry');
  }

  token(kind: number, normal: string): Uint8Array {
    return createHmac('sha256', this.#keys.get(kind) as Buffer)
      .update(normal)
      .digest()
      .subarray(0, BLINDED_TOKEN_BYTES);
  }

  /** Of an entry: stable over the versions of its list, for who holds list and key. */
  pseudonym(list: string, id: string): Uint8Array {
    return createHmac('sha256', this.#pseudonyms)
      .update(`${list}\0${id}`)
      .digest()
      .subarray(0, BLINDED_PSEUDONYM_BYTES);
  }

  /** What the core prepares its states from (prepareBlindedKeys): a key a kind, in the first half of its place. */
  coreKeys(): Uint8Array {
    const bytes = new Uint8Array(BLINDED_KEYS_BYTES);
    for (const [kind, key] of this.#keys) bytes.set(key, kind * BLINDED_STATE_BYTES);
    return bytes;
  }
}
