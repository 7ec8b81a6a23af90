/**
 * The numbers that chance gives to an item: an HMAC-SHA256 of where, when and which, under the facility's key. Who has
 * no key cannot foresee them; who gets the key after the period can recompute every one.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { PosternError } from '../contract/errors.ts';

export type ItemNumbers = {
  /** Decides the random draw: below the item's probability is drawn. In [0, 1), steps of 2^-48. */
  readonly draw: number;
  /** Orders items of equal rank, the lowest first. Says nothing of `draw`: other bits of the same hash. */
  readonly tie: number;
};

const KEY_BYTES = 32;
const UNIT = 2 ** -48;

/** @param shiftId  as in `ShiftSpan.id` */
export function itemNumbers(key: Uint8Array, facility: string, shiftId: string, itemId: string): ItemNumbers {
  const hash = createHmac('sha256', key).update(`${facility}\n${shiftId}\n${itemId}`).digest();
  return { draw: hash.readUIntBE(0, 6) * UNIT, tie: hash.readUIntBE(8, 6) * UNIT };
}

/** A new key as the text of its file: 64 hexadecimal digits. */
export function newKeyText(): string {
  return `${randomBytes(KEY_BYTES).toString('hex')}\n`;
}

/** @throws PosternError REQUEST_INVALID for anything but 64 hexadecimal digits; the message never quotes them. */
export function parseKey(text: string): Uint8Array {
  const digits = text.trim();
  if (/^[0-9a-f]{64}$/i.test(digits)) return Buffer.from(digits, 'hex');
  throw new PosternError(
    'REQUEST_INVALID',
    `expected a plan key of 64 hexadecimal digits, got ${digits.length} characters; make one with: postern plan key new`,
  );
}

/** SHA-256 of the key, hex: published before the period, so that the key cannot be changed afterwards. */
export function commitmentOf(key: Uint8Array): string {
  return createHash('sha256').update(key).digest('hex');
}
